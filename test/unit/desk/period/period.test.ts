import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parsePeriod } from '../../../../src/desk/period/period.ts';

const toSeconds = (korean: string) => Date.parse(`${korean}+09:00`) / 1000;
/** The current time of these tests, a Sunday. */
const NOW = toSeconds('2026-11-22T13:05:07');
const getPeriodText = (phrase: string, now = NOW) => parsePeriod(phrase, now).text.replace(' (Korean time)', '');

describe('the parser of period phrases', () => {
  it.each([
    ['today', '2026-11-22'],
    ['2026-11-09/2026-11-15', '2026-11-09 ~ 2026-11-15'],
    ['2026-10/2026-11', '2026-10-01 ~ 2026-11-30'],
    ['2026-11-09T09:00:00+09:00/2026-11-09T18:00:00+09:00', '2026-11-09 09:00:00 ~ 2026-11-09 18:00:00'],
    ['오늘', '2026-11-22'],
    ['Yesterday', '2026-11-21'],
    ['어제', '2026-11-21'],
    ['그제', '2026-11-20'],
    ['그저께', '2026-11-20'],
    ['3 days ago', '2026-11-19'],
    ['이틀 전', '2026-11-20'],
    ['last 7 days', '2026-11-16 ~ 2026-11-22'],
    ['the last 7 days', '2026-11-16 ~ 2026-11-22'],
    ['최근 3일', '2026-11-20 ~ 2026-11-22'],
    ['최근 일주일', '2026-11-16 ~ 2026-11-22'],
    ['최근 일주일간', '2026-11-16 ~ 2026-11-22'],
    ['지난 30일 동안', '2026-10-24 ~ 2026-11-22'],
    ['최근 한 달', '2026-10-23 ~ 2026-11-22'],
    ['last 3 months', '2026-08-23 ~ 2026-11-22'],
    ['last 24 hours', '2026-11-21 13:05:07 ~ 2026-11-22 13:05:07'],
    ['최근 3시간', '2026-11-22 10:05:07 ~ 2026-11-22 13:05:07'],
    ['last 30 minutes', '2026-11-22 12:35:07 ~ 2026-11-22 13:05:07'],
    ['this week', '2026-11-16 ~ 2026-11-22'],
    ['이번 주', '2026-11-16 ~ 2026-11-22'],
    ['last week', '2026-11-09 ~ 2026-11-15'],
    ['지난주', '2026-11-09 ~ 2026-11-15'],
    ['지난 주에', '2026-11-09 ~ 2026-11-15'],
    ['지지난주', '2026-11-02 ~ 2026-11-08'],
    ['지난주 금요일', '2026-11-13'],
    ['this month', '2026-11-01 ~ 2026-11-30'],
    ['이번달', '2026-11-01 ~ 2026-11-30'],
    ['지난달', '2026-10-01 ~ 2026-10-31'],
    ['저번 달', '2026-10-01 ~ 2026-10-31'],
    ['지난달 15일', '2026-10-15'],
    ['last quarter', '2026-07-01 ~ 2026-09-30'],
    ['2026 Q3', '2026-07-01 ~ 2026-09-30'],
    ['올해', '2026-01-01 ~ 2026-12-31'],
    ['last year', '2025-01-01 ~ 2025-12-31'],
    ['작년', '2025-01-01 ~ 2025-12-31'],
    ['작년 12월', '2025-12-01 ~ 2025-12-31'],
    ['2026', '2026-01-01 ~ 2026-12-31'],
    ['2026-10', '2026-10-01 ~ 2026-10-31'],
    ['2026년 2월', '2026-02-01 ~ 2026-02-28'],
    ['2024-02', '2024-02-01 ~ 2024-02-29'],
    ['2026-11-21', '2026-11-21'],
    ['20261121', '2026-11-21'],
    ['2026. 11. 21.', '2026-11-21'],
    ['11/21', '2026-11-21'],
    ['11/22', '2026-11-22'],
    ['11/23', '2025-11-23'],
    ['10월 3일', '2026-10-03'],
    ['11월', '2026-11-01 ~ 2026-11-30'],
    ['12월', '2025-12-01 ~ 2025-12-31'],
    ['October', '2026-10-01 ~ 2026-10-31'],
    ['Oct 3', '2026-10-03'],
    ['2/29', '2024-02-29'],
    ['3/2~3/5', '2026-03-02 ~ 2026-03-05'],
    ['３/２～３/５', '2026-03-02 ~ 2026-03-05'],
    ['12/28~1/3', '2025-12-28 ~ 2026-01-03'],
    ['11월 20일부터 11월 22일까지', '2026-11-20 ~ 2026-11-22'],
    ['11월 20일부터 22일까지', '2026-11-20 ~ 2026-11-22'],
    ['11월 20일~22일', '2026-11-20 ~ 2026-11-22'],
    ['2026-11-01..2026-11-20', '2026-11-01 ~ 2026-11-20'],
    ['2026-11-01 to 2026-11-20', '2026-11-01 ~ 2026-11-20'],
    ['지난달~어제', '2026-10-01 ~ 2026-11-21'],
    ['2026-11-01~', '2026-11-01 ~ 2026-11-22'],
    ['어제부터', '2026-11-21 ~ 2026-11-22'],
    ['어제 09:00~18:00', '2026-11-21 09:00:00 ~ 2026-11-21 18:00:00'],
    ['2026-11-21T09:00+09:00..2026-11-21T18:00+09:00', '2026-11-21 09:00:00 ~ 2026-11-21 18:00:00'],
    ['지난 주말', '2026-11-14 ~ 2026-11-15'],
    ['지난주 주말', '2026-11-14 ~ 2026-11-15'],
    ['이번 주말', '2026-11-21 ~ 2026-11-22'],
    ['last weekend', '2026-11-14 ~ 2026-11-15'],
    ['어제 오전', '2026-11-21 00:00:00 ~ 2026-11-21 11:59:59'],
    ['어제 오후', '2026-11-21 12:00:00 ~ 2026-11-21 23:59:59'],
    ['11/3 오후', '2026-11-03 12:00:00 ~ 2026-11-03 23:59:59'],
    ['어제 오후부터 오늘 오전까지', '2026-11-21 12:00:00 ~ 2026-11-22 11:59:59'],
    ['어제 오후 2시~5시', '2026-11-21 14:00:00 ~ 2026-11-21 17:00:00'],
    ['어제 오후 2시 30분부터 오후 3시까지', '2026-11-21 14:30:00 ~ 2026-11-21 15:00:00'],
    ['어제 오전 9시~3시', '2026-11-21 09:00:00 ~ 2026-11-21 15:00:00'],
    ['어제 오전 12시~오후 12시', '2026-11-21 00:00:00 ~ 2026-11-21 12:00:00'],
    ['어제 14시~15시', '2026-11-21 14:00:00 ~ 2026-11-21 15:00:00'],
    ['11월 초순', '2026-11-01 ~ 2026-11-10'],
    ['지난달 중순', '2026-10-11 ~ 2026-10-20'],
    ['2월 하순', '2026-02-21 ~ 2026-02-28'],
    ['상반기', '2026-01-01 ~ 2026-06-30'],
    ['작년 하반기', '2025-07-01 ~ 2025-12-31'],
    ['3분기', '2026-07-01 ~ 2026-09-30'],
    ['올해 2분기', '2026-04-01 ~ 2026-06-30'],
    ['2025년 4분기', '2025-10-01 ~ 2025-12-31'],
    ['이달', '2026-11-01 ~ 2026-11-30'],
    ['전월', '2026-10-01 ~ 2026-10-31'],
    ['어제 하루', '2026-11-21'],
    ['11월 3일 하루 동안', '2026-11-03'],
    ['10월 한 달', '2026-10-01 ~ 2026-10-31'],
    ['10월달', '2026-10-01 ~ 2026-10-31'],
    ['일주일', '2026-11-16 ~ 2026-11-22'],
    ['3일간', '2026-11-20 ~ 2026-11-22'],
    ['30 days', '2026-10-24 ~ 2026-11-22'],
    ['24h', '2026-11-21 13:05:07 ~ 2026-11-22 13:05:07'],
    ['2주 전부터', '2026-11-08 ~ 2026-11-22'],
    ['한 달 전부터 어제까지', '2026-10-22 ~ 2026-11-21'],
    ['2주 전~1주 전', '2026-11-08 ~ 2026-11-15'],
    ['11-03', '2026-11-03'],
    ['지난주 월요일부터 수요일까지', '2026-11-09 ~ 2026-11-11'],
    ['2026-11-20T15:00:00Z..2026-11-21T14:59:59Z', '2026-11-21'],
  ])('the phrase "%s" means %s', (phrase, meaning) => {
    expect(getPeriodText(phrase)).toBe(meaning);
  });

  it.each([
    '',
    '11월 초',
    '주말',
    '이번 주 오후',
    '지난 월요일',
    '한 달 전',
    '지난주~수요일',
    '10월 초',
    '오늘 9시~10시',
    '어제 오후 13시~14시',
    'soon',
    'from last monday to today',
    '2026-02-29',
    '13월',
    '11/31',
    '25:00~26:00',
    '2026-11-21T09:00',
    '~11/20',
    '20일',
  ])('the phrase "%s" is rejected with examples that are understood', (phrase) => {
    expect(() => parsePeriod(phrase, NOW, 'period')).toThrow(
      /^"period" is not understood\. Today in Korea is 2026-11-22\..*지난주/,
    );
  });

  it.each(['2026-11-20..2026-11-01', '오늘~어제', '1999~'])('the impossible period "%s" is rejected', (phrase) => {
    expect(() => parsePeriod(phrase, NOW)).toThrow(/^"period" /);
  });

  it('a rejected phrase is not repeated, because it may contain personal data', () => {
    expect(() => parsePeriod('홍길동', NOW)).not.toThrow('홍길동');
  });
});

describe('the periods around midnight in Seoul', () => {
  it.each([
    ['2026-11-21T23:59:59', '2026-11-21', '2026-11-09 ~ 2026-11-15', '2026-10-01 ~ 2026-10-31'],
    ['2026-11-22T00:00:00', '2026-11-22', '2026-11-09 ~ 2026-11-15', '2026-10-01 ~ 2026-10-31'],
    ['2026-11-22T23:59:59', '2026-11-22', '2026-11-09 ~ 2026-11-15', '2026-10-01 ~ 2026-10-31'],
    ['2026-11-23T00:00:00', '2026-11-23', '2026-11-16 ~ 2026-11-22', '2026-10-01 ~ 2026-10-31'],
    ['2026-11-30T23:59:59', '2026-11-30', '2026-11-23 ~ 2026-11-29', '2026-10-01 ~ 2026-10-31'],
    ['2026-12-01T00:00:00', '2026-12-01', '2026-11-23 ~ 2026-11-29', '2026-11-01 ~ 2026-11-30'],
    ['2027-01-01T00:00:00', '2027-01-01', '2026-12-21 ~ 2026-12-27', '2026-12-01 ~ 2026-12-31'],
    ['2028-02-29T23:59:59', '2028-02-29', '2028-02-21 ~ 2028-02-27', '2028-01-01 ~ 2028-01-31'],
    ['2028-03-01T00:00:00', '2028-03-01', '2028-02-21 ~ 2028-02-27', '2028-02-01 ~ 2028-02-29'],
  ])('today, last week and last month are correct at %s', (moment, today, week, month) => {
    expect([
      getPeriodText('오늘', toSeconds(moment)),
      getPeriodText('지난주', toSeconds(moment)),
      getPeriodText('지난달', toSeconds(moment)),
    ]).toEqual([today, week, month]);
  });
});

const moments = fc.integer({ min: toSeconds('2019-01-01T00:00:00'), max: toSeconds('2035-12-31T23:59:59') });

describe('the periods at any moment', () => {
  it('today contains the current moment, and consecutive days leave no gap', () => {
    fc.assert(
      fc.property(moments, (now) => {
        const [today, yesterday, before] = ['today', 'yesterday', '그제'].map((phrase) => parsePeriod(phrase, now));
        if (!today || !yesterday || !before) throw new Error('three phrases, three periods');
        expect(today.from <= now && now <= today.to).toBe(true);
        expect([yesterday.to + 1, before.to + 1]).toEqual([today.from, yesterday.from]);
        for (const day of [today, yesterday, before]) expect(day.to - day.from).toBe(86_399);
      }),
    );
  });

  it('consecutive weeks and months leave no gap, and a week begins on Monday', () => {
    fc.assert(
      fc.property(moments, (now) => {
        for (const [earlier, later] of [
          ['last week', 'this week'],
          ['last month', 'this month'],
          ['last quarter', 'this quarter'],
          ['last year', 'this year'],
          ['지난주', '다음 주'],
        ] as const) {
          const [a, b] = [parsePeriod(earlier, now), parsePeriod(later, now)];
          if (later === '다음 주') expect(b.from - a.to - 1).toBe(7 * 86_400);
          else {
            expect(a.to + 1).toBe(b.from);
            expect(b.from <= now && now <= b.to).toBe(true);
          }
        }
        const monday = parsePeriod('this week', now).from;
        expect(new Date((monday + 9 * 3600) * 1000).getUTCDay()).toBe(1);
      }),
    );
  });

  it('the text of a period is parsed as the same period again', () => {
    const phrases = fc.constantFrom(
      'today',
      '어제',
      'last 7 days',
      '지난달',
      '작년',
      '최근 3시간',
      '12/28~1/3',
      '2/29',
      '지난주 금요일',
    );
    fc.assert(
      fc.property(moments, phrases, (now, phrase) => {
        const period = parsePeriod(phrase, now);
        const again = parsePeriod(period.text.replace(' (Korean time)', ''), now);
        expect(again).toEqual(period);
      }),
    );
  });

  it('a date without a year is the latest such date that has begun', () => {
    fc.assert(
      fc.property(moments, fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 28 }), (now, month, day) => {
        const { from } = parsePeriod(`${month}/${day}`, now);
        expect(from).toBeLessThanOrEqual(now);
        expect(now - from).toBeLessThan(366 * 86_400);
      }),
    );
  });
});

it('a phrase means the same period in every time zone of the machine', () => {
  // In a separate process, because the time zone is changed while it runs.
  const script = `
    import { parsePeriod } from './src/desk/period/period.ts';
    const zones = ['Asia/Seoul', 'UTC', 'America/New_York', 'Pacific/Kiritimati', 'Pacific/Pago_Pago', 'Asia/Kathmandu'];
    const phrases = ['today', '어제', 'last week', '지난달', 'last 24 hours', '3/2~3/5', '2026-11-21 09:00~18:00', '2/29', '이번 주'];
    const moments = [1795273199, 1795273200, 1795359599, 1798729199, 1835362799, 1835362800];
    console.log(JSON.stringify(zones.map((zone) => {
      process.env.TZ = zone;
      return {
        local: String(new Date(1795273199000)),
        periods: moments.map((now) => phrases.map((phrase) => parsePeriod(phrase, now))),
      };
    })));`;
  const args = ['--import', 'tsx', '--input-type=module', '-e', script];
  const results: { local: string; periods: object[] }[] = JSON.parse(
    execFileSync(process.execPath, args, { encoding: 'utf8' }),
  );
  expect(new Set(results.map(({ local }) => local)).size).toBe(6);
  expect(results[0]?.periods).toHaveLength(6);
  for (const { periods } of results) expect(periods).toEqual(results[0]?.periods);
}, 60_000);
