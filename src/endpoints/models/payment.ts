import type * as z from 'zod';
import {
  depositAccount,
  flag,
  handle,
  list,
  machineText,
  machineTextList,
  model,
  number,
  openObject,
  personalText,
  text,
  time,
} from './field.ts';

const Cancel = model({
  pg_tid: machineText(),
  amount: number(),
  cancelled_at: time(),
  reason: text(),
  cancellation_id: machineText(),
  receipt_url: machineText(),
});

/** A deposit into a fixed virtual account, which accepts any number of deposits. */
const Deposit = model({
  pg_tid: machineText(),
  amount: number(),
  // Required by the document but not described.
  reason: text(),
  depositor_name: personalText('name'),
  deposited_at: time(),
});

/** One payment attempt. `amount - cancel_amount` can still be refunded. */
export const Payment = model({
  imp_uid: handle(),
  merchant_uid: handle(),
  pay_method: text(),
  channel: text(),
  pg_provider: text(),
  emb_pg_provider: text(),
  pg_tid: machineText(),
  pg_id: machineText(),
  sandbox: flag(),
  escrow: flag(),
  apply_num: machineText(),
  bank_code: text(),
  bank_name: text(),
  card_code: text(),
  card_name: text(),
  card_issuer_code: text(),
  card_issuer_name: text(),
  card_publisher_code: text(),
  card_publisher_name: text(),
  card_quota: number(),
  // Already masked by PortOne, to an extent that depends on the PG.
  card_number: personalText('card'),
  card_type: number(),
  vbank_code: text(),
  vbank_name: text(),
  vbank_num: depositAccount(),
  vbank_holder: personalText('name'),
  // The deposit deadline.
  vbank_date: time(),
  vbank_issued_at: time(),
  name: text(),
  amount: number(),
  cancel_amount: number(),
  currency: text(),
  buyer_name: personalText('name'),
  buyer_email: personalText('email'),
  buyer_tel: personalText('phone'),
  buyer_addr: personalText('address'),
  buyer_postcode: personalText('postcode'),
  custom_data: personalText('custom'),
  // Browser and device, which can identify a person. `channel` has what support needs.
  user_agent: personalText('id'),
  status: text(),
  started_at: time(),
  paid_at: time(),
  failed_at: time(),
  cancelled_at: time(),
  fail_reason: text(),
  cancel_reason: text(),
  receipt_url: machineText(),
  cancel_history: list(Cancel),
  deposit_history: list(Deposit),
  cancel_receipt_urls: machineTextList(),
  cash_receipt_issued: flag(),
  customer_uid: handle(),
  customer_uid_usage: text(),
  promotion: model({ id: text(), discount: number() }).nullish(),
  // Only on request: additional data of the PG, such as the depositor's name.
  extension: openObject(),
});

export type PaymentRow = z.output<typeof Payment>;

/** The fields of a payment that lists show by default. */
export const paymentSummaryFields = [
  'imp_uid',
  'merchant_uid',
  'status',
  'name',
  'amount',
  'cancel_amount',
  'currency',
  'pay_method',
  'pg_provider',
  'buyer_name',
  'started_at',
  'paid_at',
  'failed_at',
  'cancelled_at',
  'fail_reason',
  'cancel_reason',
  'customer_uid',
  'sandbox',
] as const;
