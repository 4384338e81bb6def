import { kindOf, type Spending } from '../policy/spend-counters.ts';

type Entry = Readonly<Record<string, unknown>>;

/** Gathers from the lines of a ledger what was spent on a day: what was begun and is not known to have come to nothing. */
export function spendingOn(day: string): { visit(entry: Entry): void; spent(): Spending[] } {
  // The same is asked of the same state more than once, as after a refusal: each time it counts for itself.
  const begun = new Map<unknown, Spending[]>();
  return {
    visit(entry) {
      if (entry.step === 'started' && entry.day === day) {
        const spending = spendingOf(entry, day);
        if (spending) begun.set(entry.call, [...(begun.get(entry.call) ?? []), spending]);
      }
      if (entry.step === 'outcome' && entry.verdict === 'not_executed') begun.get(entry.call)?.pop();
    },
    spent: () => [...begun.values()].flat(),
  };
}

function spendingOf({ money, caller, moves }: Entry, day: string): Spending | undefined {
  if (money !== 'refund' && money !== 'charge_now' && money !== 'charge_later') return undefined;
  if (typeof caller !== 'string' || !Array.isArray(moves)) return undefined;
  return {
    day,
    caller,
    kind: kindOf(money),
    moves: moves.map(({ payment, amount, currency }) => ({
      payment: String(payment),
      ...(typeof amount === 'number' ? { amount } : {}),
      currency: String(currency),
    })),
  };
}
