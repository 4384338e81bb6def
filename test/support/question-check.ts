import { DAY_SECONDS } from '../../src/base/korean-time.ts';
import type { CallOutcomes } from './in-process-shop.ts';
import type { Call } from './money-steps.ts';

/** How long a question must mention an earlier write, in seconds. Nobody ever learns of one during which the server died. */
const MENTIONED_SECONDS = { known: 300, crashed: DAY_SECONDS };

interface EarlierWrite {
  at: number;
  amount: number | 'all';
  /** Its caller did not get the result, or the result was unknown. */
  isOpen: boolean;
  isCrashed: boolean;
}

/** The payment of a refund, or the customer of a charge: a charge may be repeated under another order number. */
const getSubject = (call: Call): string | undefined => {
  if (call.do === 'refund') return `payment ${call.payment}`;
  return call.do === 'unschedule' ? undefined : `customer ${call.customer}`;
};

/** Checks that each question mentions the earlier writes that it would add to. */
export function createQuestionCheck() {
  const writes = new Map<string, EarlierWrite[]>();
  return (callOutcomes: readonly CallOutcomes[], now: number): string[] => {
    const problems: string[] = [];
    const added: [string, EarlierWrite][] = [];
    for (const { call, outcomes, question, crashed } of callOutcomes) {
      const subject = getSubject(call);
      if (subject === undefined || call.do === 'unschedule') continue;
      const executed = outcomes.find((one) => one.status === 'done') ?? crashed === 'executed';
      const unknown = outcomes.find((one) => one.status === 'failed' && one.error.kind === 'outcome_unknown');
      if (!executed && !unknown) continue;
      const recent = (writes.get(subject) ?? []).filter(
        ({ at, isCrashed }) => now - at < MENTIONED_SECONDS[isCrashed ? 'crashed' : 'known'],
      );
      const mustBeMentioned = recent.some(
        ({ amount, isOpen }) => isOpen || (call.do === 'refund' && amount === call.amount && amount !== 'all'),
      );
      if (mustBeMentioned && !question?.includes('⚠'))
        problems.push(`${subject}: ${call.do} of ${call.amount} was done without a word about an earlier one`);
      const isCrashed = crashed !== undefined;
      const isOpen = unknown !== undefined || call.person === 'leaves' || isCrashed;
      added.push([subject, { at: now, amount: call.amount, isOpen, isCrashed }]);
    }
    for (const [subject, write] of added) writes.set(subject, [...(writes.get(subject) ?? []), write]);
    return problems;
  };
}
