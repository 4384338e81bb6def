import { DAY_SECONDS } from '../../base/korean-time.ts';
import { issueKey, resolveChargeAccount } from '../behavior/billing-keys.ts';
import { findLiveChannel, sampleChannelGroup } from '../behavior/channels.ts';
import { maskCard, testCards } from '../behavior/test-cards.ts';
import { createImpUid } from '../state/ids.ts';
import type { StoredBillingKey, StoredSchedule } from '../state/rows.ts';
import type { SeedContext } from './context.ts';

const PLAN = { name: '프리미엄 멤버십 1개월', amount: 9_900, currency: 'KRW' };
const CARD = { card_number: testCards.pays, expiry: '2099-12' };

/** Seeds subscribers in every situation: paying, failing, revoked, with a new card, without a key. */
export function seedSubscriptions(context: SeedContext): void {
  const { world, samples, start } = context;

  const paying = addSubscriber(context, 'customer_sample_0001', '김하늘', 100);
  const paid = [90, 60, 30].map((days) =>
    addExecutedSchedule(context, paying, `sub_0001_paid_${days}`, start - days * DAY_SECONDS),
  );
  const upcoming = [10, 40, 70].map((days) =>
    addSchedule(context, paying, `sub_0001_next_${days}`, start + days * DAY_SECONDS),
  );
  samples.subscription = {
    customer_uid: paying.record.customer_uid,
    merchant_uid: upcoming[0]?.record.merchant_uid ?? '',
    later_merchant_uid: upcoming[1]?.record.merchant_uid ?? '',
    paid_merchant_uid: paid[2]?.record.merchant_uid ?? '',
    imp_uid: paid[2]?.record.imp_uid ?? '',
  };

  const failing = addSubscriber(context, 'customer_sample_0002', '이바다', 70);
  addExecutedSchedule(context, failing, 'sub_0002_paid_33', start - 33 * DAY_SECONDS);
  const failed = addExecutedSchedule(context, failing, 'sub_0002_failed_3', start - 3 * DAY_SECONDS, '[3041]한도초과');
  addSchedule(context, failing, 'sub_0002_next_27', start + 27 * DAY_SECONDS);
  samples.failed_subscription = pickScheduleIds(failed);

  const stopped = addSubscriber(context, 'customer_sample_0003', '박노을', 45);
  const revoked = addSchedule(context, stopped, 'sub_0003_revoked', start + 15 * DAY_SECONDS);
  world.schedules.update(revoked, { schedule_status: 'revoked', revoked_at: start - 2 * DAY_SECONDS });
  samples.revoked_subscription = pickScheduleIds(revoked);

  const replaced = addSubscriber(context, 'customer_sample_0004', '최마루', 200);
  replaced.record = { ...replaced.record, ...maskCard('5000-1234-5678-9010'), updated: start - 5 * DAY_SECONDS };
  samples.replaced_key = { customer_uid: replaced.record.customer_uid };

  const declining = addSubscriber(context, 'customer_sample_0005', '정여름', 20);
  declining.declineReason = '[3054]잔액부족';
  samples.refusing_key = { customer_uid: declining.record.customer_uid };

  // The key was deleted before a scheduled charge, which will fail.
  const keyless = addSubscriber(context, 'customer_sample_0006', '한가람', 80);
  const orphan = addSchedule(context, keyless, 'sub_0006_next_20', start + 20 * DAY_SECONDS);
  const failedBefore = addExecutedSchedule(
    context,
    keyless,
    'sub_0006_failed_10',
    start - 10 * DAY_SECONDS,
    '[3041]한도초과',
  );
  world.billingKeys.delete(keyless.record.customer_uid);
  samples.missing_key = { ...pickScheduleIds(failedBefore), scheduled_merchant_uid: orphan.record.merchant_uid };

  // Toss Payments requires a `customer_id`, which is missing: two channels issue the key and one fails.
  issueKey(world, {
    customer_uid: 'customer_sample_0007',
    channel_group_id: sampleChannelGroup,
    customer_name: '오새벽',
    ...CARD,
  });
  samples.super_billing_key = { customer_uid: 'customer_sample_0007' };

  const naver = addSubscriber(context, 'customer_sample_0008', '윤별', 30);
  naver.record = { ...naver.record, pg_provider: 'naverpay', pg_id: findLiveChannel('naverpay')?.pg_id ?? '' };
  samples.naverpay_key = { customer_uid: naver.record.customer_uid };

  samples.test_cards = { ...testCards };
}

export const pickScheduleIds = ({ record }: StoredSchedule): Record<string, string> => ({
  customer_uid: record.customer_uid,
  merchant_uid: record.merchant_uid,
  ...(record.imp_uid ? { imp_uid: record.imp_uid } : {}),
});

export function addSubscriber(
  { world, start }: SeedContext,
  uid: string,
  name: string,
  days: number,
): StoredBillingKey {
  const issued = issueKey(world, {
    customer_uid: uid,
    customer_name: name,
    customer_tel: `010-0000-${uid.slice(-4)}`,
    customer_email: `${uid.replaceAll('_', '.')}@example.com`,
    ...CARD,
  });
  if ('refused' in issued) throw new Error(`The sample key ${uid} must be issued: ${issued.refused}`);
  const since = start - days * DAY_SECONDS;
  issued.key.record = { ...issued.key.record, inserted: since, updated: since };
  return issued.key;
}

function addSchedule(
  { world }: SeedContext,
  { record }: StoredBillingKey,
  merchantUid: string,
  at: number,
): StoredSchedule {
  const schedule: StoredSchedule = {
    record: {
      customer_uid: record.customer_uid,
      merchant_uid: merchantUid,
      imp_uid: null,
      pg_provider: null,
      pg_id: null,
      customer_id: null,
      schedule_at: at,
      executed_at: 0,
      revoked_at: 0,
      ...PLAN,
      buyer_name: record.customer_name,
      buyer_email: record.customer_email,
      buyer_tel: record.customer_tel,
      buyer_addr: null,
      buyer_postcode: null,
      custom_data: null,
      schedule_status: 'scheduled',
      payment_status: null,
      fail_reason: null,
      promotion_id: null,
    },
  };
  world.schedules.set(merchantUid, schedule);
  return schedule;
}

/** Adds a schedule that has run, with its payment. */
export function addExecutedSchedule(
  context: SeedContext,
  key: StoredBillingKey,
  merchantUid: string,
  at: number,
  reason?: string,
) {
  const schedule = addSchedule(context, key, merchantUid, at);
  const account = resolveChargeAccount(context.world, key);
  const imp_uid = createImpUid(context.world, 'imps');
  const status = reason === undefined ? 'paid' : 'failed';
  const { buyer_name, buyer_email, buyer_tel } = schedule.record;
  context.addPayment({
    imp_uid,
    merchant_uid: merchantUid,
    status,
    ...PLAN,
    pay_method: 'card',
    channel: 'api',
    pg_provider: account?.pg_provider,
    pg_id: account?.pg_id,
    ...account?.card,
    buyer_name,
    buyer_email,
    buyer_tel,
    customer_uid: key.record.customer_uid,
    customer_uid_usage: 'payment.scheduled',
    started_at: at,
    ...(reason === undefined ? { paid_at: at } : { failed_at: at, fail_reason: reason }),
  });
  context.world.schedules.update(schedule, {
    imp_uid,
    pg_provider: account?.pg_provider,
    pg_id: account?.pg_id,
    executed_at: at,
    schedule_status: 'executed',
    payment_status: status,
    fail_reason: reason ?? null,
  });
  return schedule;
}
