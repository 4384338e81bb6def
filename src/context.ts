import type { PortOne } from './portone/client.ts';
import type { Store } from './store/store.ts';

/** What every call is handed. */
export interface Context {
  /** PortOne as configured; imported and started when first asked for. */
  portone(): Promise<PortOne>;
  store: Store;
  /** Unix seconds. */
  now(): number;
  /** One line for the operator, on stderr; never a value of an argument or an answer. */
  log(line: string): void;
  /** Signs agreements; at least 32 random bytes. */
  stateKey: Uint8Array;
  pii: 'masked' | 'full';
  allowCardData: boolean;
  writes: Writes;
}

/** The writes in flight: a closed client must not cut one off. */
export interface Writes {
  run<T>(write: () => Promise<T>): Promise<T>;
  /** Resolves when none is in flight. */
  settled(): Promise<void>;
}

export function createWrites(): Writes {
  const inFlight = new Set<Promise<unknown>>();
  return {
    run(write) {
      const running = write();
      inFlight.add(running);
      const forget = () => inFlight.delete(running);
      running.then(forget, forget);
      return running;
    },
    async settled() {
      while (inFlight.size > 0) await Promise.allSettled(inFlight);
    },
  };
}
