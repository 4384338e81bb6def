import { getArgumentLabel } from '../../../endpoints/argument-labels.ts';
import { pgGuide } from '../../../endpoints/pg-facts/witness.ts';
import { warnsOfOtherPgs } from '../builders.ts';
import { argumentIs } from '../conditions/arguments.ts';
import { pgIsNot } from '../conditions/payment.ts';
import { isAbsent } from '../conditions/records.ts';
import { type PgRule, pgRule } from '../rule.ts';
import { citeApi } from '../sources.ts';

const quickPayGuide = pgGuide('nhn-kcp/kcp-quickpay');
const DOCUMENT_EXAMPLES = ['IX0XX', 'IX99', '99IX'];
const autopayTools = ['pay_kcpquick_autopay', 'delete_kcpquick_autopay_key'];

/** KCP Quick Pay. */
export const kcpquickRules: readonly PgRule[] = [
  warnsOfOtherPgs({ tool: 'pay_kcpquick_money', argument: 'channel_key', confirmedBy: quickPayGuide }),
  warnsOfOtherPgs({ tool: 'release_kcpquick_fido', argument: 'channel_key', confirmedBy: quickPayGuide }),
  // It is not documented whether billing key reads include autopay keys, so this is only a warning.
  pgRule({
    id: 'kcpquick.key-unseen',
    kind: 'warn',
    tools: autopayTools,
    argument: 'customer_uid',
    when: [isAbsent('billing_key')],
    message: {
      en: 'PortOne shows no key of this customer: KCP may not find it.',
      ko: '이 고객으로 조회되는 키가 없습니다. KCP에서 찾지 못할 수 있습니다.',
    },
    witnesses: [citeApi('pay_kcpquick_autopay')],
  }),
  pgRule({
    id: 'kcpquick.key-of-other-pg',
    kind: 'warn',
    tools: autopayTools,
    argument: 'customer_uid',
    when: [pgIsNot('kcp_quick')],
    message: {
      en: "The key that PortOne shows of this customer is another PG's billing key, not one of KCP Quick Pay.",
      ko: '이 고객으로 조회되는 키는 KCP 퀵페이가 아닌 다른 PG의 빌링키입니다.',
    },
    witnesses: [citeApi('pay_kcpquick_autopay')],
  }),
  ...(['site_code', 'partner_type', 'partner_subtype'] as const).map((argument) =>
    pgRule({
      id: `delete_kcpquick_member.example-${argument}`,
      kind: 'warn',
      tools: ['delete_kcpquick_member'],
      argument,
      when: [argumentIs(argument, ...DOCUMENT_EXAMPLES)],
      message: {
        en: `"${getArgumentLabel(argument).en}" is the example in PortOne's document, not the shop's own code.`,
        ko: `"${getArgumentLabel(argument).ko}" 값이 포트원 문서의 예시입니다. 가맹점의 실제 코드인지 확인해 주세요.`,
      },
      witnesses: [citeApi('delete_kcpquick_member', argument)],
    }),
  ),
];
