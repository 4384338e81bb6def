import { create } from '../page/dom.ts';
import { localize } from '../words/language.ts';
import { showMoney, showShortAmount } from '../words/money.ts';
import type { SalesLine } from './breakdowns.ts';
import { salesWords } from './sales-words.ts';

const words = {
  highest: { en: 'highest', ko: '최고' },
};

/** About how many labels fit below the bars of a wide view; a narrow one shows every other of them. */
const MAX_LABELS = 8;

/** `11/20`, or a month as it is. */
const shortenDate = (date: string): string => date.replace(/^\d{4}-(\d\d)-(\d\d)$/, '$1/$2');

/**
 * Sales as bars above the line and refunds as bars below it. The table has the same numbers, so that for a screen reader
 * this is one picture with a summary.
 */
export function createSalesChart(title: string, lines: readonly SalesLine[]): HTMLElement {
  const [highest] = [...lines].sort((a, b) => b.gross - a.gross);
  const top = Math.max(1, ...lines.map(({ gross }) => gross));
  const bottom = Math.max(0, ...lines.map(({ cancelled }) => cancelled));
  const every = Math.ceil(lines.length / MAX_LABELS);
  const columns = lines.map((line, index) => {
    const isLabelled = index % every === 0;
    const column = create(
      'div',
      { class: 'column', title: describe(line) },
      create('span', { class: 'up' }),
      create('span', { class: 'down' }),
      isLabelled &&
        create('span', { class: index % (every * 2) === 0 ? 'tick' : 'tick wide' }, shortenDate(line.value)),
    );
    column.style.setProperty('--up', String(line.gross / (top + bottom)));
    column.style.setProperty('--down', String(line.cancelled / (top + bottom)));
    return column;
  });
  const plot = create('div', { class: 'plot' }, ...columns);
  plot.style.setProperty('--top', String(top / (top + bottom)));
  return create(
    'figure',
    { class: 'chart' },
    create(
      'figcaption',
      {},
      create('span', { class: 'legend up' }, localize(salesWords.gross)),
      create('span', { class: 'legend down' }, localize(salesWords.cancelled)),
    ),
    create(
      'div',
      {
        role: 'img',
        class: 'frame',
        'aria-label': highest ? `${title}: ${localize(words.highest)} ${describe(highest)}` : title,
      },
      create('span', { class: 'scale' }, showShortAmount(top)),
      plot,
    ),
  );
}

const describe = ({ label, gross, cancelled, currency }: SalesLine): string => {
  const refunds = cancelled > 0 ? `, ${localize(salesWords.cancelled)} ${showMoney(cancelled, currency)}` : '';
  return `${label}: ${localize(salesWords.gross)} ${showMoney(gross, currency)}${refunds}`;
};
