import { endpoint } from '../endpoint.ts';
import {
  ChannelKey,
  CustomerUid,
  ImpUid,
  IntAmount,
  Ipv4,
  MerchantUid,
  Name,
  OptionalIntAmount,
  Secret,
  Segment,
  Text,
  YesNo,
} from '../fields.ts';
import { Empty } from '../models/empty.ts';
import { KcpquickAutopayKey, KcpquickFido, KcpquickMember } from '../models/kcp-quick-pay.ts';
import { Payment } from '../models/payment.ts';

/** PortOne's API document limits this integer with a `maxLength` of 9, which means nine digits. */
const PrepaidAmount = () => OptionalIntAmount(999_999_999);

const unmovedAmounts = { prepaid_amount: 'the order is only registered; pay_kcpquick_money charges it' };

const prepare = {
  btid: Text(20),
  cust_ip: Ipv4(),
  code_verifier: Secret(200),
  prepaid_auth_yn: YesNo().optional(),
  prepaid_amount: PrepaidAmount().optional(),
  // Misspelled in PortOne's API.
  vender_type: Text(20).optional(),
  reward_id: Text(20).optional(),
};

export const createKcpquickPrepare = endpoint('POST /kcpquick/prepare/{merchant_uid}', {
  name: 'create_kcpquick_prepare',
  title: 'Register KCP order',
  description: 'Pre-register a KCP prepaid money order (선불머니), once.',
  effect: 'write',
  requires: { when: { prepaid_auth_yn: 'Y' }, args: ['prepaid_amount'] },
  unmovedAmounts,
  path: { merchant_uid: MerchantUid(40) },
  body: prepare,
  readBack: { by: 'none', reason: 'PortOne has no call that shows a KCP pre-registration' },
  returns: Empty,
});

export const updateKcpquickPrepare = endpoint('PUT /kcpquick/prepare/{merchant_uid}', {
  name: 'update_kcpquick_prepare',
  title: 'Update KCP order',
  description: 'Replace a pre-registered KCP prepaid money order.',
  effect: 'write',
  idempotent: true,
  requires: { when: { prepaid_auth_yn: 'Y' }, args: ['prepaid_amount'] },
  unmovedAmounts,
  path: { merchant_uid: MerchantUid(40) },
  body: prepare,
  readBack: { by: 'none', reason: 'PortOne has no call that shows a KCP pre-registration' },
  returns: Empty,
});

export const payKcpquickMoney = endpoint('POST /kcpquick/payment/money', {
  name: 'pay_kcpquick_money',
  title: 'Charge KCP money',
  description: "Charge KCP prepaid money (선불머니) now; imp_uid is the PinCheck's.",
  effect: 'destructive',
  money: 'charge_now',
  confirm: true,
  checkPaymentStatus: true,
  followUpTool: 'list_payments_by_order',
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
  readBack: { by: 'attempt', becomes: ['paid'] },
  returns: Payment,
});

export const payKcpquickAutopay = endpoint('POST /kcpquick/payment/autopay', {
  name: 'pay_kcpquick_autopay',
  title: 'Charge KCP autopay',
  description: 'Charge a KCP Quick Pay autopay key now.',
  effect: 'destructive',
  money: 'charge_now',
  confirm: true,
  checkPaymentStatus: true,
  followUpTool: 'list_payments_by_order',
  body: {
    customer_uid: CustomerUid(),
    merchant_uid: MerchantUid(40),
    name: Text(40),
    buyer_name: Name(20),
    amount: IntAmount(),
    notice_url: Text().optional(),
  },
  preview: ['billing_key', 'order'],
  readBack: { by: 'attempt', becomes: ['paid'] },
  returns: Payment,
});

export const deleteKcpquickAutopayKey = endpoint('DELETE /kcpquick/autopay/{customer_uid}', {
  name: 'delete_kcpquick_autopay_key',
  title: 'Delete KCP autopay key',
  description: 'Delete a KCP Quick Pay autopay key; the buyer must enrol again.',
  effect: 'destructive',
  confirm: true,
  followUpTool: 'get_billing_key',
  path: { customer_uid: CustomerUid() },
  preview: ['billing_key'],
  readBack: {
    by: 'record',
    of: 'billing_key',
    expected: 'gone',
    inconclusiveIfUnchanged: 'PortOne does not document that a deleted autopay key disappears from the billing keys',
  },
  returns: KcpquickAutopayKey,
});

export const releaseKcpquickFido = endpoint('POST /kcpquick/members/{member_id}/fido/release', {
  name: 'release_kcpquick_fido',
  title: 'Turn off KCP biometrics',
  description: "Switch off a KCP member's biometrics (FIDO); only the buyer can enrol again.",
  effect: 'destructive',
  confirm: true,
  preview: [],
  path: { member_id: Segment() },
  body: { channel_key: ChannelKey() },
  readBack: {
    by: 'none',
    reason: 'PortOne has no call that shows a KCP Quick Pay member; the buyer sees it in the payment window',
  },
  returns: KcpquickFido,
});

export const deleteKcpquickMember = endpoint('DELETE /kcpquick/members/{member_id}', {
  name: 'delete_kcpquick_member',
  title: 'Delete KCP member',
  description: 'Erase a KCP Quick Pay (퀵페이) membership. Codes are those of the sign-up.',
  effect: 'destructive',
  confirm: true,
  preview: [],
  path: { member_id: Segment() },
  // The document's defaults (IX0XX, IX99, 99IX) are examples; if sent, they would name another shop.
  query: { site_code: Text(80), partner_type: Text(80), partner_subtype: Text(80) },
  readBack: { by: 'none', reason: 'PortOne has no call that shows a KCP Quick Pay member; ask KCP' },
  returns: KcpquickMember,
});
