import { type Answer, ok, refused } from '../envelope.ts';
import type { StoredBillingKey, StoredSchedule, World } from '../state/world.ts';
import { chargedAt } from './billing-keys.ts';
import { type Charge, createCharge } from './charge.ts';

export interface KeyCharge {
  merchant_uid: string;
  amount: number;
  name?: string | null | undefined;
  currency?: string | null | undefined;
  buyer_name?: string | null | undefined;
  buyer_email?: string | null | undefined;
  buyer_tel?: string | null | undefined;
  buyer_addr?: string | null | undefined;
  buyer_postcode?: string | null | undefined;
  custom_data?: string | null | undefined;
  card_quota?: number | undefined;
  channel_key?: string | undefined;
}

/** PGs that are a method of payment by themselves. */
const easyPays = ['kakaopay', 'naverpay', 'payco', 'tosspay'];

/** Charges a stored key now; what the buyer is not told of comes from the key's customer. */
export function chargeKey(
  world: World,
  key: StoredBillingKey,
  order: KeyCharge,
  usage: 'issue' | 'payment' | 'payment.scheduled',
): Charge {
  const at = chargedAt(world, key, order.channel_key);
  if (!at) return { refused: '해당 channel_key 로 발급된 빌링키가 존재하지 않습니다.' };
  const { shown } = key;
  return createCharge(world, {
    ...at,
    merchant_uid: order.merchant_uid,
    amount: order.amount,
    pay_method: easyPays.includes(at.pg_provider) ? at.pg_provider : 'card',
    name: order.name ?? null,
    currency: order.currency ?? 'KRW',
    customer_uid: shown.customer_uid,
    customer_uid_usage: usage,
    refuses: key.refuses,
    buyer_name: order.buyer_name ?? shown.customer_name ?? null,
    buyer_email: order.buyer_email ?? shown.customer_email ?? null,
    buyer_tel: order.buyer_tel ?? shown.customer_tel ?? null,
    buyer_addr: order.buyer_addr ?? shown.customer_addr ?? null,
    buyer_postcode: order.buyer_postcode ?? shown.customer_postcode ?? null,
    custom_data: order.custom_data ?? null,
    card_quota: order.card_quota ?? 0,
  });
}

/** Charges a schedule now and writes on it how that went; without a key or with a paid order nothing is charged. */
export function executeSchedule(world: World, schedule: StoredSchedule): Charge {
  const { shown } = schedule;
  const key = world.billingKeys.get(shown.customer_uid);
  const charge: Charge = key
    ? chargeKey(
        world,
        key,
        { ...shown, amount: shown.amount ?? 0, card_quota: schedule.cardQuota, channel_key: schedule.channelKey },
        'payment.scheduled',
      )
    : { refused: '등록되지 않은 구매자입니다.' };
  const payment = 'payment' in charge ? charge.payment.shown : undefined;
  world.schedules.update(schedule, {
    schedule_status: 'executed',
    executed_at: world.clock.now(),
    revoked_at: 0,
    imp_uid: payment?.imp_uid ?? null,
    pg_provider: payment?.pg_provider ?? null,
    pg_id: payment?.pg_id ?? null,
    payment_status: payment?.status === 'paid' ? 'paid' : 'failed',
    fail_reason: 'refused' in charge ? charge.refused : (payment?.fail_reason ?? null),
  });
  return charge;
}

/** A charge that the PG refused is code 0 all the same; its payment says `failed`. */
export function chargeAnswer(charge: Charge): Answer {
  if ('refused' in charge) return refused(charge.refused);
  const { imp_uid, merchant_uid, amount, status } = charge.payment.shown;
  return ok(charge.payment.shown, { changed: { imp_uid, merchant_uid, amount, status } });
}
