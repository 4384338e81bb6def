import { handle, list, model, number, text } from '../../endpoints/models/field.ts';
import { Payment, type PaymentRow } from '../../endpoints/models/payment.ts';
import type { PortOneReader } from '../../portone/client.ts';
import { createPeriod, type Period } from '../period/period.ts';
import { hasPeriod, type PeriodArguments, resolvePeriod } from '../period/requested-period.ts';
import { CoverageModel, toSearchedCoverage } from './coverage.ts';
import { describeMethodSet } from './method-sets.ts';
import type { PaymentFilter } from './payment-filter.ts';
import { decodeSearchCursor, encodeSearchCursor } from './search-cursor.ts';
import { findPaymentPage, type SearchRequest, type SearchResult, type Sort } from './search-payments.ts';
import { UnmatchedValuesModel } from './unmatched-values.ts';

/** The arguments of a search: filter, period and presentation. */
export interface SearchQuery extends PaymentFilter, PeriodArguments {
  sort?: Sort | undefined;
  limit?: number | undefined;
  cursor?: string | undefined;
  /** Valid payment columns. */
  fields?: readonly string[] | undefined;
}

/** The default columns of a row. */
const COLUMNS = [
  'imp_uid',
  'merchant_uid',
  'status',
  'name',
  'amount',
  'cancel_amount',
  'currency',
  'pay_method',
  'pg_provider',
  'card_name',
  'vbank_name',
  'buyer_name',
  'buyer_tel',
  'started_at',
  'paid_at',
  'failed_at',
  'cancelled_at',
  'fail_reason',
  'cancel_reason',
  'customer_uid',
  'sandbox',
] as const;

const DEFAULT_PERIOD = 'last 90 days';
const DEFAULT_LIMIT = 20;
/**
 * Token budget of the rows in one result. The rest is for the other fields, including failed windows and a cursor that
 * carries them.
 */
const MAX_TOKENS = 5_500;

export const SearchAnswer = model({
  payments: list(Payment),
  found: number(),
  remaining: number(),
  others: UnmatchedValuesModel,
  searched: CoverageModel,
  cursor: handle(),
  note: text(),
});

interface SearchContext extends Pick<SearchRequest, 'pii' | 'now' | 'signal' | 'progress'> {
  /** Upper bound of the tokens of a redacted row. */
  countTokens(row: Partial<PaymentRow>): number;
}

/** Builds one page of search results, with what was searched and where to continue. */
export async function buildSearchAnswer(
  portone: PortOneReader,
  query: SearchQuery,
  { pii, now, signal, progress, countTokens }: SearchContext,
) {
  const { limit = DEFAULT_LIMIT, cursor, fields: columns, ...criteria } = query;
  const { period: _period, from: _from, to: _to, sort = 'newest', ...filter } = criteria;
  const pickRow = createColumnPicker(columns);
  const after = cursor === undefined ? undefined : decodeSearchCursor(cursor, criteria);
  const period = after ? createPeriod(after.from, after.to) : resolvePeriod(query, now, DEFAULT_PERIOD);
  const progressOption = progress ? { progress } : {};
  const hasRoomFor = createTokenBudget((row) => countTokens(pickRow(row)));
  const result = await findPaymentPage(portone, {
    filter,
    pii,
    sort,
    period,
    now,
    signal,
    ...progressOption,
    limit,
    hasRoomFor,
    after,
  });
  return toSearchAnswer(result, {
    period,
    sort,
    filter,
    pii,
    criteria,
    isDefault: !hasPeriod(query),
    isFirst: !after,
    pickRow,
  });
}

type ColumnPicker = (row: PaymentRow) => Partial<PaymentRow>;

function createColumnPicker(columns: readonly string[] | undefined): ColumnPicker {
  if (columns) return (row) => pickColumns(row, ['imp_uid', ...columns]);
  // Leave out zeros and defaults: they cost as many tokens as useful values.
  return (row) =>
    pickColumns(
      row,
      // An amount of 0 says that only a card was registered.
      COLUMNS.filter(
        (name) => (row[name] || (name === 'amount' && row.amount === 0)) && !(name === 'started_at' && row.paid_at),
      ),
    );
}

const pickColumns = (row: PaymentRow, names: readonly string[]): Partial<PaymentRow> =>
  Object.fromEntries(names.map((name) => [name, row[name]]));

function createTokenBudget(countTokens: (row: PaymentRow) => number): (row: PaymentRow) => boolean {
  let tokens = 0;
  return (row) => {
    tokens += countTokens(row) + 1;
    return tokens <= MAX_TOKENS;
  };
}

interface AnswerOptions {
  period: Period;
  sort: Sort;
  filter: PaymentFilter;
  pii: 'masked' | 'full';
  /** What the next page must be asked for again. */
  criteria: object;
  isDefault: boolean;
  isFirst: boolean;
  pickRow: ColumnPicker;
}

function toSearchAnswer(result: SearchResult, options: AnswerOptions) {
  const { rows, coverage, resumeAt, remaining, others } = result;
  const { period, sort, filter, criteria, pickRow } = options;
  const by =
    filter.status === 'cancelled'
      ? 'the time of any cancel'
      : 'paid_at, even if cancelled since; failed_at; started_at if unpaid';
  const isPartial = resumeAt !== undefined && sort === 'newest';
  return {
    payments: rows.map(pickRow),
    found: rows.length,
    ...(remaining === undefined ? {} : { remaining }),
    ...(others ? { others } : {}),
    searched: toSearchedCoverage(period, isPartial ? { ...coverage, from: resumeAt.sortTime } : coverage, by),
    ...(resumeAt ? { cursor: encodeSearchCursor(resumeAt, criteria) } : {}),
    note: formatSearchNote(result, options),
  };
}

function formatSearchNote(
  { rows, coverage, resumeAt, remaining, others }: SearchResult,
  { period, filter, pii, isDefault, isFirst }: AnswerOptions,
): string | undefined {
  const failed = coverage.failed_windows.length;
  const sentences = [
    isDefault && 'No period was given, so this covers the last 90 days.',
    failed > 0 &&
      `${failed} of PortOne's lists could not be read (failed_windows): ${rows.length === 0 ? 'this does not mean that nothing exists' : 'there may be more'}. Search again later.`,
    failed === 0 &&
      rows.length === 0 &&
      (isFirst ? `Nothing found: no payment in ${period.text} matches.` : 'There are no more.'),
    others &&
      `No payment in this period has this ${Object.keys(others).join(' or ')}. It may be spelled differently: "others" lists the values that occur.`,
    rows.length === 0 &&
      filter.buyer_name !== undefined &&
      pii === 'masked' &&
      'While personal data is masked, "buyer_name" matches a whole name or a family name, not other parts.',
    filter.pay_method !== undefined && isFirst && describeMethodSet(filter.pay_method),
    isDefault && !resumeAt && rows.length === 0 && 'Give a period to look further back.',
    resumeAt && `${remaining ? 'There are' : 'There may be'} more: repeat the call with this cursor.`,
  ];
  const note = sentences.filter((one) => one !== false && one !== undefined).join(' ');
  return note === '' ? undefined : note;
}
