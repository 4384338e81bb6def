import { DAY_SECONDS, getDayStart, HOUR_SECONDS, toDay } from '../../base/korean-time.ts';
import { channels, findLiveChannel } from '../behavior/channels.ts';
import type { NewPayment } from '../behavior/payment-record.ts';
import type { StoredPayment } from '../state/rows.ts';
import { createBuyer } from './buyers.ts';
import type { SeedContext } from './context.ts';
import { channelFields, drawCard, drawTransfer, drawVirtualAccount } from './payment-methods.ts';

export const pickPaymentIds = ({ record }: StoredPayment): Record<string, string> => ({
  imp_uid: record.imp_uid,
  merchant_uid: record.merchant_uid,
});

/** Creates a sample sale. Its number selects a buyer who does not occur in the sales history. */
export function sampleSale(number: number, merchant_uid: string, paid_at: number, amount: number, name: string) {
  return {
    merchant_uid,
    name,
    amount,
    started_at: paid_at - 60,
    paid_at,
    status: 'paid',
    ...createBuyer(700 + number),
  };
}

/** Seeds one payment for each common situation. */
export function seedSamplePayments(context: SeedContext): void {
  const { world, samples, start } = context;
  const getChannelKey = (provider: string): string => findLiveChannel(provider)?.channel_key ?? '';

  const paidCard = sampleSale(1, 'order_paid_card', start - 5 * HOUR_SECONDS, 89_000, '블루투스 이어폰');
  samples.paid_card = pickPaymentIds(
    context.addPayment({ ...paidCard, ...channelFields('html5_inicis'), ...drawCard(world) }),
  );

  const lateYesterday = getDayStart(toDay(start)) - 2 * HOUR_SECONDS;
  const failed: NewPayment = {
    ...sampleSale(2, 'order_failed', 0, 119_000, '러닝화'),
    ...channelFields('kcp'),
    ...drawCard(world),
    status: 'failed',
    started_at: lateYesterday - 40,
    failed_at: lateYesterday,
    fail_reason: '[3041]한도초과',
  };
  samples.failed = pickPaymentIds(context.addPayment(failed));

  const abandoned = {
    ...sampleSale(3, 'order_left_window', 0, 32_000, '요가 매트'),
    started_at: start - 3 * HOUR_SECONDS,
  };
  samples.left_window = pickPaymentIds(
    context.addPayment({ ...abandoned, ...channelFields('html5_inicis'), status: 'ready' }),
  );

  seedRepeatedAttempts(context);
  seedVirtualAccounts(context);

  const payco = sampleSale(8, 'order_payco', start - 28 * HOUR_SECONDS, 55_000, '캠핑 랜턴');
  samples.payco = pickPaymentIds(context.addPayment({ ...payco, ...channelFields('payco'), pay_method: 'payco' }));
  const naverpay = sampleSale(9, 'order_naverpay', start - 29 * HOUR_SECONDS, 42_000, '핸드드립 원두 1kg');
  samples.naverpay = pickPaymentIds(
    context.addPayment({ ...naverpay, ...channelFields('naverpay'), pay_method: 'naverpay' }),
  );
  const foreign = sampleSale(10, 'order_foreign', start - 52 * HOUR_SECONDS, 10.5, 'Ceramic cup');
  samples.foreign = pickPaymentIds(
    context.addPayment({ ...foreign, ...channelFields('eximbay'), ...drawCard(world), currency: 'USD' }),
  );
  const paypal = sampleSale(11, 'order_paypal', start - 53 * HOUR_SECONDS, 24.99, 'Linen scarf');
  samples.paypal = pickPaymentIds(
    context.addPayment({ ...paypal, ...channelFields('paypal_v2'), pay_method: 'paypal', currency: 'USD' }),
  );
  const due = sampleSale(12, 'order_cash_receipt_due', start - 30 * HOUR_SECONDS, 76_000, '아동 그림책 10권');
  samples.cash_receipt_due = pickPaymentIds(
    context.addPayment({ ...due, ...channelFields('kcp'), ...drawTransfer(world) }),
  );

  const test = sampleSale(13, 'order_test_channel', start - 31 * HOUR_SECONDS, 1_000, '테스트 상품');
  const testChannel = channels.find((one) => one.sandbox && one.type === 'payment');
  const testPayment = context.addPayment({
    ...test,
    ...drawCard(world),
    pg_provider: testChannel?.pg_provider,
    pg_id: testChannel?.pg_id,
    sandbox: true,
  });
  samples.test_channel = { ...samples.test_channel, ...pickPaymentIds(testPayment) };

  const kcp = sampleSale(17, 'order_paid_kcp', start - 35 * HOUR_SECONDS, 58_000, '무선 테이블 램프');
  samples.paid_kcp = pickPaymentIds(context.addPayment({ ...kcp, ...channelFields('kcp'), ...drawCard(world) }));

  world.prepared.set('order_prepared', { merchant_uid: 'order_prepared', amount: 64_900, currency: 'KRW' });
  samples.prepared = { merchant_uid: 'order_prepared' };
  samples.vbank_channel = { channel_key: getChannelKey('settle') };
  samples.cvs_channel = { channel_key: getChannelKey('galaxia') };
}

/** Seeds one buyer who paid the same basket twice, and one who succeeded at the second attempt. */
function seedRepeatedAttempts(context: SeedContext): void {
  const { world, samples, start } = context;
  const paymentMethod = { ...channelFields('html5_inicis'), ...drawCard(world) };
  const basket = sampleSale(4, 'order_double_first', start - 8 * HOUR_SECONDS, 45_500, '캠핑 의자');
  const first = context.addPayment({ ...basket, ...paymentMethod });
  const repeat = { ...basket, merchant_uid: 'order_double_second', started_at: start - 8 * HOUR_SECONDS + 100 };
  const second = context.addPayment({ ...repeat, ...paymentMethod, paid_at: start - 8 * HOUR_SECONDS + 150 });
  samples.double_payment = {
    ...pickPaymentIds(second),
    first_imp_uid: first.record.imp_uid,
    first_merchant_uid: first.record.merchant_uid,
  };

  const retried = sampleSale(5, 'order_retried', start - 9 * HOUR_SECONDS, 158_000, '린넨 침구 세트');
  const failedAttempt = context.addPayment({
    ...retried,
    ...paymentMethod,
    status: 'failed',
    started_at: start - 9 * HOUR_SECONDS - 400,
    paid_at: 0,
    failed_at: start - 9 * HOUR_SECONDS - 350,
    fail_reason: '[3021]비밀번호 오류',
  });
  samples.retried_order = {
    ...pickPaymentIds(context.addPayment({ ...retried, ...paymentMethod })),
    failed_imp_uid: failedAttempt.record.imp_uid,
  };
}

/** Seeds virtual accounts in each state, and a convenience store barcode. */
function seedVirtualAccounts(context: SeedContext): void {
  const { world, samples, start } = context;
  const buildAccount = (number: number, merchant_uid: string, issuedAt: number, due: number): NewPayment => ({
    ...sampleSale(number, merchant_uid, 0, 39_800, '전기 주전자'),
    ...channelFields('settle'),
    ...drawVirtualAccount(world, issuedAt, due),
    status: 'ready',
    started_at: issuedAt,
  });
  samples.vbank_waiting = pickPaymentIds(
    context.addPayment(buildAccount(6, 'order_vbank_waiting', start - 4 * HOUR_SECONDS, start + 2 * DAY_SECONDS)),
  );
  samples.vbank_expired = pickPaymentIds(
    context.addPayment(buildAccount(7, 'order_vbank_expired', start - 6 * DAY_SECONDS, start - 3 * DAY_SECONDS)),
  );
  const inicis = {
    ...buildAccount(14, 'order_vbank_inicis', start - 7 * HOUR_SECONDS, start + 2 * DAY_SECONDS),
    ...channelFields('html5_inicis'),
  };
  samples.vbank_inicis = pickPaymentIds(context.addPayment(inicis));
  const deposited = buildAccount(15, 'order_vbank_paid', start - 32 * HOUR_SECONDS, start + DAY_SECONDS);
  samples.vbank_paid = pickPaymentIds(
    context.addPayment({ ...deposited, status: 'paid', paid_at: start - 27 * HOUR_SECONDS }),
  );

  const barcode: NewPayment = {
    ...sampleSale(16, 'order_cvs_waiting', 0, 21_000, '반려견 간식 세트'),
    ...channelFields('galaxia'),
    pay_method: 'cvs',
    status: 'ready',
    started_at: start - 2 * HOUR_SECONDS,
    vbank_num: '0000123400005678',
    vbank_date: start + 3 * DAY_SECONDS,
    vbank_issued_at: start - 2 * HOUR_SECONDS,
  };
  samples.cvs_waiting = pickPaymentIds(context.addPayment(barcode));
}
