import { type HandlerResult, respondOk, respondRejected } from '../envelope.ts';
import type { StoredBillingKey, StoredSchedule } from '../state/rows.ts';
import type { World } from '../state/world.ts';
import { resolveChargeAccount } from './billing-keys.ts';
import { type ChargeOutcome, createCharge } from './charge.ts';

export interface KeyChargeOrder {
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

/** PGs that are also a payment method. */
const easyPayPgs = ['kakaopay', 'naverpay', 'payco', 'tosspay'];

/** Charges a stored billing key now. Missing buyer fields are taken from the key's customer. */
export function chargeKey(
  world: World,
  key: StoredBillingKey,
  order: KeyChargeOrder,
  usage: 'issue' | 'payment' | 'payment.scheduled',
): ChargeOutcome {
  const account = resolveChargeAccount(world, key, order.channel_key);
  if (!account) return { refused: '해당 channel_key 로 발급된 빌링키가 존재하지 않습니다.' };
  const { record } = key;
  return createCharge(world, {
    ...account,
    merchant_uid: order.merchant_uid,
    amount: order.amount,
    pay_method: easyPayPgs.includes(account.pg_provider) ? account.pg_provider : 'card',
    name: order.name ?? null,
    currency: order.currency ?? 'KRW',
    customer_uid: record.customer_uid,
    customer_uid_usage: usage,
    declineReason: key.declineReason,
    buyer_name: order.buyer_name ?? record.customer_name ?? null,
    buyer_email: order.buyer_email ?? record.customer_email ?? null,
    buyer_tel: order.buyer_tel ?? record.customer_tel ?? null,
    buyer_addr: order.buyer_addr ?? record.customer_addr ?? null,
    buyer_postcode: order.buyer_postcode ?? record.customer_postcode ?? null,
    custom_data: order.custom_data ?? null,
    card_quota: order.card_quota ?? 0,
  });
}

/**
 * Charges a schedule now and records the result in it. Charges nothing if the billing key is missing or the order is
 * already paid.
 */
export function executeSchedule(world: World, schedule: StoredSchedule): ChargeOutcome {
  const { record } = schedule;
  const key = world.billingKeys.get(record.customer_uid);
  const charge: ChargeOutcome = key
    ? chargeKey(
        world,
        key,
        { ...record, amount: record.amount ?? 0, card_quota: schedule.cardQuota, channel_key: schedule.channelKey },
        'payment.scheduled',
      )
    : { refused: '등록되지 않은 구매자입니다.' };
  const payment = 'payment' in charge ? charge.payment.record : undefined;
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

/** A charge declined by the PG is still code 0; its payment has the status `failed`. */
export function respondCharge(charge: ChargeOutcome): HandlerResult {
  if ('refused' in charge) return respondRejected(charge.refused);
  const { imp_uid, merchant_uid, amount, status } = charge.payment.record;
  return respondOk(charge.payment.record, { changed: { imp_uid, merchant_uid, amount, status } });
}
