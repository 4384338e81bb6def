import { Redis } from 'ioredis';
import { scripts } from './scripts.ts';

/** Timeout of a command: callers prefer an early error. */
export const COMMAND_TIMEOUT_MS = 1_500;
const MAX_RECONNECT_DELAY_MS = 1_000;

/** `listens`: for the subscriber connection, whose first connection attempt may take long. */
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
    // After a failover the old address may lead to a read-only replica.
    reconnectOnError: (error) => error.message.startsWith('READONLY'),
    scripts: Object.fromEntries(Object.entries(scripts).map(([name, lua]) => [name, { lua }])),
  });
}

/** Returns an error code. The message could contain an argument, such as the password. */
export function getErrorCause(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown error';
  if ('code' in error && typeof error.code === 'string') return error.code;
  if (isTimeout(error)) return 'timed out';
  return /^[A-Z]{3,20}(?= )/.exec(error.message)?.[0] ?? error.name;
}

export const isTimeout = (error: unknown) => error instanceof Error && error.message === 'Command timed out';
