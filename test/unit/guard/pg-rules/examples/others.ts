import type { Seen } from '../../../../../src/guard/snapshot/snapshot.ts';
import { DAY, example, ignored, NOON, only } from '../../../../support/rule-example.ts';

const payment = (more: NonNullable<Seen['payment']>) => ({ payment: more });
const channel = (pg_provider: string) => ({ channel: { pg_provider } });
const part = (more: object) => ({
  data: [{ business_registration_number: '123-45-67890', company_name: '상점', amount: 600, ...more }],
});

const payco = [
  only('update_payco_order_status', 'payment', 'payco', 'kcp'),
  example(
    'update_payco_order_status.not-paid',
    { seen: payment({ status: 'failed' }) },
    { seen: payment({ status: 'paid' }) },
  ),
  example(
    'update_payco_order_status.no-refund',
    { args: { status: 'CANCELED' }, seen: payment({ status: 'paid' }) },
    { args: { status: 'CANCELED' }, seen: payment({ status: 'cancelled' }) },
    { args: { status: 'DELIVERY_START' }, seen: payment({ status: 'paid' }) },
  ),
  example(
    'update_payco_order_status.decided',
    { args: { status: 'PURCHASE_DECISION' } },
    { args: { status: 'DELIVERY_START' } },
  ),
  example(
    'update_payco_order_status.refunded',
    { args: { status: 'DELIVERY_START' }, seen: payment({ status: 'cancelled' }) },
    { args: { status: 'DELIVERY_START' }, seen: payment({ status: 'paid' }) },
  ),
];

const paymentwall = [
  only('register_paymentwall_delivery', 'payment', 'paymentwall', 'kcp'),
  example(
    'register_paymentwall_delivery.order',
    { args: { merchant_uid: 'b' }, seen: payment({ merchant_uid: 'a' }) },
    { args: { merchant_uid: 'a' }, seen: payment({ merchant_uid: 'a' }) },
  ),
  example(
    'register_paymentwall_delivery.not-paid',
    { seen: payment({ status: 'ready' }) },
    { seen: payment({ status: 'paid' }) },
  ),
  example(
    'register_paymentwall_delivery.state',
    { args: { type: 'physical' } },
    { args: { type: 'physical', shipping_address_state: 'N/A' } },
    { args: { type: 'digital' } },
  ),
];

const partners = [
  only('register_partner_receipts', 'payment', 'html5_inicis', 'kcp'),
  example(
    'register_partner_receipts.not-paid',
    { seen: payment({ status: 'ready' }) },
    { seen: payment({ status: 'paid' }) },
  ),
  example(
    'register_partner_receipts.nothing-left',
    { seen: payment({ amount: 10, cancel_amount: 10 }) },
    { seen: payment({ amount: 10, cancel_amount: 9 }) },
  ),
  example(
    'register_partner_receipts.refunded',
    { seen: payment({ status: 'cancelled' }) },
    { seen: payment({ status: 'paid' }) },
  ),
  example(
    'register_partner_receipts.business-number',
    { args: part({ business_registration_number: '1234567890' }) },
    { args: part({}) },
  ),
  example(
    'register_partner_receipts.sum',
    { args: { data: [...part({}).data, ...part({}).data] }, seen: payment({ amount: 1_199 }) },
    { args: { data: [...part({}).data, ...part({}).data] }, seen: payment({ amount: 1_200 }) },
  ),
  example(
    'register_partner_receipts.tax-parts',
    { args: part({ tax_free: 600, vat_amount: 1 }) },
    { args: part({ tax_free: 600 }) },
  ),
  example(
    'register_partner_receipts.iniapi',
    { seen: payment({ pg_provider: 'html5_inicis' }) },
    { seen: payment({ pg_provider: 'kcp' }) },
  ),
];

const kcpquick = [
  only('pay_kcpquick_money', 'channel', 'kcp_quick', 'kcp'),
  only('release_kcpquick_fido', 'channel', 'kcp_quick', 'kcp'),
  example('kcpquick.key-unseen', { seen: { billing_key: null } }, { seen: { billing_key: {} } }),
  example(
    'kcpquick.key-of-other-pg',
    { seen: { billing_key: { pg_provider: 'nice' } } },
    { seen: { billing_key: { pg_provider: 'kcp_quick' } } },
  ),
  ...['site_code', 'partner_type', 'partner_subtype'].map((name) =>
    example(
      `delete_kcpquick_member.example-${name}`,
      { args: { [name]: name === 'site_code' ? 'IX0XX' : 'IX99' } },
      { args: { [name]: 'A1B2C' } },
    ),
  ),
];

const people = [
  only('query_benepia_point', 'channel', 'kcp', 'nice'),
  only('pay_benepia_point', 'channel', 'kcp', 'nice'),
  example('pay_benepia_point.test', {}, { args: { benepia_member_code: '1' } }),
  only('request_certification_otp', 'channel', 'danal', 'inicis_unified'),
  example(
    'request_certification_otp.app',
    { args: { verification_method: 'APP' }, seen: channel('danal') },
    { args: { verification_method: 'APP' }, seen: channel('kcp_v2') },
    { args: { verification_method: 'SMS' }, seen: channel('danal') },
  ),
  ...ignored('request_certification_otp', 'channel', { bypass: ['{}', 'kcp_v2', 'danal'] }),
  example('request_certification_otp.birth', { args: { birth: '1990-01-01' } }, { args: { birth: '900101' } }),
  example('request_certification_otp.gender', { args: { gender_digit: '9' } }, { args: { gender_digit: '3' } }),
  example('request_certification_otp.pg-deprecated', { args: { pg: 'danal' } }, {}),
  example(
    'confirm_certification_otp.done',
    { seen: { certification: { certified: true } } },
    { seen: { certification: { certified: false } } },
  ),
  example(
    'confirm_certification_otp.otp',
    { seen: { certification: { pg_provider: 'danal' } } },
    { args: { otp: '123456' }, seen: { certification: { pg_provider: 'danal' } } },
    { seen: { certification: { pg_provider: 'kcp_v2' } } },
  ),
  example('delete_certification.none', { seen: { certification: null } }, { seen: { certification: {} } }),
];

const search = (tool: string, days: number, [from, to] = ['from', 'to'] as [string, string]) => [
  example(`${tool}.backwards`, { args: { [from]: NOON, [to]: NOON - 1 } }, { args: { [from]: NOON, [to]: NOON } }),
  example(
    `${tool}.window`,
    { args: { [from]: NOON, [to]: NOON + days * DAY + 1 } },
    { args: { [from]: NOON, [to]: NOON + days * DAY } },
    { args: { [from]: NOON } },
  ),
];

const searches = [
  ...search('list_payments_by_status', 90),
  ...search('list_schedules', 92, ['schedule_from', 'schedule_to']),
  ...search('list_schedules_by_customer', 92),
  ...search('list_billing_key_schedules', 92),
  example('list_naver_reviews.backwards', { args: { from: 2, to: 1 } }, { args: { from: 1, to: 2 } }),
];

export const examples = [...payco, ...paymentwall, ...partners, ...kcpquick, ...people, ...searches];
