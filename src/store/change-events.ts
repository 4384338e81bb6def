/** A known change at PortOne. */
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
