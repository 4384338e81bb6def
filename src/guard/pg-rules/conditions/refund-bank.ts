import { getRefundBankCode, isUnknownRefundBank, readRefundBank } from '../../../endpoints/pg-facts/refund-banks.ts';
import { createPgCondition } from './condition.ts';

export const namesUnknownBank = createPgCondition(
  '`refund_bank` is neither the name of a bank nor a code that the PG or the standard has',
  ({ args: { refund_bank }, snapshot: { payment } }) =>
    typeof refund_bank === 'string' && payment?.pg_provider
      ? isUnknownRefundBank(refund_bank, payment.pg_provider)
      : undefined,
);

export const namesUntakenBank = createPgCondition(
  'the PG has no code for the bank of `refund_bank`',
  ({ args: { refund_bank }, snapshot: { payment } }) => {
    if (typeof refund_bank !== 'string' || !payment?.pg_provider) return undefined;
    const bank = readRefundBank(refund_bank, payment.pg_provider);
    return bank === undefined ? undefined : getRefundBankCode(bank, payment.pg_provider) === undefined;
  },
);
