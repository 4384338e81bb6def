import { createHmac } from 'node:crypto';
import { parseJson } from '../../base/json.ts';
import type { Pseudonyms } from '../../base/pseudonym.ts';
import type { Store } from '../../store/store.ts';

/** As long as a question can be answered. */
const RETENTION_SECONDS = 300;

/**
 * What is known of the buyer of a call only since a person typed a card number: the next question for the same call can
 * then mention what was done with that card before.
 */
export interface TypedBuyers {
  /** Remembers the keys of a buyer for a call, as pseudonyms. */
  remember(callKey: string, buyerKeys: readonly string[]): Promise<void>;
  find(callKey: string): Promise<string[]>;
  /** A key as it is remembered. */
  toPseudonym(key: string): string;
}

export function createTypedBuyers(
  store: Store,
  { key, pseudonyms }: { key: Uint8Array; pseudonyms: Pseudonyms },
): TypedBuyers {
  const buildStoreKey = (callKey: string) =>
    `typed:${createHmac('sha256', key).update(`typed ${callKey}`).digest('base64url')}`;
  return {
    remember: (callKey, buyerKeys) =>
      store.set(buildStoreKey(callKey), JSON.stringify(buyerKeys.map(pseudonyms.ofKey)), RETENTION_SECONDS),
    toPseudonym: pseudonyms.ofKey,
    async find(callKey) {
      const stored = await store.get(buildStoreKey(callKey));
      const keys = stored && parseJson(stored.value);
      return Array.isArray(keys) ? keys.filter((one) => typeof one === 'string') : [];
    },
  };
}
