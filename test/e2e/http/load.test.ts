import { expect, it } from 'vitest';
import { runLoad } from '../../../bench/load/run.ts';

/** The short form of `bench/load.ts`: its figures depend on the machine, the absence of errors does not. */
it('the server handles clients of both protocol revisions, with confirmations, without an error', async () => {
  // Long enough for so many calls also where other tests share the machine.
  const { calls, confirmed, errors, serverErrors, exitCode } = await runLoad({ clients: 20, seconds: 10 });
  expect([...errors]).toEqual([]);
  expect(serverErrors).toEqual([]);
  expect(calls).toBeGreaterThan(100);
  expect(confirmed).toBeGreaterThan(5);
  expect(exitCode).toBe(0);
}, 60_000);
