import type { Money } from '../../endpoints/endpoint.ts';
import { getMoneyKind, type RecordedSpend } from '../policy/spend-counters.ts';

type AuditLine = Readonly<Record<string, unknown>>;

/**
 * Collects what was spent on a Korean day from an audit log: everything started and not known to have had no effect.
 */
export function collectSpending(day: string): { visit(entry: AuditLine): void; getSpending(): RecordedSpend[] } {
  // The same request can be started several times, for example after a refusal; each one counts.
  const startedByCall = new Map<unknown, RecordedSpend[]>();
  return {
    visit(entry) {
      if (entry.step === 'started' && entry.day === day) {
        const spend = parseSpend(entry, day);
        if (spend) startedByCall.set(entry.call, [...(startedByCall.get(entry.call) ?? []), spend]);
      }
      if (entry.step === 'outcome' && entry.verdict === 'not_executed') startedByCall.get(entry.call)?.pop();
    },
    getSpending: () => [...startedByCall.values()].flat(),
  };
}

const moneyNames: readonly string[] = ['refund', 'charge_now', 'charge_later', 'payout'] satisfies Money[];
const isMoney = (name: unknown): name is Money => typeof name === 'string' && moneyNames.includes(name);
/** Of what a write relates to, the customers. */
const CUSTOMER_KEY = /^(?:customer_uid|benepia_user|card_number|buyer_tel) /;

function parseSpend({ money, caller, moves, related }: AuditLine, day: string): RecordedSpend | undefined {
  if (!isMoney(money)) return undefined;
  if (typeof caller !== 'string' || !Array.isArray(moves)) return undefined;
  return {
    day,
    caller,
    kind: getMoneyKind(money),
    moves: moves.map(({ payment, amount, currency }) => ({
      payment: String(payment),
      ...(typeof amount === 'number' ? { amount } : {}),
      currency: String(currency),
    })),
    customers: [related].flat().flatMap((key) => (typeof key === 'string' && CUSTOMER_KEY.test(key) ? [key] : [])),
  };
}
