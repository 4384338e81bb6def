import { koreanMonth } from '../../base/wall-clock.ts';
import { refund } from '../behavior/refund.ts';
import type { SeedContext } from './context.ts';
import { account, at, card } from './payment-methods.ts';
import { ids, sale } from './payments.ts';

const HOUR = 3_600;
const DAY = 24 * HOUR;

/** Payments whose refund is the question: given back already, or with a PG that has a say in it. */
export function seedRefunds(draft: SeedContext): void {
  const { world, samples, start } = draft;

  const part = draft.payment({
    ...sale(21, 'order_partially_cancelled', start - 50 * HOUR, 64_900, '무선 키보드'),
    ...at('html5_inicis'),
    ...card(world),
  });
  refund(world, part, { amount: 20_000, reason: '일부 상품 품절', at: start - 30 * HOUR });
  refund(world, part, { amount: 4_900, reason: '배송비 환불', at: start - 6 * HOUR });
  samples.partially_cancelled = ids(part);

  const whole = draft.payment({
    ...sale(22, 'order_fully_cancelled', start - 60 * HOUR, 24_000, '스테인리스 텀블러'),
    ...at('kcp'),
    ...card(world),
  });
  refund(world, whole, { amount: 24_000, reason: '고객 변심', at: start - 28 * HOUR });
  samples.fully_cancelled = ids(whole);

  // Older than a week: whoever looks for a recent card payment to try a refund on must not come upon it by chance.
  const short = { ...sale(23, 'order_balance_short', start - 9 * DAY, 275_000, '접이식 자전거'), ...at('kcp') };
  samples.balance_short = ids(draft.payment({ ...short, ...card(world) }, 'balance_short'));

  const gone = { ...sale(24, 'order_cancelled_at_pg', start - 34 * HOUR, 18_000, '핸드드립 원두 500g') };
  samples.cancelled_at_pg = ids(draft.payment({ ...gone, ...at('html5_inicis'), ...card(world) }, 'cancelled_at_pg'));

  // Carriers cancel within the month of the bill only: on its first days the sample is younger than the others.
  const yesterday = start - 20 * HOUR;
  const billed = koreanMonth(yesterday) === koreanMonth(start) ? yesterday : start - 60;
  const phone = { ...sale(25, 'order_phone', billed, 12_500, '유기농 그래놀라'), ...at('danal_tpay') };
  samples.no_partial_cancel = ids(draft.payment({ ...phone, pay_method: 'phone' }, 'no_partial_cancel'));

  const gift = {
    ...sale(26, 'order_gift_card', start - 36 * HOUR, 30_000, '온라인 강의 1개월'),
    ...at('html5_inicis'),
  };
  samples.gift_card = ids(draft.payment({ ...gift, pay_method: 'cultureland' }));

  const night = {
    ...sale(27, 'order_ksnet_vbank', start - 37 * HOUR, 158_000, '린넨 침구 세트'),
    ...at('ksnet'),
    ...account(world, start - 38 * HOUR, start + DAY),
  };
  samples.ksnet_night = ids(draft.payment(night, 'closed_at_night'));

  const often = draft.payment({
    ...sale(28, 'order_ksnet_nine_partials', start - 12 * DAY, 100_000, '제주 감귤 5kg'),
    ...at('ksnet'),
    ...card(world),
  });
  for (let day = 11; day > 2; day -= 1)
    refund(world, often, { amount: 5_000, reason: '부분 반품', at: start - day * DAY });
  samples.ksnet_nine_partials = ids(often);

  // Each PG says it in words of its own.
  for (const [index, provider] of (['daou', 'nice_v2', 'danal_tpay'] as const).entries()) {
    const poor = sale(29 + index, `order_balance_short_${provider}`, start - 10 * DAY, 119_000, '러닝화');
    samples[`balance_short_${provider}`] = ids(
      draft.payment({ ...poor, ...card(world), ...at(provider) }, 'balance_short'),
    );
  }
}
