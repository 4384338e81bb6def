import { DAY_SECONDS } from '../../base/korean-time.ts';
import { Refused } from '../../base/refusal.ts';
import type { ScheduleRow } from '../payment.ts';
import { createPeriod, type Period } from '../period/period.ts';
import { createMatcher } from '../search/payment-filter.ts';
import type { LookupContext, TolerantReads } from '../tolerant-reads.ts';
import { readSchedules } from './read-charges.ts';

export interface BuyerQuery {
  buyer_name?: string | undefined;
  buyer_tel?: string | undefined;
  buyer_email?: string | undefined;
}

/** A buyer, and the product or order number of a charge. */
export interface SubscriberQuery extends BuyerQuery {
  name?: string | undefined;
  merchant_uid?: string | undefined;
}

export interface CustomerQuery extends BuyerQuery {
  customer_uid?: string | undefined;
}

/** Whether a buyer is given. Throws Refused if a customer id is given as well: it is clear by itself who is meant. */
export function namesBuyer({ customer_uid, buyer_name, buyer_tel, buyer_email }: CustomerQuery): boolean {
  const isBuyerGiven = [buyer_name, buyer_tel, buyer_email].some((value) => value !== undefined);
  if (isBuyerGiven && customer_uid !== undefined)
    throw new Refused('invalid_input', 'Give either "customer_uid" or the buyer, not both.');
  return isBuyerGiven;
}

/** How far to either side of now the schedules are read: one request of PortOne takes as many days. */
const DAYS_BACK = 45;
const DAYS_AHEAD = 44;

/** The days around today in which a subscriber is looked for. */
export const createSubscriberPeriod = (now: number): Period =>
  createPeriod(now - DAYS_BACK * DAY_SECONDS, now + DAYS_AHEAD * DAY_SECONDS);

/** Finds schedules by what the shop gave with each. */
export async function findSubscriberSchedules(
  { buyer_name, buyer_tel, buyer_email, name, merchant_uid }: SubscriberQuery,
  period: Period,
  context: LookupContext,
  reads: TolerantReads,
): Promise<{ rows: ScheduleRow[]; complete: boolean }> {
  const matches = createMatcher({ buyer_name, buyer_tel, buyer_email, name, merchant_uid }, context.pii);
  const { rows, complete } = await readSchedules({ period }, context, reads);
  return {
    rows: rows.filter((row) =>
      matches({
        buyer_name: row.buyer_name,
        buyer_tel: row.buyer_tel,
        buyer_email: row.buyer_email,
        name: row.name,
        merchant_uid: row.merchant_uid,
      }),
    ),
    complete,
  };
}

/** The customers of these rows, each once. */
export const listCustomers = (rows: readonly { customer_uid?: string | null | undefined }[]): string[] => [
  ...new Set(rows.flatMap(({ customer_uid }) => customer_uid ?? [])),
];
