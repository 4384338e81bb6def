import { formatKst } from '../../src/base/korean-time.ts';
import { addAmounts } from '../../src/base/money.ts';
import type { MoneyLimit, PolicyRules } from '../../src/guard/policy/policy-file.ts';
import type { Sandbox } from '../../src/sandbox/server.ts';

type Entry = Readonly<Record<string, unknown>>;

interface Moved {
  kind: 'refund' | 'charge';
  /** The payment that is refunded, or the order that is charged. */
  target: string;
  amount: number;
  currency: string;
  day: string;
}

/** Adds up the money in the sandbox's ledger, and compares the sums with the caps of a policy. */
export function createCapCheck(sandbox: Sandbox, rules: PolicyRules) {
  const moved: Moved[] = [];

  function toMoved(entry: Entry): Moved[] {
    const day = formatKst(Number(entry.at), { precision: 'day' });
    const world = sandbox.getWorld();
    if (entry.path === '/payments/cancel' || entry.path === '/subscribe/payments/again') {
      const isRefund = entry.path === '/payments/cancel';
      if (!isRefund && entry.status !== 'paid') return [];
      const currency = world.payments.get(String(entry.imp_uid))?.record.currency ?? 'KRW';
      const target = String(isRefund ? entry.imp_uid : entry.merchant_uid);
      return [{ kind: isRefund ? 'refund' : 'charge', target, amount: Number(entry.amount), currency, day }];
    }
    if (entry.path !== '/subscribe/payments/schedule' || entry.method !== 'POST') return [];
    // Each call of these tests schedules one charge, in won.
    const target = String([entry.merchant_uids].flat()[0]);
    return [{ kind: 'charge', target, amount: Number(entry.amount), currency: 'KRW', day }];
  }

  function findExceeded(): string[] {
    return (['refund', 'charge'] as const).flatMap((kind) => {
      const own = moved.filter((one) => one.kind === kind);
      const perDay = sumBy(own, ({ day, currency }) => `${day} ${currency}`);
      const perTarget = sumBy(own, ({ day, currency, target }) =>
        // A refund cap is for the payment, whenever it is refunded; a charge cap is for the order in one day.
        [kind === 'refund' ? '' : day, target, currency].join(' '),
      );
      return [
        ...findAbove(`${kind}.per_day`, perDay, rules[kind]?.per_day),
        ...findAbove(`${kind}.per_payment`, perTarget, rules[kind]?.per_payment),
      ];
    });
  }

  return (entries: readonly Entry[]): string[] => {
    moved.push(...entries.flatMap(toMoved));
    return findExceeded();
  };
}

function sumBy(moved: readonly Moved[], getKey: (one: Moved) => string): Map<string, number> {
  const sums = new Map<string, number>();
  for (const one of moved) sums.set(getKey(one), addAmounts(sums.get(getKey(one)) ?? 0, one.amount));
  return sums;
}

function findAbove(name: string, sums: ReadonlyMap<string, number>, limit: MoneyLimit | undefined): string[] {
  return [...sums].flatMap(([key, sum]) => {
    const currency = key.split(' ').at(-1) ?? '';
    const cap = typeof limit === 'number' ? limit : (limit?.[currency] ?? 0);
    return limit === undefined || sum <= cap ? [] : [`${name}: ${sum} was moved (${key}), at most ${cap} is allowed`];
  });
}
