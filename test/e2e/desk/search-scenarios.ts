import assert from 'node:assert/strict';
import { recordOf } from '../../support/tool-results.ts';
import {
  koreanDate,
  koreanDayStart,
  type Question,
  type Shop,
  salesOf,
  search,
  summarize,
  type Told,
} from './scenario.ts';

const rowsOf = ({ answer }: Told) => {
  assert.ok(Array.isArray(answer.payments));
  return answer.payments.map(recordOf);
};
const searched = ({ answer }: Told) => recordOf(answer.searched);
const DAY = 86_400;

/** Payments that the sandbox has, by the plainest way. */
const idsWhere = ({ world }: Shop, wanted: (shown: Record<string, unknown>) => boolean): string[] =>
  [...world.payments.values()].filter(({ shown }) => wanted(shown)).map(({ shown }) => shown.imp_uid);

const mustBe = (told: Told, wanted: (shown: Record<string, unknown>) => boolean) => {
  const found = rowsOf(told).map(({ imp_uid }) => String(imp_uid));
  assert.deepEqual(found.toSorted(), idsWhere(told.shop, wanted).toSorted());
  assert.ok(found.length > 0);
};

function mustSum(told: Told, from: number, to: number, at = 'live'): void {
  const [total] = recordOf(recordOf(told.answer)[at]).totals as unknown[];
  const { paid_count, gross, cancelled, net, currency } = recordOf(total);
  assert.deepEqual({ paid_count, gross, cancelled, net }, salesOf(told.shop, from, to));
  assert.equal(currency, 'KRW');
}

const monthStart = (now: number) => Date.parse(`${koreanDate(now).slice(0, 7)}-01T00:00:00+09:00`) / 1_000;
/** Weeks begin on Monday: the first day of 1970 was a Thursday. */
const weekStart = (now: number) => {
  const day = Math.floor((now + 9 * 3_600) / DAY);
  return (day - ((day + 3) % 7)) * DAY - 9 * 3_600;
};

/** Questions for finding and for adding up. */
export const lookups: readonly Question[] = [
  {
    question: '어제 실패한 결제 보여줘',
    calls: () => [search({ period: '어제', status: 'failed' })],
    says: ['order_failed', '한도초과', '"complete":true'],
    denies: ['"status":"paid"'],
    sees: (told) => {
      const [from, to] = [koreanDayStart(told.shop.now, -1), koreanDayStart(told.shop.now) - 1];
      mustBe(
        told,
        ({ status, failed_at }) => status === 'failed' && Number(failed_at) >= from && Number(failed_at) <= to,
      );
      assert.match(String(searched(told).period), new RegExp(koreanDate(from)));
    },
  },
  {
    question: '어제 오후에 이니시스로 결제된 거 보여줘',
    calls: () => [search({ period: '어제 오후', pg_provider: '이니시스', status: 'paid', limit: 100 })],
    says: ['12:00:00', '"complete":true'],
    sees: (told) => {
      const [from, to] = [koreanDayStart(told.shop.now, -1) + DAY / 2, koreanDayStart(told.shop.now) - 1];
      const wanted = idsWhere(
        told.shop,
        ({ status, paid_at, pg_provider }) =>
          status === 'paid' && pg_provider === 'html5_inicis' && Number(paid_at) >= from && Number(paid_at) <= to,
      );
      assert.deepEqual(
        rowsOf(told)
          .map(({ imp_uid }) => String(imp_uid))
          .toSorted(),
        wanted.toSorted(),
      );
    },
  },
  {
    question: '지난 주말 매출 얼마예요?',
    calls: () => [summarize({ period: '지난 주말' })],
    says: ['"complete":true'],
    sees: (told) => {
      const saturday = weekStart(told.shop.now) - 2 * DAY;
      mustSum(told, saturday, saturday + 2 * DAY - 1);
    },
  },
  {
    question: '간편결제로 결제한 내역 찾아줘',
    calls: () => [
      search({ pay_method: '간편결제', period: '최근 30일' }),
      ({ others }) => {
        const { pay_method } = recordOf(others);
        assert.ok(Array.isArray(pay_method) && pay_method.includes('kakaopay'));
        return search({ pay_method: 'kakaopay', period: '최근 30일' });
      },
    ],
    says: ['"pay_method":"kakaopay"'],
  },
  {
    question: '전화번호 뒷자리 1701 고객 결제 좀 찾아줘',
    calls: () => [search({ buyer_tel: '1701' })],
    says: ['order_paid_card', '***1701', '89000'],
    denies: ['010-0000-1701', '01000001701'],
    sees: (told) => mustBe(told, ({ buyer_tel }) => String(buyer_tel).endsWith('1701')),
  },
  {
    question: '3/2~3/5 취소된 결제',
    calls: () => [search({ period: '3/2~3/5', status: 'cancelled' })],
    says: [/20\d\d-03-02 ~ 20\d\d-03-05 \(Korean time\)/, '"complete":true'],
    sees: (told) => {
      assert.match(String(searched(told).from), /-03-02T00:00:00\+09:00$/);
      assert.match(String(searched(told).to), /-03-05T23:59:59\+09:00$/);
      for (const row of rowsOf(told)) assert.equal(row.status, 'cancelled');
    },
  },
  {
    question: '최근 일주일 10만원 넘는 결제, 큰 금액 순서로',
    calls: () => [search({ period: '최근 7일', min_amount: 100_000, sort: 'largest' })],
    says: ['"complete":true'],
    sees: (told) => {
      const amounts = rowsOf(told).map(({ amount }) => Number(amount));
      assert.ok(amounts.length > 0 && amounts.every((amount) => amount >= 100_000));
      assert.deepEqual(
        amounts,
        amounts.toSorted((a, b) => b - a),
      );
    },
  },
  {
    question: '러닝화 결제하다 실패한 사람 있어? 최근 한 달',
    calls: () => [search({ name: '러닝화', status: 'failed', period: '최근 30일' })],
    says: ['order_failed', '러닝화'],
    sees: (told) => {
      for (const row of rowsOf(told)) assert.deepEqual([row.name, row.status], ['러닝화', 'failed']);
    },
  },
  {
    question: '최근 3일 KCP 결제만 보여줘',
    calls: () => [search({ period: '최근 3일', pg_provider: 'kcp', limit: 100 })],
    says: ['"complete":true', 'order_paid_kcp'],
    sees: (told) => {
      for (const row of rowsOf(told)) assert.equal(row.pg_provider, 'kcp');
    },
  },
  {
    question: '최근 일주일 카카오페이로 들어온 거',
    calls: () => [search({ period: '최근 7일', pay_method: '카카오페이', status: 'paid', limit: 100 })],
    says: ['kakaopay', '"complete":true'],
    sees: (told) => {
      const from = koreanDayStart(told.shop.now, -6);
      mustBe(
        told,
        ({ status, pay_method, paid_at }) => status === 'paid' && pay_method === 'kakaopay' && Number(paid_at) >= from,
      );
    },
  },
  {
    question: '주문번호에 double 들어간 주문이 뭐였지?',
    calls: () => [search({ merchant_uid: 'double' })],
    says: ['order_double_first', 'order_double_second', '"found":2'],
  },
  {
    question: '달러로 결제된 건 있어?',
    calls: () => [search({ currency: 'USD' })],
    says: ['order_foreign', '"amount":10.5', 'order_paypal'],
    denies: ['"currency":"KRW"'],
    sees: (told) => mustBe(told, ({ currency }) => currency === 'USD'),
  },
  {
    question: '송민우? 송으로 시작하는 분인데 이메일이 example.com이고 8만 9천원 결제했대요',
    calls: () => [search({ buyer_name: '송', buyer_email: 'example.com', amount: 89_000, period: '최근 7일' })],
    says: ['order_paid_card', '"buyer_name":"송*'],
    denies: [/송[가-힣]{2}"/],
  },
  {
    question: '이번 달 매출 얼마야?',
    calls: () => [summarize({ period: '이번 달' })],
    says: ['"complete":true', '"net":'],
    sees: (told) => mustSum(told, monthStart(told.shop.now), told.shop.now),
  },
  {
    question: '어제 매출이랑 취소 금액 알려줘',
    calls: () => [summarize({ period: '어제' })],
    says: ['"gross":', '"cancelled":', 'by_pg'],
    sees: (told) => mustSum(told, koreanDayStart(told.shop.now, -1), koreanDayStart(told.shop.now) - 1),
  },
  {
    question: '이번 주 매출이 그 전 주보다 어때?',
    calls: () => [summarize({ period: '이번 주', compare: true })],
    says: ['"change":', 'net_percent'],
    sees: (told) => {
      mustSum(told, weekStart(told.shop.now), told.shop.now);
      const { before } = told.answer;
      assert.match(String(recordOf(before).period), /20\d\d-\d\d-\d\d/);
    },
  },
  {
    question: '그저께부터 어제까지 카드 결제 중에 만원 이하인 거 있었나?',
    calls: () => [search({ period: '그제~어제', pay_method: '카드', max_amount: 10_000 })],
    says: ['"complete":true', /20\d\d-\d\d-\d\d ~ 20\d\d-\d\d-\d\d \(Korean time\)/],
    sees: (told) => {
      for (const row of rowsOf(told)) assert.ok(Number(row.amount) <= 10_000);
    },
  },
];
