import { formatKst } from '../../src/base/korean-time.ts';
import { addAmounts } from '../../src/base/money.ts';
import type { PolicyRules } from '../../src/guard/policy/policy-file.ts';
import type { Sandbox } from '../../src/sandbox/server.ts';
import { customers, isForeign, orders, payments, payouts } from './money-calls.ts';
import { getCallKey } from './money-entries.ts';
import type { CallOutcomes } from './money-person.ts';
import { getChargeAmount, getRefundAmount } from './money-requests.ts';
import { classifyOutcome } from './money-verdict.ts';

/** Money that a call has moved, as far as its own answer tells. */
interface Moved {
  kind: 'refund' | 'charge';
  amount: number;
  currency: string;
  day: string;
  /** The payments, orders and customers whose sum of the day it adds to. */
  owners: readonly string[];
  callOutcomes: CallOutcomes;
}

/**
 * Checks that people typed the amount, that a second person approved, and that a caller was stopped, wherever the
 * policy wants it: also of an amount that was split over several calls of a day.
 */
export function createApprovalCheck(sandbox: Sandbox, rules: PolicyRules) {
  const earlier: Moved[] = [];

  function findUnconfirmed(moved: readonly Moved[], what: 'typed' | 'second'): string[] {
    const limits = what === 'typed' ? rules.typed_amount_above : rules.second_approver_above;
    const isWeak = ({ callOutcomes }: Moved) =>
      what === 'typed' ? !callOutcomes.wasTyped : !callOutcomes.isSecondApproved;
    const weak = moved.filter(isWeak);
    return weak.flatMap(({ kind, currency, day, owners }) =>
      owners.flatMap((owner) => {
        const isSame = (one: Moved) =>
          one.kind === kind && one.currency === currency && one.day === day && one.owners.includes(owner);
        const sum = addAmounts(...[...earlier, ...weak].filter(isSame).map(({ amount }) => amount));
        const limit = typeof limits === 'number' ? limits : (limits?.[currency] ?? -1);
        return sum > limit ? [`${owner}: a ${kind} was the last part of ${sum} ${currency} and was not ${what}`] : [];
      }),
    );
  }

  function findExceededCallers(): string[] {
    const sums = new Map<string, number>();
    for (const { kind, currency, day, amount, callOutcomes } of earlier) {
      const key = [kind, callOutcomes.call.caller, day, currency].join(' ');
      sums.set(key, addAmounts(sums.get(key) ?? 0, amount));
    }
    return [...sums].flatMap(([key, sum]) => {
      const [kind = '', , , currency = ''] = key.split(' ');
      const caps = kind === 'refund' ? rules.refund : rules.charge;
      const cap = Object(caps?.per_caller)[currency] ?? Number.POSITIVE_INFINITY;
      return sum > cap ? [`per_caller: ${sum} was moved (${key}), at most ${cap} is allowed`] : [];
    });
  }

  return (callOutcomes: readonly CallOutcomes[], now: number): string[] => {
    const day = formatKst(now, { precision: 'day' });
    const moved = callOutcomes
      .filter(({ outcomes }) => outcomes.some((one) => classifyOutcome(one) === 'done'))
      .flatMap((one) => toMoved(sandbox, one, day));
    const problems = [...findUnconfirmed(moved, 'typed'), ...findUnconfirmed(moved, 'second')];
    earlier.push(...moved);
    return [...problems, ...findExceededCallers()];
  };
}

function toMoved(sandbox: Sandbox, callOutcomes: CallOutcomes, day: string): Moved[] {
  const { call } = callOutcomes;
  const common = { day, callOutcomes };
  const target = getCallKey(sandbox, call);
  const won = { currency: 'KRW' };
  switch (call.do) {
    case 'refund': {
      const currency = isForeign(call.payment) ? 'USD' : 'KRW';
      // How much a full refund moves depends on what was refunded before.
      const amount = getRefundAmount(call);
      if (amount === undefined) return [];
      return [{ ...common, kind: 'refund', amount, currency, owners: [payments[call.payment] ?? ''] }];
    }
    case 'charge':
    case 'schedule': {
      const { currency } = call.do === 'charge' ? call : won;
      const amount = call.do === 'charge' ? getChargeAmount(call) : call.amount;
      const owners = [orders[call.order] ?? '', customers[call.customer] ?? ''];
      return [{ ...common, kind: 'charge', amount, currency, owners }];
    }
    case 'payout': {
      const { sample = '', movesNothing } = payouts[call.payout] ?? {};
      const payment = sandbox.getWorld().payments.get(sandbox.getSamples()[sample]?.imp_uid ?? '')?.record;
      if (movesNothing || !payment) return [];
      return [{ ...common, kind: 'charge', amount: payment.amount, ...won, owners: [target, sample] }];
    }
    case 'unschedule':
      return [];
  }
}
