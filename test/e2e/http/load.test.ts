import { expect, it } from 'vitest';
import { runLoad } from '../../../bench/load/run.ts';

/** The short form of `bench/load.ts`: its figures depend on the machine, the absence of errors does not. */
it('the server handles clients of both protocol revisions, with confirmations, without an error', async () => {
  const clients = 20;
  const { calls, confirmed, errors, serverErrors, exitCode } = await runLoad({ clients, seconds: 4 });
  expect([...errors]).toEqual([]);
  expect(serverErrors).toEqual([]);
  // How many more there are depends on what else the machine does.
  expect(calls).toBeGreaterThanOrEqual(clients);
  expect(confirmed).toBeGreaterThan(0);
  expect(exitCode).toBe(0);
}, 60_000);
