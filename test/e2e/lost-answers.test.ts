import { beforeAll, describe, expect, it } from 'vitest';
import { type FaultKind, faultKinds } from '../../src/sandbox/faults.ts';
import { type Bench, complaint, openBench, type Run, writes } from '../support/lost-answers.ts';

/** A timeout is waited for in truth, so several sandboxes share the work. */
const LANES = 4;
const runs: Run[] = [];

beforeAll(async () => {
  const waiting = writes.flatMap((row) => faultKinds.map((fault) => ({ row, fault })));
  const benches: Bench[] = await Promise.all(Array.from({ length: LANES }, openBench));
  await Promise.all(
    benches.map(async (bench) => {
      for (let next = waiting.shift(); next; next = waiting.shift()) runs.push(await bench.run(next.row, next.fault));
      await bench.close();
    }),
  );
}, 180_000);

const answered: readonly FaultKind[] = ['slow', 'expired_token'];
const refused: readonly FaultKind[] = ['http_429'];
const before: readonly FaultKind[] = ['reset_before', 'timeout_before', 'http_500', 'html_502', 'http_429'];

it('loses every answer of every write in every way', () => {
  expect(writes).toHaveLength(50);
  expect(runs).toHaveLength(50 * faultKinds.length);
});

describe.each(writes)('$name', (row) => {
  it.each(faultKinds)('%s', (fault) => {
    const run = runs.find((one) => one.row === row && one.fault === fault);
    expect(run && complaint(run)).toBe(undefined);
    expect(run?.entries).toHaveLength(before.includes(fault) ? 0 : 1);
    const expected = answered.includes(fault) ? 'answered' : refused.includes(fault) ? 'refused' : 'settled';
    expect(run?.ending.ending).toBe(expected);
  });
});
