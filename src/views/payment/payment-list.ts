import { createButton } from '../page/controls.ts';
import { type Child, create } from '../page/dom.ts';
import { type Fields, getNumber, getText } from '../page/fields.ts';
import { type Column, createDataTable, type SortOrder } from '../parts/data-table.ts';
import { localize } from '../words/language.ts';
import { showMoney } from '../words/money.ts';
import { showTime } from '../words/time.ts';
import { createStatusBadge, describeMethod } from './payment-card.ts';

export type OpenPayment = (impUid: string) => void;

const words = {
  product: { en: 'Product', ko: '상품' },
  buyer: { en: 'Buyer', ko: '구매자' },
  method: { en: 'Method', ko: '결제수단' },
  time: { en: 'Time', ko: '시각' },
  status: { en: 'Status', ko: '상태' },
  amount: { en: 'Amount', ko: '금액' },
  open: { en: 'Open', ko: '열기' },
};

/** The time that matters most in the state of a payment. */
const getTime = (payment: Fields): string | undefined =>
  ['paid_at', 'failed_at', 'cancelled_at', 'started_at'].map((name) => getText(payment, name)).find(Boolean);

const getName = (payment: Fields): string =>
  getText(payment, 'name') ?? getText(payment, 'merchant_uid') ?? getText(payment, 'imp_uid') ?? '–';

/** The columns of payments. Where the view is narrow, the first and the last say what those between them do. */
const getColumns = (open: OpenPayment): readonly Column<Fields>[] => [
  {
    key: 'name',
    label: localize(words.product),
    sortBy: getName,
    cell: (payment) => createProductCell(payment, open),
  },
  {
    key: 'status',
    label: localize(words.status),
    isWide: true,
    sortBy: (payment) => getText(payment, 'status') ?? '',
    cell: createStatusBadge,
  },
  {
    key: 'buyer',
    label: localize(words.buyer),
    isWide: true,
    sortBy: (payment) => getText(payment, 'buyer_name') ?? '',
    cell: (payment) => getText(payment, 'buyer_name') ?? '–',
  },
  {
    key: 'method',
    label: localize(words.method),
    isWide: true,
    sortBy: describeMethod,
    cell: (payment) => describeMethod(payment),
  },
  {
    key: 'time',
    label: localize(words.time),
    isWide: true,
    sortBy: (payment) => getTime(payment) ?? '',
    cell: (payment) => create('time', {}, showTime(getTime(payment))),
  },
  {
    key: 'amount',
    label: localize(words.amount),
    isNumber: true,
    sortBy: (payment) => getNumber(payment, 'amount') ?? 0,
    cell: createAmountCell,
  },
];

function createProductCell(payment: Fields, open: OpenPayment): Child {
  const impUid = getText(payment, 'imp_uid');
  const name = getName(payment);
  const title = impUid
    ? createButton(
        `open-${impUid}`,
        () => open(impUid),
        { class: 'open', 'aria-label': `${localize(words.open)}: ${name}` },
        name,
      )
    : name;
  const about = [getText(payment, 'buyer_name'), showTime(getTime(payment))].filter(Boolean).join(' · ');
  return create(
    'div',
    { class: 'product' },
    title,
    create('code', {}, getText(payment, 'merchant_uid') ?? impUid ?? ''),
    create('span', { class: 'narrow' }, about),
  );
}

function createAmountCell(payment: Fields): Child {
  const currency = getText(payment, 'currency');
  const refunded = getNumber(payment, 'cancel_amount') ?? 0;
  return create(
    'div',
    { class: 'sum' },
    create('span', {}, showMoney(getNumber(payment, 'amount'), currency)),
    refunded > 0 && create('span', { class: 'refunded' }, `−${showMoney(refunded, currency)}`),
    create('span', { class: 'narrow' }, createStatusBadge(payment)),
  );
}

interface Sorting {
  order: SortOrder | undefined;
  onSort(order: SortOrder): void;
}

/** A table of payments, each of which can be opened. */
export const createPaymentList = (
  caption: string,
  payments: readonly Fields[],
  open: OpenPayment,
  sort?: Sorting,
): HTMLElement => createDataTable({ caption, columns: getColumns(open), rows: payments, ...(sort ? { sort } : {}) });
