import { chargedAt, issueKey } from '../behavior/billing-keys.ts';
import { channelOf, sampleGroup } from '../behavior/channels.ts';
import { maskedCard, testCards } from '../behavior/test-cards.ts';
import { newImpUid } from '../state/ids.ts';
import type { StoredBillingKey, StoredSchedule } from '../state/world.ts';
import type { SeedContext } from './context.ts';

const DAY = 86_400;
const PLAN = { name: '프리미엄 멤버십 1개월', amount: 9_900, currency: 'KRW' };
const CARD = { card_number: testCards.pays, expiry: '2099-12' };

/** Subscribers in every situation: paying, failing, revoked, with a new card, without a key. */
export function seedSubscriptions(draft: SeedContext): void {
  const { world, samples, start } = draft;

  const paying = subscriber(draft, 'customer_sample_0001', '김하늘', 100);
  const paid = [90, 60, 30].map((days) => executed(draft, paying, `sub_0001_paid_${days}`, start - days * DAY));
  const coming = [10, 40, 70].map((days) => book(draft, paying, `sub_0001_next_${days}`, start + days * DAY));
  samples.subscription = {
    customer_uid: paying.shown.customer_uid,
    merchant_uid: coming[0]?.shown.merchant_uid ?? '',
    later_merchant_uid: coming[1]?.shown.merchant_uid ?? '',
    paid_merchant_uid: paid[2]?.shown.merchant_uid ?? '',
    imp_uid: paid[2]?.shown.imp_uid ?? '',
  };

  const failing = subscriber(draft, 'customer_sample_0002', '이바다', 70);
  executed(draft, failing, 'sub_0002_paid_33', start - 33 * DAY);
  const failed = executed(draft, failing, 'sub_0002_failed_3', start - 3 * DAY, '[3041]한도초과');
  book(draft, failing, 'sub_0002_next_27', start + 27 * DAY);
  samples.failed_subscription = idsOf(failed);

  const stopped = subscriber(draft, 'customer_sample_0003', '박노을', 45);
  const revoked = book(draft, stopped, 'sub_0003_revoked', start + 15 * DAY);
  world.schedules.update(revoked, { schedule_status: 'revoked', revoked_at: start - 2 * DAY });
  samples.revoked_subscription = idsOf(revoked);

  const replaced = subscriber(draft, 'customer_sample_0004', '최마루', 200);
  replaced.shown = { ...replaced.shown, ...maskedCard('5000-1234-5678-9010'), updated: start - 5 * DAY };
  samples.replaced_key = { customer_uid: replaced.shown.customer_uid };

  const refusing = subscriber(draft, 'customer_sample_0005', '정여름', 20);
  refusing.refuses = '[3054]잔액부족';
  samples.refusing_key = { customer_uid: refusing.shown.customer_uid };

  // The key was deleted while a charge was booked: it fails when its time comes.
  const gone = subscriber(draft, 'customer_sample_0006', '한가람', 80);
  const orphan = book(draft, gone, 'sub_0006_next_20', start + 20 * DAY);
  const lost = executed(draft, gone, 'sub_0006_failed_10', start - 10 * DAY, '[3041]한도초과');
  world.billingKeys.delete(gone.shown.customer_uid);
  samples.missing_key = { ...idsOf(lost), scheduled_merchant_uid: orphan.shown.merchant_uid };

  // Toss Payments wants a `customer_id` and gets none: a key at two channels, and one failure.
  issueKey(world, {
    customer_uid: 'customer_sample_0007',
    channel_group_id: sampleGroup,
    customer_name: '오새벽',
    ...CARD,
  });
  samples.super_billing_key = { customer_uid: 'customer_sample_0007' };

  const naver = subscriber(draft, 'customer_sample_0008', '윤별', 30);
  naver.shown = { ...naver.shown, pg_provider: 'naverpay', pg_id: channelOf('naverpay')?.pg_id ?? '' };
  samples.naverpay_key = { customer_uid: naver.shown.customer_uid };

  samples.test_cards = { ...testCards };
}

export const idsOf = ({ shown }: StoredSchedule): Record<string, string> => ({
  customer_uid: shown.customer_uid,
  merchant_uid: shown.merchant_uid,
  ...(shown.imp_uid ? { imp_uid: shown.imp_uid } : {}),
});

export function subscriber({ world, start }: SeedContext, uid: string, name: string, days: number): StoredBillingKey {
  const issued = issueKey(world, {
    customer_uid: uid,
    customer_name: name,
    customer_tel: `010-0000-${uid.slice(-4)}`,
    customer_email: `${uid.replaceAll('_', '.')}@example.com`,
    ...CARD,
  });
  if ('refused' in issued) throw new Error(`The sample key ${uid} must be issued: ${issued.refused}`);
  const since = start - days * DAY;
  issued.key.shown = { ...issued.key.shown, inserted: since, updated: since };
  return issued.key;
}

function book({ world }: SeedContext, { shown }: StoredBillingKey, merchantUid: string, at: number): StoredSchedule {
  const schedule: StoredSchedule = {
    shown: {
      customer_uid: shown.customer_uid,
      merchant_uid: merchantUid,
      imp_uid: null,
      pg_provider: null,
      pg_id: null,
      customer_id: null,
      schedule_at: at,
      executed_at: 0,
      revoked_at: 0,
      ...PLAN,
      buyer_name: shown.customer_name,
      buyer_email: shown.customer_email,
      buyer_tel: shown.customer_tel,
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

/** A schedule that ran at its time, with the payment that it made. */
export function executed(draft: SeedContext, key: StoredBillingKey, merchantUid: string, at: number, reason?: string) {
  const schedule = book(draft, key, merchantUid, at);
  const account = chargedAt(draft.world, key);
  const imp_uid = newImpUid(draft.world, 'imps');
  const status = reason === undefined ? 'paid' : 'failed';
  const { buyer_name, buyer_email, buyer_tel } = schedule.shown;
  draft.payment({
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
    customer_uid: key.shown.customer_uid,
    customer_uid_usage: 'payment.scheduled',
    started_at: at,
    ...(reason === undefined ? { paid_at: at } : { failed_at: at, fail_reason: reason }),
  });
  draft.world.schedules.update(schedule, {
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
