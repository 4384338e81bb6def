import { getBillingKey } from '../../endpoints/catalog/billing-keys.ts';
import { getReceipt } from '../../endpoints/catalog/cash-receipts.ts';
import { getEscrowLogistics } from '../../endpoints/catalog/escrow.ts';
import { listNaverProductOrders } from '../../endpoints/catalog/naver-orders.ts';
import { getPaymentPrepare, listPaymentsByOrder, listPaymentsByStatus } from '../../endpoints/catalog/payments.ts';
import { getSchedule } from '../../endpoints/catalog/subscriptions.ts';
import {
  type Case,
  holdsMoney,
  isCashLike,
  isSamePurchase,
  isScheduled,
  type PaymentRow,
  type Ticket,
  TWICE_WITHIN,
} from '../payment.ts';
import type { Desk, Reads } from '../tolerant-reads.ts';

const MOST_ROWS = 1000;
const MOST_ATTEMPTS = 100;

interface Known {
  payment: PaymentRow;
  attempts?: readonly PaymentRow[];
  ticket: Ticket;
}

/** Reads what belongs to a payment: only what its method and state can have, all at once. */
export async function gather({ payment, attempts, ticket }: Known, desk: Desk, reads: Reads): Promise<Case> {
  const { portone, signal } = desk;
  const { imp_uid, merchant_uid, customer_uid } = payment;
  const wasPaid = Boolean(payment.paid_at);
  const looks: Promise<Partial<Case>>[] = [];
  const look = <K extends keyof Case>(name: K, reading: Promise<Case[K] | undefined>) =>
    looks.push(reading.then((value) => (value === undefined ? {} : { [name]: value }) as Partial<Case>));

  if (!attempts && merchant_uid) look('attempts', attemptsOf(payment, desk, reads));
  if (holdsMoney(payment) && !isScheduled(payment) && merchant_uid) {
    look('alike', alike(payment, desk, reads));
    look(
      'prepared',
      reads.look('the registered amount', () => portone.call(getPaymentPrepare, { merchant_uid }, { signal })),
    );
  }
  if (imp_uid && wasPaid && isCashLike(payment))
    look(
      'receipt',
      reads.look('the cash receipt', () => portone.call(getReceipt, { imp_uid }, { signal })),
    );
  // Naver Pay keeps escrow to itself.
  if (imp_uid && wasPaid && payment.escrow && payment.pg_provider !== 'naverpay')
    look(
      'escrow',
      reads.look('the escrow delivery', () => portone.call(getEscrowLogistics, { imp_uid }, { signal })),
    );
  if (imp_uid && wasPaid && payment.pg_provider === 'naverco')
    look(
      'naver_items',
      reads
        .look('the items at Naver', () => portone.call(listNaverProductOrders, { imp_uid }, { signal }))
        .then((items) => (items === null ? [] : items)),
    );
  if (merchant_uid && isScheduled(payment))
    look(
      'schedule',
      reads.look('the schedule', () => portone.call(getSchedule, { merchant_uid }, { signal })),
    );
  if (customer_uid && payment.status === 'failed')
    look(
      'billing_key',
      reads.look('the billing key', () => portone.call(getBillingKey, { customer_uid }, { signal })),
    );

  const seen: Case = Object.assign({ now: desk.now, ticket, payment }, ...(await Promise.all(looks)));
  return attempts ? { ...seen, attempts } : seen;
}

/** The payment itself stands among its order's attempts, also where PortOne lists no test rows. */
async function attemptsOf(payment: PaymentRow, { portone, signal }: Desk, reads: Reads) {
  const merchant_uid = payment.merchant_uid ?? '';
  const page = await reads.look('the other attempts of the order', () =>
    portone.call(listPaymentsByOrder, { merchant_uid, limit: MOST_ATTEMPTS }, { signal }),
  );
  if (page === undefined) return undefined;
  const list = page?.list ?? [];
  return list.some((one) => one.imp_uid === payment.imp_uid) ? list : [...list, payment];
}

async function alike(payment: PaymentRow, { portone, signal, now }: Desk, reads: Reads) {
  if (!payment.buyer_tel && !payment.buyer_email) return undefined;
  const at = payment.paid_at ?? 0;
  const window = { from: at - TWICE_WITHIN, to: Math.max(at, Math.min(now, at + TWICE_WITHIN)) };
  const page = await reads.look('other payments of the same time', () =>
    portone.call(listPaymentsByStatus, { payment_status: 'paid', limit: MOST_ROWS, ...window }, { signal }),
  );
  if (!page) return undefined;
  if (page.next) reads.notSeen.push('some payments of the same time: only the newest 1,000 were read');
  return (page.list ?? []).filter(
    (one) => one.merchant_uid !== payment.merchant_uid && holdsMoney(one) && isSamePurchase(one, payment),
  );
}
