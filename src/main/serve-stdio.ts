import type { ServeConfig } from '../config/index.ts';
import { createServerFactory } from '../mcp/server.ts';
import { type Pipes, serveOverStdio } from '../transports/stdio.ts';
import { createMerchantContext } from './create-context.ts';
import { getAccountStore, getSharedKey, openStore } from './create-store.ts';
import { info, unixNow } from './process.ts';

interface StdioOptions {
  pipes: Pipes;
  waitForStopSignal(): Promise<void>;
  log(line: string): void;
}

/**
 * Serves one client over stdio. The connections to PortOne, the approval page and the sandbox are not closed: they end
 * with the process.
 */
export async function serveOneClient(
  config: ServeConfig,
  { pipes, waitForStopSignal, log }: StdioOptions,
): Promise<void> {
  const sharedStore = await openStore(config, log);
  const store = getAccountStore(sharedStore, config);
  const { guard, offeredTools, close } = await createMerchantContext(config, {
    store,
    log,
    async approvals() {
      const { createLocalApprovals } = await import('../approval-page/index.ts');
      const { approvalPin: pin, secondApproverPin: secondPin } = config;
      return createLocalApprovals({ store, key: getSharedKey(config), now: unixNow, pin, secondPin });
    },
  });
  await serveOverStdio(createServerFactory(info, guard, offeredTools), guard.context, {
    pipes,
    waitForStopSignal,
    drainWrites: guard.writeQueue.drain,
  });
  await close();
  await sharedStore.close();
}
