import { DAY_SECONDS } from '../../base/korean-time.ts';
import { handle, list, minute, model, number, text } from '../../endpoints/models/field.ts';
import type { ScheduleRow } from '../payment.ts';
import { createPeriod } from '../period/period.ts';
import { getScheduleState } from '../subscriptions/charge-state.ts';
import { readBillingKeys, readSchedules } from '../subscriptions/read-charges.ts';
import { readPendingCharges } from '../subscriptions/stop-subscription.ts';
import { StoredCards, toStoredCards } from '../subscriptions/stored-cards.ts';
import type { LookupContext, TolerantReads } from '../tolerant-reads.ts';

const Charge = model({
  merchant_uid: handle(),
  customer_uid: handle(),
  name: text(),
  amount: number(),
  currency: text(),
  schedule_at: minute(),
  fail_reason: text(),
});

/** The billing keys of a customer, and what is charged to them. */
export const SubscriptionFields = {
  cards: StoredCards,
  // Soonest first.
  charges_to_come: list(Charge),
  charges_to_come_more: number(),
  // Newest first, of the last two months.
  failed_charges: list(Charge),
};

const DAYS_BACK = 60;
const MAX_TO_COME = 16;
const MAX_FAILED = 3;

/** Reads the cards, every charge to come and the charges that failed lately. */
export async function readSubscriptions(customerUids: readonly string[], context: LookupContext, reads: TolerantReads) {
  const period = createPeriod(context.now - DAYS_BACK * DAY_SECONDS, context.now);
  const [keys, pending, past] = await Promise.all([
    readBillingKeys(customerUids, context, reads),
    Promise.all(customerUids.map((customer_uid) => readPendingCharges(customer_uid, context, reads))),
    Promise.all(customerUids.map((customer_uid) => readSchedules({ customer_uid, period }, context, reads))),
  ]);
  if (pending.some(({ rows }) => rows === undefined))
    reads.unavailable.push('all charges to come: list_schedules_by_customer reads them by period');
  const toCome = pending.flatMap(({ rows = [] }) => rows).sort((a, b) => (a.schedule_at ?? 0) - (b.schedule_at ?? 0));
  const failed = past
    .flatMap(({ rows }) => rows)
    .filter((row) => getScheduleState(row, context.now) === 'failed')
    .sort((a, b) => (b.schedule_at ?? 0) - (a.schedule_at ?? 0));
  const omittedCount = Math.max(0, toCome.length - MAX_TO_COME);
  return {
    cards: toStoredCards(keys),
    charges_to_come: toCome.slice(0, MAX_TO_COME).map(pickChargeFields),
    ...(omittedCount > 0 ? { charges_to_come_more: omittedCount } : {}),
    failed_charges: failed.slice(0, MAX_FAILED).map(pickChargeFields),
  };
}

/** Without a currency if it is won. */
const pickChargeFields = ({
  merchant_uid,
  customer_uid,
  name,
  amount,
  currency,
  schedule_at,
  fail_reason,
}: ScheduleRow) => ({
  merchant_uid,
  customer_uid,
  name,
  amount,
  ...(currency === 'KRW' ? {} : { currency }),
  schedule_at,
  fail_reason,
});
