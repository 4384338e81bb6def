import type { Samples } from '../../support/tool-case.ts';

/** A support ticket as the model passes it on, and what the answer must contain. */
export interface Investigation {
  /** The question to the agent. */
  question: string;
  buildTicket(samples: Samples): Record<string, unknown>;
  outcome?: 'candidates' | 'not_found';
  /** Codes that must be among the findings. */
  codes: readonly string[];
  /** Codes that must not be among the findings. */
  without?: readonly string[];
  /** Tools that the next steps must name. */
  steps?: readonly string[];
  /** Texts of the timeline, in this order. */
  timeline?: readonly string[];
}

const getImpUid =
  (situation: string, more: Record<string, unknown> = {}) =>
  (samples: Samples) => ({ imp_uid: samples[situation]?.imp_uid, ...more });
const getMerchantUid =
  (situation: string, more: Record<string, unknown> = {}) =>
  (samples: Samples) => ({ merchant_uid: samples[situation]?.merchant_uid, ...more });

/** The twelve workflows of a support desk and two more, with their variants. */
export const investigations: readonly Investigation[] = [
  // 1. Paid but the order is not completed.
  {
    question: '결제는 됐는데 주문이 미결제로 남아 있어요',
    buildTicket: getMerchantUid('paid_card'),
    codes: ['paid_order_open'],
    without: ['double_payment', 'payment_failed'],
  },
  {
    question: '주문번호 order_paid_crad, 연락처 뒷자리 1701 고객이 결제했대요',
    buildTicket: () => ({ merchant_uid: 'order_paid_crad', buyer_tel: '1701' }),
    codes: ['id_not_found', 'paid_order_open'],
  },
  {
    question: '주문번호가 paid_card로 끝난다는데 찾아주세요',
    buildTicket: () => ({ merchant_uid: 'paid_card' }),
    outcome: 'not_found',
    codes: ['not_found'],
    steps: ['search_payments'],
  },
  {
    question: '없는 번호인데 연락처도 안 맞아요',
    buildTicket: () => ({ imp_uid: 'imp_000000000000', buyer_tel: '010-9999-0000' }),
    outcome: 'not_found',
    codes: ['id_not_found', 'not_found'],
  },
  {
    question: '결제창에서 나갔는데 결제된 건가요?',
    buildTicket: getMerchantUid('left_window'),
    codes: ['buyer_left'],
    without: ['paid_order_open'],
  },
  {
    question: '결제가 왜 실패했나요?',
    buildTicket: getMerchantUid('failed'),
    codes: ['payment_failed'],
    timeline: ['Failed'],
  },
  {
    question: '한 번 실패하고 다시 결제했는데 됐나요?',
    buildTicket: getMerchantUid('retried_order'),
    codes: ['paid_order_open'],
    without: ['double_payment'],
    timeline: ['Failed', 'Paid ₩158,000'],
  },
  {
    question: '실패한 그 결제는 어떻게 된 건가요?',
    buildTicket: (samples) => ({ imp_uid: samples.retried_order?.failed_imp_uid }),
    codes: ['payment_failed', 'paid_by_another_attempt'],
    steps: ['investigate_payment'],
  },
  // 2. Double payment.
  {
    question: '두 번 결제됐어요',
    buildTicket: getImpUid('double_payment'),
    codes: ['double_payment'],
    steps: ['refund_payment'],
  },
  {
    question: '45,500원이 두 번 빠져나갔대요. 전화번호 끝자리 1704',
    buildTicket: () => ({ buyer_tel: '1704', amount: 45_500, period: '최근 3일' }),
    outcome: 'candidates',
    codes: ['double_payment', 'several_candidates'],
    steps: ['refund_payment', 'investigate_payment'],
  },
  // 3. A deposit that is not recognized.
  { question: '입금했는데 확인이 안 돼요', buildTicket: getMerchantUid('vbank_waiting'), codes: ['vbank_waiting'] },
  { question: '기한 지나서 입금하려는데요', buildTicket: getMerchantUid('vbank_expired'), codes: ['vbank_expired'] },
  {
    question: '금액을 잘못 입금했어요',
    buildTicket: getMerchantUid('vbank_wrong_amount'),
    codes: ['deposit_amount_differs'],
    timeline: ['issued', 'Deposit of ₩50,000'],
  },
  {
    question: '늦게 입금했어요',
    buildTicket: getMerchantUid('vbank_late_deposit'),
    codes: ['deposit_late'],
    without: ['vbank_expired'],
  },
  {
    question: '테스트 가상계좌에 입금했어요',
    buildTicket: getImpUid('vbank_test_channel'),
    codes: ['vbank_test_channel', 'test_channel_row'],
    without: ['vbank_waiting'],
  },
  { question: '편의점에서 아직 안 냈어요', buildTicket: getMerchantUid('cvs_waiting'), codes: ['cvs_waiting'] },
  {
    question: '가상계좌 결제 환불해 주세요',
    buildTicket: getMerchantUid('vbank_paid'),
    codes: ['refund_needs_account'],
  },
  // 4. Partial refund.
  {
    question: '부분 취소하고 얼마 남았나요?',
    buildTicket: getMerchantUid('partially_cancelled'),
    codes: ['partly_refunded'],
    timeline: ['Refunded ₩20,000 (취소); ₩44,900 remains', 'Refunded ₩4,900 (취소); ₩40,000 remains'],
  },
  { question: '환불됐나요?', buildTicket: getMerchantUid('fully_cancelled'), codes: ['fully_refunded'] },
  {
    question: '저희가 취소한 적 없는데 취소됐어요',
    buildTicket: getMerchantUid('console_cancelled'),
    codes: ['payment_cancelled_in_console', 'fully_refunded'],
  },
  {
    question: '휴대폰 결제 일부만 취소되나요?',
    buildTicket: getMerchantUid('no_partial_cancel'),
    codes: ['refund_restricted'],
  },
  { question: '상품권 결제 부분 취소요', buildTicket: getMerchantUid('gift_card'), codes: ['refund_restricted'] },
  {
    question: 'KSNET 부분취소가 더 안 돼요',
    buildTicket: getMerchantUid('ksnet_nine_partials'),
    codes: ['refund_restricted'],
  },
  // 5. A refund refused for the PG's balance.
  {
    question: '환불이 안 돼요',
    buildTicket: getImpUid('balance_short', {
      error_message: '결제취소에 실패하였습니다. [8178|취소 금액보다 상계가능 정산금액 부족]',
    }),
    codes: ['refund_failed_pg_balance'],
  },
  {
    question: '이미 취소된 거래라고 나와요',
    buildTicket: getImpUid('cancelled_at_pg', { error_message: '결제취소에 실패하였습니다. [500626|기 취소 거래]' }),
    codes: ['cancelled_at_pg_only'],
  },
  // 6. A subscription that failed.
  {
    question: '정기결제가 왜 안 됐어요?',
    buildTicket: getMerchantUid('failed_subscription'),
    codes: ['subscription_failed'],
    without: ['payment_failed'],
    steps: ['reschedule_payment', 'retry_schedule'],
    timeline: ['Billing key stored', 'Failed'],
  },
  {
    question: '카드 등록이 풀렸대요',
    buildTicket: getMerchantUid('missing_key'),
    codes: ['key_missing', 'subscription_failed'],
  },
  {
    question: '카드를 바꿨는데 다시 결제해 주세요',
    buildTicket: getMerchantUid('replaced_key_after_failure'),
    codes: ['key_replaced', 'subscription_failed'],
    steps: ['retry_schedule'],
  },
  // 7. Cash receipts.
  {
    question: '현금영수증이 안 나왔어요',
    buildTicket: getMerchantUid('receipt_none'),
    codes: ['receipt_missing'],
    steps: ['issue_receipt'],
  },
  {
    question: '자진발급된 것 같아요',
    buildTicket: getMerchantUid('receipt_auto_issued'),
    codes: ['receipt_auto_issued'],
  },
  {
    question: '현금영수증을 다시 발급해 주세요',
    buildTicket: getMerchantUid('receipt_revoked'),
    codes: ['receipt_revoked'],
    steps: ['issue_receipt'],
    timeline: ['Cash receipt for ₩44,000 issued', 'Cash receipt cancelled'],
  },
  {
    question: '환불했는데 현금영수증이 남아 있어요',
    buildTicket: getMerchantUid('receipt_left_over'),
    codes: ['receipt_not_revoked_after_cancel'],
    steps: ['revoke_receipt'],
  },
  { question: '현금영수증 나왔나요?', buildTicket: getMerchantUid('receipt_issued'), codes: ['receipt_issued'] },
  // 8. Amounts.
  {
    question: '890원만 결제됐어요',
    buildTicket: getMerchantUid('amount_differs'),
    codes: ['amount_differs_from_prepared'],
    without: ['paid_order_open'],
  },
  {
    question: '주문 금액은 79,000원인데요',
    buildTicket: getMerchantUid('paid_card', { expected_amount: 79_000 }),
    codes: ['amount_differs_from_expected'],
  },
  {
    question: '사전등록만 한 주문이에요',
    buildTicket: getMerchantUid('prepared'),
    outcome: 'not_found',
    codes: ['order_never_tried'],
  },
  {
    question: '본인인증 결과에 휴대폰 번호가 없어요',
    buildTicket: getImpUid('certification_without_birth'),
    outcome: 'not_found',
    codes: ['identity_check'],
    without: ['not_found'],
    steps: ['get_certification'],
  },
  // 9. Stopping a subscription.
  {
    question: '다음 달 정기결제가 걸려 있나요?',
    buildTicket: getMerchantUid('subscription'),
    outcome: 'not_found',
    codes: ['schedule_waiting'],
    steps: ['review_subscriptions'],
  },
  {
    question: '해지했는데 또 결제되나요?',
    buildTicket: getMerchantUid('revoked_subscription'),
    outcome: 'not_found',
    codes: ['schedule_revoked'],
  },
  // 10. Reconciliation: a payment in another currency and one by an easy-pay service.
  {
    question: '달러 결제 건 확인',
    buildTicket: getMerchantUid('foreign', { expected_amount: 10.5 }),
    codes: ['paid_order_open'],
    without: ['amount_differs_from_expected'],
  },
  { question: '네이버페이 결제 확인', buildTicket: getMerchantUid('naverpay'), codes: ['paid_order_open'] },
  // 11. Naver order type.
  {
    question: '네이버 반품 처리해 주세요',
    buildTicket: getMerchantUid('naver_return_requested'),
    codes: ['naver_return_open'],
  },
  {
    question: '반품 보류한 건은요?',
    buildTicket: getMerchantUid('naver_return_withheld'),
    codes: ['naver_return_open'],
    steps: ['approve_naver_return'],
  },
  {
    question: '네이버 취소 요청이 들어왔어요',
    buildTicket: getMerchantUid('naver_cancel_requested'),
    codes: ['naver_cancel_requested'],
    steps: ['approve_naver_cancel'],
  },
  {
    question: '네이버 교환이요',
    buildTicket: getMerchantUid('naver_exchange_collecting'),
    codes: ['naver_exchange_open'],
    steps: ['collect_naver_exchange'],
  },
  { question: '네이버 주문 발송 전인가요?', buildTicket: getMerchantUid('naver_paid'), codes: ['naver_not_shipped'] },
  {
    question: '상품마다 상태가 달라요',
    buildTicket: getMerchantUid('naver_mixed'),
    codes: ['naver_return_open', 'naver_claim_rejected'],
  },
  // 12. Escrow.
  {
    question: '에스크로 배송등록이 안 됐어요',
    buildTicket: getMerchantUid('escrow_paid'),
    codes: ['escrow_not_shipped'],
  },
  {
    question: '에스크로 배송등록 확인',
    buildTicket: getMerchantUid('escrow_shipped'),
    codes: ['escrow_shipped'],
    timeline: ['Delivery registered'],
  },
  {
    question: '네이버페이 에스크로 구매확정이요',
    buildTicket: getMerchantUid('naver_pay_escrow'),
    codes: ['naver_pay_escrow'],
  },
  // +. "404, but the buyer paid", and no such payment.
  {
    question: '조회가 안 되는데 결제했대요',
    buildTicket: getImpUid('test_channel'),
    codes: ['test_channel_row'],
    without: ['paid_order_open'],
  },
  {
    question: '이 번호로 결제가 있나요?',
    buildTicket: () => ({ imp_uid: 'imp_000000000000' }),
    outcome: 'not_found',
    codes: ['not_found'],
    steps: ['list_pg_settings'],
  },
  {
    question: '번호는 틀렸고 주문번호는 맞아요',
    buildTicket: getMerchantUid('paid_card', { imp_uid: 'imp_000000000000' }),
    codes: ['ticket_differs', 'paid_order_open'],
  },
  // By any data that a ticket contains.
  {
    question: '송시우 고객님 89,000원 결제',
    buildTicket: () => ({ buyer_name: '송시우', amount: 89_000, period: 'last 3 days' }),
    codes: ['paid_order_open'],
  },
  {
    question: '이메일로 찾아 주세요',
    buildTicket: () => ({ buyer_email: 'nobody@example.com' }),
    outcome: 'not_found',
    codes: ['not_found'],
  },
  {
    question: '이 고객 정기결제 내역',
    buildTicket: (samples) => ({ customer_uid: samples.failed_subscription?.customer_uid }),
    outcome: 'candidates',
    codes: ['several_candidates'],
    steps: ['investigate_payment'],
  },
];
