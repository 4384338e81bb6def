import type { World } from '../../../src/sandbox/state/world.ts';
import type { Samples } from '../../support/tool-case.ts';
import { sampleOf } from '../../support/tool-results.ts';

type Fields = Record<string, unknown>;

export interface DeskCall {
  tool: string;
  arguments: Fields;
}

/** What a question is asked of: the shop as it is in the sandbox, and the moment. */
export interface Shop {
  samples: Samples;
  world: World;
  /** Unix seconds. */
  now: number;
}

/** What came of the calls of a question. */
export interface Told {
  /** Of the last call. */
  answer: Fields;
  isError: boolean;
  /** What the person was asked to confirm. */
  asked: readonly string[];
  shop: Shop;
}

/** A question of a support agent, the calls that a model makes of it from the tools' descriptions, and what the answer must say. */
export interface Question {
  question: string;
  /** At most two; the second may be made of what the first one answered. */
  calls: (shop: Shop) => readonly [DeskCall] | readonly [DeskCall, (answer: Fields) => DeskCall];
  /** In the text of the last answer. */
  says: readonly (string | RegExp)[];
  /** Nowhere in it. */
  denies?: readonly (string | RegExp)[];
  /** Looks closer, and throws when the answer is wrong. */
  sees?: (told: Told) => void;
  /** How many changes the sandbox's ledger must show; none unless said. */
  changes?: number;
}

export const search = (args: Fields): DeskCall => ({ tool: 'search_payments', arguments: args });
export const investigate = (args: Fields): DeskCall => ({ tool: 'investigate_payment', arguments: args });
export const review = (args: Fields): DeskCall => ({ tool: 'review_subscriptions', arguments: args });
export const refund = (args: Fields): DeskCall => ({ tool: 'refund_payment', arguments: args });
export const summarize = (args: Fields): DeskCall => ({ tool: 'summarize_payments', arguments: args });

/** A question about one order, answered by looking into it. */
export const aboutOrder = (merchant_uid: string, more: Fields = {}): Pick<Question, 'calls'> => ({
  calls: () => [investigate({ merchant_uid, ...more })],
});

export const idOf = ({ samples }: Shop, situation: string): string => sampleOf(samples, situation).imp_uid ?? '';

const DAY = 86_400;
const KST = 9 * 3_600;
/** The first second of a Korean day, so many days from today. */
export const koreanDayStart = (now: number, days = 0): number => (Math.floor((now + KST) / DAY) + days) * DAY - KST;
export const koreanDate = (seconds: number): string => new Date((seconds + KST) * 1_000).toISOString().slice(0, 10);

/** The sales of a period by the plainest way: every payment looked at. */
export function salesOf({ world }: Shop, from: number, to: number) {
  const rows = [...world.payments.values()]
    .map(({ shown }) => shown)
    .filter((one) => !one.sandbox && one.currency === 'KRW');
  const within = (time: number | null | undefined) => (time ?? 0) >= from && (time ?? 0) <= to;
  const paid = rows.filter((one) => within(one.paid_at));
  const gross = paid.reduce((sum, { amount }) => sum + amount, 0);
  const cancels = rows.flatMap((one) => one.cancel_history ?? []).filter((one) => within(one.cancelled_at));
  const cancelled = cancels.reduce((sum, one) => sum + (one.amount ?? 0), 0);
  return { paid_count: paid.length, gross, cancelled, net: gross - cancelled };
}
