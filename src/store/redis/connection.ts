import type { Redis } from 'ioredis';
import { StoreUnreachable } from '../store.ts';
import { COMMAND_TIMEOUT_MS, connectRedis, getErrorCause, isTimeout } from './client.ts';
import { createListener } from './pub-sub.ts';
import type { ScriptName } from './scripts.ts';

export interface RedisConnection {
  runScript(script: ScriptName, keys: readonly string[], values: readonly (string | number)[]): Promise<unknown>;
  /** Any other command. */
  runCommand<T>(send: (client: Redis) => Promise<T>): Promise<T>;
  subscribe(channel: string, handler: (message: string) => void): Promise<() => Promise<void>>;
  close(): Promise<void>;
}

interface RedisConnectionOptions {
  url: string;
  log(line: string): void;
  /** Each time that the store can be reached again, also at the beginning. */
  onReady(): void;
}

/** Connects, and goes on trying for ever. Nothing is queued while there is no connection, and nothing is sent twice. */
export function createRedisConnection({ url, log, onReady }: RedisConnectionOptions): RedisConnection {
  const client = connectRedis(url);
  const listener = createListener(url);
  let isReachable: boolean | undefined;

  const logReachability = (isNow: boolean, reason = '') => {
    if (isReachable === isNow) return;
    // That it works from the beginning is not worth a line.
    if (!isNow) log(`the shared store cannot be reached (${reason}); reading goes on, changes are refused`);
    else if (isReachable === false) log('the shared store can be reached again');
    isReachable = isNow;
  };
  let cause = 'closed';
  client.on('error', (error: unknown) => {
    cause = getErrorCause(error);
  });
  client.on('close', () => logReachability(false, cause));
  client.on('ready', () => {
    logReachability(true);
    onReady();
  });
  /** The first attempt is waited for, so that a call right after the start finds the store. */
  const firstAttempt = new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, COMMAND_TIMEOUT_MS);
    timer.unref();
    for (const event of ['ready', 'close'])
      client.once(event, () => {
        clearTimeout(timer);
        resolve();
      });
  });

  async function runCommand<T>(send: (client: Redis) => Promise<T>): Promise<T> {
    if (isReachable === undefined) await firstAttempt;
    if (client.status !== 'ready') throw new StoreUnreachable(cause);
    try {
      return await send(client);
    } catch (error) {
      // A connection that carries nothing any more may look open for a quarter of an hour.
      if (isTimeout(error) && client.status === 'ready') {
        cause = getErrorCause(error);
        client.disconnect(true);
      }
      throw new StoreUnreachable(getErrorCause(error));
    }
  }

  return {
    runCommand,
    // ioredis adds the methods of its scripts at run time, where the types do not follow.
    runScript: (script, keys, values) =>
      runCommand((redis) => (redis as unknown as ScriptedClient)[script](keys.length, ...keys, ...values)),
    subscribe: listener.subscribe,
    async close() {
      client.disconnect();
      listener.close();
    },
  };
}

type ScriptedClient = Record<ScriptName, (...args: (string | number)[]) => Promise<unknown>>;
