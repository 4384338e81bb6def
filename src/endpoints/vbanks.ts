import * as z from 'zod';
import { endpoint } from './endpoint.ts';
import {
  Account,
  Address,
  Amount,
  ChannelKey,
  Choice,
  CustomData,
  Email,
  Flag,
  ImpUid,
  Int,
  IntAmount,
  IntPartAmount,
  MerchantUid,
  Name,
  PartAmount,
  Phone,
  Postcode,
  Secret,
  Text,
  UntilTime,
} from './fields.ts';
import { Payment } from './models/payment.ts';

export const createVbank = endpoint('POST /vbanks', {
  name: 'create_vbank',
  title: 'Open a virtual account',
  description:
    'Open a virtual account (가상계좌 발급) for the buyer to pay into: the payment is ready until the deposit, then paid. Each call opens another one for the order.',
  effect: 'write',
  confirm: true,
  query: { pg_api_key: Secret().optional().describe('For html5_inicis') },
  body: {
    channel_key: ChannelKey(),
    merchant_uid: MerchantUid(40),
    amount: Amount(),
    product_type: Choice('real', 'digital').optional(),
    vbank_num: Account().optional().describe('Fixed account only'),
    vbank_code: Text().describe("The PG's bank code"),
    vbank_due: UntilTime().describe('Deposit deadline'),
    vbank_holder: Name(16).optional(),
    vbank_key: Text(13).optional().describe('Fixed account only'),
    name: Text(40).optional(),
    buyer_name: Name(16).optional(),
    buyer_email: Email(64).optional(),
    buyer_tel: Phone(16).optional(),
    business_registration_number: Text(10).optional().describe("Buyer's"),
    buyer_addr: Address(128).optional(),
    buyer_postcode: Postcode(8).optional(),
    notice_url: z.array(Text()).min(1).optional(),
    custom_data: CustomData().optional(),
    tax_free: IntPartAmount().optional(),
    vat_amount: PartAmount().optional(),
    product_count: Int().optional(),
    escrow_password: Secret().optional().describe('For settle'),
    fixed_unlimited_vbank: Flag().optional(),
  },
  preview: ['order'],
  lookUp: 'list_payments_by_order',
  returns: Payment,
});

export const updateVbank = endpoint('PUT /vbanks/{imp_uid}', {
  name: 'update_vbank',
  title: 'Change a virtual account',
  description:
    'Change the amount or the deadline of a virtual account (가상계좌 수정) still ready. Hecto Financial (settle) only.',
  effect: 'write',
  idempotent: true,
  confirm: true,
  path: { imp_uid: ImpUid() },
  anyOf: ['amount', 'vbank_due'],
  body: { amount: IntAmount().optional(), vbank_due: UntilTime().optional() },
  preview: ['payment'],
  lookUp: 'get_payment',
  returns: Payment,
});

export const revokeVbank = endpoint('DELETE /vbanks/{imp_uid}', {
  name: 'revoke_vbank',
  title: 'Close a virtual account',
  description:
    'Close a virtual account (가상계좌 말소) still ready, so that nobody can pay into it; for good. Once paid: cancel_payment.',
  effect: 'destructive',
  confirm: true,
  path: { imp_uid: ImpUid() },
  query: { pg_api_key: Secret().optional().describe('For html5_inicis') },
  preview: ['payment'],
  lookUp: 'get_payment',
  returns: Payment,
});
