import { type Change, type ChangeEvents, createChangeEvents } from './change-events.ts';
import type { Store } from './store.ts';

const CHANNEL = 'changes';

/**
 * Changes that every process which shares the store hears of, this one included. One that cannot be told is only a subscriber's
 * late news: nothing waits for it and nothing fails with it.
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
        log('the other processes could not be told of a change; subscribers there hear of it late');
        local.publish(change);
      });
    },
    subscribe: local.subscribe,
    close,
  };
}

/** Whoever can write to the store can write anything. */
function parseChange(message: string): Change | undefined {
  try {
    const { imp_uid, merchant_uid, customer_uid, status } = Object(JSON.parse(message));
    const fields = Object.entries({ imp_uid, merchant_uid, customer_uid, status });
    return Object.fromEntries(fields.filter(([, value]) => typeof value === 'string'));
  } catch {
    return undefined;
  }
}
