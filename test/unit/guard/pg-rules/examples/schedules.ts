import {
  buildExample,
  buildIgnoredExamples,
  buildPgExample,
  buildRequiredExamples,
  DAY,
  NOON,
} from '../../../../support/rule-example.ts';

const row = { merchant_uid: 'order1', schedule_at: NOON + DAY, currency: 'KRW', amount: 10_000, name: '구독' };
const buildScheduleCall = (more: object, rest: object = {}) => ({
  schedules: [row, { ...row, merchant_uid: 'order2', ...more }],
  ...rest,
});
const buildBillingKey = (pg_provider: string, more = {}) => ({ billing_key: { pg_provider, ...more } });
const card = { card_number: '4000-1234-5678-9010', expiry: '2099-12' };
const buildSchedule = (schedule_status: string, payment_status: string | null = null) => ({
  schedule: { schedule_status, payment_status },
});

export const examples = [
  buildExample(
    'create_schedules.naver-least',
    { args: buildScheduleCall({ amount: 9 }), seen: buildBillingKey('naverpay') },
    { args: buildScheduleCall({ amount: 10 }), seen: buildBillingKey('naverpay') },
    { args: buildScheduleCall({ amount: 9 }), seen: buildBillingKey('nice') },
  ),
  buildExample(
    'create_schedules.naver-use-past',
    { args: buildScheduleCall({ extra: { naverUseCfm: '20261120' } }), seen: buildBillingKey('naverpay') },
    { args: buildScheduleCall({ extra: { naverUseCfm: '20261121' } }), seen: buildBillingKey('naverpay') },
  ),
  buildExample(
    'create_schedules.smartro-currency',
    { args: buildScheduleCall({ currency: 'USD' }), seen: buildBillingKey('smartro_v2') },
    { args: buildScheduleCall({}), seen: buildBillingKey('smartro_v2') },
    { args: buildScheduleCall({ currency: 'USD' }), seen: buildBillingKey('nice') },
  ),
  buildExample(
    'create_schedules.past',
    { args: buildScheduleCall({ schedule_at: NOON }) },
    { args: buildScheduleCall({ schedule_at: NOON + 1 }) },
  ),
  buildExample(
    'create_schedules.twice',
    { args: buildScheduleCall({ merchant_uid: 'order1' }) },
    { args: buildScheduleCall({}) },
  ),
  buildExample(
    'create_schedules.scheduled',
    { args: buildScheduleCall({}), seen: { schedules: [{ merchant_uid: 'order2' }] } },
    { args: buildScheduleCall({}), seen: { schedules: [{ merchant_uid: 'order3' }], schedule: null } },
    { args: buildScheduleCall({}) },
  ),
  buildExample(
    'create_schedules.paid',
    { args: buildScheduleCall({}), seen: { order: [{ merchant_uid: 'order2', status: 'paid' }] } },
    { args: buildScheduleCall({}), seen: { order: [{ merchant_uid: 'order2', status: 'failed' }] } },
    { args: buildScheduleCall({}), seen: { order: [{ merchant_uid: 'order3', status: 'paid' }] } },
  ),
  ...['card_number', 'expiry'].map((name) =>
    buildExample(
      `create_schedules.no-key-${name}`,
      { args: buildScheduleCall({}), seen: { billing_key: null } },
      { args: buildScheduleCall({}, card), seen: { billing_key: null } },
      { args: buildScheduleCall({}), seen: { billing_key: {} } },
    ),
  ),
  buildExample(
    'create_schedules.cannot-store',
    { args: buildScheduleCall({}, card), seen: { billing_key: null, channel: { pg_provider: 'kakaopay' } } },
    { args: buildScheduleCall({}, card), seen: { billing_key: null, channel: { pg_provider: 'nice' } } },
    { args: buildScheduleCall({}, card), seen: { billing_key: {}, channel: { pg_provider: 'kakaopay' } } },
    // W7: the guide lists Danal among those that take a card by the API.
    { args: buildScheduleCall({}, card), seen: { billing_key: null, channel: { pg_provider: 'danal' } } },
  ),
  buildExample(
    'create_schedules.may-not-store',
    { args: buildScheduleCall({}, card), seen: { billing_key: null, channel: { pg_provider: 'chai' } } },
    { args: buildScheduleCall({}, card), seen: { billing_key: null, channel: { pg_provider: 'nice' } } },
  ),
  buildExample(
    'create_schedules.paymentwall-cvc',
    { args: buildScheduleCall({}, card), seen: { billing_key: null, channel: { pg_provider: 'paymentwall' } } },
    {
      args: buildScheduleCall({}, { ...card, cvc: '123' }),
      seen: { billing_key: null, channel: { pg_provider: 'paymentwall' } },
    },
    { args: buildScheduleCall({}, card), seen: { billing_key: null, channel: { pg_provider: 'nice' } } },
  ),
  buildExample(
    'create_schedules.decimals',
    { args: buildScheduleCall({ amount: 10.5 }) },
    { args: buildScheduleCall({ amount: 10.5, currency: 'USD' }) },
    { args: buildScheduleCall({}) },
  ),
  buildExample(
    'create_schedules.tax-parts',
    { args: buildScheduleCall({ tax_free: 10_001 }) },
    { args: buildScheduleCall({ tax_free: 10_000 }) },
  ),
  buildExample(
    'create_schedules.installments',
    { args: buildScheduleCall({ card_quota: 2 }), seen: buildBillingKey('nice') },
    { args: buildScheduleCall({ card_quota: 2, amount: 50_000 }), seen: buildBillingKey('nice') },
    { args: buildScheduleCall({ card_quota: 2, amount: 20_000 }), seen: buildBillingKey('kcp') },
  ),
  buildExample(
    'create_schedules.installments-least',
    { args: buildScheduleCall({ card_quota: 2, amount: 9_999 }) },
    { args: buildScheduleCall({ card_quota: 2, amount: 10_000 }) },
  ),
  buildExample(
    'create_schedules.installments-small',
    { args: buildScheduleCall({ card_quota: 2, amount: 20_000 }) },
    { args: buildScheduleCall({ card_quota: 2, amount: 50_000 }) },
    { args: buildScheduleCall({ card_quota: 2, amount: 20_000 }), seen: buildBillingKey('nice') },
  ),
  buildExample(
    'create_schedules.tax-free-default',
    { args: buildScheduleCall({}), seen: buildBillingKey('html5_inicis') },
    { args: { schedules: [{ tax_free: 0 }] }, seen: buildBillingKey('html5_inicis') },
    { args: buildScheduleCall({}), seen: buildBillingKey('nice') },
  ),
  buildExample(
    'create_schedules.promotion',
    { args: buildScheduleCall({ promotion_id: 'promotion-id-1' }) },
    { args: buildScheduleCall({}) },
  ),
  buildExample(
    'create_schedules.welcome-vat',
    { args: buildScheduleCall({ vat_amount: 1_001 }), seen: buildBillingKey('welcome') },
    { args: buildScheduleCall({ vat_amount: 1_000 }), seen: buildBillingKey('welcome') },
    { args: buildScheduleCall({ vat_amount: 1_001 }), seen: buildBillingKey('nice') },
  ),
  buildExample(
    'create_schedules.paypal-won',
    { args: buildScheduleCall({}), seen: buildBillingKey('paypal_v2') },
    { args: { schedules: [{ ...row, currency: 'USD' }] }, seen: buildBillingKey('paypal_v2') },
    { args: buildScheduleCall({}), seen: buildBillingKey('nice') },
  ),
  buildExample(
    'create_schedules.smartro-order',
    { args: buildScheduleCall({ merchant_uid: 'order_2' }), seen: buildBillingKey('smartro_v2') },
    { args: buildScheduleCall({}), seen: buildBillingKey('smartro_v2') },
    { args: buildScheduleCall({ merchant_uid: 'order_2' }), seen: buildBillingKey('nice') },
  ),
  ...buildRequiredExamples('create_schedules', 'billing_key', 'ksnet', { schedules: [{ product_type: 'real' }] }),
  ...buildRequiredExamples(
    'create_schedules',
    'billing_key',
    'ksnet',
    { schedules: [{ buyer_name: '홍길동' }] },
    { billing_key: { customer_name: null } },
  ),
  ...buildRequiredExamples(
    'create_schedules',
    'billing_key',
    'smartro_v2',
    { schedules: [{ buyer_name: '홍길동', buyer_email: 'a@example.com', buyer_tel: '010-0000-0000' }] },
    { billing_key: { customer_name: null, customer_email: null, customer_tel: null } },
  ),
  buildExample(
    'create_schedules.smartro_v2-needs-schedules.buyer_name',
    { args: buildScheduleCall({}), seen: buildBillingKey('smartro_v2', { customer_name: '' }) },
    { args: buildScheduleCall({}), seen: buildBillingKey('smartro_v2', { customer_name: '홍길동' }) },
    { args: buildScheduleCall({}), seen: buildBillingKey('smartro_v2') },
  ),
  buildPgExample('create_schedules', 'billing_key', 'nice', 'galaxia'),
  buildExample(
    'create_schedules.checking',
    { args: buildScheduleCall({}, { checking_amount: 100 }) },
    { args: buildScheduleCall({}, { checking_amount: 0 }) },
  ),
  buildExample(
    'create_schedules.toss-customer',
    { args: buildScheduleCall({}, card), seen: { billing_key: null, channel: { pg_provider: 'tosspayments' } } },
    {
      args: buildScheduleCall({}, { customer_id: '1' }),
      seen: { billing_key: null, channel: { pg_provider: 'tosspayments' } },
    },
    { args: buildScheduleCall({}), seen: buildBillingKey('tosspayments') },
  ),
  ...buildIgnoredExamples('create_schedules', 'billing_key', {
    'schedules.interest_free_by_merchant': [true, 'ksnet', 'kcp'],
    'schedules.cash_receipt_type': ['person', 'tosspay_v2', 'nice'],
    'schedules.extra.naverUseCfm': ['20261231', 'naverpay', 'nice'],
  }),
  buildExample('schedule.past', { args: { schedule_at: NOON } }, { args: { schedule_at: NOON + 1 } }),
  buildExample('update_schedule_time.over', { seen: buildSchedule('executed') }, { seen: buildSchedule('scheduled') }),
  buildExample('schedule.still-to-run', { seen: buildSchedule('scheduled') }, { seen: buildSchedule('revoked') }),
  buildExample(
    'schedule.paid',
    { seen: buildSchedule('executed', 'paid') },
    { seen: buildSchedule('executed', 'failed') },
    { seen: buildSchedule('revoked') },
    { tool: 'update_schedule_time', seen: buildSchedule('executed', 'paid') },
  ),
  buildExample('retry_schedule.no-key', { seen: { billing_key: null } }, { seen: { billing_key: {} } }),
  buildPgExample('retry_schedule', 'schedule', 'nice', 'tosspay_v2'),
  buildPgExample('update_schedule_time', 'schedule', 'nice', 'tosspay_v2'),
  buildPgExample('reschedule_payment', 'schedule', 'nice', 'tosspay_v2'),
  buildExample('cancel_schedules.none', { seen: { schedules: [] } }, { seen: { schedules: [{}] } }),
  buildExample(
    'reschedule_payment.replaces',
    { seen: buildSchedule('revoked') },
    { seen: buildSchedule('executed', 'failed') },
  ),
];
