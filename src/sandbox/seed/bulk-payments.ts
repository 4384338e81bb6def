import { koreanDate, koreanMidnight } from '../../base/wall-clock.ts';
import { paymentRecord, receiptUrl, type Shown } from '../behavior/payment-record.ts';
import type { Random } from '../state/random.ts';
import type { World } from '../state/world.ts';
import { buyer } from './buyers.ts';
import type { SeedContext } from './context.ts';
import { failures, usualMeans } from './payment-methods.ts';
import { products } from './products.ts';

const DAY = 86_400;
const DAYS = 400;
/** Business grows: the last days hold more than the first. */
const GROWTH = 1.25;
/** Buyers of the crowd are nobody of the samples, nor of the ordinary business. */
const FIRST_BUYER = 2_000;
const BUYERS = 7_000;
/** Shares no factor with their number, so that neighbours in time are different people who come back in the same order. */
const STRIDE = 37;
const REASONS = ['고객 변심', '품절', '배송 지연', '사이즈 교환 요청', '관리자페이지취소', '취소요청api'] as const;
/** Of a hundred payments, as in the ordinary business. */
const FAILED = 13;
const READY = 18;
const CANCELLED = 23;
const PARTLY = 28;

/**
 * A given number of payments over the last 400 days, to see how searches fare in a large shop. Made by the hundred thousand:
 * what is alike is made once.
 */
export function seedCrowd({ world, start }: SeedContext, count: number): void {
  const { random } = world;
  const blank = paymentRecord(world, '', { merchant_uid: '', amount: 0, status: 'ready' });
  const means = Array.from({ length: 400 }, () => random.pick(usualMeans)(world));
  const buyers = Array.from({ length: Math.min(count, BUYERS) }, (_, index) => buyer(FIRST_BUYER + index));
  const dateOf = koreanDates();
  for (let index = 0; index < count; index += 1) {
    const age = (1 - (index + 0.5) / count) ** GROWTH * DAYS * DAY;
    const at = Math.floor(start - age);
    const { name, amount } = random.pick(products);
    const paidBy = random.pick(means);
    const tid = `sandbox${number(random, 8)}${number(random, 8)}`;
    const shown: Shown = {
      ...blank,
      ...paidBy,
      ...buyers[(index * STRIDE) % buyers.length],
      imp_uid: newUid(world),
      // Ordinary orders count to four digits a day.
      merchant_uid: `order_${dateOf(at)}_${String(index + 100_000)}`,
      pg_tid: tid,
      name,
      amount,
      channel: random.pick(['pc', 'mobile', 'mobile']),
      started_at: at - random.integer(20, 90),
      ...outcome(random, { at, amount, tid, start, whole: paidBy.pay_method === 'phone' }),
    };
    const { started_at, paid_at, failed_at, cancelled_at } = shown;
    const updatedAt = cancelled_at || paid_at || failed_at || started_at || at;
    world.payments.set(shown.imp_uid, { shown, updatedAt });
  }
  // The first to ask for a list would wait until it is made.
  const order = { from: 0, to: 0, column: 'started', newestFirst: true, skip: 0, take: 0 } as const;
  if (count > 0)
    for (const status of ['all', 'paid', 'cancelled', 'failed', 'ready']) world.payments.page({ status, ...order });
}

interface Sale {
  at: number;
  amount: number;
  tid: string;
  start: number;
  /** Carriers take no part of a bill back. */
  whole: boolean;
}

function outcome(random: Random, { at, amount, tid, start, whole }: Sale): Partial<Shown> {
  const fate = random.integer(0, 99);
  if (fate < FAILED) return { status: 'failed', failed_at: at, fail_reason: random.pick(failures) };
  if (fate < READY) return { status: 'ready' };
  const paid = { status: 'paid', paid_at: at, apply_num: number(random, 8), receipt_url: receiptUrl(tid) };
  if (fate >= PARTLY) return paid;
  const back = whole || fate < CANCELLED ? amount : Math.floor(amount / random.integer(2, 4) / 100) * 100;
  const cancelled_at = Math.max(at, Math.min(at + random.integer(1, 72) * 3_600, start - 1));
  const reason = random.pick(REASONS);
  const cancelTid = `sandbox${number(random, 8)}${number(random, 8)}`;
  const receipt_url = receiptUrl(cancelTid);
  return {
    ...paid,
    status: 'cancelled',
    cancel_amount: back,
    cancelled_at,
    cancel_reason: reason,
    cancel_receipt_urls: [receipt_url],
    cancel_history: [
      {
        pg_tid: cancelTid,
        amount: back,
        cancelled_at,
        reason,
        cancellation_id: `c${number(random, 8)}`,
        receipt_url,
      },
    ],
  };
}

/** Digits at one draw: drawing each by itself takes most of the time. */
const number = (random: Random, length: number): string =>
  String(random.integer(0, 10 ** length - 1)).padStart(length, '0');

function newUid({ random, payments }: World): string {
  for (;;) {
    const uid = `imp_${number(random, 6)}${number(random, 6)}`;
    if (!payments.has(uid)) return uid;
  }
}

/** The Korean date of times that mostly follow each other. */
function koreanDates(): (at: number) => string {
  let midnight = Number.NEGATIVE_INFINITY;
  let date = '';
  return (at) => {
    if (at < midnight || at >= midnight + DAY) {
      midnight = koreanMidnight(at);
      date = koreanDate(at);
    }
    return date;
  };
}
