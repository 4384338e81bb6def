import { ignoredByOtherPgs, requiresArgument, supportedPgs } from '../builders.ts';
import { exists, isAbsent, isGiven, isMissing, pgIs } from '../conditions/common.ts';
import type { Condition, PgRule } from '../rule.ts';
import { billingKeyPgs } from './subscriptions.ts';

const ISSUE = 'POST /subscribe/customers/{customer_uid}';
const DELETE = 'DELETE /subscribe/customers/{customer_uid}';

const hasPendingSchedules: Condition = {
  description: 'schedules of the key are still to run',
  evaluate: ({ snapshot: { schedules } }) => schedules?.some(({ schedule_status }) => schedule_status === 'scheduled'),
};

/** Stored cards. */
export const billingKeyRules: readonly PgRule[] = [
  supportedPgs({
    tool: 'issue_billing_key',
    pgs: ['nice', 'kcp', 'daou', 'html5_inicis', 'tosspayments', 'ksnet', 'nice_v2', 'welcome', 'paymentwall'],
    source: `${ISSUE}; facts 3`,
    kind: 'rejected',
    argument: 'channel_key',
  }),
  ...requiresArgument({
    tool: 'issue_billing_key',
    source: ISSUE,
    required: { ksnet: ['birth', 'pwd_2digit'], paymentwall: ['cvc'], welcome: ['customer_name'] },
  }),
  {
    id: 'issue_billing_key.toss-customer',
    tools: ['issue_billing_key'],
    kind: 'advice',
    argument: 'customer_id',
    when: [pgIs('tosspayments'), isMissing('customer_id')],
    message: {
      en: 'Without "customer_id" Toss Payments cannot tell which buyer the card belongs to.',
      ko: '"customer_id"가 없으면 토스페이먼츠에서 구매자와 카드가 연결되지 않습니다.',
    },
    source: `${ISSUE}: customer_id, tosspayments`,
  },
  ...ignoredByOtherPgs({ tool: 'issue_billing_key', source: ISSUE, usedBy: { cvc: ['paymentwall'] } }),
  {
    id: 'issue_billing_key.pg-fallback',
    tools: ['issue_billing_key'],
    kind: 'advice',
    argument: 'pg',
    when: [isGiven('pg')],
    message: {
      en: 'If "pg" fits no channel, PortOne takes the default one without a word: "channel_key" is safer.',
      ko: '"pg"와 일치하는 채널이 없으면 안내 없이 기본 채널이 쓰입니다. "channel_key"가 더 안전합니다.',
    },
    source: `${ISSUE}: pg`,
  },
  {
    id: 'issue_billing_key.replaces',
    tools: ['issue_billing_key'],
    kind: 'advice',
    argument: 'customer_uid',
    when: [exists('billing_key')],
    message: {
      en: 'A key is stored under this "customer_uid" already: the new card takes its place.',
      ko: '이 "customer_uid"에는 이미 빌링키가 있으며 새 카드로 교체됩니다.',
    },
    source: 'facts 3',
  },
  {
    id: 'issue_billing_key.schedules',
    tools: ['issue_billing_key'],
    kind: 'advice',
    when: [exists('billing_key'), hasPendingSchedules],
    message: {
      en: 'Charges that are booked already will be made to the new card.',
      ko: '이미 예약된 결제는 새 카드로 결제됩니다.',
    },
    source: 'facts 3',
  },
  {
    id: 'delete_billing_key.none',
    tools: ['delete_billing_key'],
    kind: 'rejected',
    argument: 'customer_uid',
    when: [isAbsent('billing_key')],
    message: {
      en: 'No billing key is stored under this "customer_uid".',
      ko: '이 "customer_uid"로 등록된 빌링키가 없습니다.',
    },
    source: 'facts 1.3',
  },
  {
    id: 'delete_billing_key.naverpay-reason',
    tools: ['delete_billing_key'],
    kind: 'invalid_input',
    argument: 'reason',
    when: [pgIs('naverpay'), isMissing('reason')],
    message: {
      en: 'Naver Pay deletes no key without a reason: add "reason".',
      ko: '네이버페이 빌링키 삭제에는 사유가 필요합니다. "reason"을 추가해 주세요.',
    },
    source: `${DELETE}; facts 5`,
  },
  {
    id: 'delete_billing_key.naverpay-requester',
    tools: ['delete_billing_key'],
    kind: 'invalid_input',
    argument: 'extra.requester',
    when: [pgIs('naverpay'), isMissing('extra.requester')],
    message: {
      en: 'Naver Pay wants to know who asked for it: add "extra": {"requester": "customer"} or "admin".',
      ko: '네이버페이 빌링키 삭제에는 요청 주체가 필요합니다. "extra.requester"에 customer 또는 admin을 입력해 주세요.',
    },
    source: `${DELETE}: extra[requester]`,
  },
  {
    id: 'delete_billing_key.schedules',
    tools: ['delete_billing_key'],
    kind: 'advice',
    when: [hasPendingSchedules],
    message: {
      en: 'Charges of this key are still booked and would fail: cancel_schedules first.',
      ko: '이 빌링키로 예약된 결제가 남아 있으며 삭제하면 실패합니다. 먼저 cancel_schedules로 취소하세요.',
    },
    source: 'facts 3',
  },
  supportedPgs({ tool: 'delete_billing_key', pgs: [...billingKeyPgs, 'settle_firm'], source: DELETE, kind: 'advice' }),
  ...ignoredByOtherPgs({ tool: 'delete_billing_key', source: DELETE, usedBy: { 'extra.requester': ['naverpay'] } }),
];
