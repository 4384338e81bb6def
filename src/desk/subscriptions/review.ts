import { getDayStart, toDay } from '../../base/korean-time.ts';
import { addAmounts, toCurrency } from '../../base/money.ts';
import { Refused } from '../../base/refusal.ts';
import {
  flag,
  handle,
  list,
  minute,
  model,
  number,
  personalText,
  text,
  textList,
} from '../../endpoints/models/field.ts';
import { Payment, paymentSummaryFields } from '../../endpoints/models/payment.ts';
import { getFailureReason } from '../failure-reasons.ts';
import { type NextStep, unavailableTools } from '../next-steps.ts';
import type { PaymentRow, ScheduleRow } from '../payment.ts';
import { createPeriod, type Period, parsePeriod } from '../period/period.ts';
import { SearchedField, StepField } from '../result-fields.ts';
import { createTolerantReads, type LookupContext, type TolerantReads } from '../tolerant-reads.ts';
import { adviseOnSchedule, getScheduleState, type ScheduleState, scheduleStates } from './charge-state.ts';
import {
  type CustomerQuery,
  createSubscriberPeriod,
  findSubscriberSchedules,
  listCustomers,
  namesBuyer,
  type SubscriberQuery,
} from './find-subscribers.ts';
import { readBillingKeys, readOtherCharges, readSchedules } from './read-charges.ts';
import { RECOVERY_NOTE } from './retry-charge.ts';
import { hoistSharedColumns } from './shared-values.ts';
import { describeLaterCharges, readPendingCharges, suggestStop } from './stop-subscription.ts';
import { StoredCards, toStoredCards } from './stored-cards.ts';

const ReviewRow = model({
  merchant_uid: handle(),
  customer_uid: handle(),
  imp_uid: handle(),
  name: text(),
  buyer_name: personalText('name'),
  amount: number(),
  currency: text(),
  schedule_at: minute(),
  // Where it differs from the time that was set.
  executed_at: minute(),
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
  // For one customer.
  cards: StoredCards,
  in_every_row: ReviewRow.nullish(),
  failed: list(ReviewRow),
  not_run: list(ReviewRow),
  due: list(ReviewRow),
  revoked: list(ReviewRow),
  paid: list(ReviewRow),
  // For one customer: how to stop all that is due, after what was asked about.
  next_steps: list(StepField),
  refunded: list(ReviewRow),
  unknown: list(ReviewRow),
  // Tools that would help and are switched off here.
  unavailable_tools: textList(),
  // How many rows of a state are not shown.
  more: list(model({ state: text(), count: number() })),
  charges_without_schedule: list(Payment),
  hint: text(),
  nothing_found: flag(),
  unavailable: textList(),
});

/** Without a period: a week to either side. For one customer two months back, and every charge to come. */
const DEFAULT_RANGE = { back: 7, ahead: 7 };
const CUSTOMER_RANGE = { back: 60, ahead: 28 };

/** Rows shown of each state: all of them together stay within what an answer may cost. */
const MAX_ROWS_BY_STATE: Readonly<Record<ScheduleState, number>> = {
  failed: 10,
  not_run: 5,
  due: 8,
  revoked: 4,
  paid: 5,
  refunded: 3,
  unknown: 3,
};
/** Of one state alone. */
const MAX_ROWS_OF_ONE_STATE = 16;
const MAX_ROWS_OF_CUSTOMER = { ...MAX_ROWS_BY_STATE, due: MAX_ROWS_OF_ONE_STATE };
const MAX_CHARGES = 5;
const NAME_HINT = 'No schedule of this period matches. To look among payments as well, call get_customer.';
const MORE_HINT =
  'To see further rows take one state, a shorter period or a customer_uid; list_schedules has them all.';

interface ReviewQuery extends CustomerQuery, SubscriberQuery {
  period?: string | undefined;
  state?: ScheduleState | undefined;
}

type ScheduleInState = ScheduleRow & { state: ScheduleState };

/** Schedules by what became of them, why they failed, and what to do about each. */
export async function buildSubscriptionReview(query: ReviewQuery, context: LookupContext) {
  const { period: phrase, state } = query;
  const reads = createTolerantReads(context.signal);
  const named = await findNamedSubscribers(query, context, reads);
  const customer_uid = query.customer_uid ?? named?.onlyCustomer;
  const period =
    phrase === undefined
      ? ((customer_uid === undefined ? named?.period : undefined) ?? getDefaultPeriod(customer_uid, context.now))
      : parsePeriod(phrase, context.now);
  const [{ rows: rowsOfPeriod, complete }, charges, pending] = await Promise.all([
    named && customer_uid === undefined ? named : readSchedules({ customer_uid, period }, context, reads),
    customer_uid === undefined ? [] : readOtherCharges(customer_uid, period, context, reads),
    customer_uid === undefined ? undefined : readPendingCharges(customer_uid, context, reads),
  ]);
  const listsAllToCome = phrase === undefined && pending?.rows !== undefined;
  const later = (pending?.rows ?? []).filter(({ schedule_at }) => (schedule_at ?? 0) > period.to);
  const rows = listsAllToCome ? [...rowsOfPeriod, ...later] : rowsOfPeriod;
  const [failure] = reads.failures;
  if (failure && rows.length === 0 && charges.length === 0) throw failure;

  const schedules = rows.map((row) => ({ ...row, state: getScheduleState(row, context.now) }));
  const selected = selectRows(schedules, state, customer_uid === undefined ? MAX_ROWS_BY_STATE : MAX_ROWS_OF_CUSTOMER);
  const needingKeys = [...selected.values()].flat().filter((row) => row.state === 'failed' || row.state === 'due');
  const keys = await readBillingKeys(
    customer_uid === undefined ? listCustomers(needingKeys) : [customer_uid],
    context,
    reads,
  );
  const hasCharges = schedules.length > 0 || charges.length > 0;
  const cards =
    customer_uid === undefined ? [] : toStoredCards(keys).filter((card) => hasCharges || card.billing_key === 'stored');
  const allSteps: NextStep[] = [];
  const groups = [...selected].map(
    ([name, part]) =>
      [
        name,
        part.map((row) => {
          const { next_steps = [], ...advice } = adviseOnSchedule(
            row,
            name,
            keys.get(row.customer_uid ?? ''),
            context.now,
          );
          allSteps.push(...next_steps);
          const offeredSteps = next_steps.filter(({ tool }) => context.isOffered(tool)).slice(0, 1);
          return {
            ...pickScheduleFields(row),
            ...advice,
            ...(offeredSteps.length > 0 ? { next_steps: offeredSteps } : {}),
          };
        }),
      ] as const,
  );
  const { shared, groups: shownGroups } = hoistSharedColumns(groups);
  const reasons = summarizeReasons(schedules);
  const dueSchedules = schedules.filter((row) => row.state === 'due');
  const stopSteps = customer_uid === undefined || !pending ? [] : suggestStop(customer_uid, pending, dueSchedules);
  const isSuggested = (step: NextStep) => allSteps.some((other) => isSameCall(step, other));
  const offeredStopSteps = stopSteps.filter((step) => context.isOffered(step.tool) && !isSuggested(step));
  allSteps.push(...stopSteps);
  const more = scheduleStates.flatMap((name) => {
    const count = schedules.filter((row) => row.state === name).length - (selected.get(name)?.length ?? 0);
    return count > 0 ? [{ state: name, count }] : [];
  });
  const canRetry = allSteps.some(({ tool }) => tool === 'retry_schedule');
  const hint = [
    more.length > 0 && MORE_HINT,
    canRetry && RECOVERY_NOTE,
    listsAllToCome ? undefined : describeLaterCharges(pending, period.to, context.now),
    named && rows.length === 0 && NAME_HINT,
  ]
    .filter(Boolean)
    .join(' ');
  return {
    searched: {
      ...(complete ? {} : { from: period.from, to: period.to }),
      text: listsAllToCome ? `${period.text}, and every charge to come` : period.text,
      complete,
    },
    summary: summarizeStates(schedules),
    ...(reasons.length > 0 ? { reasons } : {}),
    ...(cards.length > 0 ? { cards } : {}),
    ...(shared ? { in_every_row: shared } : {}),
    ...Object.fromEntries(shownGroups),
    ...(offeredStopSteps.length > 0 ? { next_steps: offeredStopSteps } : {}),
    ...unavailableTools(allSteps, context.isOffered),
    ...(more.length > 0 ? { more } : {}),
    ...(hint === '' ? {} : { hint }),
    ...(charges.length > 0 ? { charges_without_schedule: charges.slice(0, MAX_CHARGES).map(pickPaymentFields) } : {}),
    ...(complete && schedules.length === 0 && charges.length === 0 && !pending?.rows?.length && cards.length === 0
      ? { nothing_found: true }
      : {}),
    ...(reads.unavailable.length > 0 ? { unavailable: reads.unavailable } : {}),
  };
}

const isSameCall = (one: NextStep, other: NextStep): boolean =>
  one.tool === other.tool && JSON.stringify(one.arguments) === JSON.stringify(other.arguments);

/** Finds who is meant by a name or a telephone number. */
async function findNamedSubscribers(query: ReviewQuery, context: LookupContext, reads: TolerantReads) {
  const { period: phrase, name, merchant_uid } = query;
  const isFiltered = namesBuyer(query) || name !== undefined || merchant_uid !== undefined;
  if (!isFiltered) return undefined;
  if (query.customer_uid !== undefined)
    throw new Refused('invalid_input', 'Give either "customer_uid" or what identifies the charge, not both.');
  const period = phrase === undefined ? createSubscriberPeriod(context.now) : parsePeriod(phrase, context.now);
  const found = await findSubscriberSchedules(query, period, context, reads);
  const [onlyCustomer, ...others] = listCustomers(found.rows);
  return { ...found, period, onlyCustomer: others.length === 0 && found.complete ? onlyCustomer : undefined };
}

function getDefaultPeriod(customer_uid: string | undefined, now: number): Period {
  const { back, ahead } = customer_uid === undefined ? DEFAULT_RANGE : CUSTOMER_RANGE;
  const today = toDay(now);
  return createPeriod(getDayStart(today - back), getDayStart(today + ahead + 1) - 1);
}

/** What is to come soonest first, what has been newest first. */
function selectRows(
  rows: readonly ScheduleInState[],
  only: ScheduleState | undefined,
  limits: Readonly<Record<ScheduleState, number>>,
): Map<ScheduleState, ScheduleInState[]> {
  const selected = new Map<ScheduleState, ScheduleInState[]>();
  for (const name of only === undefined ? scheduleStates : [only]) {
    const part = rows
      .filter((row) => row.state === name)
      .sort((a, b) => ((a.schedule_at ?? 0) - (b.schedule_at ?? 0)) * (name === 'due' ? 1 : -1));
    if (part.length > 0) selected.set(name, part.slice(0, only === undefined ? limits[name] : MAX_ROWS_OF_ONE_STATE));
  }
  return selected;
}

function summarizeStates(rows: readonly ScheduleInState[]) {
  const sums = new Map<string, { state: ScheduleState; count: number; total: number; currency: string }>();
  for (const name of scheduleStates)
    for (const row of rows.filter((one) => one.state === name)) {
      const currency = toCurrency(row.currency);
      const sum = sums.get(`${name} ${currency}`) ?? { state: name, count: 0, total: 0, currency };
      sum.count += 1;
      sum.total = addAmounts(sum.total, row.amount ?? 0);
      sums.set(`${name} ${currency}`, sum);
    }
  return [...sums.values()];
}

function summarizeReasons(rows: readonly ScheduleInState[]) {
  const counts = new Map<string, { reason: string; count: number; text: string }>();
  for (const row of rows.filter((one) => one.state === 'failed')) {
    const { code, meaning, advice } = getFailureReason(row.fail_reason);
    const one = counts.get(code) ?? { reason: code, count: 0, text: `${meaning}. ${advice}` };
    one.count += 1;
    counts.set(code, one);
  }
  return [...counts.values()].sort((a, b) => b.count - a.count);
}

const SCHEDULE_FIELDS = [
  ...(['merchant_uid', 'customer_uid', 'imp_uid', 'name', 'buyer_name', 'amount', 'currency'] as const),
  ...(['schedule_at', 'executed_at', 'fail_reason'] as const),
];
const pickScheduleFields = (row: ScheduleRow) =>
  Object.fromEntries(
    SCHEDULE_FIELDS.filter(
      (name) =>
        !(name === 'currency' && row.currency === 'KRW') &&
        !(name === 'executed_at' && row.executed_at === row.schedule_at),
    ).map((name) => [name, row[name]]),
  );
const pickPaymentFields = (row: PaymentRow) =>
  Object.fromEntries(paymentSummaryFields.map((name) => [name, row[name]]));
