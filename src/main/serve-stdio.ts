import type { ServeConfig } from '../config/index.ts';
import { serverFactory } from '../mcp/server.ts';
import { type Pipes, serveOverStdio } from '../transports/stdio.ts';
import { openMerchant } from './create-context.ts';
import { openStore, sharedKey, storeOf } from './create-store.ts';
import { info, unixNow } from './process.ts';

interface Surroundings {
  pipes: Pipes;
  stopAsked(): Promise<void>;
  log(line: string): void;
}

/** Serves the one client at the pipes. The connections to PortOne, the page and the sandbox stay open: they end with the process. */
export async function serveOneClient(config: ServeConfig, { pipes, stopAsked, log }: Surroundings): Promise<void> {
  const shared = await openStore(config, log);
  const store = storeOf(shared, config);
  const { context, offered, close } = await openMerchant(config, {
    store,
    log,
    async approvals() {
      const { localApprovals } = await import('../approval-page/index.ts');
      const { approvalPin: pin, secondApproverPin: secondPin } = config;
      return localApprovals({ store, key: sharedKey(config), now: unixNow, pin, secondPin });
    },
  });
  await serveOverStdio(serverFactory(info, context, offered), context, { pipes, stopAsked });
  await close();
  await shared.close();
}
