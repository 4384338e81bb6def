import { setTimeout as delay } from 'node:timers/promises';
import type { Redis } from 'ioredis';
import { COMMAND_TIMEOUT_MS, connectRedis } from './client.ts';

const PROBE_MS = 10_000;

type Handler = (message: string) => void;

export interface Listener {
  subscribe(channel: string, handler: Handler): Promise<() => Promise<void>>;
  close(): void;
}

/** A connection of its own, made for the first channel: one that listens takes no other commands. */
export function createListener(url: string): Listener {
  const channels = new Map<string, Set<Handler>>();
  let sharedClient: Redis | undefined;
  let probeTimer: NodeJS.Timeout | undefined;

  function createClient(): Redis {
    const client = connectRedis(url, { listens: true });
    // The connection for commands tells the operator what is wrong.
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
      // One of its own for each time, so that each is ended for itself.
      const ownHandler: Handler = (message) => handler(message);
      handlers.add(ownHandler);
      // It is subscribed again after each loss; the first time may have to wait until the store can be reached.
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

/** Nothing is asked on this connection, so it is asked now and then whether it still carries anything. */
async function probe(client: Redis): Promise<void> {
  if (client.status !== 'ready') return;
  const timedOut = delay(COMMAND_TIMEOUT_MS, true, { ref: false });
  const ponged = client.ping().then(
    () => false,
    () => false,
  );
  if (await Promise.race([timedOut, ponged])) client.disconnect(true);
}
