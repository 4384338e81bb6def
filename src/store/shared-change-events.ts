import { type Change, type Changes, createChanges } from './change-events.ts';
import type { Store } from './store.ts';

const CHANNEL = 'changes';

/**
 * Changes that every process which shares the store hears of, this one included. One that cannot be told is only a subscriber's
 * late news: nothing waits for it and nothing fails with it.
 */
export async function createSharedChanges(
  store: Pick<Store, 'publish' | 'subscribe'>,
  log: (line: string) => void,
): Promise<Changes & { close(): Promise<void> }> {
  const heard = createChanges(log);
  const close = await store.subscribe(CHANNEL, (message) => {
    const change = changeOf(message);
    if (change) heard.tell(change);
  });
  return {
    tell(change) {
      store.publish(CHANNEL, JSON.stringify(change)).catch(() => {
        log('the other processes could not be told of a change; subscribers there hear of it late');
        heard.tell(change);
      });
    },
    listen: heard.listen,
    close,
  };
}

/** Whoever can write to the store can write anything. */
function changeOf(message: string): Change | undefined {
  try {
    const { imp_uid, merchant_uid, customer_uid, status } = Object(JSON.parse(message));
    const fields = Object.entries({ imp_uid, merchant_uid, customer_uid, status });
    return Object.fromEntries(fields.filter(([, value]) => typeof value === 'string'));
  } catch {
    return undefined;
  }
}
