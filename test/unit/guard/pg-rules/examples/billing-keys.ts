import {
  buildExample,
  buildIgnoredExamples,
  buildPgExample,
  buildRequiredExamples,
} from '../../../../support/rule-example.ts';

const buildBillingKey = (pg_provider: string) => ({ billing_key: { pg_provider } });
const reason = '탈퇴';
const extra = { requester: 'customer' };

export const examples = [
  buildPgExample('issue_billing_key', 'channel', 'nice', 'kakaopay'),
  ...buildRequiredExamples('issue_billing_key', 'channel', 'ksnet', { birth: '900101', pwd_2digit: '12' }),
  ...buildRequiredExamples('issue_billing_key', 'channel', 'paymentwall', { cvc: '123' }),
  ...buildRequiredExamples('issue_billing_key', 'channel', 'welcome', { customer_name: '홍길동' }),
  buildExample(
    'issue_billing_key.toss-customer',
    { seen: { channel: { pg_provider: 'tosspayments' } } },
    { args: { customer_id: '1' }, seen: { channel: { pg_provider: 'tosspayments' } } },
    { seen: { channel: { pg_provider: 'nice' } } },
  ),
  ...buildIgnoredExamples('issue_billing_key', 'channel', { cvc: ['123', 'paymentwall', 'nice'] }),
  buildExample('issue_billing_key.pg-fallback', { args: { pg: 'nice' } }, {}),
  buildExample('issue_billing_key.replaces', { seen: { billing_key: {} } }, { seen: { billing_key: null } }),
  buildExample(
    'issue_billing_key.schedules',
    { seen: { billing_key: {}, schedules: [{ schedule_status: 'scheduled' }] } },
    { seen: { billing_key: {}, schedules: [{ schedule_status: 'executed' }] } },
    { seen: { billing_key: null, schedules: [{ schedule_status: 'scheduled' }] } },
  ),
  buildExample('delete_billing_key.none', { seen: { billing_key: null } }, { seen: { billing_key: {} } }),
  buildExample(
    'delete_billing_key.naverpay-reason',
    { args: { extra }, seen: buildBillingKey('naverpay') },
    { args: { reason, extra }, seen: buildBillingKey('naverpay') },
    { seen: buildBillingKey('nice') },
  ),
  buildExample(
    'delete_billing_key.naverpay-requester',
    { args: { reason }, seen: buildBillingKey('naverpay') },
    { args: { reason, extra }, seen: buildBillingKey('naverpay') },
    { seen: buildBillingKey('nice') },
  ),
  buildExample(
    'delete_billing_key.schedules',
    { seen: { schedules: [{ schedule_status: 'scheduled' }] } },
    { seen: { schedules: [{ schedule_status: 'revoked' }] } },
    { seen: { schedules: [] } },
  ),
  buildPgExample('delete_billing_key', 'billing_key', 'settle_firm', 'eximbay'),
  ...buildIgnoredExamples('delete_billing_key', 'billing_key', { 'extra.requester': ['admin', 'naverpay', 'nice'] }),
  buildExample(
    'issue_billing_key.charges-danal',
    { seen: { channel: { pg_provider: 'danal' } } },
    { seen: { channel: { pg_provider: 'nice' } } },
  ),
  buildExample(
    'issue_billing_key.charges-mobilians',
    { seen: { channel: { pg_provider: 'mobilians' } } },
    { seen: { channel: { pg_provider: 'nice' } } },
  ),
  buildExample(
    'issue_billing_key.charges-paymentwall',
    { seen: { channel: { pg_provider: 'paymentwall' } } },
    { seen: { channel: { pg_provider: 'nice' } } },
  ),
  // W13: the guide has shops delete these keys.
  buildExample(
    'delete_billing_key.pin',
    { seen: { billing_key: { pg_provider: 'kcp_quick' } } },
    { seen: { billing_key: { pg_provider: 'kcp' } } },
  ),
];
