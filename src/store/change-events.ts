import type { Store } from './store.ts';

const CHANNEL = 'changes';

/** What changed at PortOne, as far as it is known. */
export interface Change {
  imp_uid?: string | undefined;
  merchant_uid?: string | undefined;
  customer_uid?: string | undefined;
  /** The payment's new status. */
  status?: string | undefined;
}

/** Publishes changes made by this server, by other processes, or reported by webhooks. */
export interface ChangeEvents {
  publish(change: Change): void;
  /** Returns a function that unsubscribes. */
  subscribe(listener: (change: Change) => void): () => void;
}

export function createChangeEvents(log: (line: string) => void): ChangeEvents {
  const listeners = new Set<(change: Change) => void>();
  return {
    publish(change) {
      for (const listener of [...listeners]) {
        try {
          listener(change);
        } catch (error) {
          // A failing listener must not fail the change.
          log(`a listener for changes failed: ${error instanceof Error ? error.name : typeof error}`);
        }
      }
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

/**
 * Changes that every process which shares the store hears of, this one included. One that cannot be published only reaches its
 * subscribers late: nothing waits for it and nothing fails with it.
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
