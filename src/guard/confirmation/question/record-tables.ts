import type { Localized } from '../../../base/bilingual.ts';
import { isRecord } from '../../../base/json.ts';
import { formatKst } from '../../../base/korean-time.ts';
import { addAmounts, type CurrencyAmount, formatMoney, getCurrencyDecimals, toCurrency } from '../../../base/money.ts';
import { getArgumentLabel } from '../../../endpoints/argument-labels.ts';
import { getNaverStateName } from '../../../endpoints/naver-code-names.ts';
import type { Snapshot } from '../../snapshot/snapshot.ts';
import { type ArgumentSchemas, prepareArguments } from './argument-lines.ts';
import { formatArgument, getFieldSchema, getItemSchema, listFields } from './argument-values.ts';
import { maskName, quoteForPerson, quoteUnlessCode } from './quotation.ts';
import { type RecordList, type RecordRow, sortByDate } from './record-list.ts';
import {
  describeCode,
  describeStatus,
  formatTime,
  joinLocalized,
  localize,
  localizeWith,
  toBothLanguages,
} from './wording.ts';

type ToolArguments = Readonly<Record<string, unknown>>;

/** The arguments that are lists of records to be created. */
export const RECORD_ARGUMENTS = ['schedules', 'data'] as const;

/** The records that the operation creates or changes, if it is about a list of them. */
export function buildRecordList(
  fields: ArgumentSchemas,
  args: ToolArguments,
  snapshot: Snapshot,
): RecordList | undefined {
  const name = RECORD_ARGUMENTS.find((one) => Array.isArray(args[one]));
  if (name !== undefined) return listNewRecords(name, fields, args, snapshot);
  if (snapshot.naver_items) return listNaverItems(snapshot.naver_items, args);
  return snapshot.schedules && listSchedules(snapshot, args);
}

const toAmount = (amount: unknown, currency: unknown): { amount?: CurrencyAmount } =>
  typeof amount === 'number' ? { amount: { amount, currency: toCurrency(currency) } } : {};
const toTime = (at: unknown): { at?: number } => (typeof at === 'number' && at > 0 ? { at } : {});
const formatAmount = (amount: unknown, currency: unknown): string =>
  typeof amount === 'number' ? formatMoney(amount, toCurrency(currency)) : '?';

/** The first columns of a list of new records, if the records have them; the other fields share the last column. */
const LEADING_FIELDS = [
  'schedule_at',
  'amount',
  'merchant_uid',
  'name',
  'company_name',
  'business_registration_number',
];
/** The amount shows the currency, unless it is none. */
const isListedApart = (key: string, value: unknown): boolean =>
  LEADING_FIELDS.includes(key) || (key === 'currency' && getCurrencyDecimals(toCurrency(value)) !== undefined);

const recordTitles: Readonly<Record<(typeof RECORD_ARGUMENTS)[number], Localized>> = {
  schedules: localize('New schedules', '등록할 예약'),
  data: localize('Sub-merchants', '하위 상점'),
};

function listNewRecords(
  argument: (typeof RECORD_ARGUMENTS)[number],
  fields: ArgumentSchemas,
  args: ToolArguments,
  { payment }: Snapshot,
): RecordList {
  const rawRecords = [args[argument]].flat().filter(isRecord);
  const prepared = [prepareArguments(fields, { [argument]: rawRecords })[argument]].flat().filter(isRecord);
  const schema = getItemSchema(fields[argument]);
  const columns = LEADING_FIELDS.filter((field) => rawRecords.some((record) => field in record));
  const rows = prepared.map((record, index): RecordRow => {
    const raw = rawRecords[index] ?? {};
    const currency = raw.currency ?? payment?.currency;
    const contextOf = (key: string) => ({ currency, isPerson: false, schema: getFieldSchema(schema, key) });
    const others = Object.fromEntries(Object.entries(record).filter(([key, value]) => !isListedApart(key, value)));
    const cells = columns.map((key) =>
      localizeWith((lang) => (key in record ? formatArgument(key, record[key], contextOf(key), lang) : '')),
    );
    const otherCell = localizeWith((lang) =>
      listFields(others, { currency, isPerson: false, schema }, lang).join(', '),
    );
    return {
      id: String(raw.merchant_uid ?? raw.company_name ?? index + 1),
      cells: [...cells, otherCell],
      ...toAmount(raw.amount, currency),
      ...toTime(raw.schedule_at),
    };
  });
  return {
    title: recordTitles[argument],
    columns: [
      ...columns.map((key) => ({
        label: getArgumentLabel(key),
        ...(key === 'amount' ? { isNumeric: true as const } : {}),
      })),
      { label: localize('Other values', '그 밖의 값') },
    ],
    rows: sortByDate(rows),
    isTarget: true,
    isAll: false,
  };
}

/** The ids that the caller named and PortOne does not show. They are sent too, so they count. */
function listMissingRows(named: unknown, known: readonly RecordRow[], columns: { count: number; id: number }) {
  const ids = new Set([named].flat().filter((id) => typeof id === 'string'));
  const missing = [...ids].filter((id) => !known.some((row) => row.id === id));
  return missing.map((id): RecordRow => {
    const cells: Localized[] = Array.from({ length: columns.count }, () => toBothLanguages(''));
    cells[columns.id] = toBothLanguages(quoteUnlessCode(id));
    cells[columns.count - 1] = localize('not found', '조회되지 않음');
    return { id, cells };
  });
}

const itemColumns: RecordList['columns'] = [
  { label: localize('Amount', '금액'), isNumeric: true },
  { label: localize('Delivery fee', '배송비'), isNumeric: true },
  { label: localize('Item', '상품주문번호') },
  { label: localize('Product', '상품') },
  { label: localize('Quantity', '수량'), isNumeric: true },
  { label: localize('State', '상태') },
];

function listNaverItems(items: NonNullable<Snapshot['naver_items']>, args: ToolArguments): RecordList {
  const named = Array.isArray(args.product_order_id) ? new Set(args.product_order_id) : undefined;
  const rows = items
    .filter((item) => !named || named.has(item.product_order_id))
    .map((item): RecordRow => {
      // The status of a claim also says what kind of claim it is.
      const codes = [item.product_order_status, item.claim_status ?? item.claim_type].filter((code) => code);
      const { product_amount, delivery_amount } = item;
      return {
        id: item.product_order_id ?? '?',
        cells: [
          toBothLanguages(formatAmount(product_amount, 'KRW')),
          toBothLanguages(delivery_amount ? formatAmount(delivery_amount, 'KRW') : ''),
          toBothLanguages(quoteUnlessCode(item.product_order_id ?? '?')),
          toBothLanguages(
            [item.product_name, item.product_option_name]
              .flatMap((text) => (text ? [quoteForPerson(text)] : []))
              .join(' '),
          ),
          toBothLanguages(String(item.quantity ?? '?')),
          joinLocalized(
            codes.map((code) => describeCode(code, getNaverStateName)),
            ' · ',
          ),
        ],
        ...toAmount(
          typeof product_amount === 'number' ? addAmounts(product_amount, delivery_amount ?? 0) : undefined,
          'KRW',
        ),
      };
    });
  return {
    title: localize('Items', '상품주문'),
    columns: itemColumns,
    rows: [...rows, ...listMissingRows(args.product_order_id, rows, { count: itemColumns.length, id: 2 })],
    isTarget: true,
    isAll: args.all === true,
  };
}

const scheduleColumns: RecordList['columns'] = [
  { label: getArgumentLabel('schedule_at') },
  { label: getArgumentLabel('amount'), isNumeric: true },
  { label: getArgumentLabel('merchant_uid') },
  { label: getArgumentLabel('name') },
  { label: getArgumentLabel('buyer_name') },
  { label: getArgumentLabel('customer_uid') },
  { label: localize('Status', '상태') },
];

function listSchedules({ schedules = [], schedules_until: until }: Snapshot, args: ToolArguments): RecordList {
  const isOneKey = args.customer_uid !== undefined;
  const isAll = args.all === true;
  // Of an operation on the billing key, they are what it affects.
  const isTarget = isAll || args.merchant_uid !== undefined;
  const rows = schedules.map((row): RecordRow => {
    const { merchant_uid, customer_uid, name, buyer_name, amount, currency, schedule_at } = row;
    const statuses = [row.schedule_status, row.payment_status].filter((one) => one).map(describeStatus);
    return {
      id: merchant_uid ?? '?',
      cells: [
        ...[
          formatTime(schedule_at),
          formatAmount(amount, currency),
          quoteForPerson(merchant_uid ?? '?'),
          name ? quoteForPerson(name) : '',
          buyer_name ? maskName(buyer_name) : '',
          customer_uid && !isOneKey ? quoteForPerson(customer_uid) : '',
        ].map(toBothLanguages),
        joinLocalized(statuses, ' · '),
      ],
      ...toAmount(amount, currency),
      ...toTime(schedule_at),
    };
  });
  const missingRows = listMissingRows(args.merchant_uid, rows, { count: scheduleColumns.length, id: 2 });
  return {
    title: localize('Schedules', '예약'),
    columns: scheduleColumns,
    rows: [...sortByDate(rows), ...(isTarget ? missingRows : [])],
    isTarget,
    isAll,
    ...(isAll && until !== undefined ? { note: describeLaterSchedules(until) } : {}),
  };
}

function describeLaterSchedules(until: number): NonNullable<RecordList['note']> {
  const day = formatKst(until, { precision: 'day' });
  return {
    label: localize('Included', '대상'),
    value: localize(
      `all remaining schedules, also those after ${day} that are not listed here`,
      `남은 예약 전체(여기에 없는 ${day} 이후 예약 포함)`,
    ),
  };
}
