import { formatKst } from '../../src/base/korean-time.ts';
import type { Sandbox } from '../../src/sandbox/server.ts';
import { type Call, customers, isForeign, orders, payments, payouts } from './money-calls.ts';

export interface ToolRequest {
  tool: string;
  args: Record<string, unknown>;
}

/** The call as a model makes it. */
export function buildRequest(sandbox: Sandbox, call: Call): ToolRequest {
  const getSample = (situation: string) => sandbox.getSamples()[situation] ?? {};
  if (call.do === 'refund') {
    const id = getSample(payments[call.payment] ?? '')[call.by];
    const amount = call.amount === 'all' ? { full_refund: true } : { amount: getRefundAmount(call) };
    return { tool: call.tool, args: { [call.by]: id, ...amount, reason: 'the buyer changed their mind' } };
  }
  if (call.do === 'payout') {
    const { tool = '', sample = '', args } = payouts[call.payout] ?? {};
    return { tool, args: { imp_uid: getSample(sample).imp_uid, ...args } };
  }
  const { customer_uid } = getSample(customers[call.customer] ?? '');
  const merchant_uid = call.order === 'all' ? undefined : orders[call.order];
  switch (call.do) {
    case 'charge':
      return {
        tool: 'pay_with_billing_key',
        args: { customer_uid, merchant_uid, amount: getChargeAmount(call), currency: call.currency, name: 'a thing' },
      };
    case 'schedule': {
      const schedule_at = formatKst(sandbox.getWorld().clock.now() + call.inSeconds);
      const one = { merchant_uid, schedule_at, amount: call.amount, currency: 'KRW', name: 'a thing' };
      return { tool: 'create_schedules', args: { customer_uid, schedules: [one] } };
    }
    case 'unschedule':
      return {
        tool: 'cancel_schedules',
        args: { customer_uid, ...(merchant_uid ? { merchant_uid: [merchant_uid] } : { all: true }) },
      };
  }
}

/** In dollars about a thousandth of the won, and the large one just above the cap of a call. */
export function getChargeAmount({ amount, currency }: Pick<Charge, 'amount' | 'currency'>): number {
  if (currency === 'KRW') return amount;
  return { 1000: 1.25, 9900: 9.9, 25000: 700, 40000: 900, 1200000: 1_200.01 }[amount] ?? 999;
}

type Charge = Extract<Call, { do: 'charge' }>;
type Refund = Extract<Call, { do: 'refund' }>;

/** In the currency of the payment: 1,000 won are 1.25 dollars here. Undefined for a full refund. */
export function getRefundAmount({ amount, payment }: Pick<Refund, 'amount' | 'payment'>): number | undefined {
  if (amount === 'all') return undefined;
  return isForeign(payment) ? ({ 1000: 1.25, 15000: 3.5 }[amount] ?? 6) : amount;
}
