import { koreanMidnight } from '../../base/wall-clock.ts';
import { channelOf, channels } from '../behavior/channels.ts';
import type { NewPayment } from '../behavior/payment-record.ts';
import type { StoredPayment } from '../state/world.ts';
import { buyer } from './buyers.ts';
import type { SeedContext } from './context.ts';
import { account, at, card, transfer } from './payment-methods.ts';

const HOUR = 3_600;
const DAY = 24 * HOUR;

export const ids = ({ shown }: StoredPayment): Record<string, string> => ({
  imp_uid: shown.imp_uid,
  merchant_uid: shown.merchant_uid,
});

/** A sale of the sample rows: its number gives the buyer, who is nobody of the ordinary business. */
export function sale(number: number, merchant_uid: string, paid_at: number, amount: number, name: string) {
  return { merchant_uid, name, amount, started_at: paid_at - 60, paid_at, status: 'paid', ...buyer(700 + number) };
}

/** One row for each situation that a merchant asks about. */
export function seedSituations(draft: SeedContext): void {
  const { world, samples, start } = draft;
  const channelKey = (provider: string): string => channelOf(provider)?.channel_key ?? '';

  const paidCard = sale(1, 'order_paid_card', start - 5 * HOUR, 89_000, '블루투스 이어폰');
  samples.paid_card = ids(draft.payment({ ...paidCard, ...at('html5_inicis'), ...card(world) }));

  const lateYesterday = koreanMidnight(start) - 2 * HOUR;
  const failed: NewPayment = {
    ...sale(2, 'order_failed', 0, 119_000, '러닝화'),
    ...at('kcp'),
    ...card(world),
    status: 'failed',
    started_at: lateYesterday - 40,
    failed_at: lateYesterday,
    fail_reason: '[3041]한도초과',
  };
  samples.failed = ids(draft.payment(failed));

  const left = { ...sale(3, 'order_left_window', 0, 32_000, '요가 매트'), started_at: start - 3 * HOUR };
  samples.left_window = ids(draft.payment({ ...left, ...at('html5_inicis'), status: 'ready' }));

  seedTwice(draft);
  seedAccounts(draft);

  const payco = sale(8, 'order_payco', start - 28 * HOUR, 55_000, '캠핑 랜턴');
  samples.payco = ids(draft.payment({ ...payco, ...at('payco'), pay_method: 'payco' }));
  const naverpay = sale(9, 'order_naverpay', start - 29 * HOUR, 42_000, '핸드드립 원두 1kg');
  samples.naverpay = ids(draft.payment({ ...naverpay, ...at('naverpay'), pay_method: 'naverpay' }));
  const foreign = sale(10, 'order_foreign', start - 52 * HOUR, 10.5, 'Ceramic cup');
  samples.foreign = ids(draft.payment({ ...foreign, ...at('eximbay'), ...card(world), currency: 'USD' }));
  const paypal = sale(11, 'order_paypal', start - 53 * HOUR, 24.99, 'Linen scarf');
  samples.paypal = ids(draft.payment({ ...paypal, ...at('paypal_v2'), pay_method: 'paypal', currency: 'USD' }));
  const due = sale(12, 'order_cash_receipt_due', start - 30 * HOUR, 76_000, '아동 그림책 10권');
  samples.cash_receipt_due = ids(draft.payment({ ...due, ...at('kcp'), ...transfer(world) }));

  const test = sale(13, 'order_test_channel', start - 31 * HOUR, 1_000, '테스트 상품');
  const testChannel = channels.find((one) => one.sandbox && one.type === 'payment');
  const testPayment = draft.payment({
    ...test,
    ...card(world),
    pg_provider: testChannel?.pg_provider,
    pg_id: testChannel?.pg_id,
    sandbox: true,
  });
  samples.test_channel = { ...samples.test_channel, ...ids(testPayment) };

  const kcp = sale(17, 'order_paid_kcp', start - 35 * HOUR, 58_000, '무선 테이블 램프');
  samples.paid_kcp = ids(draft.payment({ ...kcp, ...at('kcp'), ...card(world) }));

  world.prepared.set('order_prepared', { merchant_uid: 'order_prepared', amount: 64_900, currency: 'KRW' });
  samples.prepared = { merchant_uid: 'order_prepared' };
  samples.vbank_channel = { channel_key: channelKey('settle') };
  samples.cvs_channel = { channel_key: channelKey('galaxia') };
}

/** One buyer who paid one basket twice, and one who paid at the second attempt. */
function seedTwice(draft: SeedContext): void {
  const { world, samples, start } = draft;
  const means = { ...at('html5_inicis'), ...card(world) };
  const basket = sale(4, 'order_double_first', start - 8 * HOUR, 45_500, '캠핑 의자');
  const first = draft.payment({ ...basket, ...means });
  const again = { ...basket, merchant_uid: 'order_double_second', started_at: start - 8 * HOUR + 100 };
  const second = draft.payment({ ...again, ...means, paid_at: start - 8 * HOUR + 150 });
  samples.double_payment = {
    ...ids(second),
    first_imp_uid: first.shown.imp_uid,
    first_merchant_uid: first.shown.merchant_uid,
  };

  const retried = sale(5, 'order_retried', start - 9 * HOUR, 158_000, '린넨 침구 세트');
  const refused = draft.payment({
    ...retried,
    ...means,
    status: 'failed',
    started_at: start - 9 * HOUR - 400,
    paid_at: 0,
    failed_at: start - 9 * HOUR - 350,
    fail_reason: '[3021]비밀번호 오류',
  });
  samples.retried_order = {
    ...ids(draft.payment({ ...retried, ...means })),
    failed_imp_uid: refused.shown.imp_uid,
  };
}

/** Virtual accounts in each state, and a barcode for a convenience store. */
function seedAccounts(draft: SeedContext): void {
  const { world, samples, start } = draft;
  const open = (number: number, merchant_uid: string, issuedAt: number, due: number): NewPayment => ({
    ...sale(number, merchant_uid, 0, 39_800, '전기 주전자'),
    ...at('settle'),
    ...account(world, issuedAt, due),
    status: 'ready',
    started_at: issuedAt,
  });
  samples.vbank_waiting = ids(draft.payment(open(6, 'order_vbank_waiting', start - 4 * HOUR, start + 2 * DAY)));
  samples.vbank_expired = ids(draft.payment(open(7, 'order_vbank_expired', start - 6 * DAY, start - 3 * DAY)));
  const inicis = { ...open(14, 'order_vbank_inicis', start - 7 * HOUR, start + 2 * DAY), ...at('html5_inicis') };
  samples.vbank_inicis = ids(draft.payment(inicis));
  const deposited = open(15, 'order_vbank_paid', start - 32 * HOUR, start + DAY);
  samples.vbank_paid = ids(draft.payment({ ...deposited, status: 'paid', paid_at: start - 27 * HOUR }));

  const barcode: NewPayment = {
    ...sale(16, 'order_cvs_waiting', 0, 21_000, '반려견 간식 세트'),
    ...at('galaxia'),
    pay_method: 'cvs',
    status: 'ready',
    started_at: start - 2 * HOUR,
    vbank_num: '0000123400005678',
    vbank_date: start + 3 * DAY,
    vbank_issued_at: start - 2 * HOUR,
  };
  samples.cvs_waiting = ids(draft.payment(barcode));
}
