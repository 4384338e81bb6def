import type { ServeConfig } from '../config/index.ts';
import type { ConfirmationTimes } from '../guard/confirmation/service.ts';
import { createServerFactory } from '../mcp/server.ts';
import { type Pipes, serveOverStdio } from '../transports/stdio.ts';
import { createMerchantContext } from './create-context.ts';
import { getAccountStore, getSharedKey, openStore } from './create-store.ts';
import { info, steadyUnixNow } from './process.ts';
import { getWebhookSettings } from './webhook-settings.ts';

interface StdioOptions {
  pipes: Pipes;
  waitForStopSignal(): Promise<void>;
  log(line: string): void;
  /** For tests, whose persons answer at once. */
  confirmationTimes?: ConfirmationTimes;
  waitToReadBack?: (ms: number) => Promise<void>;
}

/**
 * Serves one client over stdio. Returns why it ended if that was a mistake of the client. The connections to PortOne, the approval page and the sandbox are not closed: they end
 * with the process.
 */
export async function serveOneClient(
  config: ServeConfig,
  { pipes, waitForStopSignal, log, confirmationTimes, waitToReadBack }: StdioOptions,
): Promise<string | undefined> {
  const sharedStore = await openStore(config, log);
  const store = getAccountStore(sharedStore, config);
  const { guard, offeredTools, close } = await createMerchantContext(config, {
    store,
    log,
    ...(confirmationTimes ? { confirmationTimes } : {}),
    ...(waitToReadBack ? { waitToReadBack } : {}),
    async approvals() {
      const { createLocalApprovals } = await import('../approval-page/index.ts');
      const { approvalPin: pin, secondApproverPin: secondPin, approvalHost: host, approvalPort: port, lang } = config;
      return createLocalApprovals({
        ...{ store, key: getSharedKey(config), now: steadyUnixNow, pin, secondPin, lang },
        address: { host, port },
        // Whoever starts this process chose the name that a client gives itself, and a model could.
        webhook: getWebhookSettings(config, { namesAskers: false, log }),
      });
    },
  });
  const mistake = await serveOverStdio(createServerFactory(info, guard, offeredTools), guard.context, {
    pipes,
    waitForStopSignal,
    drainWrites: guard.writeQueue.drain,
  });
  await close();
  await sharedStore.close();
  return mistake;
}
