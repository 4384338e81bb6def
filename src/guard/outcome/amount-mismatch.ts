import { isRecord } from '../../base/json.ts';
import { formatMoney, isSameAmount, subtract, toCurrency } from '../../base/money.ts';
import type { Row } from '../../endpoints/index.ts';
import { getRequestedRefund, isExpectedRefund } from '../../endpoints/refundable.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';
import { getNumber, getText } from './evidence/evidence.ts';
import { getScheduleRequests } from './evidence/schedules.ts';

type Fields = Readonly<Record<string, unknown>>;

/**
 * Describes how the amounts or items in the response to a successful write differ from the requested ones; undefined if
 * they do not, or if the response does not show them.
 */
export function findAmountMismatch(
  row: Pick<Row, 'readBack'>,
  args: Fields,
  before: Snapshot,
  response: unknown,
): string | undefined {
  if (row.readBack?.by === 'refund') return findRefundMismatch(args, before, response);
  if (row.readBack?.by === 'schedules') return findScheduleMismatch(args, response);
  return findItemMismatch(before, response) ?? findOwnAmountMismatch(args, before, response);
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

/** The amount of a charge, a virtual account, a receipt, a registered order, or of a schedule that is moved. */
function findOwnAmountMismatch(args: Fields, { schedule }: Snapshot, response: unknown): string | undefined {
  const requested = getNumber(args, 'amount') ?? schedule?.amount;
  const shown = readAmount(response, 'amount');
  if (typeof requested !== 'number' || shown === undefined) return undefined;
  const requestedCurrency = getText(args, 'currency');
  const currency = isRecord(response) ? getText(response, 'currency') : undefined;
  const isSameCurrency =
    requestedCurrency === undefined || currency === undefined || toCurrency(currency) === toCurrency(requestedCurrency);
  if (isSameCurrency && isSameAmount(shown, requested)) return undefined;
  return `the response shows ${formatMoney(shown, currency)}, but ${formatMoney(requested, requestedCurrency ?? currency)} was requested`;
}

/** Without ids in the arguments, the items that the person was shown were requested. */
function findItemMismatch({ naver_items }: Snapshot, response: unknown): string | undefined {
  if (!naver_items || !Array.isArray(response)) return undefined;
  const shown = new Set(naver_items.map((item) => item.product_order_id));
  const others = response
    .filter(isRecord)
    .filter(({ product_order_id: id }) => typeof id === 'string' && !shown.has(id));
  if (others.length === 0) return undefined;
  return `the response shows ${others.length} other items, but ${naver_items.length} of this payment were shown`;
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
