import { expect, it } from 'vitest';
import { runLoad } from '../../../bench/load/run.ts';

/** The short form of `bench/load.ts`: what it measures belongs to a machine, that nothing fails does not. */
it('carries clients of both eras, with confirmations, without an error', async () => {
  const { calls, confirmed, errors, serverErrors, exitCode } = await runLoad({ clients: 20, seconds: 2 });
  expect([...errors]).toEqual([]);
  expect(serverErrors).toEqual([]);
  expect(calls).toBeGreaterThan(100);
  expect(confirmed).toBeGreaterThan(5);
  expect(exitCode).toBe(0);
}, 60_000);
