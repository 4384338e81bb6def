import { findPgs, getPgFacts, type Pg } from '../../../endpoints/pg-providers/index.ts';
import { ignoredByOtherPgs } from '../builders.ts';
import { hasPromotion, isPartialRefund } from '../conditions/amounts.ts';
import { isGiven, isMissing } from '../conditions/arguments.ts';
import { methodIs, paymentHas, pgIs } from '../conditions/payment.ts';
import { wasPaidMoreThanDaysAgo } from '../conditions/time.ts';
import { type PgRule, pgRule } from '../rule.ts';
import { cite, citeApi } from '../sources.ts';

const TOOL = 'cancel_payment';
const tools = [TOOL];
const YEAR = 365;
const vatPgs: readonly Pg[] = ['nice', 'nice_v2', 'html5_inicis', 'welcome'];

// A payment does not show its tax-free part, so a person can only be warned about tax.
const taxWarnings: PgRule[] = [
  pgRule({
    id: 'cancel_payment.tax-free',
    kind: 'warn',
    tools,
    argument: 'tax_free',
    when: [
      pgIs('kcp', 'kcp_quick', 'kicc', 'nice', 'payco', 'smartro_v2', 'welcome'),
      isPartialRefund,
      isMissing('tax_free'),
    ],
    message: {
      en: 'If this refunds tax-free goods, decline and ask for the refund again with the tax-free amount: this PG does not calculate it.',
      ko: '면세 상품이 포함된 취소라면 거부하고 면세 금액을 함께 넣어 다시 요청하세요. 이 PG는 면세 금액을 자동으로 계산하지 않습니다.',
    },
    source: citeApi(TOOL, 'tax_free'),
  }),
  pgRule({
    id: 'cancel_payment.vat',
    kind: 'warn',
    tools,
    argument: 'vat_amount',
    when: [pgIs(...vatPgs), isPartialRefund, isMissing('vat_amount')],
    message: {
      en: 'If your shop set the VAT of this payment itself, decline and ask for the refund again with its VAT amount.',
      ko: '결제할 때 부가세를 직접 지정했다면 거부하고 취소할 부가세를 함께 넣어 다시 요청하세요.',
    },
    source: citeApi(TOOL, 'vat_amount'),
  }),
  ...ignoredByOtherPgs({
    tool: TOOL,
    usedBy: { vat_amount: vatPgs, 'extra.requester': findPgs(({ refunds }) => refunds?.requiresRequester) },
  }),
];

const promotionWarnings: PgRule[] = [
  pgRule({
    id: 'cancel_payment.promotion',
    kind: 'warn',
    tools,
    argument: 'amount',
    when: [hasPromotion],
    message: {
      en: 'A promotion was applied: the amounts here are before the discount.',
      ko: '프로모션이 적용된 결제입니다. 취소 금액은 할인 전 금액 기준입니다.',
    },
    source: cite('guide_promotion_refund'),
  }),
  pgRule({
    id: 'cancel_payment.promotion-retain',
    kind: 'warn',
    tools,
    argument: 'retain_promotion',
    when: [hasPromotion, isPartialRefund, isMissing('retain_promotion')],
    message: {
      en: 'If what remains no longer qualifies for the promotion, its discount is taken back. To keep it, decline and ask for the refund again with the promotion kept.',
      ko: '취소 후 남는 금액이 프로모션 조건에 맞지 않으면 할인이 회수됩니다. 할인을 유지하려면 거부하고 프로모션 유지를 지정해 다시 요청하세요.',
    },
    source: citeApi(TOOL, 'retain_promotion'),
  }),
];

const receiptWarnings: PgRule[] = [
  pgRule({
    id: 'cancel_payment.receipt-stays',
    kind: 'warn',
    tools,
    when: [pgIs(...findPgs(({ receipts }) => receipts?.stayOnRefund)), paymentHas('cash_receipt_issued', true)],
    message: {
      en: 'This PG does not revoke the cash receipt with the payment: it has to be revoked separately.',
      ko: '이 PG는 결제를 취소해도 현금영수증이 자동으로 취소되지 않아 따로 취소해야 합니다.',
    },
    source: citeApi(TOOL, 'ksnet', 'smartro_v2'),
  }),
  pgRule({
    id: 'cancel_payment.receipt-again',
    kind: 'warn',
    tools,
    when: [pgIs('ksnet'), paymentHas('cash_receipt_issued', true), isPartialRefund],
    message: {
      en: 'After a partial refund of partly tax-free goods, KSNET requires the cash receipt to be revoked and issued again for what remains.',
      ko: '복합과세 결제를 부분취소하면 KSNET에서는 기존 현금영수증을 취소하고 남은 금액으로 다시 발급해야 합니다.',
    },
    source: citeApi(TOOL, 'ksnet'),
  }),
];

const delayWarnings: PgRule[] = [
  pgRule({
    id: 'cancel_payment.vbank-next-day',
    kind: 'warn',
    tools,
    when: [methodIs('vbank')],
    message: {
      en: `The refund arrives on the next business day (Kiwoom Pay: ${getPgFacts('daou').refunds?.vbankBusinessDays} or more business days) and requires a contract with the PG.`,
      ko: `가상계좌 환불은 다음 영업일(키움페이는 ${getPgFacts('daou').refunds?.vbankBusinessDays}영업일 이상)에 입금되며 PG사 특약 계약이 필요합니다.`,
    },
    source: citeApi(TOOL, 'refund_holder'),
  }),
  pgRule({
    id: 'cancel_payment.vbank-smartro-later',
    kind: 'warn',
    tools,
    when: [pgIs(...findPgs(({ refunds }) => refunds?.pending === 'vbank')), methodIs('vbank')],
    message: {
      en: 'Smartro accepts the request at once and pays later: only the webhook tells that the refund is complete.',
      ko: '스마트로 가상계좌 환불은 비동기로 처리되며 최종 결과는 웹훅으로 통보됩니다.',
    },
    source: citeApi(TOOL, 'smartro_v2'),
  }),
  pgRule({
    id: 'cancel_payment.paypal-later',
    kind: 'warn',
    tools,
    when: [pgIs(...findPgs(({ refunds }) => refunds?.pending === 'all'))],
    message: {
      en: 'PayPal may keep a refund pending for a while.',
      ko: '페이팔 취소는 일정 시간 대기 상태일 수 있습니다.',
    },
    source: citeApi(TOOL, 'paypal_v2'),
  }),
  pgRule({
    id: 'cancel_payment.kcp-next-month',
    kind: 'warn',
    tools,
    when: [pgIs(...findPgs(({ refunds }) => refunds?.earlierPhoneBill)), methodIs('phone'), isGiven('refund_account')],
    message: {
      en: 'KCP refunds a phone bill of an earlier month on the next business day, and only with a contract for it.',
      ko: 'KCP 휴대폰 익월 환불은 특약 계약이 필요하며 다음 영업일에 처리됩니다.',
    },
    source: citeApi(TOOL, 'kcp'),
  }),
];

const refusalWarnings: PgRule[] = [
  pgRule({
    id: 'cancel_payment.card-year',
    kind: 'warn',
    tools,
    when: [methodIs('card'), wasPaidMoreThanDaysAgo(YEAR)],
    message: {
      en: 'Card payments can usually be refunded for about a year: the card company may refuse this one.',
      ko: '카드 결제 취소 기한은 보통 약 1년입니다. 카드사에서 거절할 수 있습니다.',
    },
    source: cite('help_refund_deadlines'),
  }),
  pgRule({
    id: 'cancel_payment.kakaopay-year',
    kind: 'warn',
    tools,
    when: [pgIs('kakaopay'), wasPaidMoreThanDaysAgo(getPgFacts('kakaopay').refunds?.cardDays ?? YEAR)],
    message: {
      en: 'Kakao Pay refunds card payments for one year and Kakao Money for five: a card payment will be refused.',
      ko: '카카오페이는 카드 1년, 머니 5년까지 취소할 수 있습니다. 카드로 결제했다면 거절될 수 있습니다.',
    },
    source: cite('help_refund_deadlines'),
  }),
  pgRule({
    id: 'cancel_payment.escrow',
    kind: 'warn',
    tools,
    argument: 'escrow_confirmed',
    when: [paymentHas('escrow', true), isMissing('escrow_confirmed')],
    message: {
      en: 'This is an escrow payment. If the buyer has confirmed the purchase, decline and ask for the refund again as one after confirmation: the PG may refuse it otherwise.',
      ko: '에스크로 결제입니다. 구매자가 구매를 확정했다면 거부하고 구매확정 후 취소로 다시 요청하세요. 지정하지 않으면 PG사가 거절할 수 있습니다.',
    },
    source: cite('v1_clients', 'iamport-rest-client-java'),
  }),
  pgRule({
    id: 'cancel_payment.naverco',
    kind: 'warn',
    tools,
    when: [pgIs('naverco')],
    message: {
      en: 'A Naver Pay order is cancelled by item at Naver: cancelling its items, or approving the cancellation or return, keeps them in step.',
      ko: '네이버페이 주문형은 상품주문 단위로 취소합니다. 상품주문을 취소하거나 취소·반품 요청을 승인하는 것이 안전합니다.',
    },
    source: citeApi('cancel_naver_orders'),
  }),
];

const testChannelWarnings: PgRule[] = [
  pgRule({
    id: 'cancel_payment.test-refunded',
    kind: 'warn',
    tools,
    when: [
      paymentHas('sandbox', true),
      pgIs(...findPgs(({ refundsTestPayments }) => refundsTestPayments)),
      wasPaidMoreThanDaysAgo(1),
    ],
    message: {
      en: 'The PG may have refunded this test payment by itself, which PortOne does not show: it may answer that the payment is already cancelled.',
      ko: 'PG사가 테스트 결제를 자동으로 환불했을 수 있으며 포트원에는 반영되지 않습니다. 이미 취소된 거래라는 응답이 올 수 있습니다.',
    },
    source: cite('help_test_refunds'),
  }),
  pgRule({
    id: 'cancel_payment.test-vbank',
    kind: 'warn',
    tools,
    when: [paymentHas('sandbox', true), methodIs('vbank')],
    message: {
      en: 'A deposit into a test virtual account is not real: the PG will answer that nothing was paid in.',
      ko: '테스트 가상계좌는 실제 입금이 없어 PG사가 입금 내역이 없다고 응답합니다.',
    },
    source: cite('help_test_refunds'),
  }),
];

/** What a person should know before confirming a refund. */
export const cancelWarnings: readonly PgRule[] = [
  ...taxWarnings,
  ...promotionWarnings,
  ...receiptWarnings,
  ...delayWarnings,
  ...refusalWarnings,
  ...testChannelWarnings,
];
