import { subtract } from '../../base/money.ts';
import { list, model, number, text } from '../../endpoints/models/field.ts';
import type { PortOneReader } from '../../portone/client.ts';
import { getPreviousPeriod } from '../period/previous-period.ts';
import { hasPeriod, type PeriodArguments, resolvePeriod } from '../period/requested-period.ts';
import { CoverageModel, toSearchedCoverage } from '../search/coverage.ts';
import { createMatcher, type PaymentFilter, selectStatuses } from '../search/payment-filter.ts';
import { type ScanOptions, scanPayments } from '../search/scan-payments.ts';
import { type Grouping, Totals, TotalsModel } from './totals.ts';
import { UnstatedModes } from './unstated-modes.ts';

export interface SummaryQuery extends PaymentFilter, PeriodArguments {
  /** The breakdown; by day or month if absent. */
  group_by?: Grouping | undefined;
  /** Compare with the previous period. */
  compare?: boolean | undefined;
}

const ChangeModel = model({
  currency: text(),
  paid_count: number(),
  gross: number(),
  cancel_count: number(),
  cancelled: number(),
  net: number(),
  paid_count_percent: number(),
  gross_percent: number(),
  cancel_count_percent: number(),
  cancelled_percent: number(),
  net_percent: number(),
});

export const Summary = model({
  sales: TotalsModel,
  test: TotalsModel,
  before: model({ period: text(), sales: TotalsModel }),
  change: list(ChangeModel),
  searched: CoverageModel,
  note: text(),
});

const TIME_BASIS =
  'gross by paid_at, even if cancelled since; cancelled by the time of each cancel; by_status_now as of today. KRW unless stated; net = gross unless stated';

interface SummaryContext extends Pick<ScanOptions, 'now' | 'signal' | 'progress'> {
  pii: 'masked' | 'full';
}

/** Sums up the matching payments of a period and, on request, compares it with the previous one. */
export async function buildSummary(
  portone: PortOneReader,
  { period: phrase, from, to, compare, group_by: grouping, ...filter }: SummaryQuery,
  { pii, now, signal, progress }: SummaryContext,
) {
  const requested = { period: phrase, from, to };
  const period = resolvePeriod(requested, now, 'today');
  const matches = createMatcher(filter, pii);
  const previousPeriod = compare ? getPreviousPeriod(period) : undefined;
  const salesTotals = new Totals(period, grouping);
  const testTotals = new Totals(period);
  const previousTotals = previousPeriod && new Totals(previousPeriod);
  const unstated = new UnstatedModes(period);
  const scan = scanPayments(portone, {
    statuses: selectStatuses(filter),
    period: { from: previousPeriod?.from ?? period.from, to: period.to },
    now,
    signal,
    ...(progress ? { progress } : {}),
    keep: (row) => {
      if (!matches(row)) return false;
      (row.sandbox ? testTotals : salesTotals).add(row);
      if (typeof row.sandbox !== 'boolean') unstated.add(row);
      if (!row.sandbox) previousTotals?.add(row);
      return false;
    },
  });
  await scan.next();
  const coverage = scan.getCoverage();
  return {
    sales: salesTotals.toReport(),
    ...(testTotals.isEmpty ? {} : { test: { totals: testTotals.toReport().totals } }),
    ...(previousTotals && previousPeriod
      ? {
          before: { period: previousPeriod.text, sales: { totals: previousTotals.toReport().totals } },
          change: compareTotals(salesTotals, previousTotals),
        }
      : {}),
    searched: toSearchedCoverage(period, { ...coverage, from: period.from }, TIME_BASIS),
    note: formatSummaryNote({
      isDefault: !hasPeriod(requested),
      failed: coverage.failed_windows.length,
      isOngoing: period.to > now,
      isCompared: previousPeriod !== undefined,
      hasTest: !testTotals.isEmpty,
      status: filter.status,
      unstated,
    }),
  };
}

function compareTotals(current: Totals, previous: Totals) {
  return [...new Set([...current.currencies, ...previous.currencies])].map((currency) => {
    const [after, before] = [current.getSums(currency), previous.getSums(currency)];
    const net = { after: after.paid.minus(after.cancelled), before: before.paid.minus(before.cancelled) };
    return {
      currency,
      paid_count: after.paid.count - before.paid.count,
      gross: after.paid.minus(before.paid),
      cancel_count: after.cancelled.count - before.cancelled.count,
      cancelled: after.cancelled.minus(before.cancelled),
      net: subtract(net.after, net.before),
      paid_count_percent: getPercentChange(after.paid.count, before.paid.count),
      gross_percent: getPercentChange(after.paid.amount, before.paid.amount),
      cancel_count_percent: getPercentChange(after.cancelled.count, before.cancelled.count),
      cancelled_percent: getPercentChange(after.cancelled.amount, before.cancelled.amount),
      net_percent: getPercentChange(net.after, net.before),
    };
  });
}

/** Percent with one decimal. Undefined if there is nothing to compare with. */
const getPercentChange = (after: number, before: number) =>
  before > 0 ? Math.round(((after - before) / before) * 1000) / 10 : undefined;

interface SummaryNoteInput {
  isDefault: boolean;
  failed: number;
  isOngoing: boolean;
  isCompared: boolean;
  hasTest: boolean;
  status: PaymentFilter['status'];
  unstated: UnstatedModes;
}

function formatSummaryNote({
  isDefault,
  failed,
  isOngoing,
  isCompared,
  hasTest,
  status,
  unstated,
}: SummaryNoteInput): string | undefined {
  const sentences = [
    isDefault && 'No period was given, so this covers today.',
    failed > 0 &&
      `${failed} of PortOne's lists could not be read (failed_windows): the sums are too low. Call again later.`,
    isOngoing && `The period is not over yet${isCompared ? ', while the previous one is complete' : ''}.`,
    (status === 'failed' || status === 'ready') &&
      'Sums and breakdowns are of what was paid or refunded: these payments are counted in by_status_now alone, and search_payments lists them.',
    hasTest && 'Test channel payments (test) are not included in sales.',
    unstated.describe(),
  ];
  return sentences.filter((one) => one !== false && one !== undefined).join(' ') || undefined;
}
