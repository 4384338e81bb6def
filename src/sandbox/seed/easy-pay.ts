import { DAY_SECONDS } from '../../base/korean-time.ts';
import { findLiveChannel } from '../behavior/channels.ts';
import type { NewPayment } from '../behavior/payment-record.ts';
import { createImpUid } from '../state/ids.ts';
import { createBuyer } from './buyers.ts';
import type { SeedContext } from './context.ts';
import { channelFields, drawCard } from './payment-methods.ts';

/** What the easy-pay services and the PGs with an operation of their own work on. */
export function seedEasyPay(context: SeedContext): void {
  seedNaverPay(context);
  seedKcpquick(context);
  seedBenepia(context);
  const payco = addPaidOrder(context, 'payco', 'order_payco_001', {
    name: '캠핑 의자',
    amount: 45_000,
    pay_method: 'payco',
  });
  context.samples.payco_order = payco;
  context.samples.paymentwall = addPaidOrder(context, 'paymentwall', 'order_pw_001', {
    name: 'K-pop photo book',
    amount: 42.5,
    currency: 'USD',
    ...drawCard(context.world),
  });
  context.samples.partner_receipt_due = {
    ...addPaidOrder(context, 'html5_inicis', 'order_market_001', {
      name: '장터 묶음 주문',
      amount: 88_000,
      ...drawCard(context.world),
    }),
    amount: '88000',
  };
}

type EasyPaySale = Omit<NewPayment, 'merchant_uid' | 'status' | 'amount'> & { amount?: number };

function addPaidOrder(
  context: SeedContext,
  provider: string,
  merchantUid: string,
  fields: EasyPaySale,
): Record<string, string> {
  const paidAt = context.start - context.world.random.drawInteger(1, 5) * DAY_SECONDS;
  const { imp_uid, merchant_uid } = context.addPayment({
    amount: 10_000,
    ...fields,
    ...channelFields(provider),
    ...createBuyer(context.world.random.drawInteger(120, 150)),
    merchant_uid: merchantUid,
    status: 'paid',
    started_at: paidAt - 90,
    paid_at: paidAt,
  }).record;
  return { imp_uid, merchant_uid };
}

function seedNaverPay(context: SeedContext): void {
  context.samples.naver_pay = addPaidOrder(context, 'naverpay', 'order_npay_001', {
    name: '핸드드립 원두 1kg',
    amount: 33_000,
    pay_method: 'point',
  });
  context.samples.naver_pay_escrow = addPaidOrder(context, 'naverpay', 'order_npay_002', {
    name: '접이식 자전거',
    amount: 275_000,
    ...drawCard(context.world),
    escrow: true,
  });
}

function seedKcpquick({ world, samples, start }: SeedContext): void {
  const channel = findLiveChannel('kcp_quick');
  const site = { siteCode: channel?.pg_id ?? '', partnerType: 'SHOP', partnerSubtype: 'APP' };
  const since = start - 40 * DAY_SECONDS;
  const memberId = 'quick_member_01';
  world.kcpquickMembers.set(memberId, { ...site, insertedAt: since, updatedAt: since, fido: true });
  const pinCheck = createImpUid(world, 'imp');
  world.kcpquickPinChecks.set(pinCheck, { memberId, used: false });
  samples.kcpquick_member = {
    member_id: memberId,
    site_code: site.siteCode,
    partner_type: site.partnerType,
    partner_subtype: site.partnerSubtype,
    channel_key: channel?.channel_key ?? '',
    imp_uid: pinCheck,
    merchant_uid: 'quick_order_001',
  };

  const person = createBuyer(160);
  const { card_code, card_name, card_number, card_type } = drawCard(world);
  const customerUid = 'quick_autopay_0001';
  world.billingKeys.set(customerUid, {
    record: {
      customer_uid: customerUid,
      pg_provider: 'kcp_quick',
      pg_id: site.siteCode,
      sandbox: false,
      customer_id: memberId,
      card_code,
      card_name,
      card_number,
      card_type,
      customer_name: person.buyer_name,
      customer_tel: person.buyer_tel,
      inserted: since,
      updated: since,
    },
  });
  world.kcpquickAutopay.set(customerUid, { memberId });
  samples.kcpquick_autopay = { customer_uid: customerUid, member_id: memberId, merchant_uid: 'quick_autopay_001' };

  world.kcpquickPrepared.set('quick_order_prepared', { btid: 'BT0000000001', prepaidAmount: 0 });
  samples.kcpquick_prepared = { merchant_uid: 'quick_order_prepared', btid: 'BT0000000001' };
}

/** The password is made up for the sandbox. */
function seedBenepia({ world, samples }: SeedContext): void {
  world.benepiaPoints.set('sandbox_benepia', { password: 'sandbox_password', points: 50_000 });
  samples.benepia = {
    benepia_user: 'sandbox_benepia',
    benepia_password: 'sandbox_password',
    benepia_member_code: 'SANDBOX01',
    channel_key: findLiveChannel('kcp', 'payment')?.channel_key ?? '',
    merchant_uid: 'benepia_order_001',
    points: '50000',
  };
}
