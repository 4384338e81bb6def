import { keyIssueCharges, pinKeys } from '../../../endpoints/pg-facts/billing-keys.ts';
import { pgGuide, recording, report } from '../../../endpoints/pg-facts/witness.ts';
import { ignoredByOtherPgs, requiresArgument, warnsOfOtherPgs } from '../builders.ts';
import { isGiven, isMissing } from '../conditions/arguments.ts';
import { pgIs } from '../conditions/payment.ts';
import { exists, isAbsent } from '../conditions/records.ts';
import { type Condition, type PgRule, pgRule } from '../rule.ts';
import { citeApi } from '../sources.ts';

const ISSUE = 'issue_billing_key';
const DELETE = 'delete_billing_key';

const hasPendingSchedules: Condition = {
  description: 'schedules of the key are still to run',
  evaluate: ({ snapshot: { schedules } }) => schedules?.some(({ schedule_status }) => schedule_status === 'scheduled'),
};

const issueRules: PgRule[] = [
  warnsOfOtherPgs({ tool: ISSUE, argument: 'channel_key' }),
  ...requiresArgument({
    tool: ISSUE,
    required: { ksnet: ['birth', 'pwd_2digit'], paymentwall: ['cvc'], welcome: ['customer_name'] },
    confirmedBy: { ksnet: pgGuide('ksnet/warning') },
  }),
  pgRule({
    id: 'issue_billing_key.toss-customer',
    kind: 'warn',
    tools: [ISSUE],
    argument: 'customer_id',
    when: [pgIs('tosspayments'), isMissing('customer_id')],
    message: {
      en: 'Without a customer ID Toss Payments cannot tell which buyer the card belongs to.',
      ko: '고객 ID가 없으면 토스페이먼츠에서 구매자와 카드가 연결되지 않습니다.',
    },
    witnesses: [citeApi(ISSUE, 'customer_id', 'tosspayments')],
  }),
  ...ignoredByOtherPgs({ tool: ISSUE, usedBy: { cvc: ['paymentwall'] } }),
  ...keyIssueCharges.map(({ id, pgs, charge, witnesses }) =>
    pgRule({
      id: `issue_billing_key.charges-${id}`,
      kind: 'warn',
      tools: [ISSUE],
      when: [pgIs(...pgs)],
      message: { en: `${charge.en}.`, ko: `${charge.ko}.` },
      witnesses,
    }),
  ),
  pgRule({
    id: 'issue_billing_key.pg-fallback',
    kind: 'warn',
    tools: [ISSUE],
    argument: 'pg',
    when: [isGiven('pg')],
    message: {
      en: 'If no channel matches the PG given, PortOne silently uses the default channel. Choosing the channel itself is safer.',
      ko: '지정한 PG사와 일치하는 채널이 없으면 안내 없이 기본 채널이 쓰입니다. 채널을 직접 지정하는 편이 안전합니다.',
    },
    witnesses: [citeApi(ISSUE, 'pg')],
  }),
  pgRule({
    id: 'issue_billing_key.replaces',
    kind: 'warn',
    tools: [ISSUE],
    argument: 'customer_uid',
    when: [exists('billing_key')],
    message: {
      en: 'This customer already has a billing key: the new card replaces the stored one.',
      ko: '이미 등록된 빌링키가 있으며 새 카드로 교체됩니다.',
    },
    witnesses: [report('iamport-rest-client-ruby')],
  }),
  pgRule({
    id: 'issue_billing_key.schedules',
    kind: 'warn',
    tools: [ISSUE],
    when: [exists('billing_key'), hasPendingSchedules],
    message: {
      en: 'Charges that are already scheduled will be made to the new card.',
      ko: '이미 예약된 결제는 새 카드로 결제됩니다.',
    },
    witnesses: [report('iamport-rest-client-ruby')],
  }),
];

const deleteRules: PgRule[] = [
  pgRule({
    id: 'delete_billing_key.none',
    kind: 'reject',
    tools: [DELETE],
    argument: 'customer_uid',
    isStateConflict: true,
    when: [isAbsent('billing_key')],
    message: {
      en: 'No billing key is stored under this "customer_uid".',
      ko: '이 "customer_uid"로 등록된 빌링키가 없습니다.',
    },
    witnesses: [recording('iamport/go-iamport: 등록된 정보를 찾을 수 없습니다.'), citeApi(DELETE)],
  }),
  pgRule({
    id: 'delete_billing_key.naverpay-reason',
    kind: 'warn',
    tools: [DELETE],
    argument: 'reason',
    when: [pgIs('naverpay'), isMissing('reason')],
    message: {
      en: "Naver Pay asks for a reason of every deletion; without one the shop does not pass Naver Pay's review.",
      ko: '네이버페이는 빌링키 삭제 사유를 요구합니다. 사유가 없으면 네이버페이 검수를 통과할 수 없습니다.',
    },
    witnesses: [citeApi(DELETE, 'reason'), pgGuide('naver')],
  }),
  pgRule({
    id: 'delete_billing_key.naverpay-requester',
    kind: 'warn',
    tools: [DELETE],
    argument: 'extra.requester',
    when: [pgIs('naverpay'), isMissing('extra.requester')],
    message: {
      en: 'Naver Pay asks who requested the deletion; PortOne enters the shop if nobody is named.',
      ko: '네이버페이는 삭제 요청 주체를 요구합니다. 지정하지 않으면 포트원이 가맹점으로 처리합니다.',
    },
    witnesses: [citeApi(DELETE, 'extra[requester]'), pgGuide('naver')],
  }),
  pgRule({
    id: 'delete_billing_key.schedules',
    kind: 'warn',
    tools: [DELETE],
    when: [hasPendingSchedules],
    message: {
      en: 'Charges are still scheduled on this billing key and would fail: cancel them first.',
      ko: '이 빌링키로 예약된 결제가 남아 있으며 삭제하면 실패합니다. 예약을 먼저 취소하세요.',
    },
    witnesses: [citeApi('retry_schedule')],
  }),
  pgRule({
    id: 'delete_billing_key.pin',
    kind: 'warn',
    tools: [DELETE],
    when: [pgIs(...pinKeys.pgs)],
    message: {
      en: 'Keys of KCP Quick Pay are deleted only after the buyer has reset the PIN or left the service.',
      ko: 'KCP 퀵페이 키는 구매자가 PIN을 초기화했거나 서비스를 해지한 뒤에만 삭제합니다.',
    },
    witnesses: pinKeys.witnesses,
  }),
  warnsOfOtherPgs({ tool: DELETE }),
  ...ignoredByOtherPgs({ tool: DELETE, usedBy: { 'extra.requester': ['naverpay'] } }),
];

/** Stored cards. */
export const billingKeyRules: readonly PgRule[] = [...issueRules, ...deleteRules];
