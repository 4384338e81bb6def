import type * as z from 'zod';
import { askedPeriod, isAsked } from '../../desk/asked-period.ts';
import { periodBefore } from '../../desk/comparison.ts';
import { CoverageModel, searched } from '../../desk/coverage.ts';
import { everyStatus, scanPayments } from '../../desk/scan.ts';
import { Totals, TotalsModel } from '../../desk/totals.ts';
import { Flag, Text, Time, UntilTime } from '../../endpoints/fields.ts';
import { list, model, number, text } from '../../endpoints/models/field.ts';
import type { Arguments, Tool } from '../tool.ts';

const fields = {
  period: Text().optional().describe('As in search_payments; default today'),
  from: Time().optional(),
  to: UntilTime().optional(),
  compare: Flag().optional().describe('With the period before'),
};

const money = { currency: text(), gross: number(), cancelled: number(), net: number() };

const Summary = model({
  live: TotalsModel,
  test: TotalsModel,
  before: model({ period: text(), live: TotalsModel }),
  change: list(model({ ...money, gross_percent: number(), net_percent: number() })),
  searched: CoverageModel,
  note: text(),
});

export const summarizePayments: Tool = {
  name: 'summarize_payments',
  title: 'Summarize payments',
  description: 'Sales (매출) of a period: gross, cancelled, net by day, status, PG, method.',
  toolset: 'desk',
  effect: 'read',
  fields,
  rules: {},
  previews: [],
  async run(args, context, { signal, progress }) {
    const given = givenOf(args);
    const now = Math.floor(context.now());
    const period = askedPeriod(given, now, 'today');
    const before = given.compare ? periodBefore(period) : undefined;
    const sums = { live: new Totals(period), test: new Totals(period) };
    const then = before && new Totals(before);
    const scan = scanPayments(await context.portone(), {
      statuses: everyStatus,
      period: { from: before?.from ?? period.from, to: period.to },
      now,
      signal,
      progress,
      keep: (row) => {
        (row.sandbox ? sums.test : sums.live).add(row);
        if (!row.sandbox) then?.add(row);
        return false;
      },
    });
    await scan.next();
    const coverage = scan.coverage();
    const { live, test } = sums;
    const value = {
      live: live.told(),
      ...(test.isEmpty ? {} : { test: { totals: test.told().totals } }),
      ...(then && before
        ? { before: { period: before.text, live: { totals: then.told().totals } }, change: changeOf(live, then) }
        : {}),
      searched: searched(
        period,
        { ...coverage, from: period.from },
        'gross by paid_at, also if cancelled since; cancelled by the time of each cancel',
      ),
      note: noteOf(!isAsked(given), coverage.failed_windows.length, period.to > now, !test.isEmpty),
    };
    return { value, model: Summary, whole: true };
  },
};

/** The arguments were parsed by these very fields. */
const givenOf = (args: Arguments): z.output<z.ZodObject<typeof fields>> => args as z.output<z.ZodObject<typeof fields>>;

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

function noteOf(isDefault: boolean, failed: number, isRunning: boolean, hasTest: boolean): string | undefined {
  const said = [
    isDefault && 'No period was given: this is today.',
    failed > 0 &&
      `${failed} of PortOne's lists could not be read (failed_windows): the sums are too low. Ask again later.`,
    isRunning && 'The period is not over yet.',
    hasTest && 'Payments of test channels (test) are not in live.',
  ];
  return said.filter((one) => one !== false).join(' ') || undefined;
}
