import { createButton, createSelect } from '../page/controls.ts';
import { type Child, create } from '../page/dom.ts';
import { type Fields, getFields, getList, getText } from '../page/fields.ts';
import type { RenderView, ViewScope } from '../page/start-view.ts';
import type { SortOrder } from '../parts/data-table.ts';
import { createNotice } from '../parts/notice.ts';
import { createSection } from '../parts/section.ts';
import { localize } from '../words/language.ts';
import { type Breakdown, breakdowns, getLines, getSums, type SalesLine, timeBreakdowns } from './breakdowns.ts';
import { createFigures } from './figures.ts';
import { createSalesChart } from './sales-chart.ts';
import { createSalesFile } from './sales-file.ts';
import { createSalesTable } from './sales-table.ts';
import { createVariants, type Variants } from './variants.ts';

const words = {
  title: { en: 'Sales', ko: '매출' },
  nothing: { en: 'No sales in this period.', ko: '이 기간에는 매출이 없습니다.' },
  incomplete: {
    en: 'Some lists could not be read: the sums are too low.',
    ko: '일부 목록을 읽지 못해 합계가 실제보다 적습니다.',
  },
  tests: { en: 'Test payments are not included.', ko: '테스트 결제는 포함하지 않았습니다.' },
  numbers: { en: 'Numbers', ko: '수치 보기' },
  compare: { en: 'Compare with the period before', ko: '이전 기간과 비교' },
  download: { en: 'Download as CSV', ko: 'CSV로 내려받기' },
  downloaded: { en: 'Handed to the app.', ko: '앱에 파일을 전달했습니다.' },
  notDownloaded: { en: 'The file was not saved.', ko: '파일을 저장하지 않았습니다.' },
  group: { en: 'Break down by', ko: '구분' },
};

const groupings = [
  { value: '', label: { en: 'day or month', ko: '날짜' } },
  { value: 'pg_provider', label: { en: 'PG', ko: 'PG' } },
  { value: 'pay_method', label: { en: 'payment method', ko: '결제수단' } },
  { value: 'card_name', label: { en: 'card company', ko: '카드사' } },
  { value: 'name', label: { en: 'product', ko: '상품' } },
  { value: 'weekday', label: { en: 'weekday', ko: '요일' } },
  { value: 'hour', label: { en: 'hour', ko: '시간대' } },
];

/** A breakdown has more lines than this only on request. */
const MAX_LINES = 10;

/** Creates the tables of a summary, and remembers how the reader has sorted and unfolded them. */
function createTableFactory({ refresh }: ViewScope) {
  const orders = new Map<string, SortOrder>();
  const unfolded = new Set<string>();
  return ({ list, title, column }: Breakdown, lines: readonly SalesLine[]): readonly Child[] => {
    const isFolded =
      lines.length > MAX_LINES + 1 && !unfolded.has(list) && !timeBreakdowns.some((one) => one.list === list);
    const table = createSalesTable({
      caption: localize(title),
      label: localize(column),
      lines,
      limit: isFolded ? MAX_LINES : lines.length,
      sort: {
        order: orders.get(list),
        onSort(order) {
          orders.set(list, order);
          refresh();
        },
      },
    });
    const unfold = () => {
      unfolded.add(list);
      refresh();
    };
    const rest = lines.length - MAX_LINES;
    const label = localize({ en: `Show ${rest} more`, ko: `${rest}개 더 보기` });
    return [table, isFolded && createButton(`unfold-${list}`, unfold, { class: 'unfold' }, label)];
  };
}

/** Shows the sales of a period as figures, a chart and tables. */
export function createSummaryRenderer(scope: ViewScope): RenderView {
  const variants = createVariants(scope);
  const createTable = createTableFactory(scope);
  const renderTime = (sales: Fields, currency: string): readonly Child[] =>
    timeBreakdowns.map((breakdown) => {
      const lines = getLines(sales, breakdown);
      const ofChart = lines.filter((line) => line.currency === currency);
      if (ofChart.length === 0) return undefined;
      const title = localize(breakdown.title);
      return createSection(
        title,
        createSalesChart(title, ofChart),
        create('details', {}, create('summary', {}, localize(words.numbers)), ...createTable(breakdown, lines)),
      );
    });

  return (result) => {
    const content = variants.getCurrent(result);
    const sales = getFields(content, 'sales');
    const totals = getList(sales, 'totals');
    const [main] = totals;
    const searched = getFields(content, 'searched');
    return [
      createHeader(searched),
      getList(searched, 'failed_windows').length > 0 && createNotice('warning', localize(words.incomplete)),
      ...totals.map((line) => createFigures(content, line)),
      createControls(scope, variants, { result, content }),
      ...(main ? renderTime(sales, getSums(main).currency) : [createNotice('info', localize(words.nothing))]),
      create(
        'div',
        { class: 'breakdowns' },
        ...breakdowns.map((breakdown) => {
          const lines = getLines(sales, breakdown);
          return lines.length > 0 && createSection(localize(breakdown.title), ...createTable(breakdown, lines));
        }),
      ),
      getList(getFields(content, 'test'), 'totals').length > 0 && create('p', { class: 'hint' }, localize(words.tests)),
    ];
  };
}

const createHeader = (searched: Fields): HTMLElement =>
  create(
    'header',
    { class: 'heading' },
    create('h1', {}, localize(words.title)),
    create('p', { class: 'hint' }, (getText(searched, 'period') ?? '').replace(' (Korean time)', '')),
  );

interface ShownSummary {
  /** What the host sent. */
  result: Fields;
  /** What is shown: the same, or a variant of it. */
  content: Fields;
}

/** What the host can do more: read the summary in another form, and save it. */
function createControls(scope: ViewScope, variants: Variants, { result, content }: ShownSummary): Child {
  const { host, announce } = scope;
  const canCompare = host.canCallTools() && content.before === undefined;
  const download = async () => {
    const isDone = await host.download(createSalesFile(variants.getAll(result)));
    announce(localize(isDone ? words.downloaded : words.notDownloaded));
  };
  const controls = [
    host.canCallTools() &&
      createSelect('group', {
        label: localize(words.group),
        choices: groupings.map(({ value, label }) => ({ value, label: localize(label) })),
        selected: variants.getGrouping(),
        onChange: (grouping) => variants.change(result, { grouping }),
      }),
    canCompare &&
      createButton('compare', () => variants.change(result, { isCompared: true }), {}, localize(words.compare)),
    host.canDownload() && createButton('download', () => void download(), {}, localize(words.download)),
  ];
  return controls.some(Boolean) && create('div', { class: 'controls' }, ...controls);
}
