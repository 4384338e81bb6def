import { DAY_SECONDS, formatCompactDate, getDayStart, HOUR_SECONDS, toDay } from '../../base/korean-time.ts';
import { applyRefund } from '../behavior/refund.ts';
import { createBuyer, MAX_BUYERS } from './buyers.ts';
import type { SeedContext } from './context.ts';
import { failReasons, usualPaymentMethods } from './payment-methods.ts';
import { products } from './products.ts';

const DAYS = 120;
const CANCEL_REASONS = [
  '고객 변심',
  '품절',
  '배송 지연',
  '사이즈 교환 요청',
  '관리자페이지취소',
  '취소요청api',
] as const;

type OrderOutcome = 'paid' | 'failed' | 'retried' | 'ready' | 'cancelled' | 'partly_cancelled';

const orderOutcomes: readonly OrderOutcome[] = [
  ...Array.from({ length: 14 }, (): OrderOutcome => 'paid'),
  'failed',
  'failed',
  'retried',
  'ready',
  'cancelled',
  'partly_cancelled',
];

/** Yesterday has several failures, and today has sales. */
const recentDays: Record<number, readonly OrderOutcome[]> = {
  0: ['paid', 'paid', 'paid', 'failed'],
  1: ['failed', 'paid', 'failed', 'paid', 'failed', 'paid', 'failed', 'retried'],
};

/** Seeds the sales of the last 120 days: about four orders a day, most of them paid. */
export function seedHistory(context: SeedContext): void {
  const { world, start } = context;
  let order = 0;
  for (let daysAgo = DAYS - 1; daysAgo >= 0; daysAgo -= 1) {
    const midnight = getDayStart(toDay(start)) - daysAgo * DAY_SECONDS;
    const date = formatCompactDate(midnight);
    // Today has passed only in part.
    const last = Math.max(0, Math.min(midnight + DAY_SECONDS, start) - midnight - 1);
    const dayOutcomes =
      recentDays[daysAgo] ??
      Array.from({ length: world.random.drawInteger(3, 5) }, () => world.random.pick(orderOutcomes));
    dayOutcomes.forEach((outcome, index) => {
      order += 1;
      // Leave the start of the day to earlier failed attempts of the same orders.
      const at = midnight + Math.floor((last * (index + 1)) / (dayOutcomes.length + 1));
      addOrder(context, outcome, order, at, `order_${date}_${String(index + 1).padStart(4, '0')}`);
    });
  }
}

function addOrder(context: SeedContext, outcome: OrderOutcome, order: number, at: number, merchant_uid: string): void {
  const { world } = context;
  const { random } = world;
  const { name, amount } = random.pick(products);
  const channel = random.pick(['pc', 'mobile', 'mobile'] as const);
  // Buyers return after months, so no orders look like accidental duplicates.
  const person = createBuyer(order % MAX_BUYERS);
  const paymentMethod = random.pick(usualPaymentMethods)(world);
  const started_at = at - random.drawInteger(20, 90);
  // No spread, for speed: see buildPaymentRecord.
  const common = Object.assign({ merchant_uid, name, amount, channel, started_at }, person, paymentMethod);
  if (outcome === 'ready') {
    context.addPayment({ ...common, status: 'ready' });
    return;
  }
  if (outcome === 'failed' || outcome === 'retried') {
    const failed_at = outcome === 'failed' ? at : common.started_at + 10;
    const failure = { status: 'failed' as const, failed_at, fail_reason: random.pick(failReasons) };
    context.addPayment(Object.assign({}, common, failure));
    if (outcome === 'failed') return;
    common.started_at = failed_at + 5;
  }
  const paid = context.addPayment(Object.assign(common, { status: 'paid' as const, paid_at: at }));
  if (outcome !== 'cancelled' && outcome !== 'partly_cancelled') return;
  // Phone bills cannot be partially refunded.
  const isPart = outcome === 'partly_cancelled' && paid.record.pay_method !== 'phone';
  const refunded = isPart ? Math.floor(amount / random.drawInteger(2, 4) / 100) * 100 : amount;
  const cancelledAt = Math.min(at + random.drawInteger(1, 72) * HOUR_SECONDS, context.start - 1);
  applyRefund(world, paid, { amount: refunded, reason: random.pick(CANCEL_REASONS), at: Math.max(cancelledAt, at) });
}
