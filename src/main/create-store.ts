import { createHmac } from 'node:crypto';
import type { ServeConfig } from '../config/index.ts';
import { createMemoryStore } from '../store/memory/store.ts';
import { namespaced } from '../store/namespaced.ts';
import type { Store } from '../store/store.ts';
import { log as plainLog, unixNow } from './process.ts';

/** The store of this server, or the one that it shares with others. */
export async function openStore({ redisUrl }: ServeConfig, log: (line: string) => void = plainLog): Promise<Store> {
  if (redisUrl === undefined) return createMemoryStore(unixNow);
  const { createRedisStore } = await import('../store/redis/store.ts');
  return createRedisStore({ url: redisUrl, log });
}

/**
 * The part of the store that belongs to the configured account and key: servers of another account that use it too stay apart,
 * and so do those that could not read what stands there.
 */
export const getAccountStore = (store: Store, config: ServeConfig): Store => namespaced(store, getAccountId(config));

/** What tells the configured account and key from all others, and says nothing of either. */
export function getAccountId(config: ServeConfig): string {
  const { sandbox, baseUrl, apiKey, tier = '' } = config;
  const account = sandbox ? 'sandbox' : JSON.stringify([baseUrl, apiKey, tier]);
  const key = getSharedKey(config) ?? 'of this process alone';
  return createHmac('sha256', key).update(`account ${account}`).digest('hex').slice(0, 16);
}

/** What everything that is signed or encrypted here is derived from, if servers are to understand each other. */
export const getSharedKey = ({ stateKey }: ServeConfig): Uint8Array | undefined =>
  stateKey === undefined ? undefined : new TextEncoder().encode(stateKey);
