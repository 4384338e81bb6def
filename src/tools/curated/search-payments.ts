import * as z from 'zod';
import { askedPeriod, isAsked } from '../../desk/asked-period.ts';
import { CoverageModel, searched } from '../../desk/coverage.ts';
import type { PaymentFilter } from '../../desk/payment-filter.ts';
import { type Finding, type Sort, searchPayments } from '../../desk/payment-search.ts';
import { between, type Period } from '../../desk/period.ts';
import type { PaymentRow } from '../../desk/scan.ts';
import { cursorOf, digestOf, positionOf } from '../../desk/search-cursor.ts';
import { Choice, Email, Flag, Name, Num, Phone, Text, Time, UntilTime } from '../../endpoints/fields.ts';
import { harmless } from '../../endpoints/marks.ts';
import { list, model, number, text } from '../../endpoints/models/field.ts';
import { Payment } from '../../endpoints/models/payment.ts';
import { Columns, mustBeColumns } from '../columns.ts';
import type { Arguments, Tool } from '../tool.ts';

const fields = {
  period: Text().optional().describe('yesterday, last 30 days, 지난주, 2026-10, 3/2~3/5; default last 90 days'),
  from: Time().optional(),
  to: UntilTime().optional(),
  status: Choice('paid', 'cancelled', 'failed', 'ready').optional(),
  buyer_name: Name().optional(),
  buyer_tel: Phone().optional().describe('Or last 4 digits'),
  buyer_email: Email().optional(),
  name: Text().optional().describe('Product, or part'),
  merchant_uid: Text().optional().describe('Or part'),
  amount: Num().optional(),
  min_amount: Num().optional(),
  max_amount: Num().optional(),
  pg_provider: Text().optional(),
  pay_method: Text().optional(),
  card_name: Text().optional().describe('Or code'),
  bank_name: Text().optional(),
  currency: Text().optional(),
  sandbox: Flag().optional(),
  sort: Choice('newest', 'oldest', 'largest', 'smallest').optional(),
  limit: harmless(z.int().min(1).max(100)).optional(),
  cursor: Text(20_000).optional(),
  fields: Columns().optional(),
};

type Given = z.output<z.ZodObject<typeof fields>>;

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
/** Bytes of rows in one answer, which keep it under 8,000 tokens in Korean too. */
const MOST_BYTES = 14_000;

const SearchAnswer = model({
  payments: list(Payment),
  found: number(),
  searched: CoverageModel,
  cursor: text(),
  note: text(),
});

export const searchPaymentsTool: Tool = {
  name: 'search_payments',
  title: 'Search payments',
  description: 'Find payments (결제 검색) of any period by any mix of arguments. Pass cursor on for more.',
  toolset: 'desk',
  effect: 'read',
  fields,
  rules: {},
  previews: [],
  async run(args, context, { signal, progress }) {
    const given = givenOf(args);
    const { limit = USUAL_LIMIT, cursor, fields: columns, ...query } = given;
    const { period: _phrase, from: _from, to: _to, sort = 'newest', ...filter } = query;
    const picked = pickerOf(columns);
    const now = Math.floor(context.now());
    const digest = digestOf(query);
    const after = cursor === undefined ? undefined : positionOf(cursor, digest);
    const period = after ? between(after.from, after.to) : askedPeriod(given, now, USUAL_PERIOD);
    const finding = await searchPayments(await context.portone(), {
      filter,
      sort,
      period,
      now,
      signal,
      progress,
      limit,
      fits: roomFor(picked),
      after,
    });
    return {
      value: answerOf(finding, { period, sort, filter, digest, isDefault: !isAsked(given), isFirst: !after, picked }),
      model: SearchAnswer,
      whole: true,
    };
  },
};

/** The arguments were parsed by these very fields. */
const givenOf = (args: Arguments): Given => args as Given;

type Picker = (row: PaymentRow) => Partial<PaymentRow>;

function pickerOf(columns: readonly string[] | undefined): Picker {
  if (columns) mustBeColumns(columns, Object.keys(Payment.shape));
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

function roomFor(picked: Picker): (row: PaymentRow) => boolean {
  let bytes = 0;
  return (row) => {
    bytes += Buffer.byteLength(JSON.stringify(picked(row)));
    return bytes <= MOST_BYTES;
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

function answerOf({ rows, coverage, stopped }: Finding, telling: Telling) {
  const { period, sort, filter, digest, picked } = telling;
  const by =
    filter.status === 'cancelled'
      ? 'the time of any cancel'
      : 'paid_at, also of payments cancelled since; failed_at; started_at of unpaid ones';
  const isStretch = stopped !== undefined && sort === 'newest';
  return {
    payments: rows.map(picked),
    found: rows.length,
    searched: searched(period, isStretch ? { ...coverage, from: stopped.place } : coverage, by),
    ...(stopped ? { cursor: cursorOf(stopped, digest) } : {}),
    note: noteOf({ rows, coverage, ...(stopped ? { stopped } : {}) }, telling),
  };
}

function noteOf({ rows, coverage, stopped }: Finding, { period, isDefault, isFirst }: Telling): string | undefined {
  const failed = coverage.failed_windows.length;
  const said = [
    isDefault && 'No period was given: the last 90 days were searched.',
    failed > 0 &&
      `${failed} of PortOne's lists could not be read (failed_windows): ${rows.length === 0 ? 'this is not "nothing found"' : 'there may be more'}. Search again later.`,
    failed === 0 &&
      rows.length === 0 &&
      (isFirst ? `Nothing found: no payment of ${period.text} matches.` : 'There are no more.'),
    isDefault && !stopped && rows.length === 0 && 'Give a period to look further back.',
    stopped && 'There may be more: repeat the call with this cursor.',
  ];
  const note = said.filter((one) => one !== false && one !== undefined).join(' ');
  return note === '' ? undefined : note;
}
