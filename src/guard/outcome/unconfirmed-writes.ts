import { createHmac } from 'node:crypto';
import type { Words } from '../../base/bilingual.ts';
import { koreanTime } from '../../base/korean-time.ts';
import { koreanTitles } from '../../endpoints/korean-titles.ts';
import { type Store, StoreUnreachable } from '../../store/store.ts';

/** Longer than PortOne or a PG works on a request that nobody waits for any more. */
const REMEMBERED_SECONDS = 300;

/** A write whose answer was lost, and of which no reading shows that it was done: it may still be carried out. */
export interface LostWrite {
  tool: string;
  title: string;
  /** Unix seconds. */
  at: number;
}

/** What was lost lately, by what it acted on: whoever agrees to more on the same has to know of it. */
export interface LostWrites {
  note(targets: readonly string[], write: LostWrite): Promise<void>;
  /** Each once, the latest of every target. */
  on(targets: readonly string[]): Promise<LostWrite[]>;
}

/** Targets may be a person's: in the store they stand as what only the servers can compute from `key`. `now` is unix seconds. */
export function createLostWrites(store: Store, key: Uint8Array, now: () => number): LostWrites {
  const nameOf = (target: string) => `lost:${createHmac('sha256', key).update(`lost ${target}`).digest('base64url')}`;
  /** Also here: the store may be away just now. */
  const own = new Map<string, { value: string; until: number }>();
  return {
    async note(targets, write) {
      const value = JSON.stringify(write);
      for (const [target, { until }] of own) if (until < write.at) own.delete(target);
      for (const target of targets) own.set(target, { value, until: write.at + REMEMBERED_SECONDS });
      const puts = targets.map((target) => store.put(nameOf(target), value, REMEMBERED_SECONDS));
      await Promise.all(puts).catch((error: unknown) => {
        // The write has left, and its caller is told that it was lost in any case.
        if (!(error instanceof StoreUnreachable)) throw error;
      });
    },
    async on(targets) {
      const here = targets.flatMap((target) => own.get(target) ?? []).filter(({ until }) => until > now());
      const kept = await Promise.all(targets.map((target) => store.get(nameOf(target))));
      const values = new Set([...here, ...kept].flatMap((one) => one?.value ?? []));
      return [...values].map((value) => JSON.parse(value) as LostWrite);
    },
  };
}

export const lostAdvice = ({ tool, title, at }: LostWrite): Words => {
  const time = koreanTime(at).slice(0, 19).replace('T', ' ');
  return {
    en: `"${title}" was sent at ${time} (KST) for the same payment, order or customer, and its answer was lost. Nothing shows that it was done, but the PG may still carry it out: to agree now may let both happen.`,
    ko: `같은 결제·주문·고객에 대해 ${time} KST에 보낸 "${koreanTitles[tool] ?? title}" 요청의 응답을 받지 못했습니다. 처리된 기록은 아직 없지만 PG에서 뒤늦게 처리될 수 있으며, 지금 동의하면 두 요청이 모두 처리될 수 있습니다.`,
  };
};
