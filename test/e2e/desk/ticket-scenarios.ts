import assert from 'node:assert/strict';
import { recordOf, sampleOf } from '../../support/tool-results.ts';
import { aboutOrder, idOf, investigate, type Question, refund, type Told } from './scenario.ts';

/** The codes of what was found, worst first. */
function codesOf({ answer }: Told): string[] {
  assert.ok(Array.isArray(answer.findings));
  return answer.findings.map((one) => String(recordOf(one).code));
}
const stepsOf = ({ answer }: Told) => (Array.isArray(answer.next_steps) ? answer.next_steps.map(recordOf) : []);
const finds = (...codes: string[]) => ({
  sees: (told: Told) => {
    const found = codesOf(told);
    for (const code of codes) assert.ok(found.includes(code), `${code} is not among ${found}`);
  },
});

/** Questions about one payment that somebody complains of. */
export const tickets: readonly Question[] = [
  {
    question: '010-0000-1704 고객이 두 번 결제됐대요',
    calls: () => [investigate({ buyer_tel: '010-0000-1704' })],
    says: ['order_double_first', 'order_double_second', '45,500', '"tool":"refund_payment"'],
    denies: ['010-0000-1704'],
    ...finds('double_payment'),
  },
  {
    question: '주문 order_vbank_waiting 입금했다는데 왜 안 됐나요',
    ...aboutOrder('order_vbank_waiting'),
    says: ['39,800', '신한은행', '입금'],
    ...finds('vbank_waiting'),
  },
  {
    question: 'order_vbank_wrong_amount 고객이 5만원 입금했다는데 주문이 안 넘어가요',
    ...aboutOrder('order_vbank_wrong_amount'),
    says: ['52,000', '50,000'],
    ...finds('deposit_amount_differs'),
  },
  {
    question: '제주 감귤 주문(order_vbank_late_deposit), 입금했는데 처리가 안 됐다고 화내세요',
    ...aboutOrder('order_vbank_late_deposit'),
    says: ['기한 후 입금', '27,900'],
    // What came in must not be denied in the same breath.
    denies: ['knows of none'],
    ...finds('deposit_late'),
  },
  {
    question: 'order_vbank_expired 가상계좌로 지금 입금해도 되나요?',
    ...aboutOrder('order_vbank_expired'),
    says: ['입금 기한', 'new order'],
    ...finds('vbank_expired'),
  },
  {
    question: '주문 order_paid_card 결제했다는데 쇼핑몰에는 미결제로 떠요',
    ...aboutOrder('order_paid_card'),
    says: ['"status":"paid"', '웹훅'],
    ...finds('paid_order_open'),
  },
  {
    question: 'order_left_window 고객이 돈 빠져나갔다는데 맞아요?',
    ...aboutOrder('order_left_window'),
    says: ['no money was taken', '결제창 이탈'],
    denies: ['"tool":"refund_payment"'],
    ...finds('buyer_left'),
  },
  {
    question: 'order_failed 왜 실패했어요?',
    ...aboutOrder('order_failed'),
    says: ['한도초과'],
    denies: ['"tool":"refund_payment"'],
  },
  {
    question: 'order_retried 결제 실패했다던데 어떻게 됐나요',
    ...aboutOrder('order_retried'),
    says: ['비밀번호 오류', '결제 완료', '"status":"paid"'],
    sees: ({ answer }) => {
      assert.ok(Array.isArray(answer.timeline));
      assert.equal(new Set(answer.timeline.map((moment) => recordOf(moment).imp_uid)).size, 2);
    },
  },
  {
    question: 'order_test_channel 이거 테스트 결제인지 확인해줘',
    ...aboutOrder('order_test_channel'),
    says: ['테스트 채널', '"sandbox":true'],
    ...finds('test_channel_row'),
  },
  {
    question: 'order_receipt_none 고객이 현금영수증이 안 나왔대요',
    ...aboutOrder('order_receipt_none'),
    says: ['55,000', '"tool":"issue_receipt"'],
    ...finds('receipt_missing'),
  },
  {
    question: 'order_balance_short 환불이 "[8178] 상계가능 정산금액 부족"이라면서 안 돼요',
    ...aboutOrder('order_balance_short', {
      error_message: '[8178] 취소 금액보다 상계가능 정산금액 부족 으로 취소 불가합니다',
    }),
    says: ['275,000', '8178'],
    ...finds('refund_failed_pg_balance'),
  },
  {
    question: 'order_cancelled_at_pg 환불하려니 기 취소 거래라고 나와요',
    ...aboutOrder('order_cancelled_at_pg', { error_message: '[500626|기 취소 거래]' }),
    says: ['기 취소 거래', '"status":"paid"'],
    denies: ['"tool":"refund_payment"'],
    ...finds('cancelled_at_pg_only'),
  },
  {
    question: 'order_amount_differs 이어폰이 890원에 결제됐어요. 이상하지 않아요?',
    ...aboutOrder('order_amount_differs'),
    says: ['89,000', '890'],
    ...finds('amount_differs_from_prepared'),
  },
  {
    question: 'order_console_cancelled 누가 취소한 거예요?',
    ...aboutOrder('order_console_cancelled'),
    says: ['관리자페이지취소', '32,000'],
    ...finds('payment_cancelled_in_console'),
  },
  {
    question: 'order_escrow_paid 에스크로 배송 등록했나요?',
    ...aboutOrder('order_escrow_paid'),
    says: ['create_escrow_logistics'],
    ...finds('escrow_not_shipped'),
  },
  {
    question: '네이버 주문 반품 요청 들어왔다는데 어떻게 해요?',
    calls: ({ samples }) => [investigate({ merchant_uid: sampleOf(samples, 'naver_return_requested').merchant_uid })],
    says: ['RETURN_REQUEST', '"tool":"approve_naver_return"'],
    ...finds('naver_return_open'),
  },
  {
    question: 'imp_000000000000 결제가 조회가 안 돼요',
    calls: () => [investigate({ imp_uid: 'imp_000000000000' })],
    says: ['"outcome":"not_found"'],
    denies: ['"payment":'],
    ...finds('not_found'),
  },
  {
    question: '이 결제(order_paid_card) 2만원만 환불해줘',
    calls: (shop) => [refund({ imp_uid: idOf(shop, 'paid_card'), amount: 20_000, reason: '고객 요청' })],
    says: ['"refunded":20000', '"remaining":69000'],
    changes: 1,
    sees: ({ asked }) => {
      assert.equal(asked.length, 1);
      assert.match(asked[0] ?? '', /₩20,000/);
      assert.match(asked[0] ?? '', /송\*/);
    },
  },
  {
    question: '두 번 결제된 010-0000-1704 고객, 뒤에 결제된 거 취소해줘',
    calls: (shop) => [
      investigate({ buyer_tel: '010-0000-1704' }),
      (answer) => {
        const step = stepsOf({ answer, isError: false, asked: [], shop }).find(({ tool }) => tool === 'refund_payment');
        return refund(recordOf(step?.arguments));
      },
    ],
    says: ['order_double_second', '"refunded":45500', '"remaining":0'],
    changes: 1,
    sees: ({ answer, shop }) => assert.equal(answer.imp_uid, idOf(shop, 'double_payment')),
  },
  {
    question: 'order_partially_cancelled 남은 금액 얼마야? 남은 것도 다 환불해줘',
    calls: () => [
      investigate({ merchant_uid: 'order_partially_cancelled' }),
      ({ payment }) => refund({ imp_uid: recordOf(payment).imp_uid, full_refund: true, reason: '고객 변심' }),
    ],
    says: ['"refunded":40000', '"remaining":0'],
    changes: 1,
    sees: ({ asked }) => assert.match(asked[0] ?? '', /₩40,000/),
  },
  {
    question: '휴대폰 결제 order_phone 5천원만 부분환불 돼요?',
    calls: () => [refund({ merchant_uid: 'order_phone', amount: 5_000, reason: '부분 환불' })],
    says: ['"error"', 'only as a whole', 'Nothing was sent'],
    sees: ({ isError, asked }) => {
      assert.ok(isError);
      assert.deepEqual(asked, []);
    },
  },
];
