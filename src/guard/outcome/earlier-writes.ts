import { createHmac } from 'node:crypto';
import type { Localized } from '../../base/bilingual.ts';
import { isRecord, parseJson } from '../../base/json.ts';
import { DAY_SECONDS } from '../../base/korean-time.ts';
import type { Pseudonyms } from '../../base/pseudonym.ts';
import type { Store } from '../../store/store.ts';

/**
 * What is known of an earlier write:
 * - `unconfirmed`: its outcome is unknown, or a slow PG may still execute it
 * - `undelivered`: it was executed, but its caller was gone before the result
 * - `executed`: it was executed, and the same write is requested again
 * - `interrupted`: the server stopped before its outcome was known
 */
export type EarlierWriteStatus = 'unconfirmed' | 'undelivered' | 'executed' | 'interrupted';

/** A write that a person must know of before agreeing to a related one. */
export interface EarlierWrite {
  tool: string;
  title: Localized;
  status: EarlierWriteStatus;
  /** Unix seconds. */
  at: number;
  /** The money moved, as people read it. */
  amount?: string;
}

/** Recent writes by the ids they affect, on all servers that share the store. */
export interface EarlierWrites {
  /** Remembers a write. Never throws: the write was sent already. */
  record(ids: readonly string[], write: EarlierWrite): Promise<void>;
  /** Returns the latest write of each id and status, oldest first, without duplicates. */
  find(ids: readonly string[]): Promise<EarlierWrite[]>;
}

/**
 * PortOne and PGs work on an abandoned request for less than five minutes, and a call is repeated sooner. Nobody has
 * learned the outcome of an interrupted write.
 */
const RETENTION_SECONDS: Readonly<Record<EarlierWriteStatus, number>> = {
  unconfirmed: 300,
  undelivered: 300,
  executed: 300,
  interrupted: DAY_SECONDS,
};

/** A prefix per status: a write with a known outcome must not replace one with an unknown outcome. */
const KEY_PREFIXES: Readonly<Record<EarlierWriteStatus, string>> = {
  unconfirmed: 'lost',
  undelivered: 'undelivered',
  executed: 'executed',
  interrupted: 'interrupted',
};
const prefixes = Object.values(KEY_PREFIXES);

interface EarlierWritesOptions {
  key: Uint8Array;
  pseudonyms: Pseudonyms;
  /** Unix seconds. */
  now(): number;
}

/**
 * Ids may be personal data, so store keys are hashes keyed with `key`. They are pseudonymized first, since the audit log,
 * from which a restart restores writes, has only the pseudonyms.
 */
export function createEarlierWrites(store: Store, { key, pseudonyms, now }: EarlierWritesOptions): EarlierWrites {
  const buildStoreKey = (prefix: string, id: string) =>
    `${prefix}:${createHmac('sha256', key)
      .update(`lost ${pseudonyms.ofKey(id)}`)
      .digest('base64url')}`;
  /** A local copy, since the store may be unreachable. */
  const localWrites = new Map<string, { value: string; until: number }>();
  return {
    async record(ids, write) {
      const value = JSON.stringify(write);
      const until = write.at + RETENTION_SECONDS[write.status];
      const seconds = until - now();
      if (seconds <= 0) return;
      for (const [storeKey, local] of localWrites) if (local.until <= now()) localWrites.delete(storeKey);
      const storeKeys = ids.map((id) => buildStoreKey(KEY_PREFIXES[write.status], id));
      for (const storeKey of storeKeys) localWrites.set(storeKey, { value, until });
      await Promise.allSettled(storeKeys.map((storeKey) => store.set(storeKey, value, seconds)));
    },
    async find(ids) {
      const storeKeys = prefixes.flatMap((prefix) => ids.map((id) => buildStoreKey(prefix, id)));
      const local = storeKeys
        .flatMap((storeKey) => localWrites.get(storeKey) ?? [])
        .filter(({ until }) => until > now());
      const stored = await Promise.all(storeKeys.map((storeKey) => store.get(storeKey)));
      const values = new Set([...local, ...stored].flatMap((one) => one?.value ?? []));
      return [...values].flatMap(parseEarlierWrite).sort((one, other) => one.at - other.at);
    },
  };
}

const unknownTitle: Localized = { en: 'A change', ko: '변경' };

/** Another version of this server may have stored it: with a title in one language, and without a status. */
function parseEarlierWrite(value: string): EarlierWrite[] {
  const stored = parseJson(value);
  if (!isRecord(stored)) return [];
  const { tool, title, status, at, amount } = stored;
  return [
    {
      tool: typeof tool === 'string' ? tool : 'unknown',
      title: parseTitle(title),
      status: typeof status === 'string' && isStatus(status) ? status : 'unconfirmed',
      at: typeof at === 'number' ? at : 0,
      ...(typeof amount === 'string' ? { amount } : {}),
    },
  ];
}

const isStatus = (text: string): text is EarlierWriteStatus => Object.hasOwn(KEY_PREFIXES, text);

function parseTitle(title: unknown): Localized {
  if (typeof title === 'string') return { en: title, ko: title };
  if (!isRecord(title)) return unknownTitle;
  const { en, ko } = title;
  return typeof en === 'string' && typeof ko === 'string' ? { en, ko } : unknownTitle;
}
