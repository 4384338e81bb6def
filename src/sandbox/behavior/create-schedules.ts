import type { createSchedules } from '../../endpoints/catalog/subscriptions.ts';
import type { Args } from '../../endpoints/endpoint.ts';
import { type Answer, ok, refused } from '../envelope.ts';
import type { StoredBillingKey, StoredSchedule, World } from '../state/world.ts';
import { issueKey } from './billing-keys.ts';
import { chargeKey } from './charge-billing-key.ts';
import { isExact, isUsedUp } from './payment-record.ts';
import { refund } from './refund.ts';

type Booking = Args<typeof createSchedules>;

/** Books charges for later. Everything is checked before anything is stored: a refused booking books nothing. */
export function bookSchedules(world: World, booking: Booking): Answer {
  const known = world.billingKeys.get(booking.customer_uid);
  const { card_number, expiry } = booking;
  if (!known && (card_number === undefined || expiry === undefined)) return refused('등록된 고객정보가 없습니다.');
  const problem = problemOf(world, booking);
  if (problem !== undefined) return refused(problem);

  let key = known;
  if (!key && card_number !== undefined && expiry !== undefined) {
    const { customer_uid, customer_id, channel_key } = booking;
    const issued = issueKey(world, { customer_uid, customer_id, channel_key, card_number, expiry });
    if ('refused' in issued) return refused(`카드정보 인증 및 빌키 발급에 실패하였습니다. ${issued.refused}`, -1);
    key = issued.key;
  }
  if (!key) return refused('등록된 고객정보가 없습니다.');

  const checked = booking.checking_amount ? check(world, key, booking, booking.checking_amount) : undefined;
  const checking = checked?.imp_uid ? { checking_imp_uid: checked.imp_uid } : {};
  if (checked?.reason !== undefined) {
    const answer = refused(`카드정보 인증에 실패하였습니다. ${checked.reason}`, -1);
    // A key that was issued for the booking stays, and so does the charge that failed.
    const changed = { customer_uid: booking.customer_uid, ...checking };
    return checked.imp_uid || !known ? { ...answer, changed } : answer;
  }

  const booked = booking.schedules.map((item) => storedOf(booking, item, key));
  for (const schedule of booked) world.schedules.set(schedule.shown.merchant_uid, schedule);
  return ok(
    booked.map(({ shown }) => shown),
    {
      changed: {
        customer_uid: booking.customer_uid,
        merchant_uids: booked.map(({ shown }) => shown.merchant_uid),
        amount: booking.schedules.reduce((sum, { amount }) => sum + amount, 0),
        ...checking,
      },
    },
  );
}

function problemOf(world: World, { schedules }: Booking): string | undefined {
  if (schedules.length === 0) return '예약할 결제정보(schedules)가 존재하지 않습니다.';
  const seen = new Set<string>();
  for (const { merchant_uid, schedule_at, amount, currency } of schedules) {
    if (amount <= 0 || !isExact(amount, currency)) return '결제금액이 올바르지 않습니다.';
    if (seen.has(merchant_uid) || world.schedules.has(merchant_uid) || isUsedUp(world, merchant_uid))
      return `결제예약에 실패하였습니다(이미 등록된 merchant_uid입니다 : ${merchant_uid}).`;
    if (schedule_at <= world.clock.now()) return '예약시각은 현재 시각 이후여야 합니다.';
    seen.add(merchant_uid);
  }
  return undefined;
}

/** The check of a card takes real money and gives it back at once. */
function check(
  world: World,
  key: StoredBillingKey,
  booking: Booking,
  amount: number,
): { imp_uid?: string; reason?: string } {
  const order = `checking_${booking.schedules[0]?.merchant_uid ?? ''}_${world.clock.now()}`;
  const charge = chargeKey(
    world,
    key,
    { merchant_uid: order, amount, name: '카드 유효성 확인', channel_key: booking.channel_key },
    'payment',
  );
  if ('refused' in charge) return { reason: charge.refused };
  const { imp_uid, status, fail_reason } = charge.payment.shown;
  if (status !== 'paid') return { imp_uid, reason: fail_reason ?? '' };
  refund(world, charge.payment, { amount, reason: '카드 유효성 확인 자동취소' });
  return { imp_uid };
}

const storedOf = (
  { customer_uid, customer_id, channel_key }: Booking,
  item: Booking['schedules'][number],
  { shown: customer }: StoredBillingKey,
): StoredSchedule => ({
  shown: {
    customer_uid,
    merchant_uid: item.merchant_uid,
    imp_uid: null,
    pg_provider: null,
    pg_id: null,
    customer_id: customer_id ?? customer.customer_id ?? null,
    schedule_at: item.schedule_at,
    executed_at: 0,
    revoked_at: 0,
    amount: item.amount,
    currency: item.currency,
    name: item.name,
    buyer_name: item.buyer_name ?? customer.customer_name ?? null,
    buyer_email: item.buyer_email ?? customer.customer_email ?? null,
    buyer_tel: item.buyer_tel ?? customer.customer_tel ?? null,
    buyer_addr: item.buyer_addr ?? customer.customer_addr ?? null,
    buyer_postcode: item.buyer_postcode ?? customer.customer_postcode ?? null,
    custom_data: item.custom_data ?? null,
    schedule_status: 'scheduled',
    payment_status: null,
    fail_reason: null,
    promotion_id: item.promotion_id ?? null,
  },
  ...(channel_key === undefined ? {} : { channelKey: channel_key }),
  ...(item.card_quota === undefined ? {} : { cardQuota: item.card_quota }),
});
