import { supportedPgs } from '../builders.ts';
import { argumentIs, isAbsent, pgIsNot } from '../conditions/common.ts';
import type { PgRule } from '../rule.ts';

const EXAMPLES = ['IX0XX', 'IX99', '99IX'];

/** KCP Quick Pay. */
export const kcpquickRules: readonly PgRule[] = [
  supportedPgs({
    tool: 'pay_kcpquick_money',
    pgs: ['kcp_quick'],
    source: 'POST /kcpquick/payment/money',
    kind: 'rejected',
    argument: 'channel_key',
  }),
  supportedPgs({
    tool: 'release_kcpquick_fido',
    pgs: ['kcp_quick'],
    source: 'POST /kcpquick/members/{member_id}/fido/release',
    kind: 'rejected',
    argument: 'channel_key',
  }),
  // Whether the reads of billing keys know autopay keys is not documented, so what they say of them is advice.
  {
    id: 'kcpquick.key-unseen',
    tools: ['pay_kcpquick_autopay', 'delete_kcpquick_autopay_key'],
    kind: 'advice',
    argument: 'customer_uid',
    when: [isAbsent('billing_key')],
    message: {
      en: 'PortOne shows no key under this "customer_uid": KCP may not know it.',
      ko: '이 "customer_uid"로 조회되는 키가 없습니다. KCP에서 찾지 못할 수 있습니다.',
    },
    source: 'POST /kcpquick/payment/autopay; facts 11',
  },
  {
    id: 'kcpquick.key-of-other-pg',
    tools: ['pay_kcpquick_autopay', 'delete_kcpquick_autopay_key'],
    kind: 'advice',
    argument: 'customer_uid',
    when: [pgIsNot('kcp_quick')],
    message: {
      en: 'The key that PortOne shows under this "customer_uid" is one of another PG: pay_with_billing_key and delete_billing_key are for those.',
      ko: '이 "customer_uid"로 조회되는 키는 다른 PG의 빌링키입니다. 그 경우 pay_with_billing_key, delete_billing_key를 사용합니다.',
    },
    source: 'POST /kcpquick/payment/autopay',
  },
  ...(['site_code', 'partner_type', 'partner_subtype'] as const).map(
    (argument): PgRule => ({
      id: `delete_kcpquick_member.example-${argument}`,
      tools: ['delete_kcpquick_member'],
      kind: 'invalid_input',
      argument,
      when: [argumentIs(argument, ...EXAMPLES)],
      message: {
        en: `"${argument}" is the example of PortOne's document, not the shop's own code.`,
        ko: `"${argument}" 값이 포트원 문서의 예시입니다. 가맹점의 실제 코드를 입력해 주세요.`,
      },
      source: `DELETE /kcpquick/members/{member_id}: ${argument}; facts 6 (22)`,
    }),
  ),
];
