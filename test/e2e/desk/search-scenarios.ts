import assert from 'node:assert/strict';
import { toRecord } from '../../support/tool-results.ts';
import {
  buildSearch,
  buildSummary,
  type DeskScenario,
  formatKoreanDate,
  getKoreanDayStart,
  type SandboxShop,
  type ScenarioOutcome,
  sumSales,
} from './scenario.ts';

const getResultRows = ({ answer }: ScenarioOutcome) => {
  assert.ok(Array.isArray(answer.payments));
  const shared = answer.in_every_row === undefined ? {} : toRecord(answer.in_every_row);
  return answer.payments.map((row) => ({ ...shared, ...toRecord(row) }));
};
const getSearched = ({ answer }: ScenarioOutcome) => toRecord(answer.searched);
const DAY = 86_400;

/** The payments in the sandbox, read the simplest way. */
const findIds = ({ world }: SandboxShop, isExpected: (shown: Record<string, unknown>) => boolean): string[] =>
  [...world.payments.values()].filter(({ record }) => isExpected(record)).map(({ record }) => record.imp_uid);

const assertRows = (outcome: ScenarioOutcome, isExpected: (shown: Record<string, unknown>) => boolean) => {
  const found = getResultRows(outcome).map(({ imp_uid }) => String(imp_uid));
  assert.deepEqual(found.toSorted(), findIds(outcome.shop, isExpected).toSorted());
  assert.ok(found.length > 0);
};

function assertTotals(outcome: ScenarioOutcome, from: number, to: number, at = 'sales'): void {
  const [total] = toRecord(toRecord(outcome.answer)[at]).totals as unknown[];
  const { paid_count, gross, cancelled, net, currency } = toRecord(total);
  assert.deepEqual({ paid_count, gross, cancelled, net }, sumSales(outcome.shop, from, to));
  assert.equal(currency, 'KRW');
}

const getMonthStart = (now: number) => Date.parse(`${formatKoreanDate(now).slice(0, 7)}-01T00:00:00+09:00`) / 1_000;
/** Weeks begin on Monday: the first day of 1970 was a Thursday. */
const getWeekStart = (now: number) => {
  const day = Math.floor((now + 9 * 3_600) / DAY);
  return (day - ((day + 3) % 7)) * DAY - 9 * 3_600;
};

/** Questions that search for payments or add them up. */
export const lookups: readonly DeskScenario[] = [
  {
    question: '어제 실패한 결제 보여줘',
    calls: () => [buildSearch({ period: '어제', status: 'failed' })],
    expectedTexts: ['order_failed', '한도초과', '"complete":true'],
    forbiddenTexts: ['"status":"paid"'],
    assertOutcome: (outcome) => {
      const [from, to] = [getKoreanDayStart(outcome.shop.now, -1), getKoreanDayStart(outcome.shop.now) - 1];
      assertRows(
        outcome,
        ({ status, failed_at }) => status === 'failed' && Number(failed_at) >= from && Number(failed_at) <= to,
      );
      assert.match(String(getSearched(outcome).period), new RegExp(formatKoreanDate(from)));
    },
  },
  {
    question: '어제 오후에 이니시스로 결제된 거 보여줘',
    calls: () => [buildSearch({ period: '어제 오후', pg_provider: '이니시스', status: 'paid', limit: 100 })],
    expectedTexts: ['12:00:00', '"complete":true'],
    assertOutcome: (outcome) => {
      const [from, to] = [getKoreanDayStart(outcome.shop.now, -1) + DAY / 2, getKoreanDayStart(outcome.shop.now) - 1];
      const isExpected = findIds(
        outcome.shop,
        ({ status, paid_at, pg_provider }) =>
          status === 'paid' && pg_provider === 'html5_inicis' && Number(paid_at) >= from && Number(paid_at) <= to,
      );
      assert.deepEqual(
        getResultRows(outcome)
          .map(({ imp_uid }) => String(imp_uid))
          .toSorted(),
        isExpected.toSorted(),
      );
    },
  },
  {
    question: '지난 주말 매출 얼마예요?',
    calls: () => [buildSummary({ period: '지난 주말' })],
    expectedTexts: ['"complete":true'],
    assertOutcome: (outcome) => {
      const saturday = getWeekStart(outcome.shop.now) - 2 * DAY;
      assertTotals(outcome, saturday, saturday + 2 * DAY - 1);
    },
  },
  {
    question: '간편결제로 결제한 내역 찾아줘',
    calls: () => [buildSearch({ pay_method: '간편결제', period: '최근 30일' })],
    expectedTexts: ['"pay_method":"kakaopay"', 'was taken as'],
  },
  {
    question: '전화번호 뒷자리 1701 고객 결제 좀 찾아줘',
    calls: () => [buildSearch({ buyer_tel: '1701' })],
    expectedTexts: ['order_paid_card', '•••1701', '89000'],
    forbiddenTexts: ['010-0000-1701', '01000001701'],
    assertOutcome: (outcome) => assertRows(outcome, ({ buyer_tel }) => String(buyer_tel).endsWith('1701')),
  },
  {
    question: '3/2~3/5 취소된 결제',
    calls: () => [buildSearch({ period: '3/2~3/5', status: 'cancelled' })],
    expectedTexts: [/20\d\d-03-02 ~ 20\d\d-03-05 \(Korean time\)/, '"complete":true'],
    assertOutcome: (outcome) => {
      for (const row of getResultRows(outcome)) assert.equal(row.status, 'cancelled');
    },
  },
  {
    question: '최근 일주일 10만원 넘는 결제, 큰 금액 순서로',
    calls: () => [buildSearch({ period: '최근 7일', min_amount: 100_000, sort: 'largest' })],
    expectedTexts: ['"complete":true'],
    assertOutcome: (outcome) => {
      const amounts = getResultRows(outcome).map(({ amount }) => Number(amount));
      assert.ok(amounts.length > 0 && amounts.every((amount) => amount >= 100_000));
      assert.deepEqual(
        amounts,
        amounts.toSorted((a, b) => b - a),
      );
    },
  },
  {
    question: '러닝화 결제하다 실패한 사람 있어? 최근 한 달',
    calls: () => [buildSearch({ name: '러닝화', status: 'failed', period: '최근 30일' })],
    expectedTexts: ['order_failed', '러닝화'],
    assertOutcome: (outcome) => {
      for (const row of getResultRows(outcome)) assert.deepEqual([row.name, row.status], ['러닝화', 'failed']);
    },
  },
  {
    question: '최근 3일 KCP 결제만 보여줘',
    calls: () => [
      buildSearch({ period: '최근 3일', pg_provider: 'kcp', limit: 100, fields: ['pg_provider', 'merchant_uid'] }),
    ],
    expectedTexts: ['"complete":true', 'order_paid_kcp'],
    assertOutcome: (outcome) => {
      for (const row of getResultRows(outcome)) assert.equal(row.pg_provider, 'kcp');
    },
  },
  {
    question: '최근 일주일 카카오페이로 들어온 거',
    calls: () => [buildSearch({ period: '최근 7일', pay_method: '카카오페이', status: 'paid', limit: 100 })],
    expectedTexts: ['kakaopay', '"complete":true'],
    assertOutcome: (outcome) => {
      const from = getKoreanDayStart(outcome.shop.now, -6);
      assertRows(
        outcome,
        ({ status, pay_method, paid_at }) => status === 'paid' && pay_method === 'kakaopay' && Number(paid_at) >= from,
      );
    },
  },
  {
    question: '주문번호에 double 들어간 주문이 뭐였지?',
    calls: () => [buildSearch({ merchant_uid: 'double' })],
    expectedTexts: ['order_double_first', 'order_double_second', '"matching":2'],
  },
  {
    question: '달러로 결제된 건 있어?',
    calls: () => [buildSearch({ currency: 'USD' })],
    expectedTexts: ['order_foreign', '"amount":10.5', 'order_paypal'],
    forbiddenTexts: ['"currency":"KRW"'],
    assertOutcome: (outcome) => assertRows(outcome, ({ currency }) => currency === 'USD'),
  },
  {
    question: '송민우? 송으로 시작하는 분인데 8만 9천원 결제했대요',
    calls: () => [buildSearch({ buyer_name: '송', amount: 89_000, period: '최근 7일' })],
    expectedTexts: ['order_paid_card', '"buyer_name":"송○'],
    forbiddenTexts: [/송[가-힣]{2}"/],
  },
  {
    question: '이번 달 매출 얼마야?',
    calls: () => [buildSummary({ period: '이번 달' })],
    expectedTexts: ['"complete":true', '"net":'],
    assertOutcome: (outcome) => assertTotals(outcome, getMonthStart(outcome.shop.now), outcome.shop.now),
  },
  {
    question: '어제 매출이랑 취소 금액 알려줘',
    calls: () => [buildSummary({ period: '어제' })],
    expectedTexts: ['"gross":', '"cancelled":', 'by_status_now'],
    assertOutcome: (outcome) =>
      assertTotals(outcome, getKoreanDayStart(outcome.shop.now, -1), getKoreanDayStart(outcome.shop.now) - 1),
  },
  {
    question: '이번 주 매출이 그 전 주보다 어때?',
    calls: () => [buildSummary({ period: '이번 주', compare: true })],
    expectedTexts: ['"change":', 'net_percent'],
    assertOutcome: (outcome) => {
      assertTotals(outcome, getWeekStart(outcome.shop.now), outcome.shop.now);
      const { before } = outcome.answer;
      assert.match(String(toRecord(before).period), /20\d\d-\d\d-\d\d/);
    },
  },
  {
    question: '그저께부터 어제까지 카드 결제 중에 만원 이하인 거 있었나?',
    calls: () => [buildSearch({ period: '그제~어제', pay_method: '카드', max_amount: 10_000 })],
    expectedTexts: ['"complete":true', /20\d\d-\d\d-\d\d ~ 20\d\d-\d\d-\d\d \(Korean time\)/],
    assertOutcome: (outcome) => {
      for (const row of getResultRows(outcome)) assert.ok(Number(row.amount) <= 10_000);
    },
  },
];
