import { formatDate, toDay } from '../../base/korean-time.ts';
import { create } from '../page/dom.ts';
import { getText } from '../page/fields.ts';
import { createIcon } from '../parts/icon.ts';
import { chargeStates } from '../words/charge-words.ts';
import { localize } from '../words/language.ts';
import { showMoney } from '../words/money.ts';
import { getWeekdays, showDay, showMonth, toClock } from '../words/time.ts';
import type { Charge } from './charges.ts';
import { getWeeks } from './weeks.ts';

const words = { title: { en: 'Charges by day', ko: '날짜별 정기결제' } };

/** Today in Korea, `2026-11-20`. */
const getToday = (): string => formatDate(toDay(Date.now() / 1000));

/** A calendar of charges and of the days of the period. Where the view is narrow, it becomes a list of the days that have any. */
export function createCalendar(charges: readonly Charge[], period: readonly string[]): HTMLElement | undefined {
  const dates = charges.flatMap(({ date }) => date ?? []);
  const weeks = getWeeks(dates, period);
  const [first] = weeks[0] ?? [];
  if (first === undefined) return undefined;
  return create(
    'table',
    { class: 'calendar' },
    create('caption', { class: 'visually-hidden' }, `${localize(words.title)}, ${showMonth(first)}`),
    create('thead', {}, create('tr', {}, ...getWeekdays().map((weekday) => create('th', { scope: 'col' }, weekday)))),
    create(
      'tbody',
      {},
      ...weeks.map((week) =>
        create(
          'tr',
          {},
          ...week.map((date) =>
            createDay(
              date,
              charges.filter((charge) => charge.date === date),
            ),
          ),
        ),
      ),
    ),
  );
}

function createDay(date: string, charges: readonly Charge[]): HTMLTableCellElement {
  const isFirst = date.endsWith('-01');
  const heading = create(
    'time',
    { datetime: date },
    create('span', { class: 'wide' }, isFirst ? `${Number(date.slice(5, 7))}/1` : String(Number(date.slice(8)))),
    create('span', { class: 'narrow' }, showDay(date)),
  );
  const today = date === getToday() && 'today';
  if (charges.length === 0) return create('td', { class: ['empty', today].filter(Boolean).join(' ') }, heading);
  return create('td', { class: today || undefined }, heading, create('ul', {}, ...charges.map(createEntry)));
}

function createEntry({ state, fields, buyer, customer, amount, currency }: Charge): HTMLLIElement {
  const words = chargeStates.find((one) => one.state === state);
  const label = words ? localize(words.label) : state;
  const name = getText(fields, 'name') ?? '';
  return create(
    'li',
    { class: `entry ${words?.severity ?? 'neutral'}`, title: [name, customer].filter(Boolean).join(' · ') },
    words && createIcon(words.icon),
    create(
      'span',
      {},
      create('span', { class: 'who' }, `${buyer ?? customer} `),
      create('span', { class: 'sum' }, showMoney(amount, currency)),
      create('span', { class: 'state' }, [label, toClock(getText(fields, 'schedule_at'))].filter(Boolean).join(' ')),
    ),
  );
}
