import { refundRequesters } from '../../../endpoints/pg-facts/refund-limits.ts';
import {
  computedSecondRefund,
  lastingVatLoss,
  noTaxFreeInRefunds,
  uncomputedTaxFree,
  vatOfRefunds,
} from '../../../endpoints/pg-facts/refund-tax.ts';
import { pgGuide, recording } from '../../../endpoints/pg-facts/witness.ts';
import { ignoredByOtherPgs } from '../builders.ts';
import { isPartialRefund, wasCancelledTimes } from '../conditions/amounts.ts';
import { isGiven, isMissing } from '../conditions/arguments.ts';
import { isAnyOf } from '../conditions/condition.ts';
import { matchesPgScope, pgIs } from '../conditions/payment.ts';
import { type PgRule, pgRule } from '../rule.ts';

const TOOL = 'cancel_payment';
const tools = [TOOL];

/** The tax parts of a refund. A payment does not show its own, so a person can only be warned. */
export const refundTaxWarnings: readonly PgRule[] = [
  pgRule({
    id: 'cancel_payment.tax-free',
    kind: 'warn',
    tools,
    argument: 'tax_free',
    when: [pgIs(...uncomputedTaxFree.pgs), isPartialRefund, isMissing('tax_free')],
    message: {
      en: 'If this refunds tax-free goods, decline and ask for the refund again with the tax-free amount: this PG does not calculate it.',
      ko: '면세 상품이 포함된 취소라면 거절하고 면세 금액을 함께 넣어 다시 요청하세요. 이 PG는 면세 금액을 자동으로 계산하지 않습니다.',
    },
    witnesses: uncomputedTaxFree.witnesses,
  }),
  ...noTaxFreeInRefunds.map(({ id, scope, explanation, witnesses }) =>
    pgRule({
      id: `cancel_payment.no-tax-free-${id}`,
      kind: 'warn',
      tools,
      argument: 'tax_free',
      when: [matchesPgScope(scope), isPartialRefund, isGiven('tax_free')],
      message: explanation,
      witnesses,
    }),
  ),
  pgRule({
    id: 'cancel_payment.vat',
    kind: 'warn',
    tools,
    argument: 'vat_amount',
    when: [pgIs(...vatOfRefunds.pgs), isPartialRefund, isMissing('vat_amount')],
    message: {
      en: 'If your shop set the VAT of this payment itself, decline and ask for the refund again with its VAT amount.',
      ko: '결제할 때 부가세를 직접 지정했다면 거절하고 취소할 부가세를 함께 넣어 다시 요청하세요.',
    },
    witnesses: vatOfRefunds.witnesses,
  }),
  pgRule({
    id: 'cancel_payment.vat-lasting',
    kind: 'warn',
    tools,
    argument: 'vat_amount',
    when: [pgIs(...lastingVatLoss.pgs), isPartialRefund, isMissing('vat_amount')],
    message: {
      en: 'Without the VAT that was set at payment, Toss Pay may refuse every later partial refund.',
      ko: '부가세를 빼고 부분취소하면 토스페이에서 이후 부분취소가 불가능해질 수 있습니다.',
    },
    witnesses: lastingVatLoss.witnesses,
  }),
  pgRule({
    id: 'cancel_payment.second-tax',
    kind: 'warn',
    tools,
    when: [
      pgIs(...computedSecondRefund.pgs),
      wasCancelledTimes(1),
      isAnyOf(isGiven('vat_amount'), isGiven('tax_free')),
    ],
    message: {
      en: 'KG Financial computes the tax parts of a second refund itself and ignores those given.',
      ko: 'KG파이낸셜은 두 번째 취소의 과세·면세 금액을 직접 계산하며 입력한 값은 쓰이지 않습니다.',
    },
    witnesses: computedSecondRefund.witnesses,
  }),
  pgRule({
    id: 'cancel_payment.kakaopay-second-part',
    kind: 'warn',
    tools,
    when: [pgIs('kakaopay'), isPartialRefund, wasCancelledTimes(1)],
    message: {
      en: 'Kakao Pay has refused second partial refunds because of their VAT, although enough remained: refunding all that remains is safer.',
      ko: '카카오페이는 잔액이 있어도 부가세 때문에 두 번째 부분취소를 거절한 사례가 있습니다. 남은 금액을 한 번에 취소하는 편이 안전합니다.',
    },
    witnesses: [
      recording('iamport-rest-client-java, issue 20: requested cancel amount is bigger than cancelable amount'),
      pgGuide('kakaopay'),
    ],
  }),
  ...ignoredByOtherPgs({
    tool: TOOL,
    usedBy: { vat_amount: vatOfRefunds.pgs, 'extra.requester': refundRequesters.pgs },
  }),
];
