import type * as z from 'zod';
import { isSameAmount, toCurrency } from '../base/money.ts';
import { normalizePhone } from '../base/phone.ts';
import type { BillingKey } from '../endpoints/models/billing-key.ts';
import type { Receipt } from '../endpoints/models/cash-receipt.ts';
import type { EscrowLogistics } from '../endpoints/models/escrow-logistics.ts';
import type { NaverProductOrder } from '../endpoints/models/naver-order.ts';
import type { Payment } from '../endpoints/models/payment.ts';
import type { PaymentPrepare } from '../endpoints/models/payment-prepare.ts';
import type { Schedule } from '../endpoints/models/schedule.ts';
import { getRefundableAmount } from '../endpoints/refundable.ts';

export type PaymentRow = z.output<typeof Payment>;
export type ScheduleRow = z.output<typeof Schedule>;
export type BillingKeyRow = z.output<typeof BillingKey>;

/** What a ticket says, in the arguments of `investigate_payment`. */
export interface Ticket {
  imp_uid?: string | undefined;
  merchant_uid?: string | undefined;
  customer_uid?: string | undefined;
  buyer_tel?: string | undefined;
  buyer_name?: string | undefined;
  buyer_email?: string | undefined;
  amount?: number | undefined;
  /** What the merchant's own order says. */
  expected_amount?: number | undefined;
  period?: string | undefined;
  /** What PortOne or the PG said to a refund that failed: neither keeps it. */
  error_message?: string | undefined;
}

/**
 * What PortOne knows about one payment: raw values, times in unix seconds. Null means that PortOne has no such thing; absent,
 * that nobody looked or that the look failed, so nothing may be concluded from it.
 */
export interface PaymentCase {
  /** Unix seconds. */
  now: number;
  ticket: Ticket;
  /** The attempt that is asked about. */
  payment: PaymentRow;
  /** All attempts at its order, itself among them. */
  attempts?: readonly PaymentRow[];
  /** What the same buyer paid for the same thing around the same time, under other order numbers. */
  alike?: readonly PaymentRow[];
  receipt?: z.output<typeof Receipt> | null;
  prepared?: z.output<typeof PaymentPrepare> | null;
  escrow?: z.output<typeof EscrowLogistics> | null;
  naver_items?: readonly z.output<typeof NaverProductOrder>[];
  schedule?: ScheduleRow | null;
  billing_key?: BillingKeyRow | null;
}

/** Money has come in, and some of it is still there. */
export const hasRefundableBalance = (payment: PaymentRow): boolean =>
  Boolean(payment.paid_at) && getRefundableAmount(payment) > 0;

/** The method that leaves no card slip, so that the buyer may want a cash receipt. */
export const isCashLike = ({ pay_method }: PaymentRow): boolean => pay_method === 'trans' || pay_method === 'vbank';

export const isScheduled = ({ customer_uid_usage }: PaymentRow): boolean => customer_uid_usage === 'payment.scheduled';

/** Money that has come in twice. */
export const isSamePurchase = (one: PaymentRow, other: PaymentRow): boolean =>
  one.imp_uid !== other.imp_uid &&
  isSameAmount(one.amount ?? 0, other.amount ?? 0) &&
  toCurrency(one.currency) === toCurrency(other.currency) &&
  // Trying something out is no purchase.
  (one.sandbox === true) === (other.sandbox === true) &&
  one.name === other.name &&
  isSameBuyer(one, other);

/** What tells one buyer from another; people give it in different spellings, and not every payment has all of it. */
const getBuyerIdentifiers = ({ buyer_tel, buyer_email, customer_uid }: PaymentRow): readonly string[] => [
  normalizePhone(buyer_tel),
  (buyer_email ?? '').trim().toLowerCase(),
  customer_uid ?? '',
];

/** Whether anything tells who paid. */
export const hasBuyerIdentifier = (payment: PaymentRow): boolean => getBuyerIdentifiers(payment).some(Boolean);

/** One telephone number, mail address or customer in common is enough. */
function isSameBuyer(one: PaymentRow, other: PaymentRow): boolean {
  const others = getBuyerIdentifiers(other);
  return getBuyerIdentifiers(one).some((identifier, index) => identifier !== '' && identifier === others[index]);
}

/** Two payments for the same thing within this time are more likely a mistake than a second purchase. */
export const DUPLICATE_WINDOW = 3 * 3_600;
