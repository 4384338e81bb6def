/** What changed at PortOne, as far as it is known. */
export interface Change {
  imp_uid?: string | undefined;
  merchant_uid?: string | undefined;
  customer_uid?: string | undefined;
  /** The status of the payment now. */
  status?: string | undefined;
}

/** Where changes are told of: by our own writes, by webhooks, by other processes. */
export interface Changes {
  tell(change: Change): void;
  /** Returns how to stop. */
  listen(listener: (change: Change) => void): () => void;
}

export function createChanges(log: (line: string) => void): Changes {
  const listeners = new Set<(change: Change) => void>();
  return {
    tell(change) {
      for (const listener of [...listeners]) {
        try {
          listener(change);
        } catch (error) {
          // What was changed is changed, whoever cannot be told of it.
          log(`a change could not be told: ${error instanceof Error ? error.name : typeof error}`);
        }
      }
    },
    listen(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
