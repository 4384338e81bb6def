import { setTimeout as delay } from 'node:timers/promises';
import type { Redis } from 'ioredis';
import { COMMAND_TIMEOUT_MS, connectRedis } from './client.ts';

const PROBE_MS = 10_000;

type Handler = (message: string) => void;

export interface Listener {
  subscribe(channel: string, handler: Handler): Promise<() => Promise<void>>;
  close(): void;
}

/**
 * Subscribes on a separate connection, opened with the first subscription: a Redis connection in subscriber mode
 * accepts no other commands.
 */
export function createListener(url: string): Listener {
  const channels = new Map<string, Set<Handler>>();
  let sharedClient: Redis | undefined;
  let probeTimer: NodeJS.Timeout | undefined;

  function createClient(): Redis {
    const client = connectRedis(url, { listens: true });
    // The command connection reports errors to the operator.
    client.on('error', () => undefined);
    client.on('message', (channel: string, message: string) => {
      for (const handler of channels.get(channel) ?? []) handler(message);
    });
    probeTimer = setInterval(() => void probe(client), PROBE_MS);
    probeTimer.unref();
    return client;
  }

  return {
    async subscribe(channel, handler) {
      sharedClient ??= createClient();
      const client = sharedClient;
      const handlers = channels.get(channel) ?? new Set();
      channels.set(channel, handlers);
      // Wrap the handler, so that subscribing it twice gives two subscriptions that end separately.
      const ownHandler: Handler = (message) => handler(message);
      handlers.add(ownHandler);
      // ioredis subscribes again after every reconnect. If the store is unreachable, do not wait for the first
      // subscription longer than this.
      const subscribed = handlers.size === 1 ? client.subscribe(channel).catch(() => undefined) : undefined;
      await Promise.race([subscribed, delay(COMMAND_TIMEOUT_MS, undefined, { ref: false })]);
      return async () => {
        if (!handlers.delete(ownHandler) || handlers.size > 0) return;
        channels.delete(channel);
        client.unsubscribe(channel).catch(() => undefined);
      };
    },
    close() {
      clearInterval(probeTimer);
      sharedClient?.disconnect();
    },
  };
}

/** No commands run on this connection, so ping it from time to time to detect a dead one. */
async function probe(client: Redis): Promise<void> {
  if (client.status !== 'ready') return;
  const timedOut = delay(COMMAND_TIMEOUT_MS, true, { ref: false });
  const ponged = client.ping().then(
    () => false,
    () => false,
  );
  if (await Promise.race([timedOut, ponged])) client.disconnect(true);
}
