import type { Sandbox } from '../../src/sandbox/server.ts';
import { type Call, orders, payments, payouts } from './money-calls.ts';

/** A state change in the sandbox's ledger. */
export type Entry = Readonly<Record<string, unknown>>;

const REFUND_PATH = '/payments/cancel';
const CHARGE_PATH = '/subscribe/payments/again';
const SCHEDULE_PATH = '/subscribe/payments/schedule';
const UNSCHEDULE_PATH = '/subscribe/payments/unschedule';

/** What a call acts on, in the terms of the entries: calls and entries with the same key belong together. */
export function getCallKey(sandbox: Sandbox, call: Call): string {
  const getPaymentId = (situation = '') => sandbox.getSamples()[situation]?.imp_uid ?? '';
  switch (call.do) {
    case 'refund':
      return `${REFUND_PATH} ${getPaymentId(payments[call.payment])}`;
    case 'charge':
      return `${CHARGE_PATH} ${orders[call.order]}`;
    case 'schedule':
      return `${SCHEDULE_PATH} ${orders[call.order]}`;
    case 'unschedule':
      return UNSCHEDULE_PATH;
    case 'payout': {
      const { route = '', sample } = payouts[call.payout] ?? {};
      return route.replace('POST ', '').replace('{imp_uid}', getPaymentId(sample));
    }
  }
}

/** Undefined for what was not done by a call, such as a scheduled charge. */
export function getEntryKey({ method, path, imp_uid, merchant_uid, merchant_uids }: Entry): string | undefined {
  if (method !== 'POST') return undefined;
  if (path === REFUND_PATH) return `${path} ${imp_uid}`;
  if (path === CHARGE_PATH) return `${path} ${merchant_uid}`;
  if (path === SCHEDULE_PATH) return `${path} ${[merchant_uids].flat()[0]}`;
  return String(path);
}

export interface Movement {
  kind: 'refund' | 'charge';
  /** The refunded or released payment, or the charged order. */
  target: string;
  amount: number;
  currency: string;
}

/** The money that a call moved according to an entry; undefined if it moved none. */
export function getMovement(sandbox: Sandbox, entry: Entry): Movement | undefined {
  const { method, path, status, imp_uid, merchant_uid, merchant_uids } = entry;
  const payment = sandbox.getWorld().payments.get(String(imp_uid))?.record;
  const amount = Number(entry.amount);
  const currency = payment?.currency ?? 'KRW';
  if (method !== 'POST') return undefined;
  if (path === REFUND_PATH) return { kind: 'refund', target: String(imp_uid), amount, currency };
  if (path === CHARGE_PATH)
    return status === 'paid' ? { kind: 'charge', target: String(merchant_uid), amount, currency } : undefined;
  // Each call of these tests schedules one charge, in won.
  if (path === SCHEDULE_PATH)
    return { kind: 'charge', target: String([merchant_uids].flat()[0]), amount, currency: 'KRW' };
  const isPayout = entry.pointed === true || entry.confirmed === true || status === 'PURCHASE_DECISION';
  if (!isPayout || payment === undefined) return undefined;
  // Nothing is refunded of the payments that these tests pay out.
  return { kind: 'charge', target: payment.imp_uid, amount: payment.amount, currency };
}
