import { complete, example, ignored, only } from '../../../../support/rule-example.ts';

const key = (pg_provider: string) => ({ billing_key: { pg_provider } });
const reason = '탈퇴';
const extra = { requester: 'customer' };

export const examples = [
  only('issue_billing_key', 'channel', 'nice', 'kakaopay'),
  ...complete('issue_billing_key', 'channel', 'ksnet', { birth: '900101', pwd_2digit: '12' }),
  ...complete('issue_billing_key', 'channel', 'paymentwall', { cvc: '123' }),
  ...complete('issue_billing_key', 'channel', 'welcome', { customer_name: '홍길동' }),
  example(
    'issue_billing_key.toss-customer',
    { seen: { channel: { pg_provider: 'tosspayments' } } },
    { args: { customer_id: '1' }, seen: { channel: { pg_provider: 'tosspayments' } } },
    { seen: { channel: { pg_provider: 'nice' } } },
  ),
  ...ignored('issue_billing_key', 'channel', { cvc: ['123', 'paymentwall', 'nice'] }),
  example('issue_billing_key.pg-fallback', { args: { pg: 'nice' } }, {}),
  example('issue_billing_key.replaces', { seen: { billing_key: {} } }, { seen: { billing_key: null } }),
  example(
    'issue_billing_key.schedules',
    { seen: { billing_key: {}, schedules: [{ schedule_status: 'scheduled' }] } },
    { seen: { billing_key: {}, schedules: [{ schedule_status: 'executed' }] } },
    { seen: { billing_key: null, schedules: [{ schedule_status: 'scheduled' }] } },
  ),
  example('delete_billing_key.none', { seen: { billing_key: null } }, { seen: { billing_key: {} } }),
  example(
    'delete_billing_key.naverpay-reason',
    { args: { extra }, seen: key('naverpay') },
    { args: { reason, extra }, seen: key('naverpay') },
    { seen: key('nice') },
  ),
  example(
    'delete_billing_key.naverpay-requester',
    { args: { reason }, seen: key('naverpay') },
    { args: { reason, extra }, seen: key('naverpay') },
    { seen: key('nice') },
  ),
  example(
    'delete_billing_key.schedules',
    { seen: { schedules: [{ schedule_status: 'scheduled' }] } },
    { seen: { schedules: [{ schedule_status: 'revoked' }] } },
    { seen: { schedules: [] } },
  ),
  only('delete_billing_key', 'billing_key', 'settle_firm', 'kcp_quick'),
  ...ignored('delete_billing_key', 'billing_key', { 'extra.requester': ['admin', 'naverpay', 'nice'] }),
];
