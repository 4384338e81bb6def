import { endpoint } from '../endpoint.ts';
import { buyer, notices } from '../field-groups.ts';
import { Amount, ChannelKey, line, MerchantUid, Secret, Text } from '../fields.ts';
import { BenepiaPoint } from '../models/benepia.ts';
import { Payment } from '../models/payment.ts';
import { personal } from '../sensitivity.ts';

const account = {
  benepia_user: personal('id', line()),
  benepia_password: Secret(),
};

export const queryBenepiaPoint = endpoint('POST /benepia/point', {
  name: 'query_benepia_point',
  title: 'Benepia balance',
  description: 'Balance of Benepia points. Do not repeat a refused password.',
  effect: 'read',
  readOnlyBecause: 'It only asks for a balance; POST keeps the password out of the URL.',
  body: { ...account, channel_key: ChannelKey() },
  returns: BenepiaPoint,
});

export const payBenepiaPoint = endpoint('POST /benepia/payment', {
  name: 'pay_benepia_point',
  title: 'Pay with Benepia',
  description: 'Spend Benepia points (베네피아) now. No benepia_member_code: test payment.',
  effect: 'destructive',
  money: 'charge_now',
  confirm: true,
  checkPaymentStatus: true,
  followUpTool: 'list_payments_by_order',
  body: {
    ...account,
    benepia_member_code: Text().optional(),
    merchant_uid: MerchantUid(40),
    amount: Amount(),
    name: Text(40),
    ...buyer,
    channel_key: ChannelKey(),
    ...notices,
  },
  preview: ['order'],
  readBack: { by: 'attempt', becomes: ['paid'] },
  returns: Payment,
});
