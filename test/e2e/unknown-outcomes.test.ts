import { beforeAll, describe, expect, it } from 'vitest';
import type { FaultKind } from '../../src/sandbox/state/faults.ts';
import { type FaultRun, findMismatch, runAllFaults, writeEndpoints, writeFaultKinds } from '../support/fault-bench.ts';

let runs: FaultRun[];

beforeAll(async () => {
  runs = await runAllFaults();
}, 240_000);

const answered: readonly FaultKind[] = ['slow', 'expired_token'];
const refused: readonly FaultKind[] = ['http_429'];
const before: readonly FaultKind[] = ['reset_before', 'timeout_before', 'http_500', 'html_502', 'http_429'];

it('every write is tested with every fault', () => {
  expect(writeEndpoints.length).toBeGreaterThan(40);
  expect(runs).toHaveLength(writeEndpoints.length * writeFaultKinds.length);
});

describe.each(writeEndpoints)('the write $name', (row) => {
  it.each(writeFaultKinds)('the outcome after the fault %s is reported correctly', (fault) => {
    const run = runs.find((one) => one.row === row && one.fault === fault);
    expect(run && findMismatch(run)).toBe(undefined);
    expect(run?.entries).toHaveLength(before.includes(fault) ? 0 : 1);
    const expected = answered.includes(fault) ? 'answered' : refused.includes(fault) ? 'refused' : 'settled';
    expect(run?.ending.ending).toBe(expected);
  });
});
