import { supportedPgs } from '../builders.ts';
import { isNotInFuture, methodIs, statusIsNot } from '../conditions/common.ts';
import type { PgRule } from '../rule.ts';

const ISSUE = 'POST /cvs';
const REVOKE = 'DELETE /cvs/{imp_uid}';

/** Convenience store numbers before they are paid. */
export const cvsRules: readonly PgRule[] = [
  supportedPgs({
    tool: 'issue_cvs_payment',
    pgs: ['galaxia'],
    source: ISSUE,
    kind: 'rejected',
    argument: 'channel_key',
  }),
  supportedPgs({ tool: 'revoke_cvs_payment', pgs: ['galaxia'], source: REVOKE, kind: 'rejected' }),
  {
    id: 'issue_cvs_payment.expired',
    tools: ['issue_cvs_payment'],
    kind: 'invalid_input',
    argument: 'expired_at',
    when: [isNotInFuture('expired_at')],
    message: {
      en: '"expired_at" must be in the future: no store could take the number before it.',
      ko: '"expired_at"은 현재 시각 이후여야 합니다.',
    },
    source: `${ISSUE}: expired_at`,
  },
  {
    id: 'revoke_cvs_payment.method',
    tools: ['revoke_cvs_payment'],
    kind: 'rejected',
    // The document does not list a convenience store among the methods, so those that it lists are named.
    when: [methodIs('card', 'trans', 'vbank', 'phone', 'point', 'naverpay', 'kakaopay', 'payco', 'tosspay', 'paypal')],
    message: { en: 'This payment is not one at a convenience store.', ko: '편의점결제 건이 아닙니다.' },
    source: REVOKE,
  },
  {
    id: 'revoke_cvs_payment.not-waiting',
    tools: ['revoke_cvs_payment'],
    kind: 'rejected',
    when: [statusIsNot('ready')],
    message: {
      en: 'The number no longer waits to be paid. Money that came in goes back with cancel_payment.',
      ko: '수납 대기(ready) 상태가 아닙니다. 수납된 금액은 cancel_payment로 환불합니다.',
    },
    source: REVOKE,
  },
];
