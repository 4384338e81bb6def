import { flag, list, model, number, person, text, texts, time } from '../../endpoints/models/field.ts';
import { Payment, paymentCore } from '../../endpoints/models/payment.ts';
import { failureReason } from '../failure-reasons.ts';
import { asking, notOffered, type Step } from '../next-steps.ts';
import type { PaymentRow, ScheduleRow } from '../payment.ts';
import { between, type Period, periodOf } from '../period/period.ts';
import { SearchedField, StepField } from '../result-fields.ts';
import { createReads, type Desk } from '../tolerant-reads.ts';
import { adviceOn, type State, stateOf, states } from './charge-state.ts';
import { readKeys, readOtherCharges, readSchedules } from './read-charges.ts';

const Row = model({
  merchant_uid: text(),
  customer_uid: text(),
  imp_uid: text(),
  name: text(),
  buyer_name: person('name'),
  amount: number(),
  currency: text(),
  schedule_at: time(),
  executed_at: time(),
  fail_reason: text(),
  // Ours for `fail_reason`; explained in `reasons`.
  reason: text(),
  // stored, missing, or replaced since the charge.
  billing_key: text(),
  todo: text(),
  next_steps: list(StepField),
});

export const SubscriptionReview = model({
  searched: SearchedField,
  summary: list(model({ state: text(), count: number(), total: number(), currency: text() })),
  reasons: list(model({ reason: text(), count: number(), text: text() })),
  // For one customer: how to stop all that is due.
  next_steps: list(StepField),
  failed: list(Row),
  not_run: list(Row),
  due: list(Row),
  revoked: list(Row),
  paid: list(Row),
  refunded: list(Row),
  unknown: list(Row),
  // Tools that would help and are switched off here.
  not_offered: texts(),
  // How many rows of a state are not shown.
  more: list(model({ state: text(), count: number() })),
  charges_without_schedule: list(Payment),
  hint: text(),
  nothing_found: flag(),
  not_seen: texts(),
});

const DAY = 86_400;
/** Without a period: a week to either side, and for one customer as far as it may matter. */
const USUAL = { back: 7, ahead: 7 };
const OF_CUSTOMER = { back: 60, ahead: 28 };

/** Rows shown of each state: all of them together stay within what an answer may cost. */
const SHOWN: Readonly<Record<State, number>> = {
  failed: 10,
  not_run: 5,
  due: 8,
  revoked: 4,
  paid: 5,
  refunded: 3,
  unknown: 3,
};
/** Of one state alone. */
const SHOWN_ALONE = 16;
const MOST_CHARGES = 5;
const MOST_STOPPED = 20;
const MORE = 'To see further rows take one state, a shorter period or a customer_uid; list_schedules has them all.';

interface Asked {
  customer_uid?: string | undefined;
  period?: string | undefined;
  state?: State | undefined;
}

type Seen = ScheduleRow & { state: State };

/** Schedules by what became of them, why they failed, and what to do about each. */
export async function subscriptionReview({ customer_uid, period: phrase, state }: Asked, desk: Desk) {
  const period = phrase === undefined ? usual(customer_uid, desk.now) : periodOf(phrase, desk.now);
  const reads = createReads(desk.signal);
  const [{ rows, complete }, charges] = await Promise.all([
    readSchedules({ customer_uid, period }, desk, reads),
    customer_uid === undefined ? [] : readOtherCharges(customer_uid, period, desk, reads),
  ]);
  const [failure] = reads.failures;
  if (failure && rows.length === 0 && charges.length === 0) throw failure;

  const seen = rows.map((row) => ({ ...row, state: stateOf(row, desk.now) }));
  const shown = choose(seen, state);
  const wanting = [...shown.values()].flat().filter((row) => row.state === 'failed' || row.state === 'due');
  const keys = await readKeys(
    wanting.flatMap((row) => row.customer_uid ?? []),
    desk,
    reads,
  );
  const advised: Step[] = [];
  const groups = [...shown].map(([name, part]): [State, unknown] => [
    name,
    part.map((row) => {
      const { next_steps = [], ...advice } = adviceOn(row, name, keys.get(row.customer_uid ?? ''), desk.now);
      advised.push(...next_steps);
      const offered = next_steps.filter(({ tool }) => desk.offers(tool));
      return { ...core(row), ...advice, ...(offered.length > 0 ? { next_steps: offered } : {}) };
    }),
  ]);
  const stop = customer_uid === undefined ? [] : stopping(customer_uid, seen);
  advised.push(...stop);
  const stops = stop.filter(({ tool }) => desk.offers(tool));
  const more = states.flatMap((name) => {
    const count = seen.filter((row) => row.state === name).length - (shown.get(name)?.length ?? 0);
    return count > 0 ? [{ state: name, count }] : [];
  });
  return {
    searched: { from: period.from, to: period.to, text: period.text, complete },
    summary: summary(seen),
    reasons: reasons(seen),
    ...(stops.length > 0 ? { next_steps: stops } : {}),
    ...Object.fromEntries(groups),
    ...notOffered(advised, desk.offers),
    ...(more.length > 0 ? { more, hint: MORE } : {}),
    ...(charges.length > 0 ? { charges_without_schedule: charges.slice(0, MOST_CHARGES).map(coreOfPayment) } : {}),
    ...(complete && seen.length === 0 && charges.length === 0 ? { nothing_found: true } : {}),
    ...(reads.notSeen.length > 0 ? { not_seen: reads.notSeen } : {}),
  };
}

/** Every booking by its number: "all of the customer" might be more than was seen here. */
function stopping(customer_uid: string, rows: readonly Seen[]): Step[] {
  const due = rows.filter((row) => row.state === 'due').flatMap((row) => row.merchant_uid ?? []);
  const why = 'Only if the buyer wants to stop (정기결제 해지): cancels the bookings that are due in this period.';
  return due.length > 0
    ? [asking('cancel_schedules', { customer_uid, merchant_uid: due.slice(0, MOST_STOPPED) }, why)]
    : [];
}

function usual(customer_uid: string | undefined, now: number): Period {
  const { back, ahead } = customer_uid === undefined ? USUAL : OF_CUSTOMER;
  return between(now - back * DAY, now + ahead * DAY);
}

/** What is to come soonest first, what has been newest first. */
function choose(rows: readonly Seen[], only: State | undefined): Map<State, Seen[]> {
  const chosen = new Map<State, Seen[]>();
  for (const name of only === undefined ? states : [only]) {
    const part = rows
      .filter((row) => row.state === name)
      .sort((a, b) => ((a.schedule_at ?? 0) - (b.schedule_at ?? 0)) * (name === 'due' ? 1 : -1));
    if (part.length > 0) chosen.set(name, part.slice(0, only === undefined ? SHOWN[name] : SHOWN_ALONE));
  }
  return chosen;
}

function summary(rows: readonly Seen[]) {
  const sums = new Map<string, { state: State; count: number; total: number; currency: string }>();
  for (const name of states)
    for (const row of rows.filter((one) => one.state === name)) {
      const currency = row.currency || 'KRW';
      const sum = sums.get(`${name} ${currency}`) ?? { state: name, count: 0, total: 0, currency };
      sum.count += 1;
      // Cents, whose sums binary fractions spoil.
      sum.total = Math.round((sum.total + (row.amount ?? 0)) * 100) / 100;
      sums.set(`${name} ${currency}`, sum);
    }
  return [...sums.values()];
}

function reasons(rows: readonly Seen[]) {
  const counts = new Map<string, { reason: string; count: number; text: string }>();
  for (const row of rows.filter((one) => one.state === 'failed')) {
    const { code, means, advice } = failureReason(row.fail_reason);
    const one = counts.get(code) ?? { reason: code, count: 0, text: `${means}. ${advice}` };
    one.count += 1;
    counts.set(code, one);
  }
  return [...counts.values()].sort((a, b) => b.count - a.count);
}

const FIELDS = [
  ...(['merchant_uid', 'customer_uid', 'imp_uid', 'name', 'buyer_name', 'amount', 'currency'] as const),
  ...(['schedule_at', 'executed_at', 'fail_reason'] as const),
];
const core = (row: ScheduleRow) => Object.fromEntries(FIELDS.map((name) => [name, row[name]]));
const coreOfPayment = (row: PaymentRow) => Object.fromEntries(paymentCore.map((name) => [name, row[name]]));
