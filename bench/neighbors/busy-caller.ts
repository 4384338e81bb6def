import { setTimeout as sleep } from 'node:timers/promises';
import { connect } from './connect.ts';
import type { Workload } from './workloads.ts';

/** Calls the server without a pause until the bench disconnects. */
interface Task {
  url: string;
  token: string;
  workload: Workload;
}

process.on('disconnect', () => process.exit());
process.once('message', async ({ url, token, workload: { atOnce, call } }: Task) => {
  const client = await connect(url, token);
  for (let n = 0; n < atOnce; n++) void callAgainAndAgain();
  process.send?.('busy');

  async function callAgainAndAgain(): Promise<void> {
    for (;;) await client.callTool(call).catch(() => sleep(10));
  }
});
