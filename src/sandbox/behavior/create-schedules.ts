import type { createSchedules } from '../../endpoints/catalog/subscriptions.ts';
import type { Args } from '../../endpoints/endpoint.ts';
import { type HandlerResult, respondOk, respondRejected } from '../envelope.ts';
import type { StoredBillingKey, StoredSchedule } from '../state/rows.ts';
import type { World } from '../state/world.ts';
import { issueKey } from './billing-keys.ts';
import { chargeKey } from './charge-billing-key.ts';
import { isExactAmount, isOrderPaid } from './payment-record.ts';
import { applyRefund } from './refund.ts';

type ScheduleRequest = Args<typeof createSchedules>;

/** Schedules charges. Validates everything before storing anything, so a rejected request schedules nothing. */
export function scheduleCharges(world: World, request: ScheduleRequest): HandlerResult {
  const existingKey = world.billingKeys.get(request.customer_uid);
  const { card_number, expiry } = request;
  if (!existingKey && (card_number === undefined || expiry === undefined))
    return respondRejected('등록된 고객정보가 없습니다.');
  const rejection = getScheduleRejection(world, request);
  if (rejection !== undefined) return respondRejected(rejection);

  let key = existingKey;
  if (!key && card_number !== undefined && expiry !== undefined) {
    const { customer_uid, customer_id, channel_key } = request;
    const issued = issueKey(world, { customer_uid, customer_id, channel_key, card_number, expiry });
    if ('refused' in issued)
      return respondRejected(`카드정보 인증 및 빌키 발급에 실패하였습니다. ${issued.refused}`, -1);
    key = issued.key;
  }
  if (!key) return respondRejected('등록된 고객정보가 없습니다.');

  const verification = request.checking_amount ? verifyCard(world, key, request, request.checking_amount) : undefined;
  const checkingFields = verification?.imp_uid ? { checking_imp_uid: verification.imp_uid } : {};
  if (verification?.reason !== undefined) {
    const result = respondRejected(`카드정보 인증에 실패하였습니다. ${verification.reason}`, -1);
    // The billing key issued for this request stays, and so does the failed charge.
    const changed = { customer_uid: request.customer_uid, ...checkingFields };
    return verification.imp_uid || !existingKey ? { ...result, changed } : result;
  }

  const scheduled = request.schedules.map((item) => toStoredSchedule(request, item, key));
  for (const schedule of scheduled) world.schedules.set(schedule.record.merchant_uid, schedule);
  return respondOk(
    scheduled.map(({ record }) => record),
    {
      changed: {
        customer_uid: request.customer_uid,
        merchant_uids: scheduled.map(({ record }) => record.merchant_uid),
        amount: request.schedules.reduce((sum, { amount }) => sum + amount, 0),
        ...checkingFields,
      },
    },
  );
}

function getScheduleRejection(world: World, { schedules }: ScheduleRequest): string | undefined {
  if (schedules.length === 0) return '예약할 결제정보(schedules)가 존재하지 않습니다.';
  const merchantUids = new Set<string>();
  for (const { merchant_uid, schedule_at, amount, currency } of schedules) {
    if (amount <= 0 || !isExactAmount(amount, currency)) return '결제금액이 올바르지 않습니다.';
    if (merchantUids.has(merchant_uid) || world.schedules.has(merchant_uid) || isOrderPaid(world, merchant_uid))
      return `결제예약에 실패하였습니다(이미 등록된 merchant_uid입니다 : ${merchant_uid}).`;
    if (schedule_at <= world.clock.now()) return '예약시각은 현재 시각 이후여야 합니다.';
    merchantUids.add(merchant_uid);
  }
  return undefined;
}

/** Verifies a card by charging it and refunding the amount immediately. */
function verifyCard(
  world: World,
  key: StoredBillingKey,
  request: ScheduleRequest,
  amount: number,
): { imp_uid?: string; reason?: string } {
  const order = `checking_${request.schedules[0]?.merchant_uid ?? ''}_${world.clock.now()}`;
  const charge = chargeKey(
    world,
    key,
    { merchant_uid: order, amount, name: '카드 유효성 확인', channel_key: request.channel_key },
    'payment',
  );
  if ('refused' in charge) return { reason: charge.refused };
  const { imp_uid, status, fail_reason } = charge.payment.record;
  if (status !== 'paid') return { imp_uid, reason: fail_reason ?? '' };
  applyRefund(world, charge.payment, { amount, reason: '카드 유효성 확인 자동취소' });
  return { imp_uid };
}

const toStoredSchedule = (
  { customer_uid, customer_id, channel_key }: ScheduleRequest,
  item: ScheduleRequest['schedules'][number],
  { record: customer }: StoredBillingKey,
): StoredSchedule => ({
  record: {
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
