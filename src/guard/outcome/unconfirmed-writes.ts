import { createHmac } from 'node:crypto';
import type { Localized } from '../../base/bilingual.ts';
import { formatKst } from '../../base/korean-time.ts';
import { type Store, StoreUnreachable } from '../../store/store.ts';

/** Longer than PortOne or a PG keeps working on an abandoned request. */
const RETENTION_SECONDS = 300;

/** A write whose response was lost and whose execution is not confirmed: it may still be executed. */
export interface UnconfirmedWrite {
  tool: string;
  title: Localized;
  /** Unix seconds. */
  at: number;
}

/** Recent unconfirmed writes, by the ids they affect. Questions about a related operation warn of them. */
export interface UnconfirmedWrites {
  record(relatedIds: readonly string[], write: UnconfirmedWrite): Promise<void>;
  /** Returns the latest write of each id, without duplicates. */
  findRelated(relatedIds: readonly string[]): Promise<UnconfirmedWrite[]>;
}

/** Ids may be personal data, so store keys are hashes keyed with `key`. `now` is unix seconds. */
export function createUnconfirmedWrites(store: Store, key: Uint8Array, now: () => number): UnconfirmedWrites {
  const buildStoreKey = (relatedId: string) =>
    `lost:${createHmac('sha256', key).update(`lost ${relatedId}`).digest('base64url')}`;
  /** A local copy, since the store may be unreachable. */
  const localWrites = new Map<string, { value: string; until: number }>();
  return {
    async record(relatedIds, write) {
      const value = JSON.stringify(write);
      for (const [relatedId, { until }] of localWrites) if (until < write.at) localWrites.delete(relatedId);
      for (const relatedId of relatedIds) localWrites.set(relatedId, { value, until: write.at + RETENTION_SECONDS });
      const writes = relatedIds.map((relatedId) => store.set(buildStoreKey(relatedId), value, RETENTION_SECONDS));
      await Promise.all(writes).catch((error: unknown) => {
        // The write was already sent, and the caller learns in any case that its response was lost.
        if (!(error instanceof StoreUnreachable)) throw error;
      });
    },
    async findRelated(relatedIds) {
      const local = relatedIds
        .flatMap((relatedId) => localWrites.get(relatedId) ?? [])
        .filter(({ until }) => until > now());
      const stored = await Promise.all(relatedIds.map((relatedId) => store.get(buildStoreKey(relatedId))));
      const values = new Set([...local, ...stored].flatMap((one) => one?.value ?? []));
      return [...values].map((value) => JSON.parse(value) as UnconfirmedWrite);
    },
  };
}

export const warnUnconfirmed = ({ title, at }: UnconfirmedWrite): Localized => {
  const time = formatKst(at, { precision: 'second' });
  return {
    en: `"${title.en}" was sent at ${time} (KST) for the same payment, order or customer, and its response was lost. Nothing shows that it was executed, but the PG may still execute it: if you agree now, both may happen.`,
    ko: `같은 결제·주문·고객에 대해 ${time} KST에 보낸 "${title.ko}" 요청의 응답을 받지 못했습니다. 처리된 기록은 아직 없지만 PG에서 뒤늦게 처리될 수 있으며, 지금 동의하면 두 요청이 모두 처리될 수 있습니다.`,
  };
};
