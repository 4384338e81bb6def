import { DAY_SECONDS, formatKst, HOUR_SECONDS } from '../../base/korean-time.ts';
import { applyRefund } from '../behavior/refund.ts';
import type { SeedContext } from './context.ts';
import { channelFields, drawCard, drawVirtualAccount } from './payment-methods.ts';
import { pickPaymentIds, sampleSale } from './payments.ts';

/** Seeds payments for refund tests: already refunded, or with a PG that restricts refunds. */
export function seedRefunds(context: SeedContext): void {
  const { world, samples, start } = context;

  const partial = context.addPayment({
    ...sampleSale(21, 'order_partially_cancelled', start - 50 * HOUR_SECONDS, 64_900, '무선 키보드'),
    ...channelFields('html5_inicis'),
    ...drawCard(world),
  });
  applyRefund(world, partial, { amount: 20_000, reason: '일부 상품 품절', at: start - 30 * HOUR_SECONDS });
  applyRefund(world, partial, { amount: 4_900, reason: '배송비 환불', at: start - 6 * HOUR_SECONDS });
  samples.partially_cancelled = pickPaymentIds(partial);

  const full = context.addPayment({
    ...sampleSale(22, 'order_fully_cancelled', start - 60 * HOUR_SECONDS, 24_000, '스테인리스 텀블러'),
    ...channelFields('kcp'),
    ...drawCard(world),
  });
  applyRefund(world, full, { amount: 24_000, reason: '고객 변심', at: start - 28 * HOUR_SECONDS });
  samples.fully_cancelled = pickPaymentIds(full);

  // Older than a week, so that a test looking for a recent refundable card payment does not pick it.
  const shortSale = {
    ...sampleSale(23, 'order_balance_short', start - 9 * DAY_SECONDS, 275_000, '접이식 자전거'),
    ...channelFields('kcp'),
  };
  samples.balance_short = pickPaymentIds(context.addPayment({ ...shortSale, ...drawCard(world) }, 'balance_short'));

  const cancelledAtPg = {
    ...sampleSale(24, 'order_cancelled_at_pg', start - 34 * HOUR_SECONDS, 18_000, '핸드드립 원두 500g'),
  };
  samples.cancelled_at_pg = pickPaymentIds(
    context.addPayment({ ...cancelledAtPg, ...channelFields('html5_inicis'), ...drawCard(world) }, 'cancelled_at_pg'),
  );

  // Phone bills can be refunded only in the month of payment: early in a month this sample is younger than the
  // others.
  const yesterday = start - 20 * HOUR_SECONDS;
  const billedAt =
    formatKst(yesterday, { precision: 'month' }) === formatKst(start, { precision: 'month' }) ? yesterday : start - 60;
  const phone = {
    ...sampleSale(25, 'order_phone', billedAt, 12_500, '유기농 그래놀라'),
    ...channelFields('danal_tpay'),
  };
  samples.no_partial_cancel = pickPaymentIds(
    context.addPayment({ ...phone, pay_method: 'phone' }, 'no_partial_cancel'),
  );

  const gift = {
    ...sampleSale(26, 'order_gift_card', start - 36 * HOUR_SECONDS, 30_000, '온라인 강의 1개월'),
    ...channelFields('html5_inicis'),
  };
  samples.gift_card = pickPaymentIds(context.addPayment({ ...gift, pay_method: 'cultureland' }));

  const nightVbank = {
    ...sampleSale(27, 'order_ksnet_vbank', start - 37 * HOUR_SECONDS, 158_000, '린넨 침구 세트'),
    ...channelFields('ksnet'),
    ...drawVirtualAccount(world, start - 38 * HOUR_SECONDS, start + DAY_SECONDS),
  };
  samples.ksnet_night = pickPaymentIds(context.addPayment(nightVbank, 'closed_at_night'));

  const manyPartials = context.addPayment({
    ...sampleSale(28, 'order_ksnet_nine_partials', start - 12 * DAY_SECONDS, 100_000, '제주 감귤 5kg'),
    ...channelFields('ksnet'),
    ...drawCard(world),
  });
  for (let day = 11; day > 2; day -= 1)
    applyRefund(world, manyPartials, { amount: 5_000, reason: '부분 반품', at: start - day * DAY_SECONDS });
  samples.ksnet_nine_partials = pickPaymentIds(manyPartials);

  // One sample for each PG, since their messages differ.
  for (const [index, provider] of (['daou', 'nice_v2', 'danal_tpay'] as const).entries()) {
    const shortSale = sampleSale(
      29 + index,
      `order_balance_short_${provider}`,
      start - 10 * DAY_SECONDS,
      119_000,
      '러닝화',
    );
    samples[`balance_short_${provider}`] = pickPaymentIds(
      context.addPayment({ ...shortSale, ...drawCard(world), ...channelFields(provider) }, 'balance_short'),
    );
  }
}
