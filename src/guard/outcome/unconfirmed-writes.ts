import { createHmac } from 'node:crypto';
import type { Localized } from '../../base/bilingual.ts';
import { formatKst } from '../../base/korean-time.ts';
import { type Store, StoreUnreachable } from '../../store/store.ts';

/** Longer than PortOne or a PG works on a request that nobody waits for any more. */
const RETENTION_SECONDS = 300;

/** A write whose answer was lost, and of which no reading shows that it was done: it may still be carried out. */
export interface UnconfirmedWrite {
  tool: string;
  title: Localized;
  /** Unix seconds. */
  at: number;
}

/** What was lost lately, by what it acted on: whoever agrees to more on the same has to know of it. */
export interface UnconfirmedWrites {
  record(relatedIds: readonly string[], write: UnconfirmedWrite): Promise<void>;
  /** Each once, the latest of every target. */
  findRelated(relatedIds: readonly string[]): Promise<UnconfirmedWrite[]>;
}

/** Targets may be a person's: in the store they stand as what only the servers can compute from `key`. `now` is unix seconds. */
export function createUnconfirmedWrites(store: Store, key: Uint8Array, now: () => number): UnconfirmedWrites {
  const buildStoreKey = (target: string) =>
    `lost:${createHmac('sha256', key).update(`lost ${target}`).digest('base64url')}`;
  /** Also here: the store may be away just now. */
  const localWrites = new Map<string, { value: string; until: number }>();
  return {
    async record(relatedIds, write) {
      const value = JSON.stringify(write);
      for (const [target, { until }] of localWrites) if (until < write.at) localWrites.delete(target);
      for (const target of relatedIds) localWrites.set(target, { value, until: write.at + RETENTION_SECONDS });
      const writes = relatedIds.map((target) => store.set(buildStoreKey(target), value, RETENTION_SECONDS));
      await Promise.all(writes).catch((error: unknown) => {
        // The write has left, and its caller is told that it was lost in any case.
        if (!(error instanceof StoreUnreachable)) throw error;
      });
    },
    async findRelated(relatedIds) {
      const local = relatedIds.flatMap((target) => localWrites.get(target) ?? []).filter(({ until }) => until > now());
      const stored = await Promise.all(relatedIds.map((target) => store.get(buildStoreKey(target))));
      const values = new Set([...local, ...stored].flatMap((one) => one?.value ?? []));
      return [...values].map((value) => JSON.parse(value) as UnconfirmedWrite);
    },
  };
}

export const warnUnconfirmed = ({ title, at }: UnconfirmedWrite): Localized => {
  const time = formatKst(at, { precision: 'second' });
  return {
    en: `"${title.en}" was sent at ${time} (KST) for the same payment, order or customer, and its answer was lost. Nothing shows that it was done, but the PG may still carry it out: to agree now may let both happen.`,
    ko: `같은 결제·주문·고객에 대해 ${time} KST에 보낸 "${title.ko}" 요청의 응답을 받지 못했습니다. 처리된 기록은 아직 없지만 PG에서 뒤늦게 처리될 수 있으며, 지금 동의하면 두 요청이 모두 처리될 수 있습니다.`,
  };
};
