import { randomDigits } from '../state/ids.ts';
import type { StoredPayment, World } from '../state/world.ts';

export type PaymentRecord = StoredPayment['record'];
/** What is known of a payment when it is written; the rest reads as PortOne's "does not apply". */
export type NewPayment = { [K in keyof PaymentRecord]?: PaymentRecord[K] | undefined } & Pick<
  PaymentRecord,
  'merchant_uid' | 'amount' | 'status'
>;

/** A payment with every documented field: strings that do not apply are null, times and counts 0. */
export function buildPaymentRecord(
  world: Pick<World, 'random' | 'clock'>,
  impUid: string,
  given: NewPayment,
): PaymentRecord {
  const record: Record<string, unknown> & PaymentRecord = {
    imp_uid: impUid,
    merchant_uid: given.merchant_uid,
    pay_method: 'card',
    channel: 'pc',
    pg_provider: null,
    emb_pg_provider: null,
    pg_tid: `sandbox${randomDigits(world, 16)}`,
    pg_id: null,
    sandbox: false,
    escrow: false,
    apply_num: null,
    bank_code: null,
    bank_name: null,
    card_code: null,
    card_name: null,
    card_issuer_code: null,
    card_issuer_name: null,
    card_publisher_code: null,
    card_publisher_name: null,
    card_quota: 0,
    card_number: null,
    card_type: null,
    vbank_code: null,
    vbank_name: null,
    vbank_num: null,
    vbank_holder: null,
    vbank_date: 0,
    vbank_issued_at: 0,
    name: null,
    cancel_amount: 0,
    currency: 'KRW',
    buyer_name: null,
    buyer_email: null,
    buyer_tel: null,
    buyer_addr: null,
    buyer_postcode: null,
    custom_data: null,
    user_agent: null,
    started_at: world.clock.now(),
    paid_at: 0,
    failed_at: 0,
    cancelled_at: 0,
    fail_reason: null,
    cancel_reason: null,
    receipt_url: null,
    cancel_history: [],
    deposit_history: [],
    cancel_receipt_urls: [],
    cash_receipt_issued: false,
    customer_uid: null,
    customer_uid_usage: null,
    promotion: null,
    amount: given.amount,
    status: given.status,
  };
  // A sandbox starts with hundreds of these: on Node 20 a spread into fields that stand already takes ten times as long.
  for (const field in given) if (given[field] !== undefined) record[field] = given[field];
  return record;
}

/** What can still be given back. Foreign amounts have cents, whose sums binary fractions spoil. */
export const getRemainingAmount = ({ amount, cancel_amount }: PaymentRecord): number =>
  roundToCents(amount - cancel_amount);

/** The sandbox does its own arithmetic: a mistake of the server's must not be made here as well. */
export const roundToCents = (amount: number): number => Math.round(amount * 100) / 100;

/** Won come whole, and other money in hundredths. What names no currency is in won. */
export const isExactAmount = (amount: number, currency: string | null | undefined): boolean =>
  (currency || 'KRW').toUpperCase() === 'KRW' ? Number.isInteger(amount) : roundToCents(amount) === amount;

export const buildReceiptUrl = (pgTid: string | null | undefined): string =>
  `https://receipt.example.com/${pgTid ?? ''}`;

/** A payment that went through has proof of it. */
export const addReceiptUrl = (record: PaymentRecord): PaymentRecord => ({
  ...record,
  receipt_url: buildReceiptUrl(record.pg_tid),
});

type BuyerFields = {
  [K in 'buyer_name' | 'buyer_email' | 'buyer_tel' | 'buyer_addr' | 'buyer_postcode' | 'custom_data']?:
    | string
    | undefined;
};

/** Who buys, as a payment repeats it from the request that made it. */
export const pickBuyer = (given: BuyerFields): BuyerFields => ({
  buyer_name: given.buyer_name,
  buyer_email: given.buyer_email,
  buyer_tel: given.buyer_tel,
  buyer_addr: given.buyer_addr,
  buyer_postcode: given.buyer_postcode,
  custom_data: given.custom_data,
});

interface ChargeableOrder {
  merchant_uid: string;
  amount: number;
  currency?: string | null | undefined;
}

/** Why PortOne takes no payment for an order: it is paid already, or the amount is none or not the registered one. */
export function getChargeRejection(world: World, { merchant_uid, amount, currency }: ChargeableOrder) {
  if (amount <= 0 || !isExactAmount(amount, currency)) return '결제금액이 올바르지 않습니다.';
  if (isOrderPaid(world, merchant_uid)) return '이미 결제가 이루어진 merchant_uid입니다.';
  const prepared = world.prepared.get(merchant_uid);
  if (prepared && prepared.amount !== amount)
    return `결제금액이 사전등록된 금액과 일치하지 않습니다. (사전등록 : ${prepared.amount})`;
  return undefined;
}

/** An order once paid is used up, also after the money went back. */
export const isOrderPaid = (world: World, merchantUid: string): boolean =>
  world.payments.findByOrder(merchantUid).some(({ record }) => (record.paid_at ?? 0) > 0);
