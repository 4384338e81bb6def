import { getBillingKey } from '../../endpoints/catalog/billing-keys.ts';
import { getReceipt } from '../../endpoints/catalog/cash-receipts.ts';
import { getEscrowLogistics } from '../../endpoints/catalog/escrow.ts';
import { listNaverProductOrders } from '../../endpoints/catalog/naver-orders.ts';
import { getPaymentPrepare, listPaymentsByOrder, listPaymentsByStatus } from '../../endpoints/catalog/payments.ts';
import { getSchedule } from '../../endpoints/catalog/subscriptions.ts';
import { keepsEscrow } from '../../endpoints/pg-facts/escrow.ts';
import { refundsByItem } from '../../endpoints/pg-facts/refund-limits.ts';
import {
  DUPLICATE_WINDOW,
  hasBuyerIdentifier,
  hasRefundableBalance,
  isCashLike,
  isSamePurchase,
  isScheduled,
  type PaymentCase,
  type PaymentRow,
  type Ticket,
} from '../payment.ts';
import type { LookupContext, TolerantReads } from '../tolerant-reads.ts';

const MAX_ROWS = 1000;
const MAX_ATTEMPTS = 100;

interface GatherInput {
  payment: PaymentRow;
  attempts?: readonly PaymentRow[];
  ticket: Ticket;
}

/** Reads the records that belong to a payment, concurrently, skipping those that its method and status cannot have. */
export async function gatherCase(
  { payment, attempts, ticket }: GatherInput,
  context: LookupContext,
  reads: TolerantReads,
): Promise<PaymentCase> {
  const { portone, signal } = context;
  const { imp_uid, merchant_uid, customer_uid } = payment;
  const wasPaid = Boolean(payment.paid_at);
  const pendingReads: Promise<Partial<PaymentCase>>[] = [];
  const readInto = <K extends keyof PaymentCase>(name: K, request: Promise<PaymentCase[K] | undefined>) =>
    pendingReads.push(request.then((value) => (value === undefined ? {} : { [name]: value }) as Partial<PaymentCase>));

  if (!attempts && merchant_uid) readInto('attempts', readOrderAttempts(payment, context, reads));
  if (hasRefundableBalance(payment) && !isScheduled(payment) && merchant_uid) {
    readInto('similarPayments', findSimilarPayments(payment, context, reads));
    readInto(
      'prepared',
      reads.read('the registered amount', () => portone.call(getPaymentPrepare, { merchant_uid }, { signal })),
    );
  }
  if (imp_uid && wasPaid && isCashLike(payment))
    readInto(
      'receipt',
      reads.read('the cash receipt', () => portone.call(getReceipt, { imp_uid }, { signal })),
    );
  if (imp_uid && wasPaid && payment.escrow && !keepsEscrow(payment.pg_provider))
    readInto(
      'escrow',
      reads.read('the escrow delivery', () => portone.call(getEscrowLogistics, { imp_uid }, { signal })),
    );
  if (imp_uid && wasPaid && refundsByItem(payment))
    readInto(
      'naver_items',
      reads
        .read('the items at Naver', () => portone.call(listNaverProductOrders, { imp_uid }, { signal }))
        .then((items) => (items === null ? [] : items)),
    );
  if (merchant_uid && isScheduled(payment))
    readInto(
      'schedule',
      reads.read('the schedule', () => portone.call(getSchedule, { merchant_uid }, { signal })),
    );
  if (customer_uid && payment.status === 'failed')
    readInto(
      'billing_key',
      reads.read('the billing key', () => portone.call(getBillingKey, { customer_uid }, { signal })),
    );

  const gathered: PaymentCase = Object.assign(
    { now: context.now, ticket, payment, ...(context.pii === 'full' ? { pii: context.pii } : {}) },
    ...(await Promise.all(pendingReads)),
  );
  return attempts ? { ...gathered, attempts } : gathered;
}

/** Includes the payment itself even if PortOne leaves test payments out of the list. */
async function readOrderAttempts(payment: PaymentRow, { portone, signal }: LookupContext, reads: TolerantReads) {
  const merchant_uid = payment.merchant_uid ?? '';
  const page = await reads.read('the other attempts of the order', () =>
    portone.call(listPaymentsByOrder, { merchant_uid, limit: MAX_ATTEMPTS }, { signal }),
  );
  if (page === undefined) return undefined;
  const list = page?.list ?? [];
  return list.some((attempt) => attempt.imp_uid === payment.imp_uid) ? list : [...list, payment];
}

async function findSimilarPayments(payment: PaymentRow, { portone, signal, now }: LookupContext, reads: TolerantReads) {
  if (!hasBuyerIdentifier(payment)) return undefined;
  const paidAt = payment.paid_at ?? 0;
  const window = { from: paidAt - DUPLICATE_WINDOW, to: Math.max(paidAt, Math.min(now, paidAt + DUPLICATE_WINDOW)) };
  const page = await reads.read('other payments of the same time', () =>
    portone.call(listPaymentsByStatus, { payment_status: 'paid', limit: MAX_ROWS, ...window }, { signal }),
  );
  if (!page) return undefined;
  if (page.next) reads.unavailable.push('some payments of the same time: only the newest 1,000 were read');
  return (page.list ?? []).filter(
    (candidate) =>
      candidate.merchant_uid !== payment.merchant_uid &&
      hasRefundableBalance(candidate) &&
      isSamePurchase(candidate, payment),
  );
}
