import { setTimeout as delay } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { StoreUnreachable } from '../store.ts';
import { type ScriptName, scripts } from './scripts.ts';

/** No command takes longer: whoever waits for it would rather be told. */
const COMMAND_MS = 1_500;
const LONGEST_PAUSE_MS = 1_000;
const PROBE_MS = 10_000;
const isSilence = (error: unknown) => error instanceof Error && error.message === 'Command timed out';

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
  let subscriber: Redis | undefined;
  let probing: NodeJS.Timeout | undefined;
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

  /** Nothing is asked on the connection that listens, so it is asked now and then whether it still carries anything. */
  async function probe(listening: Redis): Promise<void> {
    if (listening.status !== 'ready') return;
    const silent = delay(COMMAND_MS, true, { ref: false });
    const answered = listening.ping().then(
      () => false,
      () => false,
    );
    if (await Promise.race([silent, answered])) listening.disconnect(true);
  }

  function listening(): Redis {
    const own = connect(url, { enableOfflineQueue: true }).on('error', () => undefined);
    probing = setInterval(() => void probe(own), PROBE_MS);
    probing.unref();
    return own;
  }

  async function subscribing(channel: string, handler: (message: string) => void): Promise<() => Promise<void>> {
    subscriber ??= listening();
    const own = subscriber;
    const listener = (from: string, message: string) => {
      if (from === channel) handler(message);
    };
    own.on('message', listener);
    // It is subscribed again after each loss; the first time may have to wait until the store can be reached.
    const subscribed = own.subscribe(channel).catch(() => undefined);
    await Promise.race([subscribed, delay(COMMAND_MS, undefined, { ref: false })]);
    return async () => void own.off('message', listener);
  }

  return {
    command,
    // ioredis adds the methods of its scripts at run time, where the types do not follow.
    run: (script, keys, values) =>
      command((own) => (own as unknown as Scripted)[script](keys.length, ...keys, ...values)),
    subscribe: subscribing,
    async close() {
      clearInterval(probing);
      client.disconnect();
      subscriber?.disconnect();
    },
  };
}

type Scripted = Record<ScriptName, (...args: (string | number)[]) => Promise<unknown>>;

function connect(url: string, { enableOfflineQueue = false } = {}): Redis {
  return new Redis(url, {
    enableOfflineQueue,
    autoResendUnfulfilledCommands: false,
    maxRetriesPerRequest: enableOfflineQueue ? null : 0,
    ...(enableOfflineQueue ? {} : { commandTimeout: COMMAND_MS }),
    connectTimeout: COMMAND_MS,
    keepAlive: 5_000,
    protocol: 2,
    disableClientInfo: true,
    retryStrategy: (times) => Math.min(50 * times, LONGEST_PAUSE_MS),
    // After a failover the old address may lead to a server that takes no writes.
    reconnectOnError: (error) => error.message.startsWith('READONLY'),
    scripts: Object.fromEntries(Object.entries(scripts).map(([name, lua]) => [name, { lua }])),
  });
}

/** A code, and nothing of the message: that might hold an argument, such as the password. */
function causeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown trouble';
  if ('code' in error && typeof error.code === 'string') return error.code;
  if (isSilence(error)) return 'no answer';
  return /^[A-Z]{3,20}(?= )/.exec(error.message)?.[0] ?? error.name;
}
