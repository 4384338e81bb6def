import type { Seen } from '../../../../../src/guard/snapshot/snapshot.ts';
import { DAY, example, ignored, NOON, type RuleCall } from '../../../../support/rule-example.ts';

type Payment = NonNullable<Seen['payment']>;

const paid: Payment = {
  imp_uid: 'imp_1',
  status: 'paid',
  pg_provider: 'kcp',
  pay_method: 'card',
  amount: 10_000,
  cancel_amount: 0,
  paid_at: NOON - DAY,
};
const of = (payment: Payment, args: Record<string, unknown> = {}, now = NOON): RuleCall => ({
  args,
  seen: { payment: { ...paid, ...payment } },
  now,
});
const account = { refund_holder: '홍길동', refund_bank: '004', refund_account: '123-456', refund_tel: '010-0000-1234' };
const without = (name: string) => Object.fromEntries(Object.entries(account).filter(([key]) => key !== name));
const at = (text: string) => Date.parse(`${text}+09:00`) / 1000;

const accountRules = (prefix: string, payment: Payment, other: Payment, fields: readonly string[]) =>
  fields.map((field) =>
    example(
      `cancel_payment.${prefix}-${field}`,
      of(payment, without(field)),
      of(payment, account),
      of(other, without(field)),
    ),
  );

const ACCOUNT = ['refund_holder', 'refund_bank', 'refund_account'];
const earlier = at('2026-10-31T23:59:59');
const half = { amount: 5_000 };

export const examples = [
  example(
    'cancel_payment.another-order',
    of({ merchant_uid: 'order_1' }, { imp_uid: 'imp_1', merchant_uid: 'order_2' }),
    of({ merchant_uid: 'order_1' }, { imp_uid: 'imp_1', merchant_uid: 'order_1' }),
    of({ merchant_uid: 'order_1' }, { imp_uid: 'imp_1' }),
    of({}, { imp_uid: 'imp_1', merchant_uid: 'order_2' }),
  ),
  example('cancel_payment.not-paid', of({ status: 'ready' }), of({}), of({ status: 'cancelled' })),
  example(
    'cancel_payment.nothing-left',
    of({ status: 'cancelled', cancel_amount: 10_000 }),
    of({ status: 'cancelled', cancel_amount: 9_999 }),
    of({ cancel_amount: 10_000, promotion: { id: 'promotion-id-1' } }),
  ),
  example(
    'cancel_payment.too-much',
    of({ cancel_amount: 4_000 }, { amount: 6_001 }),
    of({ cancel_amount: 4_000 }, { amount: 6_000 }),
    of({ amount: 0.3, cancel_amount: 0.1, currency: 'USD' }, { amount: 0.2 }),
  ),
  example(
    'cancel_payment.checksum',
    of({ cancel_amount: 4_000 }, { checksum: 10_000 }),
    of({ cancel_amount: 4_000 }, { checksum: 6_000 }),
    of({}),
  ),
  example(
    'cancel_payment.decimals',
    of({ currency: 'KRW' }, { amount: 0.5 }),
    of({ currency: 'USD' }, { amount: 0.5 }),
    of({ currency: 'USD' }, { amount: 1.15 }),
    of({ currency: 'a currency' }, { amount: 0.005 }),
    of({}, { amount: 5 }),
  ),
  example(
    'cancel_payment.decimals',
    of({ currency: 'USD' }, { amount: 1.155 }),
    of({ currency: 'USD' }, { amount: 1 }),
  ),
  example('cancel_payment.decimals', of({ currency: 'JPY' }, { amount: 0.5 }), of({ currency: 'JPY' }, { amount: 50 })),
  example(
    'cancel_payment.tax-parts',
    { args: { amount: 1_000, tax_free: 600, vat_amount: 401 } },
    of({}, { amount: 1_000, tax_free: 600, vat_amount: 400 }),
    of({}, { tax_free: 10_000 }),
  ),
  ...accountRules('vbank', { pay_method: 'vbank' }, { pay_method: 'card' }, ACCOUNT),
  ...accountRules(
    'vbank-smartro',
    { pay_method: 'vbank', pg_provider: 'smartro' },
    { pay_method: 'vbank', pg_provider: 'nice' },
    ['refund_tel'],
  ),
  ...accountRules(
    'trans-smartro',
    { pay_method: 'trans', pg_provider: 'smartro_v2' },
    { pay_method: 'trans', pg_provider: 'kcp' },
    [...ACCOUNT, 'refund_tel'],
  ),
  ...accountRules('phone-kcp', { pay_method: 'phone', paid_at: earlier }, { pay_method: 'phone' }, ACCOUNT),
  example(
    'cancel_payment.naverpay-reason',
    of({ pg_provider: 'naverpay' }),
    of({ pg_provider: 'naverpay' }, { reason: '단순 변심' }),
    of({}),
  ),
  example(
    'cancel_payment.naverpay-requester',
    of({ pg_provider: 'naverpay' }, { extra: {} }),
    of({ pg_provider: 'naverpay' }, { extra: { requester: 'admin' } }),
    of({}),
  ),
  example(
    'cancel_payment.phone-partial',
    of({ pay_method: 'phone', pg_provider: 'danal_tpay' }, half),
    of({ pay_method: 'phone', pg_provider: 'danal_tpay' }, { amount: 10_000 }),
    of({ pay_method: 'phone', pg_provider: 'danal_tpay' }),
    of({ pay_method: 'phone', pg_provider: 'html5_inicis' }, half),
    of({ pay_method: 'phone', pg_provider: 'some_new_pg' }, half),
  ),
  example(
    'cancel_payment.gift-card-partial',
    of({ pay_method: 'booknlife' }, half),
    of({ pay_method: 'booknlife' }),
    of({}, half),
  ),
  example(
    'cancel_payment.ksnet-ninth-partial',
    of({ pg_provider: 'ksnet', cancel_history: Array(9).fill({}) }, half),
    of({ pg_provider: 'ksnet', cancel_history: Array(8).fill({}) }, half),
    of({ pg_provider: 'ksnet', cancel_history: Array(9).fill({}) }),
    of({ cancel_history: Array(9).fill({}) }, half),
  ),
  example(
    'cancel_payment.smartro-test-debit-partial',
    of({ pg_provider: 'smartro_v2', sandbox: true, card_type: 1 }, half),
    of({ pg_provider: 'smartro_v2', sandbox: false, card_type: 1 }, half),
    of({ pg_provider: 'smartro_v2', sandbox: true, card_type: 0 }, half),
  ),
  example(
    'cancel_payment.phone-month',
    of({ pay_method: 'phone', pg_provider: 'danal_tpay', paid_at: earlier }),
    of({ pay_method: 'phone', pg_provider: 'danal_tpay', paid_at: at('2026-11-01T00:00:00') }),
    of({ pay_method: 'phone', paid_at: earlier }, account),
  ),
  example(
    'cancel_payment.ksnet-six-months',
    of({ pg_provider: 'ksnet', paid_at: at('2026-05-20T23:00:00') }),
    of({ pg_provider: 'ksnet', paid_at: at('2026-05-21T01:00:00') }),
    // August 31 and six months: February has no such day, so the whole of March 3 still counts.
    of({ pg_provider: 'ksnet', paid_at: at('2025-08-31T09:00:00') }, {}, at('2026-03-03T23:59:59')),
    of({ paid_at: at('2026-05-20T23:00:00') }),
  ),
  example(
    'cancel_payment.ksnet-night',
    of({ pg_provider: 'ksnet', pay_method: 'vbank' }, account, at('2026-11-21T23:00:00')),
    of({ pg_provider: 'ksnet', pay_method: 'vbank' }, account, at('2026-11-21T22:59:59')),
    of({ pg_provider: 'ksnet', pay_method: 'vbank' }, account, at('2026-11-21T06:00:00')),
    of({ pg_provider: 'ksnet' }, {}, at('2026-11-21T05:59:59')),
  ),
  example(
    'cancel_payment.naverpay-deadline',
    of({ pg_provider: 'naverpay', paid_at: NOON - 1_096 * DAY }),
    of({ pg_provider: 'naverpay', paid_at: NOON - 1_095 * DAY }),
  ),
  example(
    'cancel_payment.paypal-deadline',
    of({ pg_provider: 'paypal_v2', paid_at: NOON - 181 * DAY }),
    of({ pg_provider: 'paypal_v2', paid_at: NOON - 180 * DAY }),
    of({ pg_provider: 'paypal_v2', paid_at: 0 }),
  ),
  example(
    'cancel_payment.kakaopay-deadline',
    of({ pg_provider: 'kakaopay', paid_at: at('2021-11-20T00:00:00') - 2 * DAY }),
    of({ pg_provider: 'kakaopay', paid_at: at('2021-11-21T13:00:00') }),
  ),
  example(
    'cancel_payment.tax-free',
    of({}, half),
    of({}, { ...half, tax_free: 0 }),
    of({}),
    of({ pg_provider: 'danal' }, half),
  ),
  example(
    'cancel_payment.vat',
    of({ pg_provider: 'nice_v2' }, half),
    of({ pg_provider: 'nice_v2' }, { ...half, vat_amount: 0 }),
    of({}, half),
  ),
  ...ignored('cancel_payment', 'payment', {
    vat_amount: [100, 'nice', 'kcp'],
    'extra.requester': ['admin', 'naverpay', 'kcp'],
  }),
  example('cancel_payment.promotion', of({ promotion: { id: 'promotion-id-1' } }), of({ promotion: null })),
  example(
    'cancel_payment.promotion-retain',
    of({ promotion: { id: 'promotion-id-1' } }, half),
    of({ promotion: { id: 'promotion-id-1' } }, { ...half, retain_promotion: false }),
    of({ promotion: { id: 'promotion-id-1' } }),
  ),
  example(
    'cancel_payment.receipt-stays',
    of({ pg_provider: 'ksnet', cash_receipt_issued: true }),
    of({ pg_provider: 'ksnet', cash_receipt_issued: false }),
    of({ cash_receipt_issued: true }),
  ),
  example(
    'cancel_payment.receipt-again',
    of({ pg_provider: 'ksnet', cash_receipt_issued: true }, half),
    of({ pg_provider: 'ksnet', cash_receipt_issued: true }),
  ),
  example('cancel_payment.vbank-next-day', of({ pay_method: 'vbank' }), of({})),
  example(
    'cancel_payment.vbank-smartro-later',
    of({ pay_method: 'vbank', pg_provider: 'smartro_v2' }),
    of({ pg_provider: 'smartro_v2' }),
  ),
  example('cancel_payment.paypal-later', of({ pg_provider: 'paypal_v2' }), of({})),
  example('cancel_payment.card-year', of({ paid_at: NOON - 366 * DAY }), of({ paid_at: NOON - 365 * DAY })),
  example(
    'cancel_payment.kakaopay-year',
    of({ pg_provider: 'kakaopay', paid_at: NOON - 366 * DAY }),
    of({ pg_provider: 'kakaopay', paid_at: NOON - 30 * DAY }),
  ),
  example(
    'cancel_payment.escrow',
    of({ escrow: true }),
    of({ escrow: true }, { escrow_confirmed: true }),
    of({ escrow: false }),
  ),
  example('cancel_payment.naverco', of({ pg_provider: 'naverco' }), of({ pg_provider: 'naverpay' })),
  example(
    'cancel_payment.test-refunded',
    of({ sandbox: true, pg_provider: 'settle', paid_at: NOON - 2 * DAY }),
    of({ sandbox: false, pg_provider: 'settle', paid_at: NOON - 2 * DAY }),
    of({ sandbox: true, paid_at: NOON - 2 * DAY }),
  ),
  example(
    'cancel_payment.test-vbank',
    of({ sandbox: true, pay_method: 'vbank' }),
    of({ sandbox: false, pay_method: 'vbank' }),
  ),
  example('cancel_payment.kcp-next-month', of({ pay_method: 'phone' }, account), of({ pay_method: 'phone' })),
];
