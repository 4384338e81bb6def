import { createButton } from '../page/controls.ts';
import { type Child, create } from '../page/dom.ts';
import { localize } from '../words/language.ts';

export interface Column<Row> {
  key: string;
  label: string;
  /** Numbers stand at the end of their cell. */
  isNumber?: true;
  /** Left out where the view is narrow: the first column says it there. */
  isWide?: true;
  cell(row: Row): Child;
  /** What the column is sorted by; without it, the column is not sorted. */
  sortBy?(row: Row): string | number;
}

export interface SortOrder {
  key: string;
  isDescending: boolean;
}

interface TableOptions<Row> {
  /** Read out by screen readers before the table. */
  caption: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  sort?: { order: SortOrder | undefined; onSort(order: SortOrder): void };
  /** How many rows are shown, after sorting. */
  limit?: number;
}

const words = { sortBy: { en: 'sort', ko: '정렬' } };

/** A table that can be sorted by its headings. */
export function createDataTable<Row>({ caption, columns, rows, sort, limit }: TableOptions<Row>): HTMLElement {
  const order = sort?.order;
  const sorted = order ? sortRows(rows, columns, order) : rows;
  const head = columns.map((column) => {
    const isSorted = order?.key === column.key;
    const attributes = {
      scope: 'col',
      class: getClass(column),
      'aria-sort': isSorted ? (order.isDescending ? 'descending' : 'ascending') : undefined,
    };
    if (!sort || !column.sortBy) return create('th', attributes, column.label);
    const onClick = () => sort.onSort({ key: column.key, isDescending: isSorted ? !order.isDescending : true });
    const arrow = isSorted ? (order.isDescending ? '↓' : '↑') : '↕';
    return create(
      'th',
      attributes,
      createButton(
        `sort-${column.key}`,
        onClick,
        { class: 'sort', title: localize(words.sortBy) },
        column.label,
        create('span', { class: isSorted ? 'arrow' : 'arrow idle', 'aria-hidden': 'true' }, arrow),
      ),
    );
  });
  const body = sorted
    .slice(0, limit)
    .map((row) =>
      create(
        'tr',
        {},
        ...columns.map((column, index) =>
          create(
            index === 0 ? 'th' : 'td',
            { class: getClass(column), scope: index === 0 ? 'row' : undefined },
            column.cell(row),
          ),
        ),
      ),
    );
  return create(
    'div',
    { class: 'table' },
    create(
      'table',
      {},
      create('caption', { class: 'visually-hidden' }, caption),
      create('thead', {}, create('tr', {}, ...head)),
      create('tbody', {}, ...body),
    ),
  );
}

const getClass = <Row>({ isNumber, isWide }: Column<Row>): string | undefined =>
  [isNumber && 'number', isWide && 'wide'].filter(Boolean).join(' ') || undefined;

function sortRows<Row>(
  rows: readonly Row[],
  columns: readonly Column<Row>[],
  { key, isDescending }: SortOrder,
): readonly Row[] {
  const sortBy = columns.find((column) => column.key === key)?.sortBy;
  if (!sortBy) return rows;
  const sign = isDescending ? -1 : 1;
  return [...rows].sort((one, other) => sign * compare(sortBy(one), sortBy(other)));
}

const compare = (one: string | number, other: string | number): number =>
  typeof one === 'number' && typeof other === 'number' ? one - other : String(one).localeCompare(String(other));
