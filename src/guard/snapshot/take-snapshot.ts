import { Refused } from '../../base/refusal.ts';
import { getBillingKey } from '../../endpoints/catalog/billing-keys.ts';
import { getExternalReceipt, getReceipt } from '../../endpoints/catalog/cash-receipts.ts';
import { getCertification } from '../../endpoints/catalog/certifications.ts';
import { getEscrowLogistics } from '../../endpoints/catalog/escrow.ts';
import { listPgSettings } from '../../endpoints/catalog/merchant.ts';
import { listNaverProductOrders } from '../../endpoints/catalog/naver-orders.ts';
import { getPayment, getPaymentPrepare, listPaymentsByOrder } from '../../endpoints/catalog/payments.ts';
import { getSchedule } from '../../endpoints/catalog/subscriptions.ts';
import type { Preview } from '../../endpoints/endpoint.ts';
import type { PortOne } from '../../portone/client.ts';
import { found } from '../found.ts';
import { schedulesNamed, schedulesToRun } from './read-schedules.ts';
import type { Seen } from './snapshot.ts';

type Arguments = Readonly<Record<string, unknown>>;
/** `so far` is what the looks before have seen. */
type Looker = (portone: PortOne, args: Arguments, soFar: Seen, now: number) => Promise<Seen>;

const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);
const lookers: Record<Preview, Looker> = {
  async payment(portone, args) {
    const impUid = text(args.imp_uid);
    if (impUid !== undefined) return { payment: await paymentOf(portone, impUid) };
    const merchantUid = text(args.merchant_uid);
    return merchantUid === undefined ? {} : { payment: await refundableOf(portone, merchantUid) };
  },

  async order(portone, args, { schedule }) {
    const merchantUid = text(args.merchant_uid) ?? text(schedule?.merchant_uid);
    if (merchantUid === undefined) return {};
    const page = await found(portone.call(listPaymentsByOrder, { merchant_uid: merchantUid, limit: 100 }));
    return { order: page?.list ?? [] };
  },

  async billing_key(portone, args, { schedule }) {
    const customerUid = text(args.customer_uid) ?? text(schedule?.customer_uid);
    if (customerUid === undefined) return {};
    return { billing_key: await found(portone.call(getBillingKey, { customer_uid: customerUid })) };
  },

  async schedule(portone, args) {
    const merchantUid = text(args.merchant_uid);
    if (merchantUid === undefined) return named(portone, args.schedules);
    return { schedule: (await portone.call(getSchedule, { merchant_uid: merchantUid })).response };
  },

  async schedules(portone, args, _, now) {
    const customerUid = text(args.customer_uid);
    if (args.merchant_uid === undefined && customerUid !== undefined) return schedulesToRun(portone, customerUid, now);
    const { schedules = [] } = await named(portone, args.merchant_uid);
    return { schedules: schedules.filter((row) => customerUid === undefined || row.customer_uid === customerUid) };
  },

  async naver_items(portone, args) {
    const impUid = text(args.imp_uid);
    if (impUid === undefined) return {};
    const { response } = await portone.call(listNaverProductOrders, { imp_uid: impUid });
    return { naver_items: response ?? [] };
  },

  receipt: async (portone, args) => {
    const impUid = text(args.imp_uid);
    return impUid === undefined ? {} : { receipt: await found(portone.call(getReceipt, { imp_uid: impUid })) };
  },

  external_receipt: async (portone, args) => {
    const merchantUid = text(args.merchant_uid);
    if (merchantUid === undefined) return {};
    return { external_receipt: await found(portone.call(getExternalReceipt, { merchant_uid: merchantUid })) };
  },

  escrow: async (portone, args) => {
    const impUid = text(args.imp_uid);
    return impUid === undefined ? {} : { escrow: await found(portone.call(getEscrowLogistics, { imp_uid: impUid })) };
  },

  certification: async (portone, args) => {
    const impUid = text(args.imp_uid);
    if (impUid === undefined) return {};
    return { certification: (await portone.call(getCertification, { imp_uid: impUid })).response };
  },

  prepare: async (portone, args) => {
    const merchantUid = text(args.merchant_uid);
    if (merchantUid === undefined) return {};
    return { prepare: await found(portone.call(getPaymentPrepare, { merchant_uid: merchantUid })) };
  },
};

/** Reads what an operation would change. Throws Refused or PortOneError; nothing is changed. */
export async function lookAt(
  previews: readonly Preview[],
  args: Arguments,
  { portone, now }: { portone: PortOne; now: number },
): Promise<Seen> {
  let seen: Seen = {};
  for (const kind of previews) seen = { ...seen, ...(await lookers[kind](portone, args, seen, now)) };
  return { ...seen, ...(await channelOf(portone, args)) };
}

/** Something in between may answer with what it kept from another request: a person would agree to the wrong thing. */
async function paymentOf(portone: PortOne, impUid: string): Promise<NonNullable<Seen['payment']>> {
  const { response } = await portone.call(getPayment, { imp_uid: impUid, include_sandbox: true });
  if (response.imp_uid === impUid) return response;
  throw new Refused(
    'unreachable',
    'PortOne was asked for one payment, and the answer is not that payment. Nothing was sent.',
    'Call get_payment with this imp_uid; if it shows another one, tell the operator to look at what stands between this server and PortOne.',
  );
}

/** The one payment of an order that money can go back from. */
async function refundableOf(portone: PortOne, merchantUid: string): Promise<NonNullable<Seen['payment']>> {
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
  return only;
}

/** What is booked under the order numbers of a list, or of a list of bookings. */
async function named(portone: PortOne, list: unknown): Promise<Seen> {
  if (!Array.isArray(list)) return {};
  const orders = list.flatMap((one) => text(one) ?? text(Object(one).merchant_uid) ?? []);
  return { schedules: await schedulesNamed(portone, orders) };
}

/** A key that may not read the settings is no reason to refuse: the rules that want the channel stay silent then. */
async function channelOf(portone: PortOne, { channel_key }: Arguments): Promise<Seen> {
  if (text(channel_key) === undefined) return {};
  const settings = await portone.call(listPgSettings, {}).catch(() => undefined);
  if (!settings) return {};
  return { channel: settings.response?.find((one) => one.channel_key === channel_key) ?? null };
}
