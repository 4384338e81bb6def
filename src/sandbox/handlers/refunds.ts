import { DAY_SECONDS, formatKst, getKstHour, hasPassedMonths } from '../../base/korean-time.ts';
import { cancelPayment } from '../../endpoints/catalog/payments.ts';
import type { Args } from '../../endpoints/endpoint.ts';
import { giftCardMethods } from '../../endpoints/payment-methods.ts';
import { keepsReceiptOnRefund } from '../../endpoints/pg-facts/receipts.ts';
import { isRefundBankCode } from '../../endpoints/pg-facts/refund-banks.ts';
import {
  maxPartialRefunds,
  nightlyPauses,
  refundDeadlines,
  wholePhoneBillRefunds,
} from '../../endpoints/pg-facts/refund-limits.ts';
import { findFact } from '../../endpoints/pg-facts/scope.ts';
import { getTestMoney } from '../../endpoints/pg-facts/test-mode.ts';
import { closeNaverItems } from '../behavior/naver-orders.ts';
import { getRemainingAmount, isExactAmount, type PaymentRecord } from '../behavior/payment-record.ts';
import { applyRefund } from '../behavior/refund.ts';
import { type HandlerResult, respondOk, respondRejected } from '../envelope.ts';
import type { StoredPayment } from '../state/rows.ts';
import type { World } from '../state/world.ts';
import { createEndpointHandler } from './handler.ts';

type CancelArgs = Args<typeof cancelPayment>;

/** How long a PG takes that reports the result of a refund later. */
const PG_REPORTS_AFTER_SECONDS = 60;

/** Each PG's error when the shop's balance does not cover a refund. */
const balanceShortMessages: Record<string, string> = {
  kcp: '[8178] 취소 금액보다 상계가능 정산금액 부족 으로 취소 불가합니다 KCP 또는 상점으로 문의해 주십시오',
  daou: '[9029] 상점의 취소가능 금액이 부족합니다.',
  nice: '취소 금액이 미정산 금액보다 큽니다',
  nice_v2: '취소 금액이 미정산 금액보다 큽니다',
  danal: '취소불가 상태입니다',
  danal_tpay: '취소불가 상태입니다',
};

const respondPgRejected = (text: string): HandlerResult => respondRejected(`결제취소에 실패하였습니다. ${text}`, -1);

/** Finds the payment. `imp_uid` alone decides, even if it is wrong and the order number is right. */
function findPayment(world: World, { imp_uid, merchant_uid }: CancelArgs): StoredPayment | undefined {
  if (imp_uid) return world.payments.get(imp_uid);
  const rows = world.payments.findByOrder(merchant_uid ?? '');
  return rows.find(({ record }) => (record.paid_at ?? 0) > 0) ?? rows.at(-1);
}

/** Whether the PG has already refunded a test payment by itself. */
const isAutoRefundedTest = (record: PaymentRecord, now: number): boolean =>
  record.sandbox === true && getTestMoney(record) === 'refunded' && now - (record.paid_at ?? 0) >= DAY_SECONDS;

/** Whether a refund needs a bank account: for virtual accounts, and at Smartro for bank transfers as well. */
const requiresRefundAccount = ({ pay_method, pg_provider }: PaymentRecord): boolean =>
  pay_method === 'vbank' || (pay_method === 'trans' && pg_provider === 'smartro_v2');
const hasRefundAccount = (args: CancelArgs): boolean =>
  Boolean(args.refund_holder && args.refund_bank && args.refund_account);

/** Returns PortOne's own rejection of a refund; the PG is not involved. */
function getPortOneRejection({ record }: StoredPayment, args: CancelArgs): HandlerResult | undefined {
  if (record.status !== 'paid' && record.status !== 'cancelled')
    return respondRejected('취소할 결제건이 존재하지 않습니다.');
  const remaining = getRemainingAmount(record);
  if (remaining === 0) return respondRejected('이미 전액취소된 주문입니다.');
  if (args.checksum !== undefined && args.checksum !== remaining)
    return respondRejected('제출된 checksum이 저장되어 있는 취소가능 잔액과 일치하지 않습니다.');
  if (args.amount !== undefined && (args.amount < 0 || !isExactAmount(args.amount, record.currency)))
    return respondRejected('취소 요청금액이 유효하지 않습니다.');
  if (args.amount !== undefined && args.amount > remaining)
    return respondRejected('취소 요청된 금액이 취소가능 잔액보다 많습니다.');
  if (requiresRefundAccount(record) && !hasRefundAccount(args))
    return respondRejected(
      '환불계좌가 필요한 결제건입니다. refund_holder, refund_bank, refund_account 파라메터는 필수입니다.',
    );
  if (requiresRefundAccount(record) && record.pg_provider?.startsWith('smartro') && !args.refund_tel)
    return respondRejected('스마트로 환불 시 refund_tel 파라메터는 필수입니다.');
  return undefined;
}

/** Returns the PG's rejection of a refund, by its rules and its records. */
function getPgRejection(
  { record, behavior }: StoredPayment,
  args: CancelArgs,
  amount: number,
  now: number,
): HandlerResult | undefined {
  const { pg_provider: pg, pay_method: method } = record;
  const isPartial = amount < record.amount;
  if (behavior === 'cancelled_at_pg' || isAutoRefundedTest(record, now))
    return respondPgRejected('[500626|기 취소 거래]');
  if (behavior === 'balance_short')
    return respondPgRejected(balanceShortMessages[pg ?? ''] ?? balanceShortMessages.kcp ?? '');
  if (requiresRefundAccount(record) && !isRefundBankCode(args.refund_bank ?? '', pg))
    return respondPgRejected('[B001|환불계좌 은행코드 오류]');
  const { days, months } = findFact(refundDeadlines, record) ?? {};
  const isOver = months
    ? hasPassedMonths(record.paid_at ?? 0, months, now)
    : days !== undefined && now - (record.paid_at ?? 0) > days * DAY_SECONDS;
  if (isOver) return respondPgRejected('[P203|취소 가능기간이 지난 거래입니다.]');
  // The shop has a contract for phone bills of an earlier month with KCP only, which refunds them to a bank account.
  const isEarlierBill =
    method === 'phone' &&
    formatKst(record.paid_at ?? 0, { precision: 'month' }) !== formatKst(now, { precision: 'month' });
  if (isEarlierBill && !(pg === 'kcp' && hasRefundAccount(args)))
    return respondPgRejected('[P201|휴대폰 결제는 당월에만 취소가 가능합니다.]');
  // A partial amount does not say which items it covers, so the item operations must be used.
  if (pg === 'naverco' && amount < getRemainingAmount(record))
    return respondPgRejected('[P204|주문형 결제의 부분취소는 상품주문별로만 가능합니다.]');
  const isFullOnly =
    behavior === 'no_partial_cancel' ||
    (method === 'phone' && !wholePhoneBillRefunds.exceptPgs.some((code) => code === pg));
  if (isPartial && (isFullOnly || giftCardMethods.includes(method ?? '')))
    return respondPgRejected('[P202|부분취소가 불가능한 결제수단입니다.]');
  const hour = getKstHour(now);
  if ((findFact(nightlyPauses, record) || behavior === 'closed_at_night') && (hour >= 23 || hour < 6))
    return respondPgRejected('[K301|23시부터 06시까지는 취소가 불가능합니다.]');
  const limit = findFact(maxPartialRefunds, record);
  if (limit && amount < getRemainingAmount(record) && (record.cancel_history?.length ?? 0) >= limit.count)
    return respondPgRejected(`[K302|부분취소는 최대 ${limit.count}회까지 가능합니다.]`);
  return undefined;
}

/**
 * Refunds a payment. Every business failure is HTTP 200 with a code: 1 if PortOne rejects, -1 if the PG does. Ignores
 * cash receipts: the PG cancels them, except KSNET and Smartro, which leave them issued.
 */
function cancel(world: World, args: CancelArgs): HandlerResult {
  if (!args.imp_uid && !args.merchant_uid)
    return respondRejected('취소할 imp_uid 또는 merchant_uid를 지정해주셔야합니다.');
  const stored = findPayment(world, args);
  if (!stored) return respondRejected('취소할 결제건이 존재하지 않습니다.');
  const rejection = getPortOneRejection(stored, args);
  if (rejection) return rejection;
  const { record } = stored;
  // No amount and zero both mean the whole remaining amount.
  const amount = args.amount || getRemainingAmount(record);
  const pgRejection = getPgRejection(stored, args, amount, world.clock.now());
  if (pgRejection) return pgRejection;
  if (stored.behavior === 'cancels_later') {
    const { imp_uid: impUid } = record;
    const dueAt = world.clock.now() + PG_REPORTS_AFTER_SECONDS;
    const enableWebhook = args.enable_webhook === true;
    world.pendingRefunds.push({ dueAt, impUid, amount, reason: args.reason, enableWebhook });
    return respondOk(record);
  }
  const { cancellation_id } = applyRefund(world, stored, { amount, reason: args.reason });
  if (getRemainingAmount(record) === 0) closeNaverItems(world, record.imp_uid);
  revokeCashReceipt(world, stored);
  return respondOk(record, {
    changed: {
      imp_uid: record.imp_uid,
      merchant_uid: record.merchant_uid,
      amount,
      cancel_amount: record.cancel_amount,
      cancellation_id,
      ...(args.enable_webhook ? { enable_webhook: true } : {}),
    },
  });
}

function revokeCashReceipt(world: World, stored: StoredPayment): void {
  const { record } = stored;
  const receipt = world.receipts.get(record.imp_uid);
  if (!receipt || keepsReceiptOnRefund(record.pg_provider)) return;
  if (receipt.cancelled_at || getRemainingAmount(record) > 0) return;
  receipt.cancelled_at = world.clock.now();
  world.payments.update(stored, { cash_receipt_issued: false });
}

export const cancelHandler = createEndpointHandler(cancelPayment, ({ args, world }) => cancel(world, args));
