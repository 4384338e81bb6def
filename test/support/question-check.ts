import type { CallOutcomes } from './in-process-shop.ts';

/** How long a question must mention an earlier write, in seconds. */
const MENTIONED_SECONDS = 300;

interface EarlierRefund {
  at: number;
  amount: number | 'all';
  /** Its caller did not get the result, or the result was unknown. */
  isOpen: boolean;
}

/** Checks that each question about a refund mentions the earlier refunds of the payment that it would add to. */
export function createQuestionCheck() {
  const refunds = new Map<number, EarlierRefund[]>();
  return (callOutcomes: readonly CallOutcomes[], now: number): string[] => {
    const problems: string[] = [];
    const added: [number, EarlierRefund][] = [];
    for (const { call, outcomes, question } of callOutcomes) {
      if (call.do !== 'refund') continue;
      const executed = outcomes.find((one) => one.status === 'done');
      const unknown = outcomes.find((one) => one.status === 'failed' && one.error.kind === 'outcome_unknown');
      if (!executed && !unknown) continue;
      const recent = (refunds.get(call.payment) ?? []).filter(({ at }) => now - at < MENTIONED_SECONDS);
      const mustBeMentioned = recent.some(
        ({ amount, isOpen }) => isOpen || (amount === call.amount && amount !== 'all'),
      );
      if (mustBeMentioned && !question?.includes('⚠'))
        problems.push(`payment ${call.payment}: ${call.amount} was refunded without a word about an earlier refund`);
      added.push([
        call.payment,
        { at: now, amount: call.amount, isOpen: unknown !== undefined || call.person === 'leaves' },
      ]);
    }
    for (const [payment, refund] of added) refunds.set(payment, [...(refunds.get(payment) ?? []), refund]);
    return problems;
  };
}
