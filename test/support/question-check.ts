import { DAY_SECONDS } from '../../src/base/korean-time.ts';
import { type Call, customers, payments, payouts } from './money-calls.ts';
import type { CallOutcomes } from './money-person.ts';
import { classifyOutcome } from './money-verdict.ts';

/** How long a question must mention an earlier write, in seconds. Nobody ever learns of one during which the server died. */
const MENTIONED_SECONDS = { known: 300, crashed: DAY_SECONDS };

interface EarlierWrite {
  at: number;
  operation: string;
  /** Its caller did not get the result, or the result was not certain. */
  isOpen: boolean;
  isCrashed: boolean;
}

/** The payment of a refund, or the customer of a charge: a charge may be repeated under another order number. */
function getSubject(call: Call): string {
  if (call.do === 'refund') return payments[call.payment] ?? '';
  if (call.do === 'payout') return payouts[call.payout]?.sample ?? '';
  return customers[call.customer] ?? '';
}

/** The same for two calls that would move the same money again; undefined if PortOne does it once only. */
function getOperation(call: Call): string | undefined {
  return call.do === 'refund' && call.amount !== 'all' ? `refund ${call.amount}` : undefined;
}

/** Checks that each question mentions the earlier writes that it would add to. */
export function createQuestionCheck() {
  const writes = new Map<string, EarlierWrite[]>();
  return (callOutcomes: readonly CallOutcomes[], now: number): string[] => {
    const problems: string[] = [];
    const added: [string, EarlierWrite][] = [];
    for (const { call, outcomes, question, crashed } of callOutcomes) {
      const verdicts = outcomes.map(classifyOutcome);
      const isOpen = verdicts.some((one) => one === 'unknown' || one === 'not yet');
      if (!isOpen && !verdicts.includes('done') && crashed === undefined) continue;
      const subject = getSubject(call);
      const operation = getOperation(call);
      const mustBeMentioned = (writes.get(subject) ?? [])
        .filter(({ at, isCrashed }) => now - at < MENTIONED_SECONDS[isCrashed ? 'crashed' : 'known'])
        .some((one) => one.isOpen || (operation !== undefined && one.operation === operation));
      // A call that crashed before it was sent may have ended before its question.
      if (mustBeMentioned && !question?.includes('⚠') && crashed !== 'not executed')
        problems.push(`${subject}: ${call.do} was done without a word about an earlier one`);
      added.push([
        subject,
        {
          at: now,
          operation: operation ?? call.do,
          isOpen: isOpen || call.person === 'leaves' || call.person === 'leaves late' || crashed === 'executed',
          isCrashed: crashed !== undefined,
        },
      ]);
    }
    problems.push(...findUnmentionedTwins(callOutcomes));
    for (const [subject, write] of added) writes.set(subject, [...(writes.get(subject) ?? []), write]);
    return problems;
  };
}

/** Of equal concurrent calls, all but the first must be confirmed knowing of it. */
function findUnmentionedTwins(callOutcomes: readonly CallOutcomes[]): string[] {
  const unaware = new Map<string, number>();
  for (const { call, outcomes, question } of callOutcomes) {
    const operation = getOperation(call);
    const isDone = outcomes.some((one) => classifyOutcome(one) === 'done');
    if (operation === undefined || !isDone || question?.includes('⚠')) continue;
    const key = `${getSubject(call)}: ${operation}`;
    unaware.set(key, (unaware.get(key) ?? 0) + 1);
  }
  return [...unaware]
    .filter(([, times]) => times > 1)
    .map(([key, times]) => `${key} was done ${times} times at once without a word about it`);
}
