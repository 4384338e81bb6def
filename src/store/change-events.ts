/** What changed at PortOne, as far as it is known. */
export interface Change {
  imp_uid?: string | undefined;
  merchant_uid?: string | undefined;
  customer_uid?: string | undefined;
  /** The status of the payment now. */
  status?: string | undefined;
}

/** Where changes are told of: by our own writes, by webhooks, by other processes. */
export interface ChangeEvents {
  publish(change: Change): void;
  /** Returns how to stop. */
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
          // What was changed is changed, whoever cannot be told of it.
          log(`a change could not be told: ${error instanceof Error ? error.name : typeof error}`);
        }
      }
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
