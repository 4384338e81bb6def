import type { Snapshot } from '../../../../../src/guard/snapshot/snapshot.ts';
import { buildExample, buildIgnoredExamples, DAY, NOON, type RuleCall } from '../../../../support/rule-example.ts';

type Payment = NonNullable<Snapshot['payment']>;

const paid: Payment = {
  imp_uid: 'imp_1',
  status: 'paid',
  pg_provider: 'kcp',
  pay_method: 'card',
  amount: 10_000,
  cancel_amount: 0,
  paid_at: NOON - DAY,
};
const buildRefundCall = (payment: Payment, args: Record<string, unknown> = {}, now = NOON): RuleCall => ({
  args,
  seen: { payment: { ...paid, ...payment } },
  now,
});
const account = { refund_holder: '홍길동', refund_bank: '004', refund_account: '123-456', refund_tel: '010-0000-1234' };
const omitAccountField = (name: string) => Object.fromEntries(Object.entries(account).filter(([key]) => key !== name));
const toSeconds = (text: string) => Date.parse(`${text}+09:00`) / 1000;

const buildAccountExamples = (prefix: string, payment: Payment, other: Payment, fields: readonly string[]) =>
  fields.map((field) =>
    buildExample(
      `cancel_payment.${prefix}-${field}`,
      buildRefundCall(payment, omitAccountField(field)),
      buildRefundCall(payment, account),
      buildRefundCall(other, omitAccountField(field)),
    ),
  );

const ACCOUNT = ['refund_holder', 'refund_bank', 'refund_account'];
const earlier = toSeconds('2026-10-31T23:59:59');
const half = { amount: 5_000 };

export const examples = [
  buildExample(
    'cancel_payment.another-order',
    buildRefundCall({ merchant_uid: 'order_1' }, { imp_uid: 'imp_1', merchant_uid: 'order_2' }),
    buildRefundCall({ merchant_uid: 'order_1' }, { imp_uid: 'imp_1', merchant_uid: 'order_1' }),
    buildRefundCall({ merchant_uid: 'order_1' }, { imp_uid: 'imp_1' }),
    buildRefundCall({}, { imp_uid: 'imp_1', merchant_uid: 'order_2' }),
  ),
  buildExample(
    'cancel_payment.not-paid',
    buildRefundCall({ status: 'ready' }),
    buildRefundCall({}),
    buildRefundCall({ status: 'cancelled' }),
  ),
  buildExample(
    'cancel_payment.nothing-left',
    buildRefundCall({ status: 'cancelled', cancel_amount: 10_000 }),
    buildRefundCall({ status: 'cancelled', cancel_amount: 9_999 }),
    buildRefundCall({ cancel_amount: 10_000, promotion: { id: 'promotion-id-1' } }),
    buildRefundCall({ cancel_amount: 10_000, promotion: { id: 'promotion-id-1', discount: 1_000 } }),
  ),
  buildExample(
    'cancel_payment.too-much',
    buildRefundCall({ cancel_amount: 4_000 }, { amount: 6_001 }),
    buildRefundCall({ cancel_amount: 4_000 }, { amount: 6_000 }),
    buildRefundCall({ amount: 0.3, cancel_amount: 0.1, currency: 'USD' }, { amount: 0.2 }),
  ),
  buildExample(
    'cancel_payment.checksum',
    buildRefundCall({ cancel_amount: 4_000 }, { checksum: 10_000 }),
    buildRefundCall({ cancel_amount: 4_000 }, { checksum: 6_000 }),
    buildRefundCall({}),
  ),
  buildExample(
    'cancel_payment.decimals',
    buildRefundCall({ currency: 'KRW' }, { amount: 0.5 }),
    buildRefundCall({ currency: 'USD' }, { amount: 0.5 }),
    buildRefundCall({ currency: 'USD' }, { amount: 1.15 }),
    buildRefundCall({ currency: 'a currency' }, { amount: 0.005 }),
    buildRefundCall({}, { amount: 5 }),
  ),
  buildExample(
    'cancel_payment.decimals',
    buildRefundCall({ currency: 'USD' }, { amount: 1.155 }),
    buildRefundCall({ currency: 'USD' }, { amount: 1 }),
  ),
  buildExample(
    'cancel_payment.decimals',
    buildRefundCall({ currency: 'JPY' }, { amount: 0.5 }),
    buildRefundCall({ currency: 'JPY' }, { amount: 50 }),
  ),
  buildExample(
    'cancel_payment.tax-parts',
    { args: { amount: 1_000, tax_free: 600, vat_amount: 401 } },
    buildRefundCall({}, { amount: 1_000, tax_free: 600, vat_amount: 400 }),
    buildRefundCall({}, { tax_free: 10_000 }),
  ),
  ...buildAccountExamples('vbank', { pay_method: 'vbank' }, { pay_method: 'card' }, ACCOUNT),
  ...buildAccountExamples(
    'vbank-smartro',
    { pay_method: 'vbank', pg_provider: 'smartro_v2' },
    { pay_method: 'vbank', pg_provider: 'nice' },
    ['refund_tel'],
  ),
  ...buildAccountExamples(
    'vbank-former-smartro',
    { pay_method: 'vbank', pg_provider: 'smartro' },
    { pay_method: 'vbank', pg_provider: 'smartro_v2' },
    ['refund_tel'],
  ),
  ...buildAccountExamples(
    'trans-smartro',
    { pay_method: 'trans', pg_provider: 'smartro_v2' },
    { pay_method: 'trans', pg_provider: 'kcp' },
    [...ACCOUNT, 'refund_tel'],
  ),
  ...buildAccountExamples('phone-kcp', { pay_method: 'phone', paid_at: earlier }, { pay_method: 'phone' }, ACCOUNT),
  buildExample(
    'cancel_payment.naverpay-reason',
    buildRefundCall({ pg_provider: 'naverpay' }),
    buildRefundCall({ pg_provider: 'naverpay' }, { reason: '단순 변심' }),
    buildRefundCall({}),
  ),
  buildExample(
    'cancel_payment.naverpay-requester',
    buildRefundCall({ pg_provider: 'naverpay' }, { extra: {} }),
    buildRefundCall({ pg_provider: 'naverpay' }, { extra: { requester: 'admin' } }),
    buildRefundCall({}),
  ),
  buildExample(
    'cancel_payment.phone-partial',
    buildRefundCall({ pay_method: 'phone', pg_provider: 'danal_tpay' }, half),
    buildRefundCall({ pay_method: 'phone', pg_provider: 'danal_tpay' }, { amount: 10_000 }),
    buildRefundCall({ pay_method: 'phone', pg_provider: 'danal_tpay' }),
    buildRefundCall({ pay_method: 'phone', pg_provider: 'html5_inicis' }, half),
    buildRefundCall({ pay_method: 'phone', pg_provider: 'some_new_pg' }, half),
  ),
  buildExample(
    'cancel_payment.gift-card-partial',
    // W20: one page alone says so of every gift card.
    buildRefundCall({ pay_method: 'booknlife' }, half),
    buildRefundCall({ pay_method: 'booknlife' }),
    buildRefundCall({ pay_method: 'booknlife', pg_provider: 'daou' }, half),
    buildRefundCall({}, half),
  ),
  buildExample(
    'cancel_payment.gift-card-partial-daou',
    buildRefundCall({ pay_method: 'booknlife', pg_provider: 'daou' }, half),
    buildRefundCall({ pay_method: 'booknlife', pg_provider: 'daou' }),
    buildRefundCall({ pay_method: 'cultureland', pg_provider: 'daou' }, half),
  ),
  buildExample(
    'cancel_payment.gift-card-partial-mobilians',
    buildRefundCall({ pay_method: 'smartculture', pg_provider: 'mobilians_v2' }, half),
    buildRefundCall({ pay_method: 'cultureland', pg_provider: 'mobilians_v2' }, half),
  ),
  buildExample(
    'cancel_payment.gift-card-partial-toss',
    buildRefundCall({ pay_method: 'happymoney', pg_provider: 'tosspayments' }, half),
    buildRefundCall({ pay_method: 'card', pg_provider: 'tosspayments' }, half),
  ),
  buildExample(
    'cancel_payment.partial-application-welcome',
    buildRefundCall({ pg_provider: 'welcome' }, half),
    buildRefundCall({ pg_provider: 'welcome' }),
  ),
  buildExample(
    'cancel_payment.partial-application-nice',
    buildRefundCall({ pg_provider: 'nice_v2' }, half),
    buildRefundCall({ pg_provider: 'nice' }, half),
  ),
  buildExample(
    'cancel_payment.partial-application-kcp-phone',
    buildRefundCall({ pay_method: 'phone' }, half),
    buildRefundCall({ pay_method: 'card' }, half),
  ),
  buildExample(
    'cancel_payment.ksnet-partials',
    buildRefundCall({ pg_provider: 'ksnet', cancel_history: Array(9).fill({}) }, half),
    buildRefundCall({ pg_provider: 'ksnet', cancel_history: Array(8).fill({}) }, half),
    buildRefundCall({ pg_provider: 'ksnet', cancel_history: Array(9).fill({}) }),
    buildRefundCall({ cancel_history: Array(9).fill({}) }, half),
  ),
  buildExample(
    'cancel_payment.smartro-test-debit-partial',
    buildRefundCall({ pg_provider: 'smartro_v2', sandbox: true, card_type: 1 }, half),
    buildRefundCall({ pg_provider: 'smartro_v2', sandbox: false, card_type: 1 }, half),
    buildRefundCall({ pg_provider: 'smartro_v2', sandbox: true, card_type: 0 }, half),
  ),
  buildExample(
    'cancel_payment.phone-month',
    buildRefundCall({ pay_method: 'phone', pg_provider: 'danal_tpay', paid_at: earlier }),
    buildRefundCall({ pay_method: 'phone', pg_provider: 'danal_tpay', paid_at: toSeconds('2026-11-01T00:00:00') }),
    buildRefundCall({ pay_method: 'phone', paid_at: earlier }, account),
  ),
  buildExample(
    'cancel_payment.ksnet-six-months',
    buildRefundCall({ pg_provider: 'ksnet', paid_at: toSeconds('2026-05-20T23:00:00') }),
    buildRefundCall({ pg_provider: 'ksnet', paid_at: toSeconds('2026-05-21T01:00:00') }),
    // August 31 and six months: February has no such day, so the whole of March 3 still counts.
    buildRefundCall(
      { pg_provider: 'ksnet', paid_at: toSeconds('2025-08-31T09:00:00') },
      {},
      toSeconds('2026-03-03T23:59:59'),
    ),
    buildRefundCall({ paid_at: toSeconds('2026-05-20T23:00:00') }),
  ),
  buildExample(
    'cancel_payment.ksnet-night',
    buildRefundCall({ pg_provider: 'ksnet', pay_method: 'vbank' }, account, toSeconds('2026-11-21T23:00:00')),
    buildRefundCall({ pg_provider: 'ksnet', pay_method: 'vbank' }, account, toSeconds('2026-11-21T22:59:59')),
    buildRefundCall({ pg_provider: 'ksnet', pay_method: 'vbank' }, account, toSeconds('2026-11-21T06:00:00')),
    buildRefundCall({ pg_provider: 'ksnet' }, {}, toSeconds('2026-11-21T05:59:59')),
  ),
  buildExample(
    'cancel_payment.naverpay-deadline',
    buildRefundCall({ pg_provider: 'naverpay', paid_at: NOON - 1_096 * DAY }),
    buildRefundCall({ pg_provider: 'naverpay', paid_at: NOON - 1_095 * DAY }),
  ),
  buildExample(
    'cancel_payment.paypal-deadline',
    buildRefundCall({ pg_provider: 'paypal_v2', paid_at: NOON - 181 * DAY }),
    buildRefundCall({ pg_provider: 'paypal_v2', paid_at: NOON - 180 * DAY }),
    buildRefundCall({ pg_provider: 'paypal_v2', paid_at: 0 }),
  ),
  buildExample(
    'cancel_payment.kakaopay-deadline',
    buildRefundCall({ pg_provider: 'kakaopay', paid_at: toSeconds('2021-11-20T00:00:00') - 2 * DAY }),
    buildRefundCall({ pg_provider: 'kakaopay', paid_at: toSeconds('2021-11-21T13:00:00') }),
  ),
  buildExample(
    'cancel_payment.tax-free',
    buildRefundCall({}, half),
    buildRefundCall({}, { ...half, tax_free: 0 }),
    buildRefundCall({}),
    buildRefundCall({ pg_provider: 'danal' }, half),
  ),
  buildExample(
    'cancel_payment.vat',
    buildRefundCall({ pg_provider: 'nice_v2' }, half),
    buildRefundCall({ pg_provider: 'nice_v2' }, { ...half, vat_amount: 0 }),
    buildRefundCall({}, half),
  ),
  ...buildIgnoredExamples('cancel_payment', 'payment', {
    vat_amount: [100, 'nice', 'kcp'],
    'extra.requester': ['admin', 'naverpay', 'kcp'],
  }),
  buildExample(
    'cancel_payment.promotion',
    buildRefundCall({ promotion: { id: 'promotion-id-1' } }),
    buildRefundCall({ promotion: null }),
  ),
  buildExample(
    'cancel_payment.promotion-retain',
    buildRefundCall({ promotion: { id: 'promotion-id-1' } }, half),
    buildRefundCall({ promotion: { id: 'promotion-id-1' } }, { ...half, retain_promotion: false }),
    buildRefundCall({ promotion: { id: 'promotion-id-1' } }),
  ),
  buildExample(
    'cancel_payment.receipt-stays',
    buildRefundCall({ pg_provider: 'ksnet', cash_receipt_issued: true }),
    buildRefundCall({ pg_provider: 'ksnet', cash_receipt_issued: false }),
    buildRefundCall({ cash_receipt_issued: true }),
  ),
  buildExample(
    'cancel_payment.receipt-again',
    buildRefundCall({ pg_provider: 'ksnet', cash_receipt_issued: true }, half),
    buildRefundCall({ pg_provider: 'ksnet', cash_receipt_issued: true }),
  ),
  // W9: the day and the agreement depend on the PG.
  buildExample(
    'cancel_payment.vbank-arrival',
    buildRefundCall({ pay_method: 'vbank' }),
    buildRefundCall({ pay_method: 'vbank', pg_provider: 'daou' }),
    buildRefundCall({ pay_method: 'vbank', pg_provider: 'mobilians_v2' }),
    buildRefundCall({}),
  ),
  buildExample(
    'cancel_payment.vbank-arrival-daou',
    buildRefundCall({ pay_method: 'vbank', pg_provider: 'daou' }),
    buildRefundCall({ pay_method: 'vbank' }),
  ),
  buildExample(
    'cancel_payment.vbank-arrival-mobilians',
    buildRefundCall({ pay_method: 'vbank', pg_provider: 'mobilians_v2' }),
    buildRefundCall({ pg_provider: 'mobilians_v2' }),
  ),
  buildExample(
    'cancel_payment.vbank-contract',
    buildRefundCall({ pay_method: 'vbank' }),
    buildRefundCall({ pay_method: 'vbank', pg_provider: 'tosspayments' }),
    buildRefundCall({}),
  ),
  buildExample(
    'cancel_payment.pending-smartro',
    buildRefundCall({ pay_method: 'vbank', pg_provider: 'smartro_v2' }),
    buildRefundCall({ pg_provider: 'smartro_v2' }),
  ),
  buildExample('cancel_payment.pending-paypal', buildRefundCall({ pg_provider: 'paypal_v2' }), buildRefundCall({})),
  buildExample(
    'cancel_payment.pending-paymentwall',
    buildRefundCall({ pg_provider: 'paymentwall' }),
    buildRefundCall({}),
  ),
  buildExample(
    'cancel_payment.pending-kicc-wechat',
    buildRefundCall({ pg_provider: 'kicc_v2', pay_method: 'wechat' }),
    buildRefundCall({ pg_provider: 'kicc_v2' }),
  ),
  buildExample(
    'cancel_payment.no-tax-free-daou-wallets',
    buildRefundCall({ pg_provider: 'daou', pay_method: 'payco' }, { ...half, tax_free: 1_000 }),
    buildRefundCall({ pg_provider: 'daou', pay_method: 'payco' }, half),
    buildRefundCall({ pg_provider: 'daou' }, { ...half, tax_free: 1_000 }),
  ),
  buildExample(
    'cancel_payment.no-tax-free-daou-accounts',
    buildRefundCall({ pg_provider: 'daou', pay_method: 'trans' }, { ...half, tax_free: 1_000 }),
    buildRefundCall({ pg_provider: 'daou', pay_method: 'trans' }, half),
  ),
  // W8: leaving the VAT out can make later refunds impossible.
  buildExample(
    'cancel_payment.vat-lasting',
    buildRefundCall({ pg_provider: 'tosspay_v2' }, half),
    buildRefundCall({ pg_provider: 'tosspay_v2' }, { ...half, vat_amount: 454 }),
    buildRefundCall({ pg_provider: 'tosspay_v2' }),
  ),
  buildExample(
    'cancel_payment.second-tax',
    buildRefundCall({ pg_provider: 'mobilians_v2', cancel_history: [{}] }, { ...half, vat_amount: 454 }),
    buildRefundCall({ pg_provider: 'mobilians_v2', cancel_history: [] }, { ...half, vat_amount: 454 }),
    buildRefundCall({ pg_provider: 'mobilians_v2', cancel_history: [{}] }, half),
  ),
  buildExample(
    'cancel_payment.kakaopay-second-part',
    buildRefundCall({ pg_provider: 'kakaopay', cancel_amount: 1_000, cancel_history: [{}] }, half),
    buildRefundCall({ pg_provider: 'kakaopay', cancel_history: [] }, half),
    buildRefundCall({ pg_provider: 'kakaopay', cancel_amount: 1_000, cancel_history: [{}] }),
  ),
  buildExample(
    'cancel_payment.promotion-same',
    buildRefundCall({ promotion: { id: 'promotion-id-1' }, cancel_history: [{}] }, half),
    buildRefundCall({ promotion: { id: 'promotion-id-1' }, cancel_history: [] }, half),
    buildRefundCall({ cancel_history: [{}] }, half),
  ),
  buildExample(
    'cancel_payment.card-year',
    buildRefundCall({ paid_at: NOON - 366 * DAY }),
    buildRefundCall({ paid_at: NOON - 365 * DAY }),
  ),
  buildExample(
    'cancel_payment.kakaopay-year',
    buildRefundCall({ pg_provider: 'kakaopay', paid_at: NOON - 366 * DAY }),
    buildRefundCall({ pg_provider: 'kakaopay', paid_at: NOON - 30 * DAY }),
  ),
  buildExample(
    'cancel_payment.escrow',
    buildRefundCall({ escrow: true }),
    buildRefundCall({ escrow: true }, { escrow_confirmed: true }),
    buildRefundCall({ escrow: false }),
  ),
  buildExample(
    'cancel_payment.naverco',
    buildRefundCall({ pg_provider: 'naverco' }),
    buildRefundCall({ pg_provider: 'naverpay' }),
  ),
  buildExample(
    'cancel_payment.test-refunded',
    buildRefundCall({ sandbox: true, pg_provider: 'settle', paid_at: NOON - 2 * DAY }),
    // W2: an easy pay inside the PG's window is charged really and not given back.
    buildRefundCall({ sandbox: true, pg_provider: 'smartro_v2', pay_method: 'kakaopay', paid_at: NOON - 2 * DAY }),
    buildRefundCall({ sandbox: true, pg_provider: 'nice_v2', cancel_amount: 1_000, paid_at: NOON - 2 * DAY }),
    buildRefundCall({ sandbox: false, pg_provider: 'settle', paid_at: NOON - 2 * DAY }),
    buildRefundCall({ sandbox: true, paid_at: NOON - 2 * DAY }),
  ),
  buildExample(
    'cancel_payment.test-vbank',
    buildRefundCall({ sandbox: true, pay_method: 'vbank' }),
    buildRefundCall({ sandbox: false, pay_method: 'vbank' }),
    buildRefundCall({ sandbox: true, pay_method: 'vbank', pg_provider: 'eximbay' }),
  ),
  buildExample(
    'cancel_payment.test-kept',
    buildRefundCall({ sandbox: true, pg_provider: 'smartro_v2', pay_method: 'kakaopay' }),
    buildRefundCall({ sandbox: true, pg_provider: 'smartro_v2' }),
    buildRefundCall({ sandbox: false, pg_provider: 'smartro_v2', pay_method: 'kakaopay' }),
    buildRefundCall({ sandbox: true, pg_provider: 'kakaopay', pay_method: 'card' }),
  ),
  buildExample(
    'cancel_payment.kcp-next-month',
    buildRefundCall({ pay_method: 'phone' }, account),
    buildRefundCall({ pay_method: 'phone' }),
  ),
  buildExample('cancel_payment.shop-not-told', buildRefundCall({}), buildRefundCall({}, { enable_webhook: true })),
  buildExample('cancel_payment.shop-told', buildRefundCall({}, { enable_webhook: true }), buildRefundCall({})),
  ...buildAccountExamples(
    'vbank-welcome',
    { pay_method: 'vbank', pg_provider: 'welcome' },
    { pay_method: 'vbank', pg_provider: 'nice' },
    ['refund_tel'],
  ),
  ...buildAccountExamples(
    'trans-welcome',
    { pay_method: 'trans', pg_provider: 'welcome' },
    { pay_method: 'trans', pg_provider: 'kcp' },
    [...ACCOUNT, 'refund_tel'],
  ),
  buildExample(
    'cancel_payment.refund-bank-unknown',
    buildRefundCall({ pay_method: 'vbank' }, { ...account, refund_bank: '한국없는은행' }),
    buildRefundCall({ pay_method: 'vbank' }, { ...account, refund_bank: '신한은행' }),
    buildRefundCall({ pay_method: 'vbank' }, { ...account, refund_bank: 'BK88' }),
    buildRefundCall({ pay_method: 'vbank', pg_provider: 'ksnet' }, { ...account, refund_bank: '77' }),
  ),
  buildExample(
    'cancel_payment.refund-bank-unknown',
    buildRefundCall({ pay_method: 'vbank', pg_provider: 'daou' }, { ...account, refund_bank: '88' }),
    buildRefundCall({ pay_method: 'vbank', pg_provider: 'daou' }, { ...account, refund_bank: '088' }),
  ),
  buildExample(
    'cancel_payment.refund-bank-not-taken',
    buildRefundCall({ pay_method: 'vbank', pg_provider: 'daou' }, { ...account, refund_bank: '카카오뱅크' }),
    buildRefundCall({ pay_method: 'vbank', pg_provider: 'kcp' }, { ...account, refund_bank: '카카오뱅크' }),
    buildRefundCall({ pay_method: 'vbank', pg_provider: 'ksnet' }, { ...account, refund_bank: '090' }),
  ),
];
