import assert from 'node:assert/strict';
import { formatKoreanDay } from '../../support/korean-day.ts';
import { toRecord } from '../../support/tool-results.ts';
import { buildReview, type DeskScenario } from './scenario.ts';

/** Questions about subscriptions, and about the server itself. */
export const regulars: readonly DeskScenario[] = [
  {
    question: 'customer_sample_0002 정기결제 왜 안 됐어?',
    calls: () => [buildReview({ customer_uid: 'customer_sample_0002' })],
    expectedTexts: ['한도초과', 'sub_0002_failed_3', '"tool":"reschedule_payment"'],
    forbiddenTexts: ['"tool":"retry_schedule"'],
  },
  {
    question: 'customer_sample_0009 고객 카드 바꿨다는데 밀린 정기결제 다시 되나요?',
    calls: () => [buildReview({ customer_uid: 'customer_sample_0009' })],
    expectedTexts: ['유효기간', '"billing_key":"replaced"', '"tool":"retry_schedule"'],
  },
  {
    question: 'customer_sample_0003 정기결제 해지된 거 맞아요?',
    calls: () => [buildReview({ customer_uid: 'customer_sample_0003' })],
    expectedTexts: ['"revoked":[', '해지', 'sub_0003_revoked'],
    forbiddenTexts: ['"due":['],
  },
  {
    question: 'customer_sample_0006 다음 결제가 안 될 것 같다는데 왜죠?',
    calls: () => [buildReview({ customer_uid: 'customer_sample_0006' })],
    expectedTexts: ['"billing_key":"missing"', 'sub_0006_next_20', '"tool":"cancel_schedules"'],
  },
  {
    question: '최근 일주일 정기결제 실패한 사람들 정리해줘',
    calls: () => [buildReview({ period: '최근 7일', state: 'failed' })],
    expectedTexts: ['sub_0002_failed_3', 'sub_0009_failed_6', '"complete":true'],
    forbiddenTexts: ['"paid":['],
  },
  {
    question: '앞으로 2주 안에 결제될 정기결제 있어?',
    calls: () => [buildReview({ period: `${formatKoreanDay(0)}~${formatKoreanDay(14)}`, state: 'due' })],
    expectedTexts: ['sub_0001_next_10', '9900'],
    forbiddenTexts: ['sub_0002_next_27'],
  },
  {
    question: '김하늘 고객 지금 상황 좀 알려줘',
    calls: () => [{ tool: 'get_customer', arguments: { buyer_name: '김하늘' } }],
    expectedTexts: [
      '신한카드',
      'sub_0001_next_10',
      'sub_0001_next_70',
      '"totals":[{"status":"paid"',
      '"complete":true',
    ],
    forbiddenTexts: ['김하늘', 'cancel_schedules', 'refund_payment'],
  },
  {
    question: '포트원 연결 잘 되어 있어?',
    calls: () => [{ tool: 'check_connection', arguments: {} }],
    // A new second may begin between reading the two clocks.
    expectedTexts: ['"reachable":true', /"clock_difference_seconds":(0|-?1)[,}]/, '"test_channels":[', 'KCP 일반결제'],
    forbiddenTexts: ['sandbox_key', 'sandbox_secret', 'access_token'],
    assertOutcome: ({ isError, answer }) => {
      assert.equal(isError, false);
      const { live, test, live_channels: liveChannels, test_channels: testChannels } = toRecord(answer.channels);
      assert.ok(Array.isArray(liveChannels) && Array.isArray(testChannels));
      assert.deepEqual([live, test], [liveChannels.length, testChannels.length]);
    },
  },
];
