import { DAY_SECONDS, formatCompactDate, getDayStart, HOUR_SECONDS, toDay } from '../../base/korean-time.ts';
import { buildPaymentRecord, buildReceiptUrl, type PaymentRecord } from '../behavior/payment-record.ts';
import type { RandomGenerator } from '../state/random.ts';
import type { World } from '../state/world.ts';
import { createBuyer } from './buyers.ts';
import type { SeedContext } from './context.ts';
import { failReasons, usualPaymentMethods } from './payment-methods.ts';
import { products } from './products.ts';

const DAYS = 400;
/** Growth of the business: recent days have more payments than early ones. */
const GROWTH = 1.25;
/** Separate from the buyers of the sample rows and of the sales history. */
const FIRST_BUYER = 2_000;
const BUYER_COUNT = 7_000;
/** Coprime with the number of buyers, so that consecutive payments have different buyers. */
const STRIDE = 37;
const CANCEL_REASONS = [
  '고객 변심',
  '품절',
  '배송 지연',
  '사이즈 교환 요청',
  '관리자페이지취소',
  '취소요청api',
] as const;
/** Percentages as in the sales history. */
const FAILED_BELOW = 13;
const READY_BELOW = 18;
const CANCELLED_BELOW = 23;
const PARTLY_CANCELLED_BELOW = 28;

/**
 * Adds payments over the last 400 days, to measure searches in a large shop. They are created by the hundred thousand,
 * so repeated parts are created once.
 */
export function seedBulkPayments({ world, start }: SeedContext, count: number): void {
  const { random } = world;
  const template = buildPaymentRecord(world, '', { merchant_uid: '', amount: 0, status: 'ready' });
  const paymentMethods = Array.from({ length: 400 }, () => random.pick(usualPaymentMethods)(world));
  const buyers = Array.from({ length: Math.min(count, BUYER_COUNT) }, (_, index) => createBuyer(FIRST_BUYER + index));
  const formatDate = createDateFormatter();
  for (let index = 0; index < count; index += 1) {
    const age = (1 - (index + 0.5) / count) ** GROWTH * DAYS * DAY_SECONDS;
    const at = Math.floor(start - age);
    const { name, amount } = random.pick(products);
    const paymentMethod = random.pick(paymentMethods);
    const tid = `sandbox${drawDigits(random, 8)}${drawDigits(random, 8)}`;
    const record: PaymentRecord = {
      ...template,
      ...paymentMethod,
      ...buyers[(index * STRIDE) % buyers.length],
      imp_uid: drawImpUid(world),
      // Six digits: orders of the sales history have four, so the two never collide.
      merchant_uid: `order_${formatDate(at)}_${String(index + 100_000)}`,
      pg_tid: tid,
      name,
      amount,
      channel: random.pick(['pc', 'mobile', 'mobile']),
      started_at: at - random.drawInteger(20, 90),
      ...drawOutcome(random, { at, amount, tid, start, fullRefundOnly: paymentMethod.pay_method === 'phone' }),
    };
    const { started_at, paid_at, failed_at, cancelled_at } = record;
    const updatedAt = cancelled_at || paid_at || failed_at || started_at || at;
    world.payments.set(record.imp_uid, { record, updatedAt });
  }
  // Build the index now, or the first list request would wait for it.
  const query = { from: 0, to: 0, column: 'started', newestFirst: true, skip: 0, take: 0 } as const;
  if (count > 0)
    for (const status of ['all', 'paid', 'cancelled', 'failed', 'ready']) world.payments.getPage({ status, ...query });
}

interface BulkSale {
  at: number;
  amount: number;
  tid: string;
  start: number;
  /** Phone bills cannot be partially refunded. */
  fullRefundOnly: boolean;
}

function drawOutcome(
  random: RandomGenerator,
  { at, amount, tid, start, fullRefundOnly }: BulkSale,
): Partial<PaymentRecord> {
  const percentile = random.drawInteger(0, 99);
  if (percentile < FAILED_BELOW) return { status: 'failed', failed_at: at, fail_reason: random.pick(failReasons) };
  if (percentile < READY_BELOW) return { status: 'ready' };
  const paid = { status: 'paid', paid_at: at, apply_num: drawDigits(random, 8), receipt_url: buildReceiptUrl(tid) };
  if (percentile >= PARTLY_CANCELLED_BELOW) return paid;
  const refunded =
    fullRefundOnly || percentile < CANCELLED_BELOW ? amount : Math.floor(amount / random.drawInteger(2, 4) / 100) * 100;
  const cancelled_at = Math.max(at, Math.min(at + random.drawInteger(1, 72) * HOUR_SECONDS, start - 1));
  const reason = random.pick(CANCEL_REASONS);
  const receipt_url = buildReceiptUrl(tid);
  return {
    ...paid,
    status: 'cancelled',
    cancel_amount: refunded,
    cancelled_at,
    cancel_reason: reason,
    cancel_receipt_urls: [receipt_url],
    cancel_history: [
      {
        pg_tid: tid,
        amount: refunded,
        cancelled_at,
        reason,
        cancellation_id: `c${drawDigits(random, 8)}`,
        receipt_url,
      },
    ],
  };
}

/** Draws several digits at once: drawing each separately dominates the run time. */
const drawDigits = (random: RandomGenerator, length: number): string =>
  String(random.drawInteger(0, 10 ** length - 1)).padStart(length, '0');

function drawImpUid({ random, payments }: World): string {
  for (;;) {
    const uid = `imp_${drawDigits(random, 6)}${drawDigits(random, 6)}`;
    if (!payments.has(uid)) return uid;
  }
}

/** Formats Korean dates, with a cache for consecutive times of one day. */
function createDateFormatter(): (at: number) => string {
  let midnight = Number.NEGATIVE_INFINITY;
  let date = '';
  return (at) => {
    if (at < midnight || at >= midnight + DAY_SECONDS) {
      midnight = getDayStart(toDay(at));
      date = formatCompactDate(at);
    }
    return date;
  };
}
