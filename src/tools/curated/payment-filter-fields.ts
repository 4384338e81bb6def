import { Choice, Digits, Email, Flag, Id, Name, Num, Phone, Text } from '../../endpoints/fields.ts';

/** The conditions by which payments are found and summed up. */
export const paymentFilterFields = {
  status: Choice('paid', 'cancelled', 'failed', 'ready', 'approved').optional(),
  buyer_name: Name().optional(),
  buyer_tel: Phone().optional(),
  buyer_email: Email().optional(),
  name: Text().optional(),
  merchant_uid: Id().optional(),
  pg_tid: Digits().optional(),
  apply_num: Digits().optional(),
  amount: Num().optional(),
  min_amount: Num().optional(),
  max_amount: Num().optional(),
  pg_provider: Text().optional(),
  pay_method: Text().optional(),
  card_name: Text().optional(),
  bank_name: Text().optional(),
  fail_reason: Text().optional(),
  currency: Text().optional(),
  sandbox: Flag().optional(),
};
