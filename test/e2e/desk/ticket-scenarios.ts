import assert from 'node:assert/strict';
import { getSample, toRecord } from '../../support/tool-results.ts';
import {
  buildInvestigation,
  buildRefund,
  type DeskScenario,
  getImpUid,
  investigateOrder,
  type ScenarioOutcome,
} from './scenario.ts';

/** The codes of the findings, worst first. */
function getCodes({ answer }: ScenarioOutcome): string[] {
  assert.ok(Array.isArray(answer.findings));
  return answer.findings.map((one) => String(toRecord(one).code));
}
const getSteps = ({ answer }: ScenarioOutcome) =>
  Array.isArray(answer.next_steps) ? answer.next_steps.map(toRecord) : [];
const expectFindings = (...codes: string[]) => ({
  assertOutcome: (outcome: ScenarioOutcome) => {
    const found = getCodes(outcome);
    for (const code of codes) assert.ok(found.includes(code), `${code} is not among ${found}`);
  },
});

/** Questions about a payment that a buyer complains about. */
export const tickets: readonly DeskScenario[] = [
  {
    question: '010-0000-1704 고객이 두 번 결제됐대요',
    calls: () => [buildInvestigation({ buyer_tel: '010-0000-1704' })],
    expectedTexts: ['order_double_first', 'order_double_second', '45,500', '"tool":"refund_payment"'],
    forbiddenTexts: ['010-0000-1704'],
    ...expectFindings('double_payment'),
  },
  {
    question: '주문 order_vbank_waiting 입금했다는데 왜 안 됐나요',
    ...investigateOrder('order_vbank_waiting'),
    expectedTexts: ['39,800', '신한은행', '입금'],
    ...expectFindings('vbank_waiting'),
  },
  {
    question: 'order_vbank_wrong_amount 고객이 5만원 입금했다는데 주문이 안 넘어가요',
    ...investigateOrder('order_vbank_wrong_amount'),
    expectedTexts: ['52,000', '50,000'],
    ...expectFindings('deposit_amount_differs'),
  },
  {
    question: '제주 감귤 주문(order_vbank_late_deposit), 입금했는데 처리가 안 됐다고 화내세요',
    ...investigateOrder('order_vbank_late_deposit'),
    expectedTexts: ['기한 후 입금', '27,900'],
    // A received payment must not be denied in the same answer.
    forbiddenTexts: ['knows of none'],
    ...expectFindings('deposit_late'),
  },
  {
    question: 'order_vbank_expired 가상계좌로 지금 입금해도 되나요?',
    ...investigateOrder('order_vbank_expired'),
    expectedTexts: ['입금 기한', 'new order'],
    ...expectFindings('vbank_expired'),
  },
  {
    question: '주문 order_paid_card 결제했다는데 쇼핑몰에는 미결제로 떠요',
    ...investigateOrder('order_paid_card'),
    expectedTexts: ['"status":"paid"', '웹훅'],
    ...expectFindings('paid_order_open'),
  },
  {
    question: 'order_left_window 고객이 돈 빠져나갔다는데 맞아요?',
    ...investigateOrder('order_left_window'),
    expectedTexts: ['no money was taken', '결제창 이탈'],
    forbiddenTexts: ['"tool":"refund_payment"'],
    ...expectFindings('buyer_left'),
  },
  {
    question: 'order_failed 왜 실패했어요?',
    ...investigateOrder('order_failed'),
    expectedTexts: ['한도초과'],
    forbiddenTexts: ['"tool":"refund_payment"'],
  },
  {
    question: 'order_retried 결제 실패했다던데 어떻게 됐나요',
    ...investigateOrder('order_retried'),
    expectedTexts: ['비밀번호 오류', '결제 완료', '"status":"paid"'],
    assertOutcome: ({ answer }) => {
      assert.ok(Array.isArray(answer.timeline));
      assert.equal(new Set(answer.timeline.map((moment) => toRecord(moment).imp_uid)).size, 2);
    },
  },
  {
    question: 'order_test_channel 이거 테스트 결제인지 확인해줘',
    ...investigateOrder('order_test_channel'),
    expectedTexts: ['테스트 채널', '"sandbox":true'],
    ...expectFindings('test_channel_row'),
  },
  {
    question: 'order_receipt_none 고객이 현금영수증이 안 나왔대요',
    ...investigateOrder('order_receipt_none'),
    expectedTexts: ['55,000', '"tool":"issue_receipt"'],
    ...expectFindings('receipt_missing'),
  },
  {
    question: 'order_balance_short 환불이 "[8178] 상계가능 정산금액 부족"이라면서 안 돼요',
    ...investigateOrder('order_balance_short', {
      error_message: '[8178] 취소 금액보다 상계가능 정산금액 부족 으로 취소 불가합니다',
    }),
    expectedTexts: ['275,000', '8178'],
    ...expectFindings('refund_failed_pg_balance'),
  },
  {
    question: 'order_cancelled_at_pg 환불하려니 기 취소 거래라고 나와요',
    ...investigateOrder('order_cancelled_at_pg', { error_message: '[500626|기 취소 거래]' }),
    expectedTexts: ['기 취소 거래', '"status":"paid"'],
    forbiddenTexts: ['"tool":"refund_payment"'],
    ...expectFindings('cancelled_at_pg_only'),
  },
  {
    question: 'order_amount_differs 이어폰이 890원에 결제됐어요. 이상하지 않아요?',
    ...investigateOrder('order_amount_differs'),
    expectedTexts: ['89,000', '890'],
    ...expectFindings('amount_differs_from_prepared'),
  },
  {
    question: 'order_console_cancelled 누가 취소한 거예요?',
    ...investigateOrder('order_console_cancelled'),
    expectedTexts: ['관리자페이지취소', '32,000'],
    ...expectFindings('payment_cancelled_in_console'),
  },
  {
    question: 'order_escrow_paid 에스크로 배송 등록했나요?',
    ...investigateOrder('order_escrow_paid'),
    expectedTexts: ['create_escrow_logistics'],
    ...expectFindings('escrow_not_shipped'),
  },
  {
    question: '네이버 주문 반품 요청 들어왔다는데 어떻게 해요?',
    calls: ({ samples }) => [
      buildInvestigation({ merchant_uid: getSample(samples, 'naver_return_requested').merchant_uid }),
    ],
    expectedTexts: ['RETURN_REQUEST', 'the goods are not back yet'],
    forbiddenTexts: ['"tool":"approve_naver_return"'],
    ...expectFindings('naver_return_open'),
  },
  {
    question: 'imp_000000000000 결제가 조회가 안 돼요',
    calls: () => [buildInvestigation({ imp_uid: 'imp_000000000000' })],
    expectedTexts: ['"outcome":"not_found"'],
    forbiddenTexts: ['"payment":'],
    ...expectFindings('not_found'),
  },
  {
    question: '이 결제(order_paid_card) 2만원만 환불해줘',
    calls: (shop) => [buildRefund({ imp_uid: getImpUid(shop, 'paid_card'), amount: 20_000, reason: '고객 요청' })],
    expectedTexts: ['"refunded":20000', '"remaining":69000'],
    changes: 1,
    assertOutcome: ({ askedQuestions }) => {
      assert.equal(askedQuestions.length, 1);
      assert.match(askedQuestions[0] ?? '', /₩20,000/);
      assert.match(askedQuestions[0] ?? '', /송○/);
    },
  },
  {
    question: '두 번 결제된 010-0000-1704 고객, 뒤에 결제된 거 취소해줘',
    calls: (shop) => [
      buildInvestigation({ buyer_tel: '010-0000-1704' }),
      (answer) => {
        const step = getSteps({ answer, isError: false, askedQuestions: [], shop }).find(
          ({ tool }) => tool === 'refund_payment',
        );
        return buildRefund(toRecord(step?.arguments));
      },
    ],
    expectedTexts: ['order_double_second', '"refunded":45500', '"remaining":0'],
    changes: 1,
    assertOutcome: ({ answer, shop }) => assert.equal(answer.imp_uid, getImpUid(shop, 'double_payment')),
  },
  {
    question: 'order_partially_cancelled 남은 금액 얼마야? 남은 것도 다 환불해줘',
    calls: () => [
      buildInvestigation({ merchant_uid: 'order_partially_cancelled' }),
      ({ payment }) => buildRefund({ imp_uid: toRecord(payment).imp_uid, full_refund: true, reason: '고객 변심' }),
    ],
    expectedTexts: ['"refunded":40000', '"remaining":0'],
    changes: 1,
    assertOutcome: ({ askedQuestions }) => assert.match(askedQuestions[0] ?? '', /₩40,000/),
  },
  {
    question: '휴대폰 결제 order_phone 5천원만 부분환불 돼요?',
    calls: () => [buildRefund({ merchant_uid: 'order_phone', amount: 5_000, reason: '부분 환불' })],
    expectedTexts: ['"error"', 'only as a whole', 'Nothing was sent'],
    assertOutcome: ({ isError, askedQuestions }) => {
      assert.ok(isError);
      assert.deepEqual(askedQuestions, []);
    },
  },
];
