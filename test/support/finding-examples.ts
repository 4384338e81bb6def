import type { PaymentCase } from '../../src/desk/payment.ts';
import {
  buildBillingKey,
  buildCase,
  buildCashReceipt,
  buildFailedPayment,
  buildNaverItem,
  buildPaidPayment,
  buildReadyPayment,
  buildRefundedPayment,
  buildSchedule,
  buildSubscriptionCharge,
  buildTransferPayment,
  buildVirtualAccountPayment,
  buyer,
  DAY,
  HOUR,
  NOW,
} from './desk-cases.ts';
import { pgFindingExamples } from './pg-finding-examples.ts';

export const other = buildPaidPayment({
  imp_uid: 'imp_000000000002',
  merchant_uid: 'order_2',
  paid_at: NOW - 2 * HOUR + 150,
});
const buildErrorCase = (error_message: string) => ({ ticket: { error_message } });
const buildDeposit = (amount: number, deposited_at: number, depositor_name = buyer.buyer_name) => ({
  deposit_history: [{ amount, deposited_at, depositor_name }],
});
const escrow = { company: 'CJGLS', invoice: '600000000001', sent_at: NOW - HOUR };
const buildNaverPayment = (overrides = {}) => buildPaidPayment({ pg_provider: 'naverco', ...overrides });
const buildConvenienceStorePayment = (vbank_date: number) =>
  buildReadyPayment({ pay_method: 'cvs', pg_provider: 'galaxia', vbank_date });

/** For each code the cases that have it, and similar cases that do not. */
export const examples: Record<string, { is: PaymentCase[]; isNot: PaymentCase[]; steps?: string[] }> = {
  amount_differs_from_prepared: {
    is: [buildCase(buildPaidPayment({ amount: 455 }), { prepared: { amount: 45_500, currency: 'KRW' } })],
    isNot: [
      buildCase(buildPaidPayment(), { prepared: { amount: 45_500 } }),
      buildCase(buildPaidPayment(), { prepared: null }),
      buildCase(buildPaidPayment()),
    ],
  },
  amount_differs_from_expected: {
    is: [buildCase(buildPaidPayment(), { ticket: { expected_amount: 50_000 } })],
    isNot: [
      buildCase(buildPaidPayment(), { ticket: { expected_amount: 45_500 } }),
      buildCase(buildRefundedPayment(5_500), { ticket: { expected_amount: 40_000 } }),
    ],
  },
  refund_failed_pg_balance: {
    is: [
      buildCase(buildPaidPayment(), buildErrorCase('[8178] 취소 금액보다 상계가능 정산금액 부족 으로 취소 불가합니다')),
      buildCase(
        buildPaidPayment(),
        buildErrorCase('결제취소에 실패하였습니다. [9029|상점의 취소가능 금액이 부족합니다.]'),
      ),
      buildCase(buildPaidPayment(), buildErrorCase('취소 금액이 미정산 금액보다 큽니다')),
      buildCase(buildPaidPayment(), buildErrorCase('취소불가 상태입니다')),
    ],
    isNot: [
      buildCase(buildPaidPayment()),
      buildCase(buildRefundedPayment(45_500), buildErrorCase('[8178]')),
      buildCase(buildPaidPayment(), buildErrorCase('[500626|기 취소 거래]')),
    ],
  },
  cancelled_at_pg_only: {
    is: [buildCase(buildPaidPayment(), buildErrorCase('결제취소에 실패하였습니다. [500626|기 취소 거래]'))],
    isNot: [buildCase(buildPaidPayment()), buildCase(buildPaidPayment(), buildErrorCase('[8178]'))],
  },
  refund_refused: {
    is: [
      buildCase(buildPaidPayment(), buildErrorCase('취소할 수 없는 거래상태입니다')),
      buildCase(buildPaidPayment(), buildErrorCase('이미 전액취소된 주문입니다.')),
      buildCase(buildPaidPayment(), buildErrorCase('requested cancel amount is bigger than cancelable amount')),
      buildCase(buildPaidPayment(), buildErrorCase('요청하신 건에 대해 입금된 내역이 없습니다')),
      buildCase(buildPaidPayment(), buildErrorCase('제출된 checksum이 일치하지 않습니다')),
      buildCase(buildPaidPayment(), buildErrorCase('알 수 없는 오류')),
    ],
    isNot: [buildCase(buildPaidPayment()), buildCase(buildPaidPayment(), buildErrorCase('[9029]'))],
  },
  fully_refunded: {
    is: [buildCase(buildRefundedPayment(45_500))],
    isNot: [buildCase(buildRefundedPayment(45_499)), buildCase(buildPaidPayment())],
  },
  partly_refunded: {
    is: [buildCase(buildRefundedPayment(10_000))],
    isNot: [buildCase(buildRefundedPayment(45_500)), buildCase(buildPaidPayment())],
  },
  payment_cancelled_in_console: {
    is: [
      buildCase(buildRefundedPayment(45_500, { cancel_reason: '관리자페이지취소' })),
      buildCase(buildRefundedPayment(9_000, { cancel_history: [{ amount: 9_000, reason: '관리자페이지취소' }] })),
    ],
    isNot: [buildCase(buildRefundedPayment(45_500))],
  },
  refund_restricted: {
    is: [
      buildCase(buildPaidPayment({ pay_method: 'phone', paid_at: NOW - 20 * DAY })),
      buildCase(buildPaidPayment({ pay_method: 'phone' })),
      buildCase(buildPaidPayment({ pay_method: 'cultureland' })),
      buildCase(buildPaidPayment({ pay_method: 'phone', pg_provider: 'danal' })),
      // In part only after the shop has applied for it.
      buildCase(buildPaidPayment({ pay_method: 'phone', pg_provider: 'kcp' })),
      buildCase(buildPaidPayment({ pay_method: 'phone', pg_provider: 'kcp', paid_at: NOW - 20 * DAY })),
      buildCase(buildPaidPayment({ paid_at: NOW - 400 * DAY })),
      buildCase(buildPaidPayment({ pay_method: 'trans', pg_provider: 'ksnet', paid_at: NOW - 200 * DAY })),
      buildCase(buildPaidPayment({ pay_method: 'point', pg_provider: 'naverpay', paid_at: NOW - 1_096 * DAY })),
      buildCase(buildPaidPayment({ pg_provider: 'kakaopay', paid_at: NOW - 366 * DAY })),
      buildCase(
        buildRefundedPayment(9, {
          pg_provider: 'ksnet',
          cancel_history: Array.from({ length: 9 }, () => ({ amount: 1 })),
        }),
      ),
    ],
    isNot: [
      buildCase(buildPaidPayment()),
      buildCase(buildPaidPayment({ pay_method: 'trans', pg_provider: 'ksnet', paid_at: NOW - 180 * DAY })),
      buildCase(buildPaidPayment({ pay_method: 'point', pg_provider: 'naverpay', paid_at: NOW - 1_094 * DAY })),
      buildCase(buildRefundedPayment(45_500, { pay_method: 'phone' })),
      buildCase(buildFailedPayment('', { pay_method: 'phone' })),
    ],
  },
  subscription_failed: {
    is: [buildCase(buildSubscriptionCharge(), { schedule: buildSchedule(), billing_key: buildBillingKey() })],
    isNot: [
      buildCase(buildSubscriptionCharge(), { schedule: buildSchedule({ payment_status: 'paid' }) }),
      buildCase(buildFailedPayment('[3041]한도초과')),
    ],
    steps: ['reschedule_payment', 'retry_schedule'],
  },
  key_missing: {
    is: [buildCase(buildSubscriptionCharge(), { billing_key: null })],
    isNot: [
      buildCase(buildSubscriptionCharge()),
      buildCase(buildSubscriptionCharge(), { billing_key: buildBillingKey() }),
    ],
  },
  key_replaced: {
    is: [buildCase(buildSubscriptionCharge(), { billing_key: buildBillingKey({ updated: NOW - HOUR }) })],
    isNot: [
      buildCase(buildSubscriptionCharge(), { billing_key: buildBillingKey() }),
      buildCase(buildSubscriptionCharge()),
    ],
  },
  vbank_test_channel: {
    is: [buildCase(buildVirtualAccountPayment({ sandbox: true }))],
    isNot: [buildCase(buildVirtualAccountPayment()), buildCase(buildPaidPayment({ sandbox: true }))],
  },
  vbank_waiting: {
    is: [buildCase(buildVirtualAccountPayment())],
    isNot: [
      buildCase(buildVirtualAccountPayment({ vbank_date: NOW - 1 })),
      buildCase(buildVirtualAccountPayment(buildDeposit(1_000, NOW - HOUR))),
      buildCase(buildReadyPayment()),
    ],
  },
  vbank_expired: {
    is: [buildCase(buildVirtualAccountPayment({ vbank_date: NOW - 1 }))],
    isNot: [
      buildCase(buildVirtualAccountPayment()),
      buildCase(buildVirtualAccountPayment({ vbank_date: 0 })),
      buildCase(buildVirtualAccountPayment({ vbank_date: NOW - 1, ...buildDeposit(45_500, NOW) })),
      buildCase(buildVirtualAccountPayment({ status: 'paid', vbank_date: NOW - 1 })),
    ],
  },
  deposit_amount_differs: {
    is: [buildCase(buildVirtualAccountPayment(buildDeposit(45_000, NOW - HOUR)))],
    isNot: [
      buildCase(buildVirtualAccountPayment(buildDeposit(45_500, NOW - HOUR))),
      buildCase(buildVirtualAccountPayment()),
    ],
  },
  deposit_late: {
    is: [
      buildCase(buildVirtualAccountPayment({ vbank_date: NOW - DAY, ...buildDeposit(45_500, NOW - HOUR) })),
      buildCase(buildVirtualAccountPayment({ status: 'paid', vbank_date: NOW - DAY, paid_at: NOW - HOUR })),
    ],
    isNot: [
      buildCase(buildVirtualAccountPayment(buildDeposit(45_500, NOW - HOUR))),
      buildCase(buildVirtualAccountPayment({ status: 'paid', paid_at: NOW - HOUR })),
    ],
  },
  depositor_differs: {
    is: [buildCase(buildVirtualAccountPayment(buildDeposit(45_500, NOW - HOUR, '김철수')))],
    isNot: [buildCase(buildVirtualAccountPayment(buildDeposit(45_500, NOW - HOUR, '홍 길동')))],
  },
  cvs_waiting: {
    is: [buildCase(buildConvenienceStorePayment(NOW + DAY))],
    isNot: [buildCase(buildConvenienceStorePayment(NOW - 1)), buildCase(buildVirtualAccountPayment())],
  },
  cvs_expired: {
    is: [buildCase(buildConvenienceStorePayment(NOW - 1))],
    isNot: [buildCase(buildConvenienceStorePayment(NOW + DAY))],
  },
  refund_needs_account: {
    is: [
      buildCase(buildVirtualAccountPayment({ status: 'paid', paid_at: NOW - HOUR })),
      buildCase(buildPaidPayment({ pay_method: 'phone', pg_provider: 'kcp', paid_at: NOW - 20 * DAY })),
    ],
    isNot: [
      buildCase(buildVirtualAccountPayment()),
      buildCase(buildPaidPayment()),
      buildCase(buildPaidPayment({ pay_method: 'phone', pg_provider: 'kcp' })),
      buildCase(buildPaidPayment({ pay_method: 'phone', pg_provider: 'danal', paid_at: NOW - 20 * DAY })),
    ],
  },
  double_payment: {
    is: [
      buildCase(buildPaidPayment(), { similarPayments: [other] }),
      buildCase(buildPaidPayment(), { attempts: [buildPaidPayment(), other] }),
    ],
    isNot: [
      buildCase(buildPaidPayment(), { similarPayments: [] }),
      buildCase(buildPaidPayment()),
      buildCase(buildRefundedPayment(45_500), { similarPayments: [other] }),
      buildCase(buildPaidPayment(), { attempts: [buildPaidPayment(), buildFailedPayment('')] }),
    ],
    steps: ['refund_payment'],
  },
  payment_failed: {
    is: [buildCase(buildFailedPayment('[3041]한도초과'))],
    isNot: [buildCase(buildPaidPayment()), buildCase(buildReadyPayment())],
  },
  paid_by_another_attempt: {
    is: [buildCase(buildFailedPayment('[3021]비밀번호 오류'), { attempts: [other] })],
    isNot: [
      buildCase(buildFailedPayment('')),
      buildCase(buildFailedPayment(''), { attempts: [buildFailedPayment('', { imp_uid: 'imp_000000000002' })] }),
    ],
    steps: ['investigate_payment'],
  },
  buyer_left: {
    is: [buildCase(buildReadyPayment())],
    isNot: [
      buildCase(buildReadyPayment({ started_at: NOW - 60 })),
      buildCase(buildVirtualAccountPayment()),
      buildCase(buildReadyPayment(), { attempts: [other] }),
    ],
  },
  payment_under_way: {
    is: [buildCase(buildReadyPayment({ started_at: NOW - 60 }))],
    isNot: [buildCase(buildReadyPayment()), buildCase(buildVirtualAccountPayment({ started_at: NOW }))],
  },
  paid_order_open: {
    is: [buildCase(buildPaidPayment())],
    isNot: [
      buildCase(buildRefundedPayment(9)),
      buildCase(buildReadyPayment()),
      buildCase(buildPaidPayment({ sandbox: true })),
      buildCase(buildPaidPayment(), buildErrorCase('[8178]')),
      buildCase(buildPaidPayment(), { similarPayments: [other] }),
      buildCase(buildPaidPayment(), { ticket: { expected_amount: 1 } }),
      buildCase(buildPaidPayment(), { prepared: { amount: 1 } }),
    ],
  },
  unknown_status: {
    is: [buildCase(buildPaidPayment({ status: 'pending' }))],
    isNot: [buildCase(buildPaidPayment()), buildCase(buildFailedPayment(''))],
  },
  ticket_differs: {
    is: [
      buildCase(buildPaidPayment(), { ticket: { imp_uid: 'imp_000000000001', amount: 91_000 } }),
      buildCase(buildPaidPayment(), { ticket: { imp_uid: 'imp_000000000001', merchant_uid: 'order_9' } }),
      buildCase(buildPaidPayment(), { ticket: { merchant_uid: 'order_1', buyer_tel: '010-9999-0000' } }),
      buildCase(buildPaidPayment(), { ticket: { imp_uid: 'imp_9', merchant_uid: 'order_1' } }),
    ],
    isNot: [
      buildCase(buildPaidPayment(), {
        ticket: { imp_uid: 'imp_000000000001', amount: 45_500, buyer_tel: '5678', buyer_name: '홍길동' },
      }),
      buildCase(buildPaidPayment(), { ticket: { buyer_tel: '010-9999-0000' } }),
    ],
  },
  many_attempts: {
    is: [
      buildCase(buildPaidPayment(), { attempts: [buildPaidPayment(), buildFailedPayment(''), buildFailedPayment('')] }),
    ],
    isNot: [buildCase(buildPaidPayment(), { attempts: [buildPaidPayment(), buildFailedPayment('')] })],
  },
  escrow_not_shipped: {
    is: [buildCase(buildPaidPayment({ escrow: true }), { escrow: null })],
    isNot: [
      buildCase(buildPaidPayment({ escrow: true })),
      buildCase(buildPaidPayment(), { escrow: null }),
      buildCase(buildRefundedPayment(45_500, { escrow: true }), { escrow: null }),
    ],
  },
  escrow_shipped: {
    is: [buildCase(buildPaidPayment({ escrow: true }), { escrow })],
    isNot: [buildCase(buildPaidPayment({ escrow: true }), { escrow: null })],
  },
  naver_pay_escrow: {
    is: [buildCase(buildPaidPayment({ escrow: true, pg_provider: 'naverpay' }))],
    isNot: [buildCase(buildPaidPayment({ escrow: true })), buildCase(buildPaidPayment({ pg_provider: 'naverpay' }))],
  },
  naver_cancel_requested: {
    is: [buildCase(buildNaverPayment(), { naver_items: [buildNaverItem('CANCEL', 'CANCEL_REQUEST', 'PAYED')] })],
    isNot: [
      buildCase(buildNaverPayment(), { naver_items: [buildNaverItem('CANCEL', 'CANCEL_DONE', 'CANCELED')] }),
      buildCase(buildNaverPayment()),
    ],
    steps: ['approve_naver_cancel'],
  },
  naver_return_open: {
    is: ['COLLECT_DONE', 'COLLECTING', 'RETURN_REQUEST'].map((claim) =>
      buildCase(buildNaverPayment(), { naver_items: [buildNaverItem('RETURN', claim)] }),
    ),
    isNot: [
      buildCase(buildNaverPayment(), { naver_items: [buildNaverItem('RETURN', 'RETURN_DONE', 'RETURNED')] }),
      buildCase(buildNaverPayment(), { naver_items: [buildNaverItem('EXCHANGE', 'COLLECTING')] }),
    ],
    steps: ['approve_naver_return'],
  },
  naver_exchange_open: {
    is: [buildCase(buildNaverPayment(), { naver_items: [buildNaverItem('EXCHANGE', 'COLLECTING')] })],
    isNot: [buildCase(buildNaverPayment(), { naver_items: [buildNaverItem('RETURN', 'COLLECTING')] })],
    steps: ['collect_naver_exchange'],
  },
  naver_claim_rejected: {
    is: [buildCase(buildNaverPayment(), { naver_items: [buildNaverItem('RETURN', 'RETURN_REJECT')] })],
    isNot: [buildCase(buildNaverPayment(), { naver_items: [buildNaverItem('RETURN', 'RETURN_REQUEST')] })],
  },
  naver_decision_held: {
    is: [
      buildCase(buildNaverPayment(), {
        naver_items: [buildNaverItem('PURCHASE_DECISION_HOLDBACK', 'PURCHASE_DECISION_HOLDBACK')],
      }),
    ],
    isNot: [buildCase(buildNaverPayment(), { naver_items: [buildNaverItem(null, null)] })],
  },
  naver_not_shipped: {
    is: [buildCase(buildNaverPayment(), { naver_items: [buildNaverItem(null, null, 'PAYED')] })],
    isNot: [
      buildCase(buildNaverPayment(), { naver_items: [buildNaverItem('CANCEL', 'CANCEL_REQUEST', 'PAYED')] }),
      buildCase(buildNaverPayment(), { naver_items: [buildNaverItem(null, null)] }),
    ],
    steps: ['place_naver_orders'],
  },
  receipt_missing: {
    is: [buildCase(buildTransferPayment(), { receipt: null })],
    isNot: [
      buildCase(buildTransferPayment()),
      buildCase(buildTransferPayment({ cash_receipt_issued: true }), { receipt: null }),
      buildCase(buildPaidPayment(), { receipt: null }),
      buildCase(buildRefundedPayment(45_500, { pay_method: 'trans' }), { receipt: null }),
    ],
    steps: ['issue_receipt'],
  },
  receipt_auto_issued: {
    is: [buildCase(buildTransferPayment({ cash_receipt_issued: true }), { receipt: null })],
    isNot: [
      buildCase(buildTransferPayment(), { receipt: null }),
      buildCase(buildTransferPayment({ cash_receipt_issued: true })),
    ],
  },
  receipt_revoked: {
    is: [buildCase(buildTransferPayment(), { receipt: buildCashReceipt(45_500, NOW - 60) })],
    isNot: [buildCase(buildTransferPayment(), { receipt: buildCashReceipt(45_500) })],
    steps: ['issue_receipt'],
  },
  receipt_not_revoked_after_cancel: {
    is: [
      buildCase(buildRefundedPayment(45_500, { pay_method: 'trans', pg_provider: 'ksnet' }), {
        receipt: buildCashReceipt(45_500),
      }),
    ],
    isNot: [
      buildCase(buildRefundedPayment(45_500, { pay_method: 'trans' }), { receipt: buildCashReceipt(45_500, NOW - 60) }),
      buildCase(buildTransferPayment(), { receipt: buildCashReceipt(45_500) }),
    ],
    steps: ['revoke_receipt'],
  },
  receipt_amount_differs: {
    is: [
      buildCase(buildRefundedPayment(10_000, { pay_method: 'trans', pg_provider: 'kcp' }), {
        receipt: buildCashReceipt(45_500),
      }),
    ],
    isNot: [
      buildCase(buildTransferPayment(), { receipt: buildCashReceipt(45_500) }),
      buildCase(buildTransferPayment(), { receipt: null }),
    ],
    steps: ['revoke_receipt'],
  },
  receipt_issued: {
    is: [buildCase(buildTransferPayment({ cash_receipt_issued: true }), { receipt: buildCashReceipt(45_500) })],
    isNot: [
      buildCase(buildTransferPayment(), { receipt: buildCashReceipt(45_500, NOW) }),
      buildCase(buildTransferPayment(), { receipt: null }),
    ],
  },
  test_channel_row: {
    is: [buildCase(buildPaidPayment({ sandbox: true }))],
    isNot: [buildCase(buildPaidPayment()), buildCase(buildPaidPayment({ sandbox: null }))],
  },
  ...pgFindingExamples,
};
