import { type Change, type ChangeEvents, createChangeEvents } from './change-events.ts';
import type { Store } from './store.ts';

const CHANNEL = 'changes';

/**
 * Publishes changes to every process that shares the store, including this one. Delivery is best effort: nothing waits
 * for it, and a failure affects no call.
 */
export async function createSharedChangeEvents(
  store: Pick<Store, 'publish' | 'subscribe'>,
  log: (line: string) => void,
): Promise<ChangeEvents & { close(): Promise<void> }> {
  const local = createChangeEvents(log);
  const close = await store.subscribe(CHANNEL, (message) => {
    const change = parseChange(message);
    if (change) local.publish(change);
  });
  return {
    publish(change) {
      store.publish(CHANNEL, JSON.stringify(change)).catch(() => {
        log('a change could not be published to the other servers; their subscribers will not be notified');
        local.publish(change);
      });
    },
    subscribe: local.subscribe,
    close,
  };
}

/** Anyone with access to the store can publish anything, so take only known text fields. */
function parseChange(message: string): Change | undefined {
  try {
    const { imp_uid, merchant_uid, customer_uid, status } = Object(JSON.parse(message));
    const fields = Object.entries({ imp_uid, merchant_uid, customer_uid, status });
    return Object.fromEntries(fields.filter(([, value]) => typeof value === 'string'));
  } catch {
    return undefined;
  }
}
