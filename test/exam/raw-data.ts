import type { StoredBillingKey, StoredNaverItem, StoredPayment } from '../../src/sandbox/state/rows.ts';
import type { World } from '../../src/sandbox/state/world.ts';

const KST = 9 * 3_600;
const DAY = 86_400;

type PaymentRecord = StoredPayment['record'];

/** The calendar day in Korea of unix seconds, as 2026-11-18. */
export const toKoreanDay = (seconds: number | null | undefined): string =>
  new Date(((seconds ?? 0) + KST) * 1_000).toISOString().slice(0, 10);

export const listPayments = ({ payments }: World): PaymentRecord[] =>
  [...payments.values()].map(({ record }) => record);

/** The one payment with these properties; fails unless there is exactly one. */
export function findPayment(world: World, wanted: Partial<PaymentRecord>): PaymentRecord {
  const found = listPayments(world).filter((record) =>
    Object.entries(wanted).every(([name, value]) => Object(record)[name] === value),
  );
  const [only] = found;
  if (!only || found.length > 1) throw new Error(`${found.length} payments are ${JSON.stringify(wanted)}`);
  return only;
}

/** Sales in Korean won through live channels from one Korean day to another, both included. */
export const listLivePayments = (world: World, currency = 'KRW'): PaymentRecord[] =>
  listPayments(world).filter((record) => !record.sandbox && record.currency === currency);

export const isWithin = (seconds: number | null | undefined, first: string, last = first): boolean =>
  (seconds ?? 0) > 0 && toKoreanDay(seconds) >= first && toKoreanDay(seconds) <= last;

export const sumAmounts = (records: readonly { amount?: number | null | undefined }[]): number =>
  records.reduce((sum, { amount }) => sum + (amount ?? 0), 0);

/** What was refunded on these days, whenever it was paid. */
export const sumRefunds = (world: World, first: string, last = first): number =>
  sumAmounts(
    listLivePayments(world)
      .flatMap(({ cancel_history }) => cancel_history ?? [])
      .filter(({ cancelled_at }) => isWithin(cancelled_at, first, last)),
  );

/** The day that is some days before today in Korea. */
export const getDayBefore = ({ clock }: World, days: number): string => toKoreanDay(clock.now() - days * DAY);

export const listSchedulesOf = ({ schedules }: World, customer_uid: string) =>
  [...schedules.values()].map(({ record }) => record).filter((record) => record.customer_uid === customer_uid);

export function getBillingKey({ billingKeys }: World, customer_uid: string): StoredBillingKey | undefined {
  return billingKeys.get(customer_uid);
}

export const listNaverItems = ({ naverItems }: World, impUid: string): StoredNaverItem['record'][] =>
  [...naverItems.values()].filter((item) => item.impUid === impUid).map(({ record }) => record);
