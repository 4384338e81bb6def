import { list, model, number, text } from '../../endpoints/models/field.ts';
import type { PortOne } from '../../portone/client.ts';
import { periodBefore } from '../period/previous-period.ts';
import { type AskedPeriod, askedPeriod, isAsked } from '../period/requested-period.ts';
import { CoverageModel, searched } from '../search/coverage.ts';
import { everyStatus, type Scan, scanPayments } from '../search/scan-payments.ts';
import { Totals, TotalsModel } from './totals.ts';

export interface SummaryQuestion extends AskedPeriod {
  /** With the period before. */
  compare?: boolean | undefined;
}

const money = { currency: text(), gross: number(), cancelled: number(), net: number() };

/** How a summary is shown. */
export const Summary = model({
  live: TotalsModel,
  test: TotalsModel,
  before: model({ period: text(), live: TotalsModel }),
  change: list(model({ ...money, gross_percent: number(), net_percent: number() })),
  searched: CoverageModel,
  note: text(),
});

const BY = 'gross by paid_at, also if cancelled since; cancelled by the time of each cancel';

/** The sums of a period, and how they changed against the one before. */
export async function summaryOf(
  portone: PortOne,
  question: SummaryQuestion,
  { now, signal, progress }: Pick<Scan, 'now' | 'signal' | 'progress'>,
) {
  const period = askedPeriod(question, now, 'today');
  const before = question.compare ? periodBefore(period) : undefined;
  const live = new Totals(period);
  const test = new Totals(period);
  const then = before && new Totals(before);
  const scan = scanPayments(portone, {
    statuses: everyStatus,
    period: { from: before?.from ?? period.from, to: period.to },
    now,
    signal,
    ...(progress ? { progress } : {}),
    keep: (row) => {
      (row.sandbox ? test : live).add(row);
      if (!row.sandbox) then?.add(row);
      return false;
    },
  });
  await scan.next();
  const coverage = scan.coverage();
  return {
    live: live.told(),
    ...(test.isEmpty ? {} : { test: { totals: test.told().totals } }),
    ...(then && before
      ? { before: { period: before.text, live: { totals: then.told().totals } }, change: changeOf(live, then) }
      : {}),
    searched: searched(period, { ...coverage, from: period.from }, BY),
    note: noteOf({
      isDefault: !isAsked(question),
      failed: coverage.failed_windows.length,
      isRunning: period.to > now,
      isCompared: before !== undefined,
      hasTest: !test.isEmpty,
    }),
  };
}

function changeOf(now: Totals, then: Totals) {
  return [...new Set([...now.currencies, ...then.currencies])].map((currency) => {
    const [after, before] = [now.of(currency), then.of(currency)];
    const net = { after: after.paid.less(after.cancelled), before: before.paid.less(before.cancelled) };
    return {
      currency,
      gross: after.paid.less(before.paid),
      cancelled: after.cancelled.less(before.cancelled),
      net: Number((net.after - net.before).toFixed(4)),
      gross_percent: percent(after.paid.amount, before.paid.amount),
      net_percent: percent(net.after, net.before),
    };
  });
}

/** In tenths; of nothing there is no percentage. */
const percent = (after: number, before: number) =>
  before > 0 ? Math.round(((after - before) / before) * 1000) / 10 : undefined;

interface Noted {
  isDefault: boolean;
  failed: number;
  isRunning: boolean;
  isCompared: boolean;
  hasTest: boolean;
}

function noteOf({ isDefault, failed, isRunning, isCompared, hasTest }: Noted): string | undefined {
  const said = [
    isDefault && 'No period was given: this is today.',
    failed > 0 &&
      `${failed} of PortOne's lists could not be read (failed_windows): the sums are too low. Ask again later.`,
    isRunning && `The period is not over yet${isCompared ? ', and the one before is whole' : ''}.`,
    hasTest && 'Payments of test channels (test) are not in live.',
  ];
  return said.filter((one) => one !== false).join(' ') || undefined;
}
