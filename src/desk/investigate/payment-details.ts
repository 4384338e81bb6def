import { minute } from '../../endpoints/models/field.ts';
import { Payment, paymentSummaryFields } from '../../endpoints/models/payment.ts';
import type { PaymentRow } from '../payment.ts';

/** A payment beside its timeline, or one of several candidates. */
export const PaymentDetails = Payment.extend({
  started_at: minute(),
  paid_at: minute(),
  failed_at: minute(),
  cancelled_at: minute(),
  vbank_date: minute(),
});

/** In the timeline already, a code whose name stands beside it, or not needed to answer a ticket. */
const OMITTED_FIELDS = new Set([
  ...['started_at', 'vbank_issued_at', 'cancel_history', 'deposit_history', 'fail_reason', 'cancel_reason'],
  ...['card_code', 'card_type', 'card_issuer_code', 'card_issuer_name', 'card_publisher_code', 'card_publisher_name'],
  ...['bank_code', 'vbank_code', 'channel', 'pg_id', 'user_agent', 'custom_data', 'extension', 'cancel_receipt_urls'],
  ...['buyer_addr', 'buyer_postcode', 'buyer_email'],
]);

const saysNothing = (name: string, value: unknown) => !value || (name === 'currency' && value === 'KRW');

/** Returns what a payment says beyond its timeline: no zeros but its amount, and nothing that is false. */
export const pickPaymentDetails = (payment: PaymentRow): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(payment).filter(
      ([name, value]) => name === 'amount' || !(OMITTED_FIELDS.has(name) || saysNothing(name, value)),
    ),
  );

/** Returns what tells candidates apart. */
export const pickCandidateFields = (payment: PaymentRow): Record<string, unknown> =>
  Object.fromEntries(
    [...paymentSummaryFields, 'card_name' as const, 'buyer_tel' as const].flatMap((name) => {
      const isOpening = name === 'started_at' && (payment.paid_at || payment.failed_at);
      return name !== 'amount' && (isOpening || saysNothing(name, payment[name])) ? [] : [[name, payment[name]]];
    }),
  );
