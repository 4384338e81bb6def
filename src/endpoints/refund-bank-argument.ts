import { getRefundBankCode, readRefundBank } from './pg-facts/refund-banks.ts';

type Arguments = Readonly<Record<string, unknown>>;
type Payment = { pg_provider?: string | null | undefined } | undefined;

/** Returns the arguments with the bank by its standard code, by which people are shown its name. */
export function standardizeRefundBank<T extends Arguments>(args: T, payment: Payment): T {
  const { refund_bank } = args;
  if (typeof refund_bank !== 'string') return args;
  const code = readRefundBank(refund_bank, payment?.pg_provider);
  return code === undefined ? args : { ...args, refund_bank: code };
}

/** Returns the arguments with the bank as the PG writes it. A bank that nobody knows is sent as given. */
export function localizeRefundBank<T extends Arguments>(args: T, payment: Payment): T {
  const { refund_bank } = standardizeRefundBank(args, payment);
  if (typeof refund_bank !== 'string') return args;
  const code = getRefundBankCode(refund_bank, payment?.pg_provider);
  return code === undefined ? args : { ...args, refund_bank: code };
}
