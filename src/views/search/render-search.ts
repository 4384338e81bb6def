import { createButton } from '../page/controls.ts';
import { type Child, create } from '../page/dom.ts';
import { type Fields, getFields, getList, getNumber, getText } from '../page/fields.ts';
import type { RenderView, ViewScope } from '../page/start-view.ts';
import type { SortOrder } from '../parts/data-table.ts';
import { createBadge, createNotice } from '../parts/notice.ts';
import { createSection } from '../parts/section.ts';
import { createPaymentList, type OpenPayment } from '../payment/payment-list.ts';
import { localize } from '../words/language.ts';
import { showCount, showMoney } from '../words/money.ts';
import { getStatusWords } from '../words/payment-words.ts';
import { createPages, type Pages } from './pages.ts';
import { sumByStatus } from './sum-by-status.ts';

const words = {
  title: { en: 'Payments', ko: '결제' },
  totals: { en: 'Totals by status', ko: '상태별 합계' },
  pageTotals: { en: 'Totals of this page', ko: '이 쪽의 합계' },
  nothing: { en: 'No payment matches.', ko: '조건에 맞는 결제가 없습니다.' },
  near: { en: 'Fits all but one condition', ko: '조건 하나만 다른 결제' },
  incomplete: {
    en: 'A part of the period could not be read, so there may be more.',
    ko: '기간의 일부를 읽지 못해 결제가 더 있을 수 있습니다.',
  },
  next: { en: 'Next', ko: '다음' },
  previous: { en: 'Previous', ko: '이전' },
  pages: { en: 'Pages', ko: '쪽 이동' },
  refunded: { en: 'refunded', ko: '취소' },
  test: { en: 'Test', ko: '테스트' },
};

/** Shows what a search found, with its totals. */
export function createSearchRenderer(scope: ViewScope, open: OpenPayment): RenderView {
  const pages = createPages(scope);
  let order: SortOrder | undefined;
  const sort = {
    get order() {
      return order;
    },
    onSort(next: SortOrder) {
      order = next;
      scope.refresh();
    },
  };
  return (first) => {
    const { content, number } = pages.getCurrent(first);
    const shared = getFields(content, 'in_every_row');
    const payments = getList(content, 'payments').map((payment) => ({ ...shared, ...payment }));
    const near = getList(content, 'near').flatMap((miss) => getList(miss, 'payments'));
    const searched = getFields(content, 'searched');
    return [
      createHeader(first, searched),
      getList(searched, 'failed_windows').length > 0 && createNotice('warning', localize(words.incomplete)),
      createTotals(getList(first, 'totals'), payments),
      payments.length > 0
        ? createPaymentList(localize(words.title), payments, open, sort)
        : createNotice('info', localize(words.nothing)),
      near.length > 0 && createSection(localize(words.near), createPaymentList(localize(words.near), near, open)),
      createPager(pages, first, { number, count: payments.length }),
    ];
  };
}

function createHeader(first: Fields, searched: Fields): HTMLElement {
  const matching = getNumber(first, 'matching');
  const period = getText(searched, 'period') ?? getText(searched, 'text');
  return create(
    'header',
    { class: 'heading' },
    create(
      'h1',
      {},
      localize(words.title),
      matching !== undefined && create('span', { class: 'count' }, showCount(matching)),
    ),
    period !== undefined && create('p', { class: 'hint' }, period.replace(' (Korean time)', '')),
  );
}

/** The totals of all matches, or of the page where the server has not read all. */
function createTotals(totals: readonly Fields[], payments: readonly Fields[]): Child {
  if (payments.length === 0) return undefined;
  const isOfPage = totals.length === 0;
  const title = isOfPage ? words.pageTotals : words.totals;
  return create(
    'ul',
    { class: 'totals', 'aria-label': localize(title) },
    isOfPage && create('li', { class: 'about' }, create('p', { class: 'hint' }, localize(title))),
    ...(isOfPage ? sumByStatus(payments) : totals).map((total) => {
      const { label, severity, icon } = getStatusWords(getText(total, 'status'));
      const currency = getText(total, 'currency');
      const refunded = getNumber(total, 'cancel_amount');
      return create(
        'li',
        {},
        create(
          'p',
          { class: 'badges' },
          createBadge(severity, icon, localize(label)),
          total.sandbox === true && createBadge('warning', undefined, localize(words.test)),
          create('span', { class: 'count' }, showCount(getNumber(total, 'count') ?? 0)),
        ),
        create('p', { class: 'figure' }, showMoney(getNumber(total, 'amount'), currency)),
        refunded !== undefined &&
          create('p', { class: 'hint' }, `${localize(words.refunded)} ${showMoney(refunded, currency)}`),
      );
    }),
  );
}

interface ShownPage {
  number: number;
  count: number;
}

function createPager(pages: Pages, first: Fields, { number, count }: ShownPage): Child {
  const hasNext = pages.hasNext(first);
  if (!hasNext && !pages.hasPrevious()) return undefined;
  return create(
    'nav',
    { class: 'pager', 'aria-label': localize(words.pages) },
    createButton(
      'previous',
      pages.showPrevious,
      { disabled: !pages.hasPrevious() || pages.isLoading() },
      localize(words.previous),
    ),
    create('span', {}, localize({ en: `Page ${number} · ${count} payments`, ko: `${number}쪽 · ${count}건` })),
    createButton(
      'next',
      () => pages.showNext(first),
      { disabled: !hasNext || pages.isLoading() },
      localize(words.next),
    ),
  );
}
