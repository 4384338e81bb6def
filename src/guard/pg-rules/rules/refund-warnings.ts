import { ignoredByOtherPgs } from '../builders.ts';
import { hasPromotion, isPartialRefund } from '../conditions/amounts.ts';
import { isGiven, isMissing, methodIs, paymentHas, pgIs, wasPaidMoreThanDaysAgo } from '../conditions/common.ts';
import type { Condition, PgRule } from '../rule.ts';

const DOCUMENT = 'POST /payments/cancel';

const createWarning = (
  id: string,
  when: readonly Condition[],
  en: string,
  ko: string,
  source: string,
  argument?: string,
): PgRule => ({
  id: `cancel_payment.${id}`,
  tools: ['cancel_payment'],
  kind: 'advice',
  ...(argument ? { argument } : {}),
  when,
  message: { en, ko },
  source,
});

/** What is worth knowing before agreeing to a refund. A payment does not show its tax-free part, so tax can only be advised on. */
export const cancelWarnings: readonly PgRule[] = [
  createWarning(
    'tax-free',
    [
      pgIs('kcp', 'kcp_quick', 'kicc', 'nice', 'payco', 'smartro_v2', 'welcome'),
      isPartialRefund,
      isMissing('tax_free'),
    ],
    'If tax-free goods are among those refunded, "tax_free" must be given: this PG does not work it out.',
    '면세 금액이 포함된 취소라면 "tax_free"를 입력해야 합니다. 이 PG는 면세 금액을 자동으로 계산하지 않습니다.',
    `${DOCUMENT}: tax_free`,
    'tax_free',
  ),
  createWarning(
    'vat',
    [pgIs('nice', 'nice_v2', 'html5_inicis', 'welcome'), isPartialRefund, isMissing('vat_amount')],
    'If the VAT was set at payment, "vat_amount" must be given here too.',
    '결제 시 부가세를 지정했다면 취소 시에도 "vat_amount"를 입력해야 합니다.',
    `${DOCUMENT}: vat_amount`,
    'vat_amount',
  ),
  ...ignoredByOtherPgs({
    tool: 'cancel_payment',
    usedBy: { vat_amount: ['nice', 'nice_v2', 'html5_inicis', 'welcome'], 'extra.requester': ['naverpay'] },
    source: DOCUMENT,
  }),
  createWarning(
    'promotion',
    [hasPromotion],
    'A promotion was applied: the amounts here are those before the discount.',
    '프로모션이 적용된 결제입니다. 취소 금액은 할인 전 금액 기준입니다.',
    'facts 2.2',
    'amount',
  ),
  createWarning(
    'promotion-retain',
    [hasPromotion, isPartialRefund, isMissing('retain_promotion')],
    'If what remains no longer meets the promotion, its discount is taken back unless "retain_promotion" is true.',
    '취소 후 남는 금액이 프로모션 조건에 맞지 않으면 할인이 회수됩니다. 유지하려면 "retain_promotion"을 true로 지정하세요.',
    `${DOCUMENT}: retain_promotion`,
    'retain_promotion',
  ),
  createWarning(
    'receipt-stays',
    [pgIs('ksnet', 'smartro_v2'), paymentHas('cash_receipt_issued', true)],
    'The cash receipt is not taken back with the payment here: revoke_receipt does that.',
    '이 PG는 결제를 취소해도 현금영수증이 자동으로 취소되지 않습니다. revoke_receipt로 따로 취소해야 합니다.',
    `${DOCUMENT}, ksnet; POST /receipts/{imp_uid}, smartro_v2`,
  ),
  createWarning(
    'receipt-again',
    [pgIs('ksnet'), paymentHas('cash_receipt_issued', true), isPartialRefund],
    'After a partial refund of goods partly tax-free, KSNET wants the cash receipt revoked and issued again for what remains.',
    '복합과세 결제를 부분취소하면 KSNET에서는 기존 현금영수증을 취소하고 남은 금액으로 다시 발급해야 합니다.',
    `${DOCUMENT}, ksnet`,
  ),
  createWarning(
    'vbank-next-day',
    [methodIs('vbank')],
    'The refund reaches the account on the next business day (Kiwoom Pay: seven or more) and needs a contract with the PG.',
    '가상계좌 환불은 다음 영업일(키움페이는 7영업일 이상)에 입금되며 PG사 특약 계약이 필요합니다.',
    'facts 2.2',
  ),
  createWarning(
    'vbank-smartro-later',
    [pgIs('smartro_v2'), methodIs('vbank')],
    'Smartro answers at once and pays later: only the webhook says that the refund is done.',
    '스마트로 가상계좌 환불은 비동기로 처리되며 최종 결과는 웹훅으로 통보됩니다.',
    `${DOCUMENT}, smartro_v2`,
  ),
  createWarning(
    'paypal-later',
    [pgIs('paypal_v2')],
    'PayPal may keep a refund pending for a while.',
    '페이팔 취소는 일정 시간 대기 상태일 수 있습니다.',
    'facts 2.1',
  ),
  createWarning(
    'card-year',
    [methodIs('card'), wasPaidMoreThanDaysAgo(365)],
    'Card payments can usually be refunded for about a year: the card company may refuse this one.',
    '카드 결제 취소 기한은 보통 약 1년입니다. 카드사에서 거절할 수 있습니다.',
    'facts 2.2 (deadlines by method)',
  ),
  createWarning(
    'kakaopay-year',
    [pgIs('kakaopay'), wasPaidMoreThanDaysAgo(365)],
    'Kakao Pay refunds a card for a year and Kakao Money for five: if this was paid by card, it will be refused.',
    '카카오페이는 카드 1년, 머니 5년까지 취소할 수 있습니다. 카드로 결제했다면 거절될 수 있습니다.',
    'facts 2.2 (deadlines by method)',
  ),
  createWarning(
    'escrow',
    [paymentHas('escrow', true), isMissing('escrow_confirmed')],
    'This is an escrow payment: once the buyer has confirmed the purchase, the PG may refuse without "escrow_confirmed".',
    '에스크로 결제입니다. 구매확정 후라면 "escrow_confirmed" 없이는 PG사가 거절할 수 있습니다.',
    'facts 2.2, 7 (workflow 12)',
    'escrow_confirmed',
  ),
  createWarning(
    'naverco',
    [pgIs('naverco')],
    'A Naver Pay order is cancelled by item at Naver: cancel_naver_orders, approve_naver_cancel or approve_naver_return keep the items in step.',
    '네이버페이 주문형은 상품주문 단위로 취소합니다. cancel_naver_orders, approve_naver_cancel, approve_naver_return을 사용하는 것이 안전합니다.',
    'facts 4 (Naver order type)',
  ),
  createWarning(
    'test-refunded',
    [
      paymentHas('sandbox', true),
      pgIs('html5_inicis', 'inicis', 'inicis_unified', 'settle', 'smartro', 'smartro_v2', 'danal', 'danal_tpay'),
      wasPaidMoreThanDaysAgo(1),
    ],
    'The PG gives test payments back by itself within a day, which PortOne does not show: it may say that this one is cancelled already.',
    'PG사가 테스트 결제를 자동으로 환불했을 수 있으며 포트원에는 반영되지 않습니다. 이미 취소된 거래라는 응답이 올 수 있습니다.',
    'facts 8',
  ),
  createWarning(
    'test-vbank',
    [paymentHas('sandbox', true), methodIs('vbank')],
    'A deposit into a test virtual account is not real: the PG will say that nothing was paid in.',
    '테스트 가상계좌는 실제 입금이 없어 PG사가 입금 내역이 없다고 응답합니다.',
    'facts 1.3, 8',
  ),
  createWarning(
    'kcp-next-month',
    [pgIs('kcp'), methodIs('phone'), isGiven('refund_account')],
    'KCP pays a phone bill of an earlier month back on the next business day, and only with a contract for it.',
    'KCP 휴대폰 익월 환불은 특약 계약이 필요하며 다음 영업일에 처리됩니다.',
    `${DOCUMENT}, kcp`,
  ),
];
