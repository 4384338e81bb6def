import { getBillingKey } from '../endpoints/billing-keys.ts';
import { getCertification } from '../endpoints/certifications.ts';
import type { Preview } from '../endpoints/endpoint.ts';
import { getEscrowLogistics } from '../endpoints/escrow.ts';
import type { Payment } from '../endpoints/models/payment.ts';
import type { Schedule } from '../endpoints/models/schedule.ts';
import { listNaverProductOrders } from '../endpoints/naver-orders.ts';
import { getPayment, getPaymentPrepare, listPaymentsByOrder } from '../endpoints/payments.ts';
import { getExternalReceipt, getReceipt } from '../endpoints/receipts.ts';
import { getSchedule, listSchedulesByCustomer } from '../endpoints/subscriptions.ts';
import type { PortOne } from '../portone/client.ts';
import { PortOneError } from '../portone/errors.ts';
import { Refused } from './failure.ts';
import { koreanTime } from './korean-time.ts';
import { masked } from './mask.ts';
import { left, money } from './money.ts';
import { quoted } from './text.ts';

export type Fact = readonly [label: string, value: string];

/** What PortOne says now of something that an operation would change. */
export interface Look {
  facts: Fact[];
  /** What must still be so when the operation runs. */
  state: unknown;
  /** The payment that a refund would come from, and how much of it is left. */
  refundable?: { imp_uid: string; remaining: number; currency?: string | null | undefined };
}

type Looker = (portone: PortOne, args: Record<string, unknown>, now: number) => Promise<Look | undefined>;
type Shown<M extends { _zod: { output: unknown } }> = M['_zod']['output'];

const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);
const DAY = 86_400;
/** The longest window that PortOne searches schedules in. */
const SCHEDULE_WINDOW = 89 * DAY;

/** Each is a call to PortOne: of a long list the beginning has to do. */
const MOST_LOOKED_UP = 20;

/** PortOne's answer, or undefined when it has no such thing. */
async function found<T>(reading: Promise<{ response: T }>): Promise<T | undefined> {
  try {
    return (await reading).response;
  } catch (error) {
    // 409 is how escrow logistics say that there are none yet.
    if (error instanceof PortOneError && (error.kind === 'not_found' || error.httpStatus === 409)) return undefined;
    throw error;
  }
}

function paymentLook(payment: Shown<typeof Payment>): Look {
  const { amount, cancel_amount, currency } = payment;
  const remaining = left(amount ?? 0, cancel_amount ?? 0);
  const facts: Fact[] = [
    ['Payment', `${payment.imp_uid} (order ${quoted(payment.merchant_uid ?? '')})`],
    ['Product', quoted(payment.name ?? '')],
    [
      'Status',
      `${payment.status}, ${payment.pay_method ?? 'unknown method'} through ${payment.pg_provider ?? 'unknown PG'}`,
    ],
    payment.paid_at
      ? ['Paid', `${money(amount, currency)} at ${koreanTime(payment.paid_at)}`]
      : ['Not paid', money(amount, currency)],
    ['Cancelled so far', money(cancel_amount, currency)],
    ['Remaining', money(remaining, currency)],
    ['Payer', payment.buyer_name ? masked('name', payment.buyer_name) : 'not given'],
    ['Channel', payment.sandbox ? 'test' : 'live'],
  ];
  const { imp_uid, status } = payment;
  return {
    facts,
    state: { imp_uid, status, amount, cancel_amount },
    ...(imp_uid ? { refundable: { imp_uid, remaining, currency } } : {}),
  };
}

const lookers: Record<Preview, Looker> = {
  async payment(portone, args) {
    const impUid = text(args.imp_uid);
    if (impUid !== undefined) {
      const { response } = await portone.call(getPayment, { imp_uid: impUid, include_sandbox: true });
      return paymentLook(response);
    }
    const merchantUid = text(args.merchant_uid);
    if (merchantUid === undefined) return undefined;
    const { response } = await portone.call(listPaymentsByOrder, { merchant_uid: merchantUid, limit: 100 });
    const open = (response.list ?? []).filter((one) => (one.amount ?? 0) > (one.cancel_amount ?? 0) && one.paid_at);
    const [only] = open;
    if (open.length > 1)
      throw new Refused(
        'rejected',
        `The order has ${open.length} paid payments, so it does not say which is meant. Nothing was sent.`,
        'Call list_payments_by_order, let the user choose, and name the imp_uid.',
      );
    if (!only)
      throw new Refused(
        'rejected',
        'The order has no payment with money left to refund. Nothing was sent.',
        'Call list_payments_by_order to see its attempts.',
      );
    return paymentLook(only);
  },

  async order(portone, args) {
    const merchantUid = text(args.merchant_uid);
    if (merchantUid === undefined) return undefined;
    const page = await found(portone.call(listPaymentsByOrder, { merchant_uid: merchantUid, limit: 100 }));
    const attempts = (page?.list ?? []).map(({ imp_uid, status, amount }) => ({ imp_uid, status, amount }));
    const earlier = attempts.map((one) => `${one.imp_uid} ${one.status}`).join(', ');
    return { facts: [['Earlier attempts of this order', earlier || 'none']], state: attempts };
  },

  async billing_key(portone, args) {
    const customerUid = text(args.customer_uid);
    if (customerUid === undefined) return undefined;
    const key = await found(portone.call(getBillingKey, { customer_uid: customerUid }));
    const card = key && [key.card_name, key.card_number && masked('card', key.card_number)].filter(Boolean).join(' ');
    return {
      facts: [
        ['Billing key', key ? `${quoted(customerUid)} ${card}, ${key.sandbox ? 'test' : 'live'}` : 'none stored yet'],
      ],
      state: { card_number: key?.card_number, updated: key?.updated },
    };
  },

  async schedule(portone, args) {
    const merchantUid = text(args.merchant_uid);
    if (merchantUid === undefined) return schedulesNamed(portone, args.schedules);
    const { response } = await portone.call(getSchedule, { merchant_uid: merchantUid });
    return { facts: [['Schedule', scheduleLine(response)]], state: scheduleState(response) };
  },

  async schedules(portone, args, now) {
    const customerUid = text(args.customer_uid);
    if (customerUid === undefined) return schedulesNamed(portone, args.merchant_uid);
    const window = { from: now - DAY, to: now + SCHEDULE_WINDOW, schedule_status: 'scheduled' as const };
    const page = await found(portone.call(listSchedulesByCustomer, { customer_uid: customerUid, ...window }));
    const named = Array.isArray(args.merchant_uid) ? new Set(args.merchant_uid) : undefined;
    const rows = (page?.list ?? []).filter((row) => !named || named.has(row.merchant_uid));
    const lines = rows.map((row): Fact => ['Schedule', scheduleLine(row)]);
    const more = (page?.total ?? 0) - (page?.list?.length ?? 0);
    const rest: Fact[] = named
      ? []
      : [
          [
            'Beyond these',
            `${more > 0 ? `${more} more, and ` : ''}any later than ${koreanTime(window.to).slice(0, 10)}`,
          ],
        ];
    return {
      facts: lines.length > 0 ? [...lines, ...rest] : [['Schedules in the next three months', 'none'], ...rest],
      state: rows.map(scheduleState),
    };
  },

  async naver_items(portone, args) {
    const impUid = text(args.imp_uid);
    if (impUid === undefined) return undefined;
    const { response } = await portone.call(listNaverProductOrders, { imp_uid: impUid });
    const named = Array.isArray(args.product_order_id) ? new Set(args.product_order_id) : undefined;
    const items = (response ?? []).filter((item) => !named || named.has(item.product_order_id));
    const states = items.map(({ product_order_id, product_order_status, claim_type, claim_status }) => ({
      product_order_id,
      product_order_status,
      claim_type,
      claim_status,
    }));
    return {
      facts: items.map(
        (item): Fact => [
          'Item',
          `${item.product_order_id} ${quoted(item.product_name ?? '')} × ${item.quantity ?? '?'}, ${money(item.product_amount)}, ${[item.product_order_status, item.claim_type, item.claim_status].filter(Boolean).join(' ')}`,
        ],
      ),
      state: states,
    };
  },

  async receipt(portone, args) {
    const impUid = text(args.imp_uid);
    if (impUid === undefined) return undefined;
    return receiptLook(await found(portone.call(getReceipt, { imp_uid: impUid })));
  },

  async external_receipt(portone, args) {
    const merchantUid = text(args.merchant_uid);
    if (merchantUid === undefined) return undefined;
    return receiptLook(await found(portone.call(getExternalReceipt, { merchant_uid: merchantUid })));
  },

  async escrow(portone, args) {
    const impUid = text(args.imp_uid);
    if (impUid === undefined) return undefined;
    const logistics = await found(portone.call(getEscrowLogistics, { imp_uid: impUid }));
    const value = logistics ? `${quoted(logistics.company ?? '')} ${quoted(logistics.invoice ?? '')}` : 'none yet';
    return { facts: [['Delivery registered', value]], state: logistics ?? null };
  },

  async certification(portone, args) {
    const impUid = text(args.imp_uid);
    if (impUid === undefined) return undefined;
    const { response } = await portone.call(getCertification, { imp_uid: impUid });
    const { imp_uid, certified, certified_at, name } = response;
    return {
      facts: [
        ['Certification', `${imp_uid}, ${certified ? 'certified' : 'not certified'}`],
        ['Person', name ? masked('name', name) : 'not given'],
      ],
      state: { imp_uid, certified, certified_at },
    };
  },

  async prepare(portone, args) {
    const merchantUid = text(args.merchant_uid);
    if (merchantUid === undefined) return undefined;
    const prepared = await found(portone.call(getPaymentPrepare, { merchant_uid: merchantUid }));
    return { facts: [['Registered amount', prepared ? money(prepared.amount) : 'none']], state: prepared ?? null };
  },
};

/** Looks at one thing that an operation would change; undefined when the arguments do not name it. Throws PortOneError. */
export const look = (kind: Preview, ...parts: Parameters<Looker>): Promise<Look | undefined> => lookers[kind](...parts);

/** What is booked now under each order number of a list, or of a list of bookings. */
async function schedulesNamed(portone: PortOne, list: unknown): Promise<Look | undefined> {
  if (!Array.isArray(list)) return undefined;
  const facts: Fact[] = [];
  const state: unknown[] = [];
  for (const one of list.slice(0, MOST_LOOKED_UP)) {
    const merchant_uid = text(one) ?? text((one as { merchant_uid?: unknown }).merchant_uid);
    const row = merchant_uid && (await found(portone.call(getSchedule, { merchant_uid })));
    if (!row) continue;
    facts.push(['Booked now', scheduleLine(row)]);
    state.push(scheduleState(row));
  }
  return { facts: facts.length > 0 ? facts : [['Booked now under these order numbers', 'nothing']], state };
}

function scheduleLine(row: Shown<typeof Schedule>): string {
  const at = row.schedule_at ? koreanTime(row.schedule_at) : 'an unknown time';
  const status = [row.schedule_status, row.payment_status].filter(Boolean).join(', ');
  return `${quoted(row.merchant_uid ?? '')} ${money(row.amount, row.currency)} at ${at} (${status})`;
}

const scheduleState = ({
  merchant_uid,
  schedule_at,
  amount,
  schedule_status,
  payment_status,
}: Shown<typeof Schedule>) => ({
  merchant_uid,
  schedule_at,
  amount,
  schedule_status,
  payment_status,
});

function receiptLook(
  receipt:
    | {
        amount?: number | null | undefined;
        applied_at?: number | null | undefined;
        cancelled_at?: number | null | undefined;
      }
    | undefined,
): Look {
  if (!receipt) return { facts: [['Cash receipt', 'none issued']], state: null };
  const { amount, applied_at, cancelled_at } = receipt;
  const when = applied_at ? ` issued ${koreanTime(applied_at)}` : '';
  return {
    facts: [['Cash receipt', `${money(amount)}${when}${cancelled_at ? ', revoked' : ''}`]],
    state: { amount, applied_at, cancelled_at },
  };
}
