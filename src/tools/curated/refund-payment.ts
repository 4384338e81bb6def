import * as z from 'zod';
import { isRecord } from '../../base/json.ts';
import { subtract } from '../../base/money.ts';
import { quote } from '../../base/text.ts';
import { getExternalReceipt } from '../../endpoints/catalog/cash-receipts.ts';
import { cancelPayment } from '../../endpoints/catalog/payments.ts';
import {
  Account,
  Amount,
  Digits,
  Flag,
  ImpUid,
  Memo,
  MerchantUid,
  Name,
  PartAmount,
  Phone,
  Requester,
} from '../../endpoints/fields.ts';
import type { WriteRow } from '../../endpoints/index.ts';
import { flag, handle, machineText, model, number, personalText, text, time } from '../../endpoints/models/field.ts';
import { keepsReceiptOnRefund } from '../../endpoints/pg-facts/receipts.ts';
import { refundRequesters } from '../../endpoints/pg-facts/refund-limits.ts';
import { getRefundable, getRefundableAmount, isDiscounted } from '../../endpoints/refundable.ts';
import { nonSensitive } from '../../endpoints/sensitivity.ts';
import type { Snapshot } from '../../guard/snapshot/snapshot.ts';
import type { PortOneReader } from '../../portone/client.ts';
import { readOrNull } from '../../portone/errors.ts';
import { createWriteTool } from '../endpoint-tool.ts';
import { describePendingRefund } from '../pending-refund.ts';
import type { ToolArguments, WriteTool } from '../tool.ts';
import { DISCOUNT_NOTE } from '../write-notes.ts';

type Payment = NonNullable<Snapshot['payment']>;

const RefundState = model({ status: text(), cancel_amount: number(), remaining: number(), cancelled_at: time() });

const WEBHOOK_SENT =
  'PortOne tells the shop by webhook if the payment used one. If it does not appear there, record it in the shop.';
const WEBHOOK_NOT_SENT =
  'The shop was not told (enable_webhook was not set): record the refund in the shop, so that nothing refunded is shipped.';

/** Whether the shop learns of the refund; undefined if it is not done yet, so that there is nothing to record. */
function describeWebhook({ enable_webhook }: ToolArguments, isPending: boolean): string | undefined {
  if (enable_webhook === true) return WEBHOOK_SENT;
  return isPending ? undefined : WEBHOOK_NOT_SENT;
}

/** The result of a refund: enough to inform the buyer and to verify what happened. */
const Refund = model({
  imp_uid: handle(),
  merchant_uid: handle(),
  name: text(),
  buyer_name: personalText('name'),
  pay_method: text(),
  pg_provider: text(),
  sandbox: flag(),
  currency: text(),
  amount: number(),
  before: RefundState,
  after: RefundState,
  refunded: number(),
  remaining: number(),
  receipt_url: machineText(),
  cash_receipt: text(),
  webhook: text(),
  note: text(),
  next: text(),
});

// Errors refer to this tool by the name under which the model called it.
const refundRow: WriteRow = { ...cancelPayment, domain: 'payments', name: 'refund_payment' };

export const refundPayment: WriteTool = {
  name: 'refund_payment',
  title: { en: 'Refund', ko: '결제 환불' },
  description: 'Refund (환불) one paid payment, wholly or in part, checked first and read back after.',
  toolset: 'desk',
  effect: 'destructive',
  money: 'refund',
  confirm: true,
  fields: {
    imp_uid: ImpUid().optional(),
    merchant_uid: MerchantUid().optional(),
    full_refund: nonSensitive(z.literal(true)).optional(),
    amount: Amount().optional().describe('What remains is amount - cancel_amount'),
    tax_free: PartAmount().optional(),
    vat_amount: PartAmount().optional().describe('If set at payment'),
    reason: Memo(),
    refund_holder: Name().optional(),
    refund_bank: Digits().optional().describe('Name or code'),
    refund_account: Account().optional().describe('For vbank'),
    refund_tel: Phone().optional(),
    retain_promotion: Flag().optional(),
    enable_webhook: Flag().optional().describe('Tell the shop'),
    escrow_confirmed: Flag().optional(),
    requester: Requester().optional().describe('For Naver Pay'),
  },
  rules: {
    oneOf: ['imp_uid', 'merchant_uid'],
    explicitAll: { flag: 'full_refund', replaces: 'amount' },
  },
  delegatesTo: { endpoint: cancelPayment, buildArguments: buildCancelArguments },
  previews: cancelPayment.preview ?? [],
  row: refundRow,
  toRowArguments: createWriteTool(refundRow).toRowArguments,
  async toResult({ value, message, confirmedBy }, { args, snapshotBefore, context }) {
    const before = snapshotBefore.payment;
    // PortOne's response is a payment. Fields that it omits, or an empty response, are as in the snapshot.
    const after: Payment = { ...before, ...(isRecord(value) ? value : {}) };
    const portone = await context.portone();
    return {
      value: {
        ...describeRefund(before, after),
        cash_receipt: await describeOpenReceipt(portone, before, after),
        webhook: describeWebhook(args, describePendingRefund(before, value) !== undefined),
      },
      model: Refund,
      isCompleteAnswer: true,
      ...(message ? { message } : {}),
      ...(confirmedBy ? { confirmedBy } : {}),
    };
  },
};

/** Only Naver Pay requires who requested the refund; the default is the merchant. */
function buildCancelArguments({ requester, ...args }: ToolArguments, { payment }: Snapshot): ToolArguments {
  const requestedBy =
    requester ?? (refundRequesters.pgs.some((pg) => pg === payment?.pg_provider) ? 'admin' : undefined);
  return requestedBy === undefined ? args : { ...args, extra: { requester: requestedBy } };
}

const getRefundState = ({ status, amount, cancel_amount, cancelled_at, promotion }: Payment) => ({
  status,
  cancel_amount: cancel_amount ?? 0,
  remaining: getRefundable({ amount, cancel_amount, promotion })?.balance,
  cancelled_at,
});

function describeRefund(before: Payment | undefined, after: Payment) {
  const { imp_uid, merchant_uid, name, buyer_name, pay_method, pg_provider, sandbox, currency, amount } = after;
  const refunded = subtract(after.cancel_amount ?? 0, before?.cancel_amount ?? 0);
  return {
    ...{ imp_uid, merchant_uid, name, buyer_name, pay_method, pg_provider, sandbox, currency, amount },
    before: before && getRefundState(before),
    after: getRefundState(after),
    refunded,
    remaining: getRefundable(after)?.balance,
    receipt_url: after.cancel_history?.at(-1)?.receipt_url ?? after.receipt_url,
    ...(isDiscounted(after) ? { note: DISCOUNT_NOTE } : {}),
    next: describePendingRefund(before, after),
  };
}

/** Describes a cash receipt that must be revoked manually, if any. */
async function describeOpenReceipt(
  portone: PortOneReader,
  before: Payment | undefined,
  after: Payment,
): Promise<string | undefined> {
  const { pay_method, pg_provider, imp_uid, merchant_uid } = after;
  if (pay_method !== 'trans' && pay_method !== 'vbank') return undefined;
  const reissueHint = getRefundableAmount(after) > 0 ? ', then issue a new one for the remaining amount' : '';
  const isIssued = before?.cash_receipt_issued ?? after.cash_receipt_issued;
  if (isIssued && keepsReceiptOnRefund(pg_provider))
    return `This PG does not revoke the cash receipt on a refund: call revoke_receipt with imp_uid ${quote(imp_uid ?? '')}${reissueHint}.`;
  if (!merchant_uid) return undefined;
  const order = `merchant_uid ${quote(merchant_uid)}`;
  try {
    const receipt = await readOrNull(portone.call(getExternalReceipt, { merchant_uid }));
    if (!receipt || receipt.cancelled_at) return undefined;
    return `A cash receipt was issued for the order outside the payment: call revoke_external_receipt with ${order}${reissueHint}.`;
  } catch {
    // The refund succeeded: a failure to read a receipt must not look like a failed refund.
    return `Could not check whether a cash receipt was issued outside the payment: call get_external_receipt with ${order}.`;
  }
}
