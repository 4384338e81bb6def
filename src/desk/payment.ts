import type * as z from 'zod';
import { HOUR_SECONDS } from '../base/korean-time.ts';
import { isSameAmount, toCurrency } from '../base/money.ts';
import { normalizePhone } from '../base/phone.ts';
import type { BillingKey } from '../endpoints/models/billing-key.ts';
import type { Receipt } from '../endpoints/models/cash-receipt.ts';
import type { EscrowLogistics } from '../endpoints/models/escrow-logistics.ts';
import type { NaverProductOrder } from '../endpoints/models/naver-order.ts';
import type { PaymentRow } from '../endpoints/models/payment.ts';
import type { PaymentPrepare } from '../endpoints/models/payment-prepare.ts';
import type { Schedule } from '../endpoints/models/schedule.ts';
import { getRefundableAmount } from '../endpoints/refundable.ts';

export type { PaymentRow };
export type ScheduleRow = z.output<typeof Schedule>;
export type BillingKeyRow = z.output<typeof BillingKey>;

/** The arguments of `investigate_payment`, taken from a support ticket. */
export interface Ticket {
  imp_uid?: string | undefined;
  merchant_uid?: string | undefined;
  customer_uid?: string | undefined;
  /** The PG's number of the payment. */
  pg_tid?: string | undefined;
  /** The approval number (승인번호). */
  apply_num?: string | undefined;
  buyer_tel?: string | undefined;
  buyer_name?: string | undefined;
  buyer_email?: string | undefined;
  /** The product, or a part of its name. */
  name?: string | undefined;
  amount?: number | undefined;
  /** The amount in the merchant's own order. */
  expected_amount?: number | undefined;
  period?: string | undefined;
  /** The error of PortOne or the PG for a failed refund. Neither stores it. */
  error_message?: string | undefined;
}

/**
 * What PortOne knows about one payment: raw values, times in unix seconds. Null means that PortOne has no such record.
 * Absent means that it was not read or could not be read, so nothing may be concluded from it.
 */
export interface PaymentCase {
  /** Unix seconds. */
  now: number;
  /** Absent if personal data is masked. */
  pii?: 'full';
  ticket: Ticket;
  /** The payment attempt under investigation. */
  payment: PaymentRow;
  /** All attempts at the order, including this one. */
  attempts?: readonly PaymentRow[];
  /** Payments of the same buyer for the same purchase around the same time, under other order numbers. */
  similarPayments?: readonly PaymentRow[];
  receipt?: z.output<typeof Receipt> | null;
  prepared?: z.output<typeof PaymentPrepare> | null;
  escrow?: z.output<typeof EscrowLogistics> | null;
  naver_items?: readonly z.output<typeof NaverProductOrder>[];
  schedule?: ScheduleRow | null;
  billing_key?: BillingKeyRow | null;
}

/** Returns the amount that can still be refunded, in the payment's currency. */
export const hasRefundableBalance = (payment: PaymentRow): boolean =>
  Boolean(payment.paid_at) && getRefundableAmount(payment) > 0;

/** Whether the payment method has no card slip, so that the buyer may want a cash receipt. */
export const isCashLike = ({ pay_method }: PaymentRow): boolean => pay_method === 'trans' || pay_method === 'vbank';

export const isScheduled = ({ customer_uid_usage }: PaymentRow): boolean => customer_uid_usage === 'payment.scheduled';

/** Whether the payment only registered a card: PortOne records it as paid, with an amount of 0. */
export const isKeyIssue = ({ customer_uid_usage, amount }: PaymentRow): boolean =>
  customer_uid_usage === 'issue' && amount === 0;

/** Whether two payments look like the same purchase paid twice. */
export const isSamePurchase = (one: PaymentRow, other: PaymentRow): boolean =>
  one.imp_uid !== other.imp_uid &&
  isSameAmount(one.amount ?? 0, other.amount ?? 0) &&
  toCurrency(one.currency) === toCurrency(other.currency) &&
  // A test payment is not a purchase.
  (one.sandbox === true) === (other.sandbox === true) &&
  one.name === other.name &&
  isSameBuyer(one, other);

/** Returns the values that identify a buyer, normalized; a missing one is empty. */
const getBuyerIdentifiers = ({ buyer_tel, buyer_email, customer_uid }: PaymentRow): readonly string[] => [
  normalizePhone(buyer_tel),
  (buyer_email ?? '').trim().toLowerCase(),
  customer_uid ?? '',
];

/** Whether the payment has any value that identifies the buyer. */
export const hasBuyerIdentifier = (payment: PaymentRow): boolean => getBuyerIdentifiers(payment).some(Boolean);

/**
 * The same customer, else the same telephone number, else the same mail address. A mail address does not outweigh two
 * different telephone numbers: shops give all their guests one address.
 */
export function isSameBuyer(one: PaymentRow, other: PaymentRow): boolean {
  const [phone, mail, customer] = getBuyerIdentifiers(one);
  const [otherPhone, otherMail, otherCustomer] = getBuyerIdentifiers(other);
  if (customer && customer === otherCustomer) return true;
  if (phone && otherPhone) return phone === otherPhone;
  return Boolean(mail) && mail === otherMail;
}

/** Two payments for the same purchase within this many seconds are more likely a mistake than two purchases. */
export const DUPLICATE_WINDOW = 3 * HOUR_SECONDS;
