import type { Case } from '../../src/desk/payment.ts';
import {
  account,
  caseOf,
  DAY,
  failed,
  HOUR,
  item,
  key,
  NOW,
  paid,
  person,
  ready,
  receipt,
  refunded,
  schedule,
  subscriptionCharge,
  transfer,
} from './desk-cases.ts';

export const other = paid({ imp_uid: 'imp_000000000002', merchant_uid: 'order_2', paid_at: NOW - 2 * HOUR + 150 });
const error = (error_message: string) => ({ ticket: { error_message } });
const deposit = (amount: number, deposited_at: number, depositor_name = person.buyer_name) => ({
  deposit_history: [{ amount, deposited_at, depositor_name }],
});
const escrow = { company: 'CJGLS', invoice: '600000000001', sent_at: NOW - HOUR };
const naver = (known = {}) => paid({ pg_provider: 'naverco', ...known });
const cvs = (vbank_date: number) => ready({ pay_method: 'cvs', pg_provider: 'galaxia', vbank_date });

/** For each code what has it, and what comes close and has not. */
export const examples: Record<string, { is: Case[]; isNot: Case[]; steps?: string[] }> = {
  amount_differs_from_prepared: {
    is: [caseOf(paid({ amount: 455 }), { prepared: { amount: 45_500, currency: 'KRW' } })],
    isNot: [caseOf(paid(), { prepared: { amount: 45_500 } }), caseOf(paid(), { prepared: null }), caseOf(paid())],
    steps: ['refund_payment'],
  },
  amount_differs_from_expected: {
    is: [caseOf(paid(), { ticket: { expected_amount: 50_000 } })],
    isNot: [
      caseOf(paid(), { ticket: { expected_amount: 45_500 } }),
      caseOf(refunded(5_500), { ticket: { expected_amount: 40_000 } }),
    ],
    steps: ['refund_payment'],
  },
  refund_failed_pg_balance: {
    is: [
      caseOf(paid(), error('[8178] 취소 금액보다 상계가능 정산금액 부족 으로 취소 불가합니다')),
      caseOf(paid(), error('결제취소에 실패하였습니다. [9029|상점의 취소가능 금액이 부족합니다.]')),
      caseOf(paid(), error('취소 금액이 미정산 금액보다 큽니다')),
    ],
    isNot: [caseOf(paid()), caseOf(refunded(45_500), error('[8178]')), caseOf(paid(), error('[500626|기 취소 거래]'))],
  },
  cancelled_at_pg_only: {
    is: [caseOf(paid(), error('결제취소에 실패하였습니다. [500626|기 취소 거래]'))],
    isNot: [caseOf(paid()), caseOf(paid(), error('[8178]'))],
  },
  refund_refused: {
    is: [
      caseOf(paid(), error('취소불가 상태입니다')),
      caseOf(paid(), error('이미 전액취소된 주문입니다.')),
      caseOf(paid(), error('requested cancel amount is bigger than cancelable amount')),
      caseOf(paid(), error('요청하신 건에 대해 입금된 내역이 없습니다')),
      caseOf(paid(), error('제출된 checksum이 일치하지 않습니다')),
      caseOf(paid(), error('알 수 없는 오류')),
    ],
    isNot: [caseOf(paid()), caseOf(paid(), error('[9029]'))],
  },
  fully_refunded: { is: [caseOf(refunded(45_500))], isNot: [caseOf(refunded(45_499)), caseOf(paid())] },
  partly_refunded: {
    is: [caseOf(refunded(10_000))],
    isNot: [caseOf(refunded(45_500)), caseOf(paid())],
    steps: ['refund_payment'],
  },
  payment_cancelled_in_console: {
    is: [
      caseOf(refunded(45_500, { cancel_reason: '관리자페이지취소' })),
      caseOf(refunded(9_000, { cancel_history: [{ amount: 9_000, reason: '관리자페이지취소' }] })),
    ],
    isNot: [caseOf(refunded(45_500))],
  },
  refund_restricted: {
    is: [
      caseOf(paid({ pay_method: 'phone', paid_at: NOW - 20 * DAY })),
      caseOf(paid({ pay_method: 'phone' })),
      caseOf(paid({ pay_method: 'cultureland' })),
      caseOf(paid({ paid_at: NOW - 400 * DAY })),
      caseOf(refunded(9, { pg_provider: 'ksnet', cancel_history: Array.from({ length: 9 }, () => ({ amount: 1 })) })),
    ],
    isNot: [
      caseOf(paid()),
      caseOf(refunded(45_500, { pay_method: 'phone' })),
      caseOf(failed('', { pay_method: 'phone' })),
    ],
  },
  subscription_failed: {
    is: [caseOf(subscriptionCharge(), { schedule: schedule(), billing_key: key() })],
    isNot: [
      caseOf(subscriptionCharge(), { schedule: schedule({ payment_status: 'paid' }) }),
      caseOf(failed('[3041]한도초과')),
    ],
    steps: ['reschedule_payment', 'retry_schedule'],
  },
  key_missing: {
    is: [caseOf(subscriptionCharge(), { billing_key: null })],
    isNot: [caseOf(subscriptionCharge()), caseOf(subscriptionCharge(), { billing_key: key() })],
  },
  key_replaced: {
    is: [caseOf(subscriptionCharge(), { billing_key: key({ updated: NOW - HOUR }) })],
    isNot: [caseOf(subscriptionCharge(), { billing_key: key() }), caseOf(subscriptionCharge())],
  },
  vbank_test_channel: {
    is: [caseOf(account({ sandbox: true }))],
    isNot: [caseOf(account()), caseOf(paid({ sandbox: true }))],
  },
  vbank_waiting: {
    is: [caseOf(account())],
    isNot: [caseOf(account({ vbank_date: NOW - 1 })), caseOf(account(deposit(1_000, NOW - HOUR))), caseOf(ready())],
  },
  vbank_expired: {
    is: [caseOf(account({ vbank_date: NOW - 1 }))],
    isNot: [
      caseOf(account()),
      caseOf(account({ vbank_date: 0 })),
      caseOf(account({ vbank_date: NOW - 1, ...deposit(45_500, NOW) })),
      caseOf(account({ status: 'paid', vbank_date: NOW - 1 })),
    ],
  },
  deposit_amount_differs: {
    is: [caseOf(account(deposit(45_000, NOW - HOUR)))],
    isNot: [caseOf(account(deposit(45_500, NOW - HOUR))), caseOf(account())],
  },
  deposit_late: {
    is: [
      caseOf(account({ vbank_date: NOW - DAY, ...deposit(45_500, NOW - HOUR) })),
      caseOf(account({ status: 'paid', vbank_date: NOW - DAY, paid_at: NOW - HOUR })),
    ],
    isNot: [caseOf(account(deposit(45_500, NOW - HOUR))), caseOf(account({ status: 'paid', paid_at: NOW - HOUR }))],
  },
  depositor_differs: {
    is: [caseOf(account(deposit(45_500, NOW - HOUR, '김철수')))],
    isNot: [caseOf(account(deposit(45_500, NOW - HOUR, '홍 길동')))],
  },
  cvs_waiting: { is: [caseOf(cvs(NOW + DAY))], isNot: [caseOf(cvs(NOW - 1)), caseOf(account())] },
  cvs_expired: { is: [caseOf(cvs(NOW - 1))], isNot: [caseOf(cvs(NOW + DAY))] },
  refund_needs_account: {
    is: [caseOf(account({ status: 'paid', paid_at: NOW - HOUR }))],
    isNot: [caseOf(account()), caseOf(paid())],
  },
  double_payment: {
    is: [caseOf(paid(), { alike: [other] }), caseOf(paid(), { attempts: [paid(), other] })],
    isNot: [
      caseOf(paid(), { alike: [] }),
      caseOf(paid()),
      caseOf(refunded(45_500), { alike: [other] }),
      caseOf(paid(), { attempts: [paid(), failed('')] }),
    ],
    steps: ['refund_payment'],
  },
  payment_failed: { is: [caseOf(failed('[3041]한도초과'))], isNot: [caseOf(paid()), caseOf(ready())] },
  paid_by_another_attempt: {
    is: [caseOf(failed('[3021]비밀번호 오류'), { attempts: [other] })],
    isNot: [caseOf(failed('')), caseOf(failed(''), { attempts: [failed('', { imp_uid: 'imp_000000000002' })] })],
    steps: ['investigate_payment'],
  },
  buyer_left: {
    is: [caseOf(ready())],
    isNot: [caseOf(ready({ started_at: NOW - 60 })), caseOf(account()), caseOf(ready(), { attempts: [other] })],
  },
  payment_under_way: {
    is: [caseOf(ready({ started_at: NOW - 60 }))],
    isNot: [caseOf(ready()), caseOf(account({ started_at: NOW }))],
  },
  paid_order_open: {
    is: [caseOf(paid())],
    isNot: [
      caseOf(refunded(9)),
      caseOf(ready()),
      caseOf(paid({ sandbox: true })),
      caseOf(paid(), error('[8178]')),
      caseOf(paid(), { alike: [other] }),
      caseOf(paid(), { ticket: { expected_amount: 1 } }),
      caseOf(paid(), { prepared: { amount: 1 } }),
    ],
  },
  unknown_status: { is: [caseOf(paid({ status: 'pending' }))], isNot: [caseOf(paid()), caseOf(failed(''))] },
  ticket_differs: {
    is: [
      caseOf(paid(), { ticket: { imp_uid: 'imp_000000000001', amount: 91_000 } }),
      caseOf(paid(), { ticket: { imp_uid: 'imp_000000000001', merchant_uid: 'order_9' } }),
      caseOf(paid(), { ticket: { merchant_uid: 'order_1', buyer_tel: '010-9999-0000' } }),
      caseOf(paid(), { ticket: { imp_uid: 'imp_9', merchant_uid: 'order_1' } }),
    ],
    isNot: [
      caseOf(paid(), {
        ticket: { imp_uid: 'imp_000000000001', amount: 45_500, buyer_tel: '5678', buyer_name: '홍길동' },
      }),
      caseOf(paid(), { ticket: { buyer_tel: '010-9999-0000' } }),
    ],
  },
  many_attempts: {
    is: [caseOf(paid(), { attempts: [paid(), failed(''), failed('')] })],
    isNot: [caseOf(paid(), { attempts: [paid(), failed('')] })],
  },
  escrow_not_shipped: {
    is: [caseOf(paid({ escrow: true }), { escrow: null })],
    isNot: [
      caseOf(paid({ escrow: true })),
      caseOf(paid(), { escrow: null }),
      caseOf(refunded(45_500, { escrow: true }), { escrow: null }),
    ],
  },
  escrow_shipped: {
    is: [caseOf(paid({ escrow: true }), { escrow })],
    isNot: [caseOf(paid({ escrow: true }), { escrow: null })],
  },
  naver_pay_escrow: {
    is: [caseOf(paid({ escrow: true, pg_provider: 'naverpay' }))],
    isNot: [caseOf(paid({ escrow: true })), caseOf(paid({ pg_provider: 'naverpay' }))],
  },
  naver_cancel_requested: {
    is: [caseOf(naver(), { naver_items: [item('CANCEL', 'CANCEL_REQUEST', 'PAYED')] })],
    isNot: [caseOf(naver(), { naver_items: [item('CANCEL', 'CANCEL_DONE', 'CANCELED')] }), caseOf(naver())],
    steps: ['approve_naver_cancel'],
  },
  naver_return_open: {
    is: ['RETURN_REQUEST', 'COLLECTING', 'COLLECT_DONE'].map((claim) =>
      caseOf(naver(), { naver_items: [item('RETURN', claim)] }),
    ),
    isNot: [
      caseOf(naver(), { naver_items: [item('RETURN', 'RETURN_DONE', 'RETURNED')] }),
      caseOf(naver(), { naver_items: [item('EXCHANGE', 'COLLECTING')] }),
    ],
    steps: ['approve_naver_return', 'resolve_naver_return'],
  },
  naver_exchange_open: {
    is: [caseOf(naver(), { naver_items: [item('EXCHANGE', 'COLLECTING')] })],
    isNot: [caseOf(naver(), { naver_items: [item('RETURN', 'COLLECTING')] })],
    steps: ['collect_naver_exchange'],
  },
  naver_claim_rejected: {
    is: [caseOf(naver(), { naver_items: [item('RETURN', 'RETURN_REJECT')] })],
    isNot: [caseOf(naver(), { naver_items: [item('RETURN', 'RETURN_REQUEST')] })],
  },
  naver_decision_held: {
    is: [caseOf(naver(), { naver_items: [item('PURCHASE_DECISION_HOLDBACK', 'PURCHASE_DECISION_HOLDBACK')] })],
    isNot: [caseOf(naver(), { naver_items: [item(null, null)] })],
  },
  naver_not_shipped: {
    is: [caseOf(naver(), { naver_items: [item(null, null, 'PAYED')] })],
    isNot: [
      caseOf(naver(), { naver_items: [item('CANCEL', 'CANCEL_REQUEST', 'PAYED')] }),
      caseOf(naver(), { naver_items: [item(null, null)] }),
    ],
    steps: ['place_naver_orders'],
  },
  receipt_missing: {
    is: [caseOf(transfer(), { receipt: null })],
    isNot: [
      caseOf(transfer()),
      caseOf(transfer({ cash_receipt_issued: true }), { receipt: null }),
      caseOf(paid(), { receipt: null }),
      caseOf(refunded(45_500, { pay_method: 'trans' }), { receipt: null }),
    ],
    steps: ['issue_receipt'],
  },
  receipt_auto_issued: {
    is: [caseOf(transfer({ cash_receipt_issued: true }), { receipt: null })],
    isNot: [caseOf(transfer(), { receipt: null }), caseOf(transfer({ cash_receipt_issued: true }))],
  },
  receipt_revoked: {
    is: [caseOf(transfer(), { receipt: receipt(45_500, NOW - 60) })],
    isNot: [caseOf(transfer(), { receipt: receipt(45_500) })],
    steps: ['issue_receipt'],
  },
  receipt_not_revoked_after_cancel: {
    is: [caseOf(refunded(45_500, { pay_method: 'trans', pg_provider: 'ksnet' }), { receipt: receipt(45_500) })],
    isNot: [
      caseOf(refunded(45_500, { pay_method: 'trans' }), { receipt: receipt(45_500, NOW - 60) }),
      caseOf(transfer(), { receipt: receipt(45_500) }),
    ],
    steps: ['revoke_receipt'],
  },
  receipt_amount_differs: {
    is: [caseOf(refunded(10_000, { pay_method: 'trans', pg_provider: 'kcp' }), { receipt: receipt(45_500) })],
    isNot: [caseOf(transfer(), { receipt: receipt(45_500) }), caseOf(transfer(), { receipt: null })],
    steps: ['revoke_receipt'],
  },
  receipt_issued: {
    is: [caseOf(transfer({ cash_receipt_issued: true }), { receipt: receipt(45_500) })],
    isNot: [caseOf(transfer(), { receipt: receipt(45_500, NOW) }), caseOf(transfer(), { receipt: null })],
  },
  test_channel_row: { is: [caseOf(paid({ sandbox: true }))], isNot: [caseOf(paid()), caseOf(paid({ sandbox: null }))] },
};
