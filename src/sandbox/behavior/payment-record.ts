import { randomDigits } from '../state/ids.ts';
import type { StoredPayment } from '../state/rows.ts';
import type { World } from '../state/world.ts';

export type PaymentRecord = StoredPayment['record'];
/** The known fields of a new payment. All others get PortOne's values for "does not apply". */
export type NewPayment = { [K in keyof PaymentRecord]?: PaymentRecord[K] | undefined } & Pick<
  PaymentRecord,
  'merchant_uid' | 'amount' | 'status'
>;

/** Builds a payment with every documented field: strings that do not apply are null, times and counts are 0. */
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
  // The sandbox creates hundreds of these at startup; on Node 20 a spread over existing fields takes ten times as
  // long.
  for (const field in given) if (given[field] !== undefined) record[field] = given[field];
  return record;
}

/** Returns the amount that can still be refunded, without the floating-point noise of foreign amounts with cents. */
export const getRemainingAmount = ({ amount, cancel_amount }: PaymentRecord): number =>
  roundToCents(amount - cancel_amount);

/** The sandbox does its own arithmetic, so that tests against it reveal mistakes in the server's. */
export const roundToCents = (amount: number): number => Math.round(amount * 100) / 100;

/** Whether an amount fits its currency: KRW has no decimals, other currencies have two. No currency means KRW. */
export const isExactAmount = (amount: number, currency: string | null | undefined): boolean =>
  (currency || 'KRW').toUpperCase() === 'KRW' ? Number.isInteger(amount) : roundToCents(amount) === amount;

export const buildReceiptUrl = (pgTid: string | null | undefined): string =>
  `https://receipt.example.com/${pgTid ?? ''}`;

/** Adds a receipt URL to a completed payment. */
export const addReceiptUrl = (record: PaymentRecord): PaymentRecord => ({
  ...record,
  receipt_url: buildReceiptUrl(record.pg_tid),
});

type BuyerFields = {
  [K in 'buyer_name' | 'buyer_email' | 'buyer_tel' | 'buyer_addr' | 'buyer_postcode' | 'custom_data']?:
    | string
    | undefined;
};

/** Picks the buyer fields of a request, which the payment repeats. */
export const pickBuyer = (given: BuyerFields): BuyerFields => ({
  buyer_name: given.buyer_name,
  buyer_email: given.buyer_email,
  buyer_tel: given.buyer_tel,
  buyer_addr: given.buyer_addr,
  buyer_postcode: given.buyer_postcode,
  custom_data: given.custom_data,
});

/** PortOne's words for an order number that was paid or cancelled before. */
const ORDER_USED = '이미 주문이 이루어진 건입니다. (동일한 merchant_uid로 결제 또는 취소된 기록이 있습니다)';

interface ChargeableOrder {
  merchant_uid: string;
  amount: number;
  currency?: string | null | undefined;
}

/**
 * Returns why PortOne rejects a charge: the order is already paid, or the amount is invalid or differs from the
 * registered one.
 */
export function getChargeRejection(world: World, { merchant_uid, amount, currency }: ChargeableOrder) {
  if (amount <= 0 || !isExactAmount(amount, currency)) return '결제금액이 올바르지 않습니다.';
  if (isOrderPaid(world, merchant_uid)) return ORDER_USED;
  const prepared = world.prepared.get(merchant_uid);
  if (prepared && prepared.amount !== amount)
    return `결제금액이 사전등록된 금액과 일치하지 않습니다. (사전등록 : ${prepared.amount})`;
  return undefined;
}

/** Whether an order was ever paid. It cannot be charged again, even after a refund. */
export const isOrderPaid = (world: World, merchantUid: string): boolean =>
  world.payments.findByOrder(merchantUid).some(({ record }) => (record.paid_at ?? 0) > 0);
