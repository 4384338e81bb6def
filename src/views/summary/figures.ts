import { type Child, create } from '../page/dom.ts';
import { type Fields, getFields, getList, getNumber, getText } from '../page/fields.ts';
import { localize } from '../words/language.ts';
import { showCount, showMoney, showPercent } from '../words/money.ts';
import { getSums } from './breakdowns.ts';
import { salesWords } from './sales-words.ts';

const words = {
  figures: { en: 'Totals', ko: '합계' },
  before: { en: 'before', ko: '이전' },
};

interface Figure {
  label: string;
  value: string;
  count?: string | undefined;
  /** The number of the period before, and by how much it has changed. */
  before?: string | undefined;
  percent?: number | undefined;
}

/** The totals in one currency, each with the period before where it was asked for. */
export function createFigures(content: Fields, totals: Fields): HTMLElement {
  const { currency, gross, cancelled, cancelCount, net, count } = getSums(totals);
  const isSame = (line: Fields) => (getText(line, 'currency') ?? 'KRW') === currency;
  const previous = getList(getFields(getFields(content, 'before'), 'sales'), 'totals').find(isSame);
  const change = getList(content, 'change').find(isSame) ?? {};
  const before = previous && getSums(previous);
  const figures: Figure[] = [
    {
      label: localize(salesWords.net),
      value: showMoney(net, currency),
      before: before && showMoney(before.net, currency),
      percent: getNumber(change, 'net_percent'),
    },
    {
      label: localize(salesWords.gross),
      value: showMoney(gross, currency),
      before: before && showMoney(before.gross, currency),
      percent: getNumber(change, 'gross_percent'),
    },
    {
      label: localize(salesWords.cancelled),
      value: cancelCount > 0 ? showMoney(cancelled, currency) : '–',
      count: cancelCount > 0 ? showCount(cancelCount) : undefined,
      before: before && showMoney(before.cancelled, currency),
      percent: getNumber(change, 'cancelled_percent'),
    },
    {
      label: localize(salesWords.count),
      value: showCount(count),
      before: before && showCount(before.count),
      percent: getNumber(change, 'paid_count_percent'),
    },
  ];
  return create('dl', { class: 'figures', 'aria-label': localize(words.figures) }, ...figures.map(createFigure));
}

function createFigure({ label, value, count, before, percent }: Figure): HTMLElement {
  const comparison: Child =
    before !== undefined &&
    create(
      'dd',
      { class: 'hint' },
      percent !== undefined && create('span', { class: 'change' }, showPercent(percent)),
      create('span', {}, `${localize(words.before)} ${before}`),
    );
  return create(
    'div',
    {},
    create('dt', {}, label),
    create('dd', { class: 'figure' }, create('span', {}, value), count && create('span', { class: 'count' }, count)),
    comparison,
  );
}
