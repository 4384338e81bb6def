import { endpoint } from './endpoint.ts';
import {
  ChannelKey,
  CustomerUid,
  ImpUid,
  IntAmount,
  IntPartAmount,
  Ip,
  MerchantUid,
  Name,
  Secret,
  Segment,
  Text,
  YesNo,
} from './fields.ts';
import { BillingKey } from './models/billing-key.ts';
import { Empty } from './models/empty.ts';
import { KcpquickMember } from './models/kcpquick.ts';
import { Payment } from './models/payment.ts';

export const deleteKcpquickMember = endpoint('DELETE /kcpquick/members/{member_id}', {
  name: 'delete_kcpquick_member',
  title: 'Delete kcpquick member',
  description: 'physical DB delete; needs `Accept: application/json`',
  effect: 'destructive',
  confirm: true,
  path: { member_id: Segment() },
  query: { site_code: Text(80), partner_type: Text(80), partner_subtype: Text(80) },
  returns: KcpquickMember,
});

export const payKcpquickMoney = endpoint('POST /kcpquick/payment/money', {
  name: 'pay_kcpquick_money',
  title: 'Pay kcpquick money',
  description: 'charges prepaid money; imp_uid = result of the PinCheck window',
  effect: 'destructive',
  money: 'charge_now',
  confirm: true,
  charges: true,
  body: {
    member_id: Text(16),
    channel_key: ChannelKey(),
    merchant_uid: MerchantUid(40),
    name: Text(40),
    amount: IntAmount(),
    imp_uid: ImpUid(),
    notice_url: Text().optional(),
  },
  preview: ['order'],
  returns: Payment,
});

export const updateKcpquickPrepare = endpoint('PUT /kcpquick/prepare/{merchant_uid}', {
  name: 'update_kcpquick_prepare',
  title: 'Update kcpquick prepare',
  description: 'btid, cust_ip (ipv4), code_verifier; 200 has no schema',
  effect: 'write',
  idempotent: true,
  path: { merchant_uid: MerchantUid(40) },
  body: {
    btid: Text(20),
    cust_ip: Ip(),
    code_verifier: Secret(200),
    prepaid_auth_yn: YesNo().optional(),
    prepaid_amount: IntPartAmount().optional(),
    vender_type: Text(20).optional(),
    reward_id: Text(20).optional(),
  },
  returns: Empty,
});

export const createKcpquickPrepare = endpoint('POST /kcpquick/prepare/{merchant_uid}', {
  name: 'create_kcpquick_prepare',
  title: 'Create kcpquick prepare',
  description: 'as above',
  effect: 'write',
  path: { merchant_uid: MerchantUid(40) },
  body: {
    btid: Text(20),
    cust_ip: Ip(),
    code_verifier: Secret(200),
    prepaid_auth_yn: YesNo().optional(),
    prepaid_amount: IntPartAmount().optional(),
    vender_type: Text(20).optional(),
    reward_id: Text(20).optional(),
  },
  returns: Empty,
});

export const releaseKcpquickFido = endpoint('POST /kcpquick/members/{member_id}/fido/release', {
  name: 'release_kcpquick_fido',
  title: 'Release kcpquick fido',
  description: 'weakens buyer authentication; buyer must enrol again',
  effect: 'destructive',
  confirm: true,
  path: { member_id: Segment() },
  body: { channel_key: ChannelKey() },
  returns: BillingKey,
});

export const payKcpquickAutopay = endpoint('POST /kcpquick/payment/autopay', {
  name: 'pay_kcpquick_autopay',
  title: 'Pay kcpquick autopay',
  description: 'charges now with a stored KCP Quick Pay autopay key; code 0 can still carry status failed',
  effect: 'destructive',
  money: 'charge_now',
  confirm: true,
  charges: true,
  body: {
    customer_uid: CustomerUid(),
    merchant_uid: MerchantUid(40),
    name: Text(40),
    buyer_name: Name(20),
    amount: IntAmount(),
    notice_url: Text().optional(),
  },
  preview: ['billing_key', 'order'],
  returns: Payment,
});

export const deleteKcpquickAutopayKey = endpoint('DELETE /kcpquick/autopay/{customer_uid}', {
  name: 'delete_kcpquick_autopay_key',
  title: 'Delete kcpquick autopay key',
  description: 'the buyer must enrol autopay again',
  effect: 'destructive',
  confirm: true,
  path: { customer_uid: CustomerUid() },
  preview: ['billing_key'],
  returns: BillingKey,
});
