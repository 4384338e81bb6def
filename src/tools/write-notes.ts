import { formatMoney, subtract } from '../base/money.ts';
import { getPayment } from '../endpoints/catalog/payments.ts';
import type { WriteRow } from '../endpoints/index.ts';
import { getRefundableAmount, isDiscounted } from '../endpoints/refundable.ts';
import type { FinishedCall } from './tool.ts';

/** What is not known after the refund of a payment that a promotion discounted. */
export const DISCOUNT_NOTE =
  'A promotion discounted this payment. PortOne decides what goes back to the buyer and does not say whether its amounts are before or after the discount, so what remains is not known.';

type NotedRow = Pick<WriteRow, 'money' | 'readBack'>;

/** Says what the response of a write does not: what was refunded, whether that is known, and for which typed number. */
export async function describeWrite(row: NotedRow, call: FinishedCall): Promise<string | undefined> {
  if (row.money === 'refund' && row.readBack?.by === 'items') return await describeItemRefund(call);
  if (row.readBack?.by === 'refund' && isDiscounted(call.snapshotBefore.payment ?? {})) return DISCOUNT_NOTE;
  return describeTypedNumber(call.args.identifier);
}

/** Naver answers a refund with items, which have no amounts. Never throws: the refund was made. */
async function describeItemRefund({ snapshotBefore, context }: FinishedCall): Promise<string | undefined> {
  const before = snapshotBefore.payment;
  if (!before?.imp_uid) return undefined;
  const { imp_uid, currency } = before;
  const include_sandbox = before.sandbox === true;
  try {
    const portone = await context.portone();
    const { response: after } = await portone.call(getPayment, {
      imp_uid,
      ...(include_sandbox && { include_sandbox }),
    });
    const refunded = subtract(after.cancel_amount ?? 0, before.cancel_amount ?? 0);
    if (refunded <= 0) return 'PortOne shows no refunded amount yet: read the payment again later. Do not repeat this.';
    return `Refunded ${formatMoney(refunded, currency)}; ${formatMoney(getRefundableAmount(after), currency)} of the payment remains.`;
  } catch {
    return 'The amount could not be read: get_payment shows it as cancel_amount. Do not repeat this.';
  }
}

/** The number of a telephone or a business shows its last four digits, any longer one, such as a resident's, two. */
function describeTypedNumber(typed: unknown): string | undefined {
  if (typeof typed !== 'string') return undefined;
  return `Issued for the number that ends in ${typed.slice(typed.length <= 11 ? -4 : -2)}.`;
}
