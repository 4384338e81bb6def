import type { Snapshot } from '../../../../../src/guard/snapshot/snapshot.ts';
import { buildExample, buildIgnoredExamples, buildPgExample, DAY, NOON } from '../../../../support/rule-example.ts';

const buildPayment = (more: NonNullable<Snapshot['payment']>) => ({ payment: more });
const buildChannel = (pg_provider: string) => ({ channel: { pg_provider } });
const buildPart = (more: object) => ({
  data: [{ business_registration_number: '123-45-67890', company_name: '상점', amount: 600, ...more }],
});

const payco = [
  buildPgExample('update_payco_order_status', 'payment', 'payco', 'kcp'),
  buildExample(
    'update_payco_order_status.not-paid',
    { seen: buildPayment({ status: 'failed' }) },
    { seen: buildPayment({ status: 'paid' }) },
  ),
  buildExample(
    'update_payco_order_status.no-refund',
    { args: { status: 'CANCELED' }, seen: buildPayment({ status: 'paid' }) },
    { args: { status: 'CANCELED' }, seen: buildPayment({ status: 'cancelled' }) },
    { args: { status: 'DELIVERY_START' }, seen: buildPayment({ status: 'paid' }) },
  ),
  buildExample(
    'update_payco_order_status.decided',
    { args: { status: 'PURCHASE_DECISION' } },
    { args: { status: 'DELIVERY_START' } },
  ),
  buildExample(
    'update_payco_order_status.refunded',
    { args: { status: 'DELIVERY_START' }, seen: buildPayment({ status: 'cancelled' }) },
    { args: { status: 'DELIVERY_START' }, seen: buildPayment({ status: 'paid' }) },
  ),
  buildExample(
    'request_certification_otp.kcp-fields',
    { args: {}, seen: { channel: { pg_provider: 'kcp_v2' } } },
    { args: { verification_method: 'SMS', bypass: {} }, seen: { channel: { pg_provider: 'kcp_v2' } } },
    { args: {}, seen: { channel: { pg_provider: 'danal' } } },
  ),
  buildExample(
    'request_certification_otp.kcp-order',
    { args: { merchant_uid: 'order_1' }, seen: { channel: { pg_provider: 'kcp_v2' } } },
    { args: { merchant_uid: 'order1' }, seen: { channel: { pg_provider: 'kcp_v2' } } },
  ),
];

const paymentwall = [
  buildPgExample('register_paymentwall_delivery', 'payment', 'paymentwall', 'kcp'),
  buildExample(
    'register_paymentwall_delivery.order',
    { args: { merchant_uid: 'b' }, seen: buildPayment({ merchant_uid: 'a' }) },
    { args: { merchant_uid: 'a' }, seen: buildPayment({ merchant_uid: 'a' }) },
  ),
  buildExample(
    'register_paymentwall_delivery.not-paid',
    { seen: buildPayment({ status: 'ready' }) },
    { seen: buildPayment({ status: 'paid' }) },
  ),
  buildExample(
    'register_paymentwall_delivery.state',
    { args: { type: 'physical' } },
    { args: { type: 'physical', shipping_address_state: 'N/A' } },
    { args: { type: 'digital' } },
  ),
];

const partners = [
  buildPgExample('register_partner_receipts', 'payment', 'html5_inicis', 'kcp'),
  buildExample(
    'register_partner_receipts.not-paid',
    { seen: buildPayment({ status: 'ready' }) },
    { seen: buildPayment({ status: 'paid' }) },
  ),
  buildExample(
    'register_partner_receipts.nothing-left',
    { seen: buildPayment({ amount: 10, cancel_amount: 10 }) },
    { seen: buildPayment({ amount: 10, cancel_amount: 9 }) },
  ),
  buildExample(
    'register_partner_receipts.refunded',
    { seen: buildPayment({ status: 'cancelled' }) },
    { seen: buildPayment({ status: 'paid' }) },
  ),
  buildExample(
    'register_partner_receipts.business-number',
    { args: buildPart({ business_registration_number: '1234567890' }) },
    { args: buildPart({}) },
  ),
  buildExample(
    'register_partner_receipts.sum',
    { args: { data: [...buildPart({}).data, ...buildPart({}).data] }, seen: buildPayment({ amount: 1_199 }) },
    { args: { data: [...buildPart({}).data, ...buildPart({}).data] }, seen: buildPayment({ amount: 1_200 }) },
  ),
  buildExample(
    'register_partner_receipts.tax-parts',
    { args: buildPart({ tax_free: 600, vat_amount: 1 }) },
    { args: buildPart({ tax_free: 600 }) },
  ),
  buildExample(
    'register_partner_receipts.iniapi',
    { seen: buildPayment({ pg_provider: 'html5_inicis' }) },
    { seen: buildPayment({ pg_provider: 'kcp' }) },
  ),
];

const kcpquick = [
  buildPgExample('pay_kcpquick_money', 'channel', 'kcp_quick', 'kcp'),
  buildPgExample('release_kcpquick_fido', 'channel', 'kcp_quick', 'kcp'),
  buildExample('kcpquick.key-unseen', { seen: { billing_key: null } }, { seen: { billing_key: {} } }),
  buildExample(
    'kcpquick.key-of-other-pg',
    { seen: { billing_key: { pg_provider: 'nice' } } },
    { seen: { billing_key: { pg_provider: 'kcp_quick' } } },
  ),
  ...['site_code', 'partner_type', 'partner_subtype'].map((name) =>
    buildExample(
      `delete_kcpquick_member.example-${name}`,
      { args: { [name]: name === 'site_code' ? 'IX0XX' : 'IX99' } },
      { args: { [name]: 'A1B2C' } },
    ),
  ),
];

const people = [
  buildPgExample('query_benepia_point', 'channel', 'kcp', 'nice'),
  buildPgExample('pay_benepia_point', 'channel', 'kcp', 'nice'),
  buildExample('pay_benepia_point.test', {}, { args: { benepia_member_code: '1' } }),
  buildPgExample('request_certification_otp', 'channel', 'danal', 'inicis_unified'),
  buildExample(
    'request_certification_otp.app',
    { args: { verification_method: 'APP' }, seen: buildChannel('danal') },
    { args: { verification_method: 'APP' }, seen: buildChannel('kcp_v2') },
    { args: { verification_method: 'SMS' }, seen: buildChannel('danal') },
  ),
  ...buildIgnoredExamples('request_certification_otp', 'channel', { bypass: ['{}', 'kcp_v2', 'danal'] }),
  buildExample('request_certification_otp.birth', { args: { birth: '1990-01-01' } }, { args: { birth: '900101' } }),
  buildExample('request_certification_otp.gender', { args: { gender_digit: '9' } }, { args: { gender_digit: '3' } }),
  buildExample('request_certification_otp.pg-deprecated', { args: { pg: 'danal' } }, {}),
];

const buildReversedExample = (tool: string, [from, to] = ['from', 'to'] as [string, string]) =>
  buildExample(`${tool}.backwards`, { args: { [from]: NOON, [to]: NOON - 1 } }, { args: { [from]: NOON, [to]: NOON } });

const searches = [
  buildReversedExample('list_payments_by_status'),
  buildReversedExample('list_schedules', ['schedule_from', 'schedule_to']),
  buildReversedExample('list_schedules_by_customer'),
  buildReversedExample('list_billing_key_schedules'),
  buildReversedExample('list_naver_reviews'),
  buildExample(
    'list_payments_by_status.window',
    { args: { from: NOON, to: NOON + 90 * DAY + 1 } },
    { args: { from: NOON, to: NOON + 90 * DAY } },
    { args: { from: NOON } },
  ),
];

export const examples = [...payco, ...paymentwall, ...partners, ...kcpquick, ...people, ...searches];
