import { koreanDate, koreanMidnight } from '../../base/wall-clock.ts';
import { refund } from '../behavior/refund.ts';
import { buyer, PEOPLE } from './buyers.ts';
import type { SeedContext } from './context.ts';
import { failures, usualMeans } from './payment-methods.ts';
import { products } from './products.ts';

const DAY = 86_400;
const DAYS = 120;
const REASONS = ['고객 변심', '품절', '배송 지연', '사이즈 교환 요청', '관리자페이지취소', '취소요청api'] as const;

type Fate = 'paid' | 'failed' | 'retried' | 'ready' | 'cancelled' | 'partly_cancelled';

const fates: readonly Fate[] = [
  ...Array.from({ length: 14 }, (): Fate => 'paid'),
  'failed',
  'failed',
  'retried',
  'ready',
  'cancelled',
  'partly_cancelled',
];

/** Yesterday has failures enough to ask about, and today sales. */
const special: Record<number, readonly Fate[]> = {
  0: ['paid', 'paid', 'paid', 'failed'],
  1: ['failed', 'paid', 'failed', 'paid', 'failed', 'paid', 'failed', 'retried'],
};

/** The ordinary business of the last 120 days: four or so orders a day, most of them paid. */
export function seedHistory(draft: SeedContext): void {
  const { world, start } = draft;
  let order = 0;
  for (let daysAgo = DAYS - 1; daysAgo >= 0; daysAgo -= 1) {
    const midnight = koreanMidnight(start) - daysAgo * DAY;
    const date = koreanDate(midnight);
    // Today has passed only in part.
    const last = Math.max(0, Math.min(midnight + DAY, start) - midnight - 1);
    const ofDay =
      special[daysAgo] ?? Array.from({ length: world.random.integer(3, 5) }, () => world.random.pick(fates));
    ofDay.forEach((fate, index) => {
      order += 1;
      // The early seconds of a day are left to the attempts that came before.
      const at = midnight + Math.floor((last * (index + 1)) / (ofDay.length + 1));
      place(draft, fate, order, at, `order_${date}_${String(index + 1).padStart(4, '0')}`);
    });
  }
}

function place(draft: SeedContext, fate: Fate, order: number, at: number, merchant_uid: string): void {
  const { world } = draft;
  const { random } = world;
  const { name, amount } = random.pick(products);
  const channel = random.pick(['pc', 'mobile', 'mobile'] as const);
  // Buyers come back months later: nobody orders twice within days by accident.
  const person = buyer(order % PEOPLE);
  const means = random.pick(usualMeans)(world);
  const started_at = at - random.integer(20, 90);
  // Not spread: see the record of a payment.
  const common = Object.assign({ merchant_uid, name, amount, channel, started_at }, person, means);
  if (fate === 'ready') {
    draft.payment({ ...common, status: 'ready' });
    return;
  }
  if (fate === 'failed' || fate === 'retried') {
    const failed_at = fate === 'failed' ? at : common.started_at + 10;
    const failure = { status: 'failed' as const, failed_at, fail_reason: random.pick(failures) };
    draft.payment(Object.assign({}, common, failure));
    if (fate === 'failed') return;
    common.started_at = failed_at + 5;
  }
  const paid = draft.payment(Object.assign(common, { status: 'paid' as const, paid_at: at }));
  if (fate !== 'cancelled' && fate !== 'partly_cancelled') return;
  // Carriers and some PGs take no part of a bill back.
  const isPart = fate === 'partly_cancelled' && paid.shown.pay_method !== 'phone';
  const back = isPart ? Math.floor(amount / random.integer(2, 4) / 100) * 100 : amount;
  const cancelledAt = Math.min(at + random.integer(1, 72) * 3_600, draft.start - 1);
  refund(world, paid, { amount: back, reason: random.pick(REASONS), at: Math.max(cancelledAt, at) });
}
