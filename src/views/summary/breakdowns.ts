import type { Localized } from '../../base/bilingual.ts';
import { type Fields, getList, getNumber, getText } from '../page/fields.ts';
import { localize } from '../words/language.ts';
import { showMethod, showPg } from '../words/payment-words.ts';
import { showDay } from '../words/time.ts';

/** One line of a breakdown, in one currency. */
export interface SalesLine {
  /** As in the result, such as a code. */
  value: string;
  label: string;
  currency: string;
  count: number;
  gross: number;
  cancelCount: number;
  cancelled: number;
  net: number;
}

export interface Breakdown {
  /** The list in the result. */
  list: string;
  /** The field of a line that names it. */
  field: string;
  title: Localized;
  /** The heading of the column that names its lines. */
  column: Localized;
  show?(value: string): string;
  /** What lines without a value are called. */
  unknown?: Localized;
}

const weekdays: Readonly<Record<string, Localized>> = {
  Mon: { en: 'Monday', ko: '월요일' },
  Tue: { en: 'Tuesday', ko: '화요일' },
  Wed: { en: 'Wednesday', ko: '수요일' },
  Thu: { en: 'Thursday', ko: '목요일' },
  Fri: { en: 'Friday', ko: '금요일' },
  Sat: { en: 'Saturday', ko: '토요일' },
  Sun: { en: 'Sunday', ko: '일요일' },
};

const showWeekday = (value: string): string => {
  const name = Object.hasOwn(weekdays, value) ? weekdays[value] : undefined;
  return name ? localize(name) : value;
};

export const timeBreakdowns: readonly Breakdown[] = [
  {
    list: 'by_day',
    field: 'day',
    title: { en: 'By day', ko: '일별 매출' },
    column: { en: 'Day', ko: '날짜' },
    show: showDay,
  },
  { list: 'by_month', field: 'month', title: { en: 'By month', ko: '월별 매출' }, column: { en: 'Month', ko: '월' } },
];

export const breakdowns: readonly Breakdown[] = [
  {
    list: 'by_pg_provider',
    field: 'pg_provider',
    title: { en: 'By PG', ko: 'PG별' },
    column: { en: 'PG', ko: 'PG' },
    show: (code) => showPg(code) ?? code,
  },
  {
    list: 'by_pay_method',
    field: 'pay_method',
    title: { en: 'By payment method', ko: '결제수단별' },
    column: { en: 'Method', ko: '결제수단' },
    show: (code) => showMethod(code) ?? code,
  },
  {
    list: 'by_card_name',
    field: 'card_name',
    title: { en: 'By card company', ko: '카드사별' },
    column: { en: 'Card company', ko: '카드사' },
    unknown: { en: 'No card, or not known', ko: '카드 아님 또는 알 수 없음' },
  },
  { list: 'by_name', field: 'name', title: { en: 'By product', ko: '상품별' }, column: { en: 'Product', ko: '상품' } },
  {
    list: 'by_weekday',
    field: 'weekday',
    title: { en: 'By weekday', ko: '요일별' },
    column: { en: 'Weekday', ko: '요일' },
    show: showWeekday,
  },
  {
    list: 'by_hour',
    field: 'hour',
    title: { en: 'By hour', ko: '시간대별' },
    column: { en: 'Hour', ko: '시간대' },
    show: (hour) => localize({ en: `${hour}:00`, ko: `${hour}시` }),
  },
];

const notKnown = { en: 'Not known', ko: '알 수 없음' };

/** The lines of a breakdown as a view shows them. A line without a currency is in won. */
export function getLines(sales: Fields, { list, field, show, unknown = notKnown }: Breakdown): SalesLine[] {
  return getList(sales, list).map((line) => {
    const value = getText(line, field) ?? 'unknown';
    return { value, label: value === 'unknown' ? localize(unknown) : (show?.(value) ?? value), ...getSums(line) };
  });
}

export function getSums(line: Fields): Omit<SalesLine, 'label' | 'value'> {
  const gross = getNumber(line, 'gross') ?? 0;
  return {
    currency: getText(line, 'currency') ?? 'KRW',
    count: getNumber(line, 'paid_count') ?? 0,
    gross,
    cancelCount: getNumber(line, 'cancel_count') ?? 0,
    cancelled: getNumber(line, 'cancelled') ?? 0,
    net: getNumber(line, 'net') ?? gross,
  };
}
