import { formatKst } from '../../src/base/korean-time.ts';
import { addAmounts } from '../../src/base/money.ts';
import type { MoneyLimit, PolicyRules } from '../../src/guard/policy/policy-file.ts';
import type { Sandbox } from '../../src/sandbox/server.ts';
import { payments } from './money-calls.ts';
import { type Entry, getMovement, type Movement } from './money-entries.ts';

interface Moved extends Movement {
  day: string;
}

/** Adds up the money in the sandbox's ledger, and compares the sums with the caps of a policy. */
export function createCapCheck(sandbox: Sandbox, rules: PolicyRules) {
  const moved: Moved[] = [];
  // The cap of a payment includes what was refunded before, by whomever.
  const refundedBefore = payments.flatMap((name): Moved[] => {
    const { imp_uid = '' } = sandbox.getSamples()[name] ?? {};
    const { cancel_amount = 0, currency } = sandbox.getWorld().payments.get(imp_uid)?.record ?? {};
    return cancel_amount > 0
      ? [{ kind: 'refund', target: imp_uid, amount: cancel_amount, currency: currency ?? 'KRW', day: '' }]
      : [];
  });

  function findExceeded(kind: Movement['kind']): string[] {
    const own = moved.filter((one) => one.kind === kind);
    const caps = rules[kind] ?? {};
    const perCall = new Map(own.map((one, index) => [`${index} ${one.target} ${one.currency}`, one.amount]));
    const perDay = sumBy(own, ({ day, currency }) => `${day} ${currency}`);
    // A refund cap is for the payment, whenever it is refunded; a charge cap is for the order in one day.
    const perPayment =
      kind === 'refund'
        ? sumBy([...refundedBefore, ...own], ({ target, currency }) => `${target} ${currency}`)
        : sumBy(own, ({ day, target, currency }) => `${day} ${target} ${currency}`);
    return [
      ...findAbove(`${kind}.per_call`, perCall, caps.per_call),
      ...findAbove(`${kind}.per_day`, perDay, caps.per_day),
      ...findAbove(`${kind}.per_payment`, perPayment, caps.per_payment),
    ];
  }

  return (entries: readonly Entry[]): string[] => {
    for (const entry of entries) {
      const movement = getMovement(sandbox, entry);
      if (movement) moved.push({ ...movement, day: formatKst(Number(entry.at), { precision: 'day' }) });
    }
    return [...findExceeded('refund'), ...findExceeded('charge')];
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
