import { channelOf } from '../behavior/channels.ts';
import type { NewPayment } from '../behavior/payment-record.ts';
import { newImpUid } from '../state/ids.ts';
import { buyer } from './buyers.ts';
import type { SeedContext } from './context.ts';
import { at, card } from './payment-methods.ts';

const DAY = 86_400;

/** What the easy-pay services and the PGs with an operation of their own work on. */
export function seedEasyPay(draft: SeedContext): void {
  seedNaverPay(draft);
  seedKcpquick(draft);
  seedBenepia(draft);
  const payco = pay(draft, 'payco', 'order_payco_001', { name: '캠핑 의자', amount: 45_000, pay_method: 'payco' });
  draft.samples.payco_order = payco;
  draft.samples.paymentwall = pay(draft, 'paymentwall', 'order_pw_001', {
    name: 'K-pop photo book',
    amount: 42.5,
    currency: 'USD',
    ...card(draft.world),
  });
  draft.samples.partner_receipt_due = {
    ...pay(draft, 'html5_inicis', 'order_market_001', { name: '장터 묶음 주문', amount: 88_000, ...card(draft.world) }),
    amount: '88000',
  };
}

type Sale = Omit<NewPayment, 'merchant_uid' | 'status' | 'amount'> & { amount?: number };

function pay(draft: SeedContext, provider: string, merchantUid: string, shown: Sale): Record<string, string> {
  const paidAt = draft.start - draft.world.random.integer(1, 5) * DAY;
  const { imp_uid, merchant_uid } = draft.payment({
    amount: 10_000,
    ...shown,
    ...at(provider),
    ...buyer(draft.world.random.integer(120, 150)),
    merchant_uid: merchantUid,
    status: 'paid',
    started_at: paidAt - 90,
    paid_at: paidAt,
  }).shown;
  return { imp_uid, merchant_uid };
}

function seedNaverPay(draft: SeedContext): void {
  draft.samples.naver_pay = pay(draft, 'naverpay', 'order_npay_001', {
    name: '핸드드립 원두 1kg',
    amount: 33_000,
    pay_method: 'point',
  });
  draft.samples.naver_pay_escrow = pay(draft, 'naverpay', 'order_npay_002', {
    name: '접이식 자전거',
    amount: 275_000,
    ...card(draft.world),
    escrow: true,
  });
}

function seedKcpquick({ world, samples, start }: SeedContext): void {
  const channel = channelOf('kcp_quick');
  const site = { siteCode: channel?.pg_id ?? '', partnerType: 'SHOP', partnerSubtype: 'APP' };
  const since = start - 40 * DAY;
  const memberId = 'quick_member_01';
  world.kcpquickMembers.set(memberId, { ...site, insertedAt: since, updatedAt: since, fido: true });
  const pinCheck = newImpUid(world, 'imp');
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

  const person = buyer(160);
  const { card_code, card_name, card_number, card_type } = card(world);
  const customerUid = 'quick_autopay_0001';
  world.billingKeys.set(customerUid, {
    shown: {
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

/** The password is the sandbox's own and opens nothing else. */
function seedBenepia({ world, samples }: SeedContext): void {
  world.benepiaPoints.set('sandbox_benepia', { password: 'sandbox_password', points: 50_000 });
  samples.benepia = {
    benepia_user: 'sandbox_benepia',
    benepia_password: 'sandbox_password',
    benepia_member_code: 'SANDBOX01',
    channel_key: channelOf('kcp', 'payment')?.channel_key ?? '',
    merchant_uid: 'benepia_order_001',
    points: '50000',
  };
}
