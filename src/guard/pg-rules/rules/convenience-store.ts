import { portOneRecord, theCall } from '../../../endpoints/pg-facts/witness.ts';
import { warnsOfOtherPgs } from '../builders.ts';
import { isNotInFuture } from '../conditions/arguments.ts';
import { methodIs, statusIsNot } from '../conditions/payment.ts';
import { type Condition, type PgRule, pgRule } from '../rule.ts';
import { citeApi } from '../sources.ts';

const ISSUE = 'issue_cvs_payment';
const REVOKE = 'revoke_cvs_payment';

/** The document does not list convenience stores among the methods, so the rule names the listed ones. */
const OTHER_METHODS = [
  'card',
  'trans',
  'vbank',
  'phone',
  'point',
  'naverpay',
  'kakaopay',
  'payco',
  'tosspay',
  'paypal',
];
const isOtherMethod: Condition = {
  description: 'the payment has no convenience store number',
  evaluate: methodIs(...OTHER_METHODS).evaluate,
};

/** Convenience store numbers before they are paid. */
export const cvsRules: readonly PgRule[] = [
  warnsOfOtherPgs({ tool: ISSUE, argument: 'channel_key' }),
  warnsOfOtherPgs({ tool: REVOKE }),
  pgRule({
    id: 'issue_cvs_payment.expired',
    kind: 'reject',
    isContradiction: true,
    tools: [ISSUE],
    argument: 'expired_at',
    when: [isNotInFuture('expired_at')],
    message: {
      en: '"expired_at" must be in the future.',
      ko: '"expired_at"은 현재 시각 이후여야 합니다.',
    },
    witnesses: [citeApi(ISSUE, 'expired_at'), theCall],
  }),
  pgRule({
    id: 'revoke_cvs_payment.method',
    kind: 'reject',
    isContradiction: true,
    tools: [REVOKE],
    when: [isOtherMethod],
    message: { en: 'This is not a convenience store payment.', ko: '편의점결제 건이 아닙니다.' },
    witnesses: [citeApi(REVOKE), portOneRecord('payment')],
  }),
  pgRule({
    id: 'revoke_cvs_payment.not-waiting',
    kind: 'reject',
    isContradiction: true,
    tools: [REVOKE],
    when: [statusIsNot('ready')],
    message: {
      en: 'The number is no longer waiting for payment. Refund money that was paid in with cancel_payment.',
      ko: '수납 대기(ready) 상태가 아닙니다. 수납된 금액은 cancel_payment로 환불합니다.',
    },
    witnesses: [citeApi(REVOKE), portOneRecord('payment')],
  }),
];
