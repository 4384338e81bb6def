import { createHmac } from 'node:crypto';
import type { ServeConfig } from '../config/index.ts';
import { createMemoryStore } from '../store/memory/store.ts';
import { namespaced } from '../store/namespaced.ts';
import type { Store } from '../store/store.ts';
import { monotonicSeconds, log as plainLog } from './process.ts';

/** Opens the shared store if one is configured, otherwise a store in memory. */
export async function openStore({ redisUrl }: ServeConfig, log: (line: string) => void = plainLog): Promise<Store> {
  if (redisUrl === undefined) return createMemoryStore(monotonicSeconds);
  const { createRedisStore } = await import('../store/redis/store.ts');
  return createRedisStore({ url: redisUrl, log });
}

/**
 * Returns the part of the store for the configured account and key. Servers with another account, or with a key that
 * cannot decrypt the data, stay separate.
 */
export const getAccountStore = (store: Store, config: ServeConfig): Store => namespaced(store, getAccountId(config));

/** Returns an id of the configured account and key that reveals nothing about either. */
export function getAccountId(config: ServeConfig): string {
  const { sandbox, baseUrl, apiKey, tier = '' } = config;
  const account = sandbox ? 'sandbox' : JSON.stringify([baseUrl, apiKey, tier]);
  const key = getSharedKey(config) ?? 'of this process alone';
  return createHmac('sha256', key).update(`account ${account}`).digest('hex').slice(0, 16);
}

/**
 * Returns the key from which all signing and encryption keys are derived. Servers that work together must have the same
 * one.
 */
export const getSharedKey = ({ stateKey }: ServeConfig): Uint8Array | undefined =>
  stateKey === undefined ? undefined : new TextEncoder().encode(stateKey);
