import { pendingRefunds } from '../../../endpoints/pg-facts/refund-timing.ts';
import { guide } from '../../../endpoints/pg-facts/witness.ts';
import { isTrue } from '../conditions/arguments.ts';
import { unless } from '../conditions/condition.ts';
import { matchesPgScope, statusIs } from '../conditions/payment.ts';
import { type PgRule, pgRule } from '../rule.ts';
import { citeApi } from '../sources.ts';

const TOOL = 'cancel_payment';
const witnesses = [citeApi(TOOL, 'enable_webhook'), guide('integration/webhook/readme-v1')] as const;

/** Whether the shop learns of a refund: PortOne sends no webhook for a refund by the API unless it is asked to. */
export const webhookWarnings: readonly PgRule[] = [
  pgRule({
    id: `${TOOL}.shop-not-told`,
    kind: 'warn',
    tools: [TOOL],
    when: [
      statusIs('paid', 'cancelled'),
      unless(isTrue('enable_webhook')),
      // Of a refund that the PG makes later, nothing is to be recorded yet.
      ...pendingRefunds.map(({ scope }) => unless(matchesPgScope(scope))),
    ],
    message: {
      en: 'PortOne does not tell the shop of this refund: record it in the shop, so that nothing refunded is shipped.',
      ko: '이 환불은 쇼핑몰에 웹훅으로 통지되지 않습니다. 환불한 상품이 발송되지 않도록 쇼핑몰에 환불을 직접 반영해 주세요.',
    },
    witnesses,
  }),
  pgRule({
    id: `${TOOL}.shop-told`,
    kind: 'warn',
    tools: [TOOL],
    when: [statusIs('paid', 'cancelled'), isTrue('enable_webhook')],
    message: {
      en: 'PortOne tells the shop of this refund by webhook, if the payment used one.',
      ko: '이 환불은 쇼핑몰에 웹훅으로 통지됩니다(웹훅을 사용한 결제에 한함).',
    },
    witnesses,
  }),
];
