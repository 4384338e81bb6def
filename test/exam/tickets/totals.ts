import type { World } from '../../../src/sandbox/state/world.ts';
import { getDayBefore, isWithin, listLivePayments, sumAmounts, sumRefunds, toKoreanDay } from '../raw-data.ts';
import { pick, pickLine, pickList, pickNumber, pickRows, sumOf } from '../read-answer.ts';
import type { Ticket } from '../ticket.ts';

const LAST_WEEK = ['2026-11-09', '2026-11-15'] as const;
const WEEK_BEFORE = ['2026-11-02', '2026-11-08'] as const;

const listPaid = (world: World, first: string, last = first, currency = 'KRW') =>
  listLivePayments(world, currency).filter(({ paid_at }) => isWithin(paid_at, first, last));

/** Sales by day, card company, PG, product and currency. */
export const totals: readonly Ticket[] = [
  {
    id: 'sales-last-week',
    question: '지난주 매출 취소뺀걸로 얼마죠? 건수도. 원화만',
    truth(world) {
      const paid = listPaid(world, ...LAST_WEEK);
      return { count: paid.length, net: sumAmounts(paid) - sumRefunds(world, ...LAST_WEEK) };
    },
    async solve(ask) {
      const line = pickLine(await ask('summarize_payments', { period: '지난주' }), 'sales.totals', 'currency', 'KRW');
      return { count: pickNumber(line, 'paid_count'), net: pickNumber(line, 'net') };
    },
  },
  {
    id: 'sales-best-day',
    question: '지난주에 매출 젤 좋았던 날이 언제에요 (취소 전 금액)',
    truth(world) {
      const sums = new Map<string, number>();
      for (const { paid_at, amount } of listPaid(world, ...LAST_WEEK))
        sums.set(toKoreanDay(paid_at), (sums.get(toKoreanDay(paid_at)) ?? 0) + amount);
      const [best] = [...sums].toSorted(([, one], [, other]) => other - one);
      return { day: best?.[0] ?? '', gross: best?.[1] ?? 0 };
    },
    async solve(ask) {
      const days = pickList(await ask('summarize_payments', { period: '지난주' }), 'sales.by_day');
      const [best] = days.toSorted((one, other) => pickNumber(other, 'gross') - pickNumber(one, 'gross'));
      return { day: pick(best, 'day'), gross: pickNumber(best, 'gross') };
    },
  },
  {
    id: 'sales-samsung-card',
    question: '11월 삼성카드로 긁힌 금액 합계좀 (취소된 것도 포함, 테스트 제외)',
    truth(world) {
      const paid = listPaid(world, '2026-11-01', '2026-11-30').filter(({ card_name }) => card_name === '삼성카드');
      return { count: paid.length, total: sumAmounts(paid) };
    },
    async solve(ask) {
      const paid = pickRows(
        await ask('search_payments', { period: '2026-11', card_name: '삼성카드', sandbox: false, limit: 100 }),
      ).filter((row) => pick(row, 'paid_at') !== undefined);
      return { count: paid.length, total: sumOf(paid, 'amount') };
    },
  },
  {
    id: 'sales-kakaopay',
    question: '11월 1일부터 10일까지 카카오페이 매출이요',
    truth(world) {
      const paid = listPaid(world, '2026-11-01', '2026-11-10').filter(({ pg_provider }) => pg_provider === 'kakaopay');
      return { count: paid.length, gross: sumAmounts(paid) };
    },
    async solve(ask) {
      const answer = await ask('summarize_payments', { period: '2026-11-01~2026-11-10', group_by: 'pg_provider' });
      const line = pickLine(answer, 'sales.by_pg_provider', 'pg_provider', 'kakaopay');
      return { count: pickNumber(line, 'paid_count'), gross: pickNumber(line, 'gross') };
    },
  },
  {
    id: 'sales-shoes',
    question: '러닝화 10월에 몇 켤레나 결제됐어요? 취소된거는 빼고',
    truth(world) {
      const sold = listPaid(world, '2026-10-01', '2026-10-31').filter(
        ({ name, status }) => name === '러닝화' && status === 'paid',
      );
      return { count: sold.length };
    },
    async solve(ask) {
      const answer = await ask('search_payments', {
        period: '2026-10',
        name: '러닝화',
        status: 'paid',
        sandbox: false,
        limit: 100,
        fields: ['imp_uid'],
      });
      return { count: pickRows(answer).length };
    },
  },
  {
    id: 'sales-dollars',
    question: 'how much did we sell in US dollars this month?',
    truth(world) {
      const paid = listPaid(world, '2026-11-01', '2026-11-30', 'USD');
      return { count: paid.length, gross: sumAmounts(paid) };
    },
    async solve(ask) {
      const line = pickLine(await ask('summarize_payments', { period: '이번 달' }), 'sales.totals', 'currency', 'USD');
      return { count: pickNumber(line, 'paid_count'), gross: pickNumber(line, 'gross') };
    },
  },
  {
    id: 'sales-compare',
    question: '지난주가 그 전주보다 얼마나 더 팔렸는지 (총매출 기준, 줄었으면 마이너스로)',
    truth: (world) => ({
      difference: sumAmounts(listPaid(world, ...LAST_WEEK)) - sumAmounts(listPaid(world, ...WEEK_BEFORE)),
    }),
    async solve(ask) {
      const answer = await ask('summarize_payments', { period: '지난주', compare: true });
      return { difference: pickNumber(pickLine(answer, 'change', 'currency', 'KRW'), 'gross') };
    },
  },
  {
    id: 'refunds-yesterday',
    question: '어제 하루동안 환불 나간 총액이요 결제일 말고 취소한 날 기준!',
    truth: (world) => ({ cancelled: sumRefunds(world, getDayBefore(world, 1)) }),
    async solve(ask) {
      const line = pickLine(await ask('summarize_payments', { period: '어제' }), 'sales.totals', 'currency', 'KRW');
      return { cancelled: pickNumber(line, 'cancelled') };
    },
  },
  {
    id: 'sales-best-card-company',
    question: '10월에 카드사중 어디가 젤 많이 긁혔나요? 금액이랑 (취소 안뺀거)',
    truth(world) {
      const sums = new Map<string, number>();
      for (const { card_name, amount } of listPaid(world, '2026-10-01', '2026-10-31'))
        if (card_name) sums.set(card_name, (sums.get(card_name) ?? 0) + amount);
      const [best] = [...sums].toSorted(([, one], [, other]) => other - one);
      return { card_company: best?.[0] ?? '', gross: best?.[1] ?? 0 };
    },
    async solve(ask) {
      const answer = await ask('summarize_payments', { period: '10월', group_by: 'card_name' });
      const best = pickList(answer, 'sales.by_card_name').find((line) => pick(line, 'card_name') !== 'unknown');
      return { card_company: pick(best, 'card_name'), gross: pickNumber(best, 'gross') };
    },
  },
  {
    id: 'refunds-october',
    question: 'october refunds: how many and how much altogether in won? by the day of the refund pls',
    truth(world) {
      const refunds = listLivePayments(world)
        .flatMap(({ cancel_history }) => cancel_history ?? [])
        .filter(({ cancelled_at }) => isWithin(cancelled_at, '2026-10-01', '2026-10-31'));
      return { count: refunds.length, cancelled: sumRefunds(world, '2026-10-01', '2026-10-31') };
    },
    async solve(ask) {
      const answer = await ask('summarize_payments', { period: 'October' });
      const line = pickLine(answer, 'sales.totals', 'currency', 'KRW');
      return { count: pickNumber(line, 'cancel_count'), cancelled: pickNumber(line, 'cancelled') };
    },
  },
  {
    id: 'sales-best-weekday',
    question: '10월 한달 무슨 요일 매출이 젤 높은지',
    truth(world) {
      const sums = new Map<string, number>();
      for (const { paid_at, amount } of listPaid(world, '2026-10-01', '2026-10-31')) {
        const weekday = new Date(toKoreanDay(paid_at)).toUTCString().slice(0, 3);
        sums.set(weekday, (sums.get(weekday) ?? 0) + amount);
      }
      const [best] = [...sums].toSorted(([, one], [, other]) => other - one);
      return { weekday: best?.[0] ?? '', gross: best?.[1] ?? 0 };
    },
    async solve(ask) {
      const answer = await ask('summarize_payments', { period: '10월', group_by: 'weekday' });
      const lines = pickList(answer, 'sales.by_weekday').filter((line) => pick(line, 'currency') === undefined);
      const [best] = lines.toSorted((one, other) => pickNumber(other, 'gross') - pickNumber(one, 'gross'));
      return { weekday: pick(best, 'weekday'), gross: pickNumber(best, 'gross') };
    },
  },
];
