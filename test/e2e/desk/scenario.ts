import type { World } from '../../../src/sandbox/state/world.ts';
import type { Samples } from '../../support/tool-case.ts';
import { getSample } from '../../support/tool-results.ts';

type Fields = Record<string, unknown>;

export interface DeskCall {
  tool: string;
  arguments: Fields;
}

/** The subject of a question: the shop in the sandbox, and the current time. */
export interface SandboxShop {
  samples: Samples;
  world: World;
  /** Unix seconds. */
  now: number;
}

/** The results of the calls of a question. */
export interface ScenarioOutcome {
  /** From the last call. */
  answer: Fields;
  isError: boolean;
  /** The questions that the person was asked to confirm. */
  askedQuestions: readonly string[];
  shop: SandboxShop;
}

/** A question of a support agent, the calls that a model derives from the tool descriptions, and what the answer must contain. */
export interface DeskScenario {
  question: string;
  /** At most two; the second may depend on the result of the first. */
  calls: (shop: SandboxShop) => readonly [DeskCall] | readonly [DeskCall, (answer: Fields) => DeskCall];
  /** Must be in the text of the last answer. */
  expectedTexts: readonly (string | RegExp)[];
  /** Must not be in it. */
  forbiddenTexts?: readonly (string | RegExp)[];
  /** Checks the details and throws when the answer is wrong. */
  assertOutcome?: (outcome: ScenarioOutcome) => void;
  /** The number of changes that the sandbox's ledger must show; none by default. */
  changes?: number;
}

export const buildSearch = (args: Fields): DeskCall => ({ tool: 'search_payments', arguments: args });
export const buildInvestigation = (args: Fields): DeskCall => ({ tool: 'investigate_payment', arguments: args });
export const buildReview = (args: Fields): DeskCall => ({ tool: 'review_subscriptions', arguments: args });
export const buildRefund = (args: Fields): DeskCall => ({ tool: 'refund_payment', arguments: args });
export const buildSummary = (args: Fields): DeskCall => ({ tool: 'summarize_payments', arguments: args });

/** A question about one order, answered by an investigation. */
export const investigateOrder = (merchant_uid: string, more: Fields = {}): Pick<DeskScenario, 'calls'> => ({
  calls: () => [buildInvestigation({ merchant_uid, ...more })],
});

export const getImpUid = ({ samples }: SandboxShop, situation: string): string =>
  getSample(samples, situation).imp_uid ?? '';

const DAY = 86_400;
const KST = 9 * 3_600;
/** The first second of a Korean day, the given number of days from today. */
export const getKoreanDayStart = (now: number, days = 0): number => (Math.floor((now + KST) / DAY) + days) * DAY - KST;
export const formatKoreanDate = (seconds: number): string =>
  new Date((seconds + KST) * 1_000).toISOString().slice(0, 10);

/** The sales of a period, computed the simplest way: by reading every payment. */
export function sumSales({ world }: SandboxShop, from: number, to: number) {
  const rows = [...world.payments.values()]
    .map(({ record }) => record)
    .filter((one) => !one.sandbox && one.currency === 'KRW');
  const isWithin = (time: number | null | undefined) => (time ?? 0) >= from && (time ?? 0) <= to;
  const paid = rows.filter((one) => isWithin(one.paid_at));
  const gross = paid.reduce((sum, { amount }) => sum + amount, 0);
  const cancels = rows.flatMap((one) => one.cancel_history ?? []).filter((one) => isWithin(one.cancelled_at));
  const cancelled = cancels.reduce((sum, one) => sum + (one.amount ?? 0), 0);
  return { paid_count: paid.length, gross, cancelled, net: gross - cancelled };
}
