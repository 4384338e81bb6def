import { endpoint } from '../endpoint.ts';
import { buyer, notices } from '../field-groups.ts';
import { Amount, ChannelKey, Digits, ImpUid, MerchantUid, Text, UntilTime } from '../fields.ts';
import { Payment } from '../models/payment.ts';

export const issueCvsPayment = endpoint('POST /cvs', {
  name: 'issue_cvs_payment',
  title: 'Issue store payment number',
  description: 'Issue a convenience store payment number (편의점결제), ready until paid. Galaxia only.',
  effect: 'write',
  confirm: true,
  unmovedAmounts: { amount: 'nothing moves until the buyer pays it at a store' },
  body: {
    channel_key: ChannelKey(),
    merchant_uid: MerchantUid(40),
    amount: Amount(),
    barcode: Digits().optional(),
    expired_at: UntilTime().optional(),
    name: Text(40).optional(),
    ...buyer,
    confirm_url: Text().optional(),
    ...notices,
  },
  preview: ['order'],
  followUpTool: 'list_payments_by_order',
  readBack: { by: 'attempt', becomes: ['ready', 'paid'] },
  returns: Payment,
});

export const revokeCvsPayment = endpoint('DELETE /cvs/{imp_uid}', {
  name: 'revoke_cvs_payment',
  title: 'Cancel store payment number',
  description: 'Void an unpaid convenience store number. Once paid: cancel_payment.',
  effect: 'destructive',
  confirm: true,
  path: { imp_uid: ImpUid() },
  preview: ['payment'],
  followUpTool: 'get_payment',
  readBack: { by: 'record', of: 'payment', expected: { status: { kind: 'one_of', values: ['failed', 'cancelled'] } } },
  returns: Payment,
});
