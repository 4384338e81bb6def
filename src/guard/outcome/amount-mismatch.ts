import { isRecord } from '../../base/json.ts';
import { formatMoney, isSameAmount, subtract, toCurrency } from '../../base/money.ts';
import type { Row } from '../../endpoints/index.ts';
import { getRequestedRefund, isExpectedRefund } from '../../endpoints/refundable.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';
import { getNumber, getText } from './evidence/evidence.ts';
import { getScheduleRequests } from './evidence/schedules.ts';

type Fields = Readonly<Record<string, unknown>>;

/**
 * Describes how the money in the response to a successful write differs from the requested money; undefined if it does
 * not, or if the response does not show it.
 */
export function findAmountMismatch(
  row: Pick<Row, 'readBack' | 'checkPaymentStatus'>,
  args: Fields,
  before: Snapshot,
  response: unknown,
): string | undefined {
  if (row.readBack?.by === 'refund') return findRefundMismatch(args, before, response);
  if (row.checkPaymentStatus) return findChargeMismatch(args, before, response);
  return row.readBack?.by === 'schedules' ? findScheduleMismatch(args, response) : undefined;
}

function findRefundMismatch(args: Fields, { payment }: Snapshot, response: unknown): string | undefined {
  const cancelled = readAmount(response, 'cancel_amount');
  if (cancelled === undefined || typeof payment?.amount !== 'number') return undefined;
  const requested = getRequestedRefund(payment, getNumber(args, 'amount'));
  const refunded = subtract(cancelled, readAmount(payment, 'cancel_amount') ?? 0);
  // Some PGs accept a refund and complete it later.
  if (isSameAmount(refunded, 0) || isExpectedRefund(payment, requested, refunded)) return undefined;
  const { currency } = payment;
  return `the response shows ${formatMoney(refunded, currency)} as refunded, but ${formatMoney(requested, currency)} was requested`;
}

function findChargeMismatch(args: Fields, { schedule }: Snapshot, response: unknown): string | undefined {
  const requested = getNumber(args, 'amount') ?? schedule?.amount;
  const charged = readAmount(response, 'amount');
  if (typeof requested !== 'number' || charged === undefined) return undefined;
  const requestedCurrency = getText(args, 'currency');
  const currency = isRecord(response) ? getText(response, 'currency') : undefined;
  const isSameCurrency =
    requestedCurrency === undefined || currency === undefined || toCurrency(currency) === toCurrency(requestedCurrency);
  if (isSameCurrency && isSameAmount(charged, requested)) return undefined;
  return `the response shows ${formatMoney(charged, currency)} as charged, but ${formatMoney(requested, requestedCurrency ?? currency)} was requested`;
}

function findScheduleMismatch(args: Fields, response: unknown): string | undefined {
  const rows = Array.isArray(response) ? response.filter(isRecord) : [];
  for (const { merchant_uid, amount } of getScheduleRequests(args)) {
    const row = rows.find((one) => one.merchant_uid === merchant_uid);
    const scheduled = row && readAmount(row, 'amount');
    if (scheduled === undefined || isSameAmount(scheduled, amount)) continue;
    return `the response shows a schedule of ${formatMoney(scheduled)}, but ${formatMoney(amount)} was requested`;
  }
  return undefined;
}

/** Some responses send amounts as text. */
function readAmount(fields: unknown, name: string): number | undefined {
  const value = isRecord(fields) ? fields[name] : undefined;
  const amount = typeof value === 'string' && /^\d+(\.\d+)?$/.test(value) ? Number(value) : value;
  return typeof amount === 'number' && Number.isFinite(amount) ? amount : undefined;
}
