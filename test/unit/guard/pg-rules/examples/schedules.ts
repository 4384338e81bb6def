import { complete, DAY, example, ignored, NOON, only } from '../../../../support/rule-example.ts';

const row = { merchant_uid: 'order1', schedule_at: NOON + DAY, currency: 'KRW', amount: 10_000, name: '구독' };
const booking = (more: object, rest: object = {}) => ({
  schedules: [row, { ...row, merchant_uid: 'order2', ...more }],
  ...rest,
});
const key = (pg_provider: string, more = {}) => ({ billing_key: { pg_provider, ...more } });
const card = { card_number: '4000-1234-5678-9010', expiry: '2099-12' };
const schedule = (schedule_status: string, payment_status: string | null = null) => ({
  schedule: { schedule_status, payment_status },
});

export const examples = [
  example(
    'create_schedules.past',
    { args: booking({ schedule_at: NOON }) },
    { args: booking({ schedule_at: NOON + 1 }) },
  ),
  example('create_schedules.twice', { args: booking({ merchant_uid: 'order1' }) }, { args: booking({}) }),
  example(
    'create_schedules.booked',
    { args: booking({}), seen: { schedules: [{ merchant_uid: 'order2' }] } },
    { args: booking({}), seen: { schedules: [{ merchant_uid: 'order3' }], schedule: null } },
    { args: booking({}) },
  ),
  example(
    'create_schedules.paid',
    { args: booking({}), seen: { order: [{ merchant_uid: 'order2', status: 'paid' }] } },
    { args: booking({}), seen: { order: [{ merchant_uid: 'order2', status: 'failed' }] } },
    { args: booking({}), seen: { order: [{ merchant_uid: 'order3', status: 'paid' }] } },
  ),
  ...['card_number', 'expiry'].map((name) =>
    example(
      `create_schedules.no-key-${name}`,
      { args: booking({}), seen: { billing_key: null } },
      { args: booking({}, card), seen: { billing_key: null } },
      { args: booking({}), seen: { billing_key: {} } },
    ),
  ),
  example(
    'create_schedules.cannot-store',
    { args: booking({}, card), seen: { billing_key: null, channel: { pg_provider: 'kakaopay' } } },
    { args: booking({}, card), seen: { billing_key: null, channel: { pg_provider: 'nice' } } },
    { args: booking({}, card), seen: { billing_key: {}, channel: { pg_provider: 'kakaopay' } } },
  ),
  example(
    'create_schedules.paymentwall-cvc',
    { args: booking({}, card), seen: { billing_key: null, channel: { pg_provider: 'paymentwall' } } },
    {
      args: booking({}, { ...card, cvc: '123' }),
      seen: { billing_key: null, channel: { pg_provider: 'paymentwall' } },
    },
    { args: booking({}, card), seen: { billing_key: null, channel: { pg_provider: 'nice' } } },
  ),
  example(
    'create_schedules.decimals',
    { args: booking({ amount: 10.5 }) },
    { args: booking({ amount: 10.5, currency: 'USD' }) },
    { args: booking({}) },
  ),
  example(
    'create_schedules.tax-parts',
    { args: booking({ tax_free: 10_001 }) },
    { args: booking({ tax_free: 10_000 }) },
  ),
  example(
    'create_schedules.instalments',
    { args: booking({ card_quota: 2 }) },
    { args: booking({ card_quota: 2, amount: 50_000 }) },
  ),
  example(
    'create_schedules.welcome-vat',
    { args: booking({ vat_amount: 1_001 }), seen: key('welcome') },
    { args: booking({ vat_amount: 1_000 }), seen: key('welcome') },
    { args: booking({ vat_amount: 1_001 }), seen: key('nice') },
  ),
  example(
    'create_schedules.paypal-won',
    { args: booking({}), seen: key('paypal_v2') },
    { args: { schedules: [{ ...row, currency: 'USD' }] }, seen: key('paypal_v2') },
    { args: booking({}), seen: key('nice') },
  ),
  example(
    'create_schedules.smartro-order',
    { args: booking({ merchant_uid: 'order_2' }), seen: key('smartro_v2') },
    { args: booking({}), seen: key('smartro_v2') },
    { args: booking({ merchant_uid: 'order_2' }), seen: key('nice') },
  ),
  ...complete('create_schedules', 'billing_key', 'ksnet', { schedules: [{ product_type: 'real' }] }),
  ...complete(
    'create_schedules',
    'billing_key',
    'ksnet',
    { schedules: [{ buyer_name: '홍길동' }] },
    { billing_key: { customer_name: null } },
  ),
  ...complete(
    'create_schedules',
    'billing_key',
    'smartro_v2',
    { schedules: [{ buyer_name: '홍길동', buyer_email: 'a@example.com', buyer_tel: '010-0000-0000' }] },
    { billing_key: { customer_name: null, customer_email: null, customer_tel: null } },
  ),
  example(
    'create_schedules.smartro_v2-needs-schedules.buyer_name',
    { args: booking({}), seen: key('smartro_v2', { customer_name: '' }) },
    { args: booking({}), seen: key('smartro_v2', { customer_name: '홍길동' }) },
    { args: booking({}), seen: key('smartro_v2') },
  ),
  only('create_schedules', 'billing_key', 'nice', 'galaxia'),
  example(
    'create_schedules.checking',
    { args: booking({}, { checking_amount: 100 }) },
    { args: booking({}, { checking_amount: 0 }) },
  ),
  example(
    'create_schedules.toss-customer',
    { args: booking({}, card), seen: { billing_key: null, channel: { pg_provider: 'tosspayments' } } },
    { args: booking({}, { customer_id: '1' }), seen: { billing_key: null, channel: { pg_provider: 'tosspayments' } } },
    { args: booking({}), seen: key('tosspayments') },
  ),
  ...ignored('create_schedules', 'billing_key', {
    'schedules.interest_free_by_merchant': [true, 'ksnet', 'kcp'],
    'schedules.cash_receipt_type': ['person', 'tosspay_v2', 'nice'],
    'schedules.extra.naverUseCfm': ['20261231', 'naverpay', 'nice'],
  }),
  example('schedule.none', { seen: { schedule: null } }, { seen: { schedule: {} } }),
  example('schedule.past', { args: { schedule_at: NOON } }, { args: { schedule_at: NOON + 1 } }),
  example('update_schedule_time.over', { seen: schedule('executed') }, { seen: schedule('scheduled') }),
  example('schedule.still-to-run', { seen: schedule('scheduled') }, { seen: schedule('revoked') }),
  example(
    'schedule.paid',
    { seen: schedule('executed', 'paid') },
    { seen: schedule('executed', 'failed') },
    { seen: schedule('revoked') },
    { tool: 'update_schedule_time', seen: schedule('executed', 'paid') },
  ),
  example('retry_schedule.no-key', { seen: { billing_key: null } }, { seen: { billing_key: {} } }),
  only('retry_schedule', 'schedule', 'nice', 'tosspay_v2'),
  only('update_schedule_time', 'schedule', 'nice', 'tosspay_v2'),
  only('reschedule_payment', 'schedule', 'nice', 'tosspay_v2'),
  example('cancel_schedules.none', { seen: { schedules: [] } }, { seen: { schedules: [{}] } }),
  example('reschedule_payment.replaces', { seen: schedule('revoked') }, { seen: schedule('executed', 'failed') }),
];
