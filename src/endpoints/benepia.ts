import * as z from 'zod';
import { endpoint } from './endpoint.ts';
import {
  Address,
  Amount,
  ChannelKey,
  CustomData,
  Email,
  MerchantUid,
  Name,
  Phone,
  Postcode,
  Secret,
  Text,
} from './fields.ts';
import { BenepiaPoint } from './models/benepia.ts';
import { Payment } from './models/payment.ts';

export const queryBenepiaPoint = endpoint('POST /benepia/point', {
  name: 'query_benepia_point',
  title: 'Query benepia point',
  description: 'benepia_user + benepia_password; KCP only',
  effect: 'read',
  readOnlyBecause: 'TODO',
  body: { benepia_user: Text(), benepia_password: Secret(), channel_key: ChannelKey() },
  returns: BenepiaPoint,
});

export const payBenepiaPoint = endpoint('POST /benepia/payment', {
  name: 'pay_benepia_point',
  title: 'Pay benepia point',
  description: 'spends points at once; benepia_member_code omitted = test payment',
  effect: 'destructive',
  money: 'charge_now',
  confirm: true,
  charges: true,
  body: {
    benepia_user: Text(),
    benepia_password: Secret(),
    benepia_member_code: Text().optional(),
    merchant_uid: MerchantUid(40),
    amount: Amount(),
    name: Text(40),
    buyer_name: Name(16).optional(),
    buyer_email: Email(64).optional(),
    buyer_tel: Phone(16).optional(),
    buyer_addr: Address(128).optional(),
    buyer_postcode: Postcode(8).optional(),
    channel_key: ChannelKey(),
    notice_url: z.array(Text()).optional(),
    custom_data: CustomData().optional(),
  },
  preview: ['order'],
  returns: Payment,
});
