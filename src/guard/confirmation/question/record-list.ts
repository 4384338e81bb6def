import type { Language, Localized } from '../../../base/bilingual.ts';
import { formatKst } from '../../../base/korean-time.ts';
import { type CurrencyAmount, formatMoney } from '../../../base/money.ts';
import { toSingleLine } from '../../../base/text.ts';
import { sumByCurrency } from '../../impact/money-movements.ts';
import type { Fact, QuestionTable } from './question.ts';

/** The records that an operation is about: schedules, items of a Naver order, sub-merchants. */
export interface RecordList {
  title: Localized;
  columns: readonly { label: Localized; isNumeric?: true }[];
  rows: readonly RecordRow[];
  /** The operation is about these records; otherwise they only depend on what it changes. */
  isTarget: boolean;
  /** The records are all there are, because the caller asked for all. */
  isAll: boolean;
  /** What is not listed but included. */
  note?: { label: Localized; value: Localized };
}

export interface RecordRow {
  cells: readonly Localized[];
  /** The id by which a person knows the record. */
  id: string;
  /** Absent if it is unknown. */
  amount?: CurrencyAmount;
  /** When it is due, in unix seconds. */
  at?: number;
}

const words = {
  en: {
    count: 'Count',
    total: 'Total',
    period: 'Period',
    each: 'Each',
    formatCount: (count: number, isAll: boolean) => (isAll ? `all ${count}` : String(count)),
    unknownAmounts: (count: number) => ` + ${count} of unknown amount`,
  },
  ko: {
    count: '건수',
    total: '합계',
    period: '기간',
    each: '건당 금액',
    formatCount: (count: number, isAll: boolean) => (isAll ? `전체 ${count}건` : `${count}건`),
    unknownAmounts: (count: number) => ` + 금액을 알 수 없는 ${count}건`,
  },
} as const satisfies Record<Language, unknown>;

/** In date order; records without a date stay in their order. */
export const sortByDate = (rows: readonly RecordRow[]): RecordRow[] =>
  rows.toSorted((one, other) => (one.at ?? 0) - (other.at ?? 0));

const sumAmounts = (rows: readonly RecordRow[]): CurrencyAmount[] =>
  sumByCurrency(rows.flatMap(({ amount }) => amount ?? []));

/** The sum of each currency, and how many amounts are unknown; undefined if no record has an amount. */
export function formatTotal({ rows }: RecordList, lang: Language): string | undefined {
  const totals = sumAmounts(rows);
  if (totals.length === 0) return undefined;
  const unknown = rows.filter(({ amount }) => amount === undefined).length;
  const text = totals.map(({ amount, currency }) => formatMoney(amount, currency)).join(' + ');
  return unknown > 0 ? `${text}${words[lang].unknownAmounts(unknown)}` : text;
}

/** `2026-12-01 ~ 2027-09-24`; undefined unless every record has a date. */
export function formatPeriod({ rows }: RecordList): string | undefined {
  const days = rows.flatMap(({ at }) => (at === undefined ? [] : [formatKst(at, { precision: 'day' })])).sort();
  const [first] = days;
  const last = days.at(-1);
  if (first === undefined || days.length < rows.length) return undefined;
  return first === last ? first : `${first} ~ ${last}`;
}

/** `₩9,900 ~ ₩9,999`; undefined unless all amounts are of one currency. */
export function formatRange({ rows }: RecordList): string | undefined {
  const [total, ...others] = sumAmounts(rows);
  if (total === undefined || others.length > 0) return undefined;
  const amounts = rows.flatMap(({ amount }) => amount?.amount ?? []);
  const lowest = formatMoney(Math.min(...amounts), total.currency);
  const highest = formatMoney(Math.max(...amounts), total.currency);
  return lowest === highest ? lowest : `${lowest} ~ ${highest}`;
}

/** The key figures of a list with several records. */
export function summarizeList(list: RecordList, lang: Language): Fact[] {
  const t = words[lang];
  const figures: [string, string | undefined][] =
    list.rows.length > 1 || list.isAll
      ? [
          [t.count, t.formatCount(list.rows.length, list.isAll)],
          [t.total, formatTotal(list, lang)],
          [t.period, formatPeriod(list)],
          [t.each, formatRange(list)],
        ]
      : [];
  return [
    ...figures.flatMap(([label, value]): Fact[] => (value === undefined ? [] : [[label, value]])),
    ...(list.note ? [[list.note.label[lang], list.note.value[lang]] as const] : []),
  ];
}

/** Leaves out the columns that no record fills. */
export function toTable({ title, columns, rows }: RecordList, lang: Language): QuestionTable {
  const isFilled = columns.map((_, index) => rows.some(({ cells }) => cells[index]?.[lang]));
  return {
    title: title[lang],
    columns: columns
      .filter((_, index) => isFilled[index])
      .map(({ label, isNumeric }) => ({ label: label[lang], ...(isNumeric ? { isNumeric } : {}) })),
    rows: rows.map(({ cells }) =>
      cells.filter((_, index) => isFilled[index]).map((cell) => toSingleLine(cell[lang]) || '-'),
    ),
  };
}
