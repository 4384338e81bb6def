import { createSelect } from '../page/controls.ts';
import { type Child, create } from '../page/dom.ts';
import { type Fields, getFields, getList, getNumber, getText, getTexts } from '../page/fields.ts';
import type { RenderView, ViewScope } from '../page/start-view.ts';
import type { SortOrder } from '../parts/data-table.ts';
import { createNextSteps } from '../parts/next-steps.ts';
import { createBadge, createNotice } from '../parts/notice.ts';
import { createSection } from '../parts/section.ts';
import { chargeStates } from '../words/charge-words.ts';
import { localize } from '../words/language.ts';
import { showCount, showMoney } from '../words/money.ts';
import { createAttention } from './attention.ts';
import { createCalendar } from './calendar.ts';
import { createCards } from './cards.ts';
import { type Charge, getCharges, groupByCustomer } from './charges.ts';
import { createCustomerTable } from './customer-table.ts';

const words = {
  title: { en: 'Subscriptions', ko: '정기결제' },
  totals: { en: 'Charges by state', ko: '상태별 정기결제' },
  nothing: { en: 'No scheduled charges in this period.', ko: '이 기간에는 예약결제가 없습니다.' },
  incomplete: { en: 'Some records could not be read.', ko: '일부 기록을 읽지 못했습니다.' },
  calendar: { en: 'Calendar', ko: '달력' },
  customers: { en: 'By customer', ko: '고객별' },
  customer: { en: 'Customer', ko: '고객' },
  all: { en: 'all', ko: '전체' },
  more: { en: 'Not shown', ko: '표시하지 않은 결제' },
};

/** Shows scheduled charges as a calendar, with what needs attention first. */
export function createSubscriptionsRenderer(scope: ViewScope): RenderView {
  let customer = '';
  let order: SortOrder | undefined;
  const createCustomerChoice = (charges: readonly Charge[]): Child => {
    const customers = new Map(charges.map((charge) => [charge.customer, charge.buyer]));
    if (customers.size < 2) return undefined;
    const choices = [...customers].map(([value, buyer]) => ({ value, label: buyer ? `${buyer} (${value})` : value }));
    return createSelect('customer', {
      label: localize(words.customer),
      choices: [{ value: '', label: localize(words.all) }, ...choices],
      selected: customer,
      onChange(value) {
        customer = value;
        scope.refresh();
      },
    });
  };
  const sort = {
    get order() {
      return order;
    },
    onSort(next: SortOrder) {
      order = next;
      scope.refresh();
    },
  };

  return (content) => {
    const all = getCharges(content);
    if (!all.some((charge) => charge.customer === customer)) customer = '';
    const charges = customer === '' ? all : all.filter((charge) => charge.customer === customer);
    const unavailable = getTexts(content, 'unavailable');
    const calendar = createCalendar(charges, getPeriod(content).match(/\d{4}-\d\d-\d\d/g) ?? []);
    const lines = groupByCustomer(charges);
    return [
      createHeader(content),
      createTotals(content),
      all.length === 0 && createNotice('info', localize(words.nothing)),
      createAttention(charges, scope),
      calendar && createSection(localize(words.calendar), createCustomerChoice(all), calendar, createMore(content)),
      lines.length > 1 && createSection(localize(words.customers), createCustomerTable(lines, sort)),
      createCards(getList(content, 'cards')),
      createNextSteps(getList(content, 'next_steps'), scope),
      unavailable.length > 0 && createNotice('warning', localize(words.incomplete), unavailable.join(', ')),
    ];
  };
}

const getPeriod = (content: Fields): string => getText(getFields(content, 'searched'), 'text') ?? '';

function createHeader(content: Fields): HTMLElement {
  // The seconds of the moment at which it was asked say nothing.
  const text = getPeriod(content)
    .replace(' (Korean time)', '')
    .replace(/(\d\d:\d\d):\d\d/g, '$1');
  return create(
    'header',
    { class: 'heading' },
    create('h1', {}, localize(words.title)),
    create('p', { class: 'hint' }, text),
  );
}

function createTotals(content: Fields): Child {
  const totals = getList(content, 'summary');
  if (totals.length === 0) return undefined;
  return create(
    'ul',
    { class: 'totals', 'aria-label': localize(words.totals) },
    ...totals.map((total) => {
      const state = getText(total, 'state');
      const stateWords = chargeStates.find((one) => one.state === state);
      return create(
        'li',
        {},
        create(
          'p',
          { class: 'badges' },
          stateWords && createBadge(stateWords.severity, stateWords.icon, localize(stateWords.label)),
          create('span', { class: 'count' }, showCount(getNumber(total, 'count') ?? 0)),
        ),
        create('p', { class: 'figure' }, showMoney(getNumber(total, 'total'), getText(total, 'currency'))),
      );
    }),
  );
}

/** The result holds the first rows of each state only. */
function createMore(content: Fields): Child {
  const count = getList(content, 'more').reduce((sum, one) => sum + (getNumber(one, 'count') ?? 0), 0);
  return count > 0 && create('p', { class: 'hint' }, `${localize(words.more)}: ${showCount(count)}`);
}
