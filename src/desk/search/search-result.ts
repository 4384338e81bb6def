import { list, model, number, text } from '../../endpoints/models/field.ts';
import { Payment } from '../../endpoints/models/payment.ts';
import type { PortOne } from '../../portone/client.ts';
import { between, type Period } from '../period/period.ts';
import { type AskedPeriod, askedPeriod, isAsked } from '../period/requested-period.ts';
import { CoverageModel, searched } from './coverage.ts';
import type { PaymentFilter } from './payment-filter.ts';
import type { PaymentRow } from './scan-payments.ts';
import { cursorOf, digestOf, positionOf } from './search-cursor.ts';
import { type Finding, type Search, type Sort, searchPayments } from './search-payments.ts';
import { Words } from './unmatched-values.ts';

/** What is asked: what payments must be like, when they were, and how they are to be told. */
export interface Question extends PaymentFilter, AskedPeriod {
  sort?: Sort | undefined;
  limit?: number | undefined;
  cursor?: string | undefined;
  /** Columns, all of which a payment has. */
  fields?: readonly string[] | undefined;
}

/** What a row shows unless columns are chosen: who, what, how much, how, what became of it and when. */
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

const USUAL_PERIOD = 'last 90 days';
const USUAL_LIMIT = 20;
/** Tokens of rows in one answer: what is said beside them, failed windows and a cursor that keeps them included, needs the rest. */
const MOST_TOKENS = 5_500;

/** How an answer is shown. */
export const SearchAnswer = model({
  payments: list(Payment),
  found: number(),
  remaining: number(),
  others: Words,
  searched: CoverageModel,
  cursor: text(),
  note: text(),
});

interface Reading extends Pick<Search, 'now' | 'signal' | 'progress'> {
  /** Tokens of a row as it is shown, at most. */
  cost(row: Partial<PaymentRow>): number;
}

/** Answers with a page of what is found, what was searched for it, and where to go on. */
export async function searchAnswer(portone: PortOne, question: Question, { now, signal, progress, cost }: Reading) {
  const { limit = USUAL_LIMIT, cursor, fields: columns, ...query } = question;
  const { period: _period, from: _from, to: _to, sort = 'newest', ...filter } = query;
  const picked = pickerOf(columns);
  const digest = digestOf(query);
  const after = cursor === undefined ? undefined : positionOf(cursor, digest);
  const period = after ? between(after.from, after.to) : askedPeriod(question, now, USUAL_PERIOD);
  const told = progress ? { progress } : {};
  const fits = roomFor((row) => cost(picked(row)));
  const finding = await searchPayments(portone, { filter, sort, period, now, signal, ...told, limit, fits, after });
  return answerOf(finding, { period, sort, filter, digest, isDefault: !isAsked(question), isFirst: !after, picked });
}

type Picker = (row: PaymentRow) => Partial<PaymentRow>;

function pickerOf(columns: readonly string[] | undefined): Picker {
  if (columns) return (row) => pick(row, ['imp_uid', ...columns]);
  // Zeros and the ordinary are left out: they cost as much as what tells something.
  return (row) =>
    pick(
      row,
      COLUMNS.filter((name) => row[name] && !(name === 'started_at' && row.paid_at)),
    );
}

const pick = (row: PaymentRow, names: readonly string[]): Partial<PaymentRow> =>
  Object.fromEntries(names.map((name) => [name, row[name]]));

function roomFor(cost: (row: PaymentRow) => number): (row: PaymentRow) => boolean {
  let tokens = 0;
  return (row) => {
    tokens += cost(row) + 1;
    return tokens <= MOST_TOKENS;
  };
}

interface Telling {
  period: Period;
  sort: Sort;
  filter: PaymentFilter;
  digest: string;
  isDefault: boolean;
  isFirst: boolean;
  picked: Picker;
}

function answerOf(finding: Finding, telling: Telling) {
  const { rows, coverage, stopped, remaining, others } = finding;
  const { period, sort, filter, digest, picked } = telling;
  const by =
    filter.status === 'cancelled'
      ? 'the time of any cancel'
      : 'paid_at, also of payments cancelled since; failed_at; started_at of unpaid ones';
  const isStretch = stopped !== undefined && sort === 'newest';
  return {
    payments: rows.map(picked),
    found: rows.length,
    ...(remaining === undefined ? {} : { remaining }),
    ...(others ? { others } : {}),
    searched: searched(period, isStretch ? { ...coverage, from: stopped.place } : coverage, by),
    ...(stopped ? { cursor: cursorOf(stopped, digest) } : {}),
    note: noteOf(finding, telling),
  };
}

function noteOf(
  { rows, coverage, stopped, remaining, others }: Finding,
  { period, isDefault, isFirst }: Telling,
): string | undefined {
  const failed = coverage.failed_windows.length;
  const said = [
    isDefault && 'No period was given: this is of the last 90 days.',
    failed > 0 &&
      `${failed} of PortOne's lists could not be read (failed_windows): ${rows.length === 0 ? 'this is not "nothing found"' : 'there may be more'}. Search again later.`,
    failed === 0 &&
      rows.length === 0 &&
      (isFirst ? `Nothing found: no payment of ${period.text} matches.` : 'There are no more.'),
    others &&
      `No payment there has this ${Object.keys(others).join(' or ')} at all, so it may be written otherwise: "others" shows what they have.`,
    isDefault && !stopped && rows.length === 0 && 'Give a period to look further back.',
    stopped && `${remaining ? 'There are' : 'There may be'} more: repeat the call with this cursor.`,
  ];
  const note = said.filter((one) => one !== false && one !== undefined).join(' ');
  return note === '' ? undefined : note;
}
