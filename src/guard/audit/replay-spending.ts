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

function parseSpend({ money, caller, moves }: AuditLine, day: string): RecordedSpend | undefined {
  if (money !== 'refund' && money !== 'charge_now' && money !== 'charge_later') return undefined;
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
  };
}
