import { Redis } from 'ioredis';
import { scripts } from './scripts.ts';

/** No command takes longer: whoever waits for it would rather be told. */
export const COMMAND_TIMEOUT_MS = 1_500;
const MAX_RECONNECT_DELAY_MS = 1_000;

/** `listens`: for a connection that carries only messages, and may wait for its beginning. */
export function connectRedis(url: string, { listens = false } = {}): Redis {
  return new Redis(url, {
    enableOfflineQueue: listens,
    autoResendUnfulfilledCommands: listens,
    maxRetriesPerRequest: listens ? null : 0,
    ...(listens ? {} : { commandTimeout: COMMAND_TIMEOUT_MS }),
    connectTimeout: COMMAND_TIMEOUT_MS,
    keepAlive: 5_000,
    protocol: 2,
    disableClientInfo: true,
    retryStrategy: (times) => Math.min(50 * times, MAX_RECONNECT_DELAY_MS),
    // After a failover the old address may lead to a server that takes no writes.
    reconnectOnError: (error) => error.message.startsWith('READONLY'),
    scripts: Object.fromEntries(Object.entries(scripts).map(([name, lua]) => [name, { lua }])),
  });
}

/** A code, and nothing of the message: that might hold an argument, such as the password. */
export function getErrorCause(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown trouble';
  if ('code' in error && typeof error.code === 'string') return error.code;
  if (isTimeout(error)) return 'no answer';
  return /^[A-Z]{3,20}(?= )/.exec(error.message)?.[0] ?? error.name;
}

export const isTimeout = (error: unknown) => error instanceof Error && error.message === 'Command timed out';
