import { handle, machineText, model, number, personalText, text, time } from './field.ts';

/** A scheduled charge. `imp_uid` and `payment_status` are null until it has run. */
export const Schedule = model({
  customer_uid: handle(),
  merchant_uid: handle(),
  imp_uid: handle(),
  // For a super billing key: the PG and MID that the charge was routed to.
  pg_provider: text(),
  pg_id: machineText(),
  customer_id: handle(),
  schedule_at: time(),
  executed_at: time(),
  revoked_at: time(),
  amount: number(),
  currency: text(),
  name: text(),
  buyer_name: personalText('name'),
  buyer_email: personalText('email'),
  buyer_tel: personalText('phone'),
  buyer_addr: personalText('address'),
  buyer_postcode: personalText('postcode'),
  custom_data: personalText('custom'),
  schedule_status: text(),
  payment_status: text(),
  fail_reason: text(),
  promotion_id: text(),
});

/** The fields of a schedule that lists show by default. */
export const scheduleSummaryFields = [
  'merchant_uid',
  'customer_uid',
  'imp_uid',
  'name',
  'amount',
  'currency',
  'schedule_at',
  'executed_at',
  'revoked_at',
  'schedule_status',
  'payment_status',
  'fail_reason',
  'buyer_name',
] as const;
