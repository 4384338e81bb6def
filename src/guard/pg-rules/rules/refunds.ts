import { refundRequesters } from '../../../endpoints/pg-facts/refund-limits.ts';
import { guide, pgGuide, portOneRecord, recording, report, theCall } from '../../../endpoints/pg-facts/witness.ts';
import {
  checksumMismatches,
  exceedsRefundable,
  hasTooManyDecimalsFor,
  isFullyRefunded,
  taxPartsExceedAmount,
} from '../conditions/amounts.ts';
import { isMissing } from '../conditions/arguments.ts';
import { pgIs, statusIs } from '../conditions/payment.ts';
import { type Condition, type PgRule, pgRule } from '../rule.ts';
import { citeApi } from '../sources.ts';
import { refundAccountRules } from './refund-accounts.ts';
import { refundLimitRules } from './refund-limits.ts';

const TOOL = 'cancel_payment';
const tools = [TOOL];

const belongsToOtherOrder: Condition = {
  description: '`merchant_uid` is not that of the payment',
  evaluate: ({ args, snapshot }) => {
    const merchantUid = snapshot.payment?.merchant_uid;
    return typeof merchantUid === 'string' && typeof args.merchant_uid === 'string'
      ? merchantUid !== args.merchant_uid
      : undefined;
  },
};

const stateRules: PgRule[] = [
  pgRule({
    id: 'cancel_payment.another-order',
    kind: 'reject',
    isContradiction: true,
    tools,
    argument: 'merchant_uid',
    when: [belongsToOtherOrder],
    message: {
      en: '"imp_uid" is a payment of another order than "merchant_uid", and PortOne would refund it nevertheless: give only the one that is meant.',
      ko: '"imp_uid"의 결제는 "merchant_uid"의 주문이 아닙니다. 포트원은 imp_uid로 취소하므로 취소할 결제만 지정해 주세요.',
    },
    witnesses: [citeApi(TOOL, 'imp_uid', 'merchant_uid'), portOneRecord('payment')],
  }),
  pgRule({
    id: 'cancel_payment.not-paid',
    kind: 'reject',
    isContradiction: true,
    tools,
    when: [statusIs('ready', 'failed')],
    message: {
      en: 'This attempt was never paid, so there is nothing to refund. Close a virtual account that is still waiting with revoke_vbank.',
      ko: '결제가 완료되지 않은 건이라 취소할 금액이 없습니다. 입금 대기 중인 가상계좌는 revoke_vbank로 말소합니다.',
    },
    witnesses: [citeApi(TOOL), portOneRecord('payment')],
  }),
  pgRule({
    id: 'cancel_payment.nothing-left',
    kind: 'reject',
    tools,
    when: [isFullyRefunded],
    message: { en: 'The payment has already been refunded in full.', ko: '이미 전액 취소된 결제입니다.' },
    witnesses: [recording('client tests: 이미 전액취소된 주문입니다.')],
  }),
  pgRule({
    id: 'cancel_payment.too-much',
    kind: 'reject',
    tools,
    argument: 'amount',
    when: [exceedsRefundable],
    message: {
      en: '"amount" is more than what can still be refunded.',
      ko: '"amount"가 남아 있는 취소 가능 금액보다 큽니다.',
    },
    witnesses: [citeApi(TOOL, 'amount'), guide('integration/cancel/v1/basic')],
  }),
  pgRule({
    id: 'cancel_payment.checksum',
    kind: 'reject',
    tools,
    argument: 'checksum',
    when: [checksumMismatches],
    message: {
      en: '"checksum" is not what can still be refunded: the payment has changed, or was misread. Read it again.',
      ko: '"checksum"이 현재 취소 가능 금액과 다릅니다. 결제를 다시 조회해 주세요.',
    },
    witnesses: [citeApi(TOOL, 'checksum'), guide('integration/cancel/v1/basic')],
  }),
  pgRule({
    id: 'cancel_payment.decimals',
    kind: 'reject',
    tools,
    argument: 'amount',
    when: [hasTooManyDecimalsFor('payment')],
    message: {
      en: '"amount" has more decimals than its currency allows: KRW has none, USD two.',
      ko: '"amount"의 소수 자릿수가 통화에 맞지 않습니다. 원화는 소수점이 없고 USD는 두 자리까지입니다.',
    },
    witnesses: [citeApi(TOOL, 'amount'), report('ISO 4217')],
  }),
  pgRule({
    id: 'cancel_payment.tax-parts',
    kind: 'reject',
    isContradiction: true,
    tools,
    argument: 'tax_free',
    when: [taxPartsExceedAmount()],
    message: {
      en: '"tax_free" and "vat_amount" are parts of the refund: together they cannot be more than it.',
      ko: '"tax_free"와 "vat_amount"의 합이 취소 금액보다 클 수 없습니다.',
    },
    witnesses: [citeApi(TOOL, 'tax_free', 'vat_amount'), theCall],
  }),
];

const requesterPgs = refundRequesters.pgs;

const requesterRules: PgRule[] = [
  pgRule({
    id: 'cancel_payment.naverpay-reason',
    kind: 'warn',
    tools,
    argument: 'reason',
    when: [pgIs(...requesterPgs), isMissing('reason')],
    message: {
      en: "Naver Pay asks for a reason of every refund; without one the shop does not pass Naver Pay's review.",
      ko: '네이버페이는 취소 사유를 요구합니다. 사유가 없으면 네이버페이 검수를 통과할 수 없습니다.',
    },
    witnesses: [citeApi(TOOL, 'reason', 'naverpay'), pgGuide('naver')],
  }),
  pgRule({
    id: 'cancel_payment.naverpay-requester',
    kind: 'warn',
    tools,
    argument: 'extra.requester',
    when: [pgIs(...requesterPgs), isMissing('extra.requester')],
    message: {
      en: 'Naver Pay asks who requested the refund; PortOne enters the shop if nobody is named.',
      ko: '네이버페이는 취소 요청 주체를 요구합니다. 지정하지 않으면 포트원이 가맹점으로 처리합니다.',
    },
    witnesses: [citeApi(TOOL, 'extra', 'naverpay'), pgGuide('naver')],
  }),
];

/** Refunds that PortOne or the PG rejects. */
export const cancelRules: readonly PgRule[] = [
  ...stateRules,
  ...refundAccountRules,
  ...requesterRules,
  ...refundLimitRules,
];
