import * as z from 'zod';
import { endpoint } from './endpoint.ts';
import {
  Address,
  Amount,
  ChannelKey,
  CustomData,
  Email,
  ImpUid,
  MerchantUid,
  Name,
  Phone,
  Postcode,
  Text,
  Time,
} from './fields.ts';
import { Payment } from './models/payment.ts';

export const issueCvsPayment = endpoint('POST /cvs', {
  name: 'issue_cvs_payment',
  title: 'Issue cvs payment',
  description: 'galaxia; creates a payable barcode (status ready)',
  effect: 'write',
  confirm: true,
  body: {
    channel_key: ChannelKey(),
    merchant_uid: MerchantUid(40),
    amount: Amount(),
    barcode: Text().optional(),
    expired_at: Time().optional(),
    name: Text(40).optional(),
    buyer_name: Name(16).optional(),
    buyer_email: Email(64).optional(),
    buyer_tel: Phone(16).optional(),
    buyer_addr: Address(128).optional(),
    buyer_postcode: Postcode(8).optional(),
    confirm_url: Text().optional(),
    notice_url: z.array(Text()).optional(),
    custom_data: CustomData().optional(),
  },
  preview: ['order'],
  returns: Payment,
});

export const revokeCvsPayment = endpoint('DELETE /cvs/{imp_uid}', {
  name: 'revoke_cvs_payment',
  title: 'Revoke cvs payment',
  description: 'barcode voided; only before payment',
  effect: 'destructive',
  confirm: true,
  path: { imp_uid: ImpUid() },
  preview: ['payment'],
  returns: Payment,
});
