import type { Redis } from 'ioredis';
import { StoreUnreachable } from '../store.ts';
import { COMMAND_MS, causeOf, connect, isSilence } from './client.ts';
import { createListener } from './pub-sub.ts';
import type { ScriptName } from './scripts.ts';

export interface Connection {
  run(script: ScriptName, keys: readonly string[], values: readonly (string | number)[]): Promise<unknown>;
  /** Any other command. */
  command<T>(send: (client: Redis) => Promise<T>): Promise<T>;
  subscribe(channel: string, handler: (message: string) => void): Promise<() => Promise<void>>;
  close(): Promise<void>;
}

interface Options {
  url: string;
  log(line: string): void;
  /** Each time that the store can be reached again, also at the beginning. */
  onReady(): void;
}

/** Connects, and goes on trying for ever. Nothing is queued while there is no connection, and nothing is sent twice. */
export function createConnection({ url, log, onReady }: Options): Connection {
  const client = connect(url);
  const listener = createListener(url);
  let reachable: boolean | undefined;

  const say = (now: boolean, why = '') => {
    if (reachable === now) return;
    // That it works from the beginning is not worth a line.
    if (!now) log(`the shared store cannot be reached (${why}); reading goes on, changes are refused`);
    else if (reachable === false) log('the shared store can be reached again');
    reachable = now;
  };
  let trouble = 'closed';
  client.on('error', (error: unknown) => {
    trouble = causeOf(error);
  });
  client.on('close', () => say(false, trouble));
  client.on('ready', () => {
    say(true);
    onReady();
  });
  /** The first attempt is waited for, so that a call right after the start finds the store. */
  const begun = new Promise<void>((resolve) => {
    const end = setTimeout(resolve, COMMAND_MS);
    end.unref();
    for (const event of ['ready', 'close'])
      client.once(event, () => {
        clearTimeout(end);
        resolve();
      });
  });

  async function command<T>(send: (client: Redis) => Promise<T>): Promise<T> {
    if (reachable === undefined) await begun;
    if (client.status !== 'ready') throw new StoreUnreachable(trouble);
    try {
      return await send(client);
    } catch (error) {
      // A connection that carries nothing any more may look open for a quarter of an hour.
      if (isSilence(error) && client.status === 'ready') {
        trouble = causeOf(error);
        client.disconnect(true);
      }
      throw new StoreUnreachable(causeOf(error));
    }
  }

  return {
    command,
    // ioredis adds the methods of its scripts at run time, where the types do not follow.
    run: (script, keys, values) =>
      command((own) => (own as unknown as Scripted)[script](keys.length, ...keys, ...values)),
    subscribe: listener.subscribe,
    async close() {
      client.disconnect();
      listener.close();
    },
  };
}

type Scripted = Record<ScriptName, (...args: (string | number)[]) => Promise<unknown>>;
