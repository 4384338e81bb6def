import { handle, list, model, number, text } from '../../endpoints/models/field.ts';
import type { PaymentRow } from '../../endpoints/models/payment.ts';
import type { PortOneReader } from '../../portone/client.ts';
import { createPeriod, type Period } from '../period/period.ts';
import { hasPeriod, type PeriodArguments, resolvePeriod } from '../period/requested-period.ts';
import { CoverageModel, toSearchedCoverage } from './coverage.ts';
import { MatchTotalsModel } from './match-totals.ts';
import { describeMethodSet } from './method-sets.ts';
import { type NearMiss, widenPeriod } from './near-misses.ts';
import { findOrderPayments } from './order-payments.ts';
import type { PaymentFilter } from './payment-filter.ts';
import { decodeSearchCursor, encodeSearchCursor } from './search-cursor.ts';
import { findPaymentPage, type SearchRequest, type SearchResult, type Sort } from './search-payments.ts';
import { type ColumnPicker, createColumnPicker, hoistSharedValues, SearchRow } from './search-row.ts';
import { UnmatchedValuesModel } from './unmatched-values.ts';

/** The arguments of a search: filter, period and presentation. */
export interface SearchQuery extends PaymentFilter, PeriodArguments {
  sort?: Sort | undefined;
  limit?: number | undefined;
  cursor?: string | undefined;
  /** Valid payment columns. */
  fields?: readonly string[] | undefined;
}

const DEFAULT_PERIOD = 'last 90 days';
const DEFAULT_LIMIT = 20;
/**
 * Token budget of the rows in one result. The rest is for the other fields, including failed windows and a cursor that
 * carries them.
 */
const MAX_TOKENS = 5_500;
const MAX_NEAR_ROWS = 2;

export const SearchAnswer = model({
  payments: list(SearchRow),
  in_every_row: SearchRow,
  rows_here: number(),
  matching: number(),
  remaining: number(),
  totals: MatchTotalsModel,
  near: list(model({ without: text(), count: number(), payments: list(SearchRow) })),
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
  const isSelective = hasPeriod(query) || hasConditions(filter);
  const request = { filter, pii, sort, period, now, signal, ...progressOption, limit, hasRoomFor, after };
  const result = await findPaymentPage(portone, { ...request, countsAll: isSelective });
  const near = await findNearMisses(portone, result, { ...request, countsAll: true }, query);
  const orderPayments = await findOrderPayments(portone, result.rows, signal);
  return toSearchAnswer(
    { ...result, near },
    {
      period,
      sort,
      filter,
      pii,
      criteria,
      isDefault: !hasPeriod(query),
      isFirst: !after,
      pickRow,
      canHoist: columns === undefined,
      orderPayments,
    },
  );
}

const hasConditions = (filter: PaymentFilter) => Object.values(filter).some((value) => value !== undefined);

/** If nothing fits, and nothing fits all conditions but one either, looks around the given period. */
async function findNearMisses(
  portone: PortOneReader,
  { rows, near = [], coverage }: SearchResult,
  request: SearchRequest,
  query: SearchQuery,
): Promise<readonly NearMiss[]> {
  const isSearchedWhole = rows.length === 0 && coverage.complete && !request.after;
  if (!isSearchedWhole || near.length > 0 || !hasPeriod(query) || !hasConditions(request.filter)) return near;
  const period = widenPeriod(request.period, request.now);
  const { progress: _, ...quiet } = request;
  const around = await findPaymentPage(portone, { ...quiet, period, limit: MAX_NEAR_ROWS });
  const count = around.totals?.count ?? around.rows.length;
  return count > 0 ? [{ without: 'period', count, rows: around.rows }] : [];
}

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
  /** Whether values that all rows share may stand once beside them. */
  canHoist: boolean;
  /** By order number; undefined if it is not known. */
  orderPayments: ReadonlyMap<string, string> | undefined;
}

function toSearchAnswer(result: SearchResult, options: AnswerOptions) {
  const { rows, coverage, resumeAt, remaining, others, totals, near = [] } = result;
  const { period, sort, filter, criteria, pickRow, canHoist, orderPayments } = options;
  const by = filter.status === 'cancelled' ? 'the time of any cancel' : undefined;
  const isPartial = resumeAt !== undefined && sort === 'newest' && !totals;
  const shown = rows.map((row) => ({ ...pickRow(row), ...showOrderPayment(row, orderPayments) }));
  return {
    ...(canHoist ? hoistSharedValues(shown) : { payments: shown }),
    rows_here: rows.length,
    ...(totals ? { matching: totals.count, totals: totals.toLines() } : {}),
    ...(remaining === undefined ? {} : { remaining }),
    ...(near.length > 0
      ? { near: near.map(({ without, count, rows: fitting }) => ({ without, count, payments: fitting.map(pickRow) })) }
      : {}),
    ...(others ? { others } : {}),
    searched: toSearchedCoverage(period, isPartial ? { ...coverage, from: resumeAt.sortTime } : coverage, by),
    ...(resumeAt ? { cursor: encodeSearchCursor(resumeAt, criteria) } : {}),
    note: formatSearchNote(result, options),
  };
}

function showOrderPayment({ status, merchant_uid }: PaymentRow, orderPayments: AnswerOptions['orderPayments']) {
  const order_paid_by = status === 'failed' ? orderPayments?.get(merchant_uid ?? '') : undefined;
  return order_paid_by ? { order_paid_by } : {};
}

function formatSearchNote(
  { rows, coverage, resumeAt, remaining, others, totals, near = [] }: SearchResult,
  { period, filter, pii, isDefault, isFirst, orderPayments }: AnswerOptions,
): string | undefined {
  const failed = coverage.failed_windows.length;
  const sentences = [
    isDefault && 'No period was given: the last 90 days.',
    failed > 0 &&
      `${failed} of PortOne's lists could not be read (failed_windows): ${rows.length === 0 ? 'this does not mean that nothing exists' : 'there may be more'}. Search again later.`,
    failed === 0 &&
      rows.length === 0 &&
      (isFirst ? `Nothing found: no payment in ${period.text} matches.` : 'There are no more.'),
    near.length > 0 &&
      '"near" has what fits all but one condition, named in "without": ask whether that one is right before using it.',
    isFirst && rows.length > 0 && !totals && 'Not everything was read, so count and sum of all matches are not known.',
    orderPayments === undefined && 'Whether failed orders were paid by another attempt could not be read.',
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
