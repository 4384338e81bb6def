import { type Child, create } from '../page/dom.ts';
import { type Column, createDataTable, type SortOrder } from '../parts/data-table.ts';
import { localize } from '../words/language.ts';
import { showCount, showMoney } from '../words/money.ts';
import type { SalesLine } from './breakdowns.ts';
import { salesWords } from './sales-words.ts';

interface SalesTableOptions {
  caption: string;
  /** What the first column holds. */
  label: string;
  lines: readonly SalesLine[];
  sort: { order: SortOrder | undefined; onSort(order: SortOrder): void };
  limit: number;
}

/** The numbers of a breakdown. Each line has a bar: its part of the largest in the same currency. */
export function createSalesTable({ caption, label, lines, sort, limit }: SalesTableOptions): HTMLElement {
  const positions = new Map(lines.map((line, index) => [line, index]));
  const getShare = ({ gross, currency }: SalesLine) => {
    const largest = Math.max(0, ...lines.filter((line) => line.currency === currency).map((line) => line.gross));
    return largest > 0 ? gross / largest : 0;
  };
  const columns: Column<SalesLine>[] = [
    {
      key: 'label',
      label,
      sortBy: (line) => positions.get(line) ?? 0,
      cell: (line) => createLabelCell(line, getShare(line)),
    },
    {
      key: 'count',
      label: localize(salesWords.count),
      isNumber: true,
      isWide: true,
      sortBy: ({ count }) => count,
      cell: ({ count }) => showCount(count),
    },
    {
      key: 'gross',
      label: localize(salesWords.gross),
      isNumber: true,
      sortBy: ({ gross }) => gross,
      cell: ({ gross, currency }) => showMoney(gross, currency),
    },
    {
      key: 'cancelled',
      label: localize(salesWords.cancelled),
      isNumber: true,
      sortBy: ({ cancelled }) => cancelled,
      cell: ({ cancelled, currency }) => (cancelled > 0 ? showMoney(cancelled, currency) : '–'),
    },
    {
      key: 'net',
      label: localize(salesWords.net),
      isNumber: true,
      isWide: true,
      sortBy: ({ net }) => net,
      cell: ({ net, currency }) => showMoney(net, currency),
    },
  ];
  return createDataTable({ caption, columns, rows: lines, sort, limit });
}

function createLabelCell({ label }: SalesLine, share: number): Child {
  const bar = create('span', { class: 'bar', 'aria-hidden': 'true' });
  bar.style.setProperty('--share', `${share * 100}%`);
  return create('div', { class: 'labelled' }, create('span', {}, label), bar);
}
