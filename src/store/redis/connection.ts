import type { Redis } from 'ioredis';
import { StoreUnreachable } from '../store.ts';
import { COMMAND_TIMEOUT_MS, connectRedis, getErrorCause, isTimeout } from './client.ts';
import { createListener } from './pub-sub.ts';
import type { ScriptName } from './scripts.ts';

export interface RedisConnection {
  runScript(script: ScriptName, keys: readonly string[], values: readonly (string | number)[]): Promise<unknown>;
  /** Runs a command without a script. */
  runCommand<T>(send: (client: Redis) => Promise<T>): Promise<T>;
  subscribe(channel: string, handler: (message: string) => void): Promise<() => Promise<void>>;
  close(): Promise<void>;
}

interface RedisConnectionOptions {
  url: string;
  log(line: string): void;
  /** Called each time the store becomes reachable, including the first time. */
  onReady(): void;
}

/** Connects and keeps reconnecting. Commands fail at once while there is no connection, and are never sent twice. */
export function createRedisConnection({ url, log, onReady }: RedisConnectionOptions): RedisConnection {
  const client = connectRedis(url);
  const listener = createListener(url);
  let isReachable: boolean | undefined;

  const logReachability = (isNow: boolean, reason = '') => {
    if (isReachable === isNow) return;
    // A successful first connection is not logged.
    if (!isNow) log(`the shared store cannot be reached (${reason}); reads continue, changes are refused`);
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
  /** Commands wait for the first connection attempt, so that a call right after the start finds the store. */
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
      // A dead connection may look open for a quarter of an hour, so reconnect after a timeout.
      if (isTimeout(error) && client.status === 'ready') {
        cause = getErrorCause(error);
        client.disconnect(true);
      }
      throw new StoreUnreachable(getErrorCause(error));
    }
  }

  return {
    runCommand,
    // ioredis adds a method for each script at run time, unknown to its types.
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
