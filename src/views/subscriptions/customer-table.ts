import { create } from '../page/dom.ts';
import { type Column, createDataTable, type SortOrder } from '../parts/data-table.ts';
import { localize } from '../words/language.ts';
import { showMoney } from '../words/money.ts';
import { showDay } from '../words/time.ts';
import type { CustomerLine } from './charges.ts';

const words = {
  caption: { en: 'Charges by customer', ko: '고객별 정기결제' },
  customer: { en: 'Customer', ko: '고객' },
  failed: { en: 'Failed', ko: '실패' },
  revoked: { en: 'Revoked', ko: '해지' },
  due: { en: 'Due', ko: '예정' },
  next: { en: 'Next charge', ko: '다음 결제' },
};

const countColumn = (state: 'failed' | 'revoked'): Column<CustomerLine> => {
  const getCount = ({ counts }: CustomerLine) => counts.get(state) ?? 0;
  return {
    key: state,
    label: localize(words[state]),
    isNumber: true,
    sortBy: getCount,
    cell: (line) => String(getCount(line) || '–'),
  };
};

/** The charges of each customer, counted. */
export function createCustomerTable(
  lines: readonly CustomerLine[],
  sort: { order: SortOrder | undefined; onSort(order: SortOrder): void },
): HTMLElement {
  const columns: Column<CustomerLine>[] = [
    {
      key: 'customer',
      label: localize(words.customer),
      sortBy: ({ buyer, customer }) => buyer ?? customer,
      cell: ({ buyer, customer }) => create('div', { class: 'product' }, buyer, create('code', {}, customer)),
    },
    countColumn('failed'),
    countColumn('revoked'),
    {
      key: 'due',
      label: localize(words.due),
      isNumber: true,
      sortBy: ({ due }) => due,
      cell: ({ due, currency }) => (due > 0 ? showMoney(due, currency) : '–'),
    },
    {
      key: 'next',
      label: localize(words.next),
      isWide: true,
      sortBy: ({ next }) => next ?? '',
      cell: ({ next }) => (next === undefined ? '–' : showDay(next)),
    },
  ];
  return createDataTable({ caption: localize(words.caption), columns, rows: lines, sort });
}
