import { getPayment } from '../../endpoints/catalog/payments.ts';
import {
  Amount,
  CustomerUid,
  Digits,
  Email,
  ImpUid,
  Memo,
  MerchantUid,
  Name,
  Phone,
  Text,
} from '../../endpoints/fields.ts';
import { defineReadTool } from '../tool.ts';

export const investigatePayment = defineReadTool({
  name: 'investigate_payment',
  title: { en: 'Investigate', ko: '결제 문의 조사' },
  description: 'What happened to a payment, what is wrong, what to do: from whatever a ticket says (결제 문의).',
  toolset: 'desk',
  effect: 'read',
  fields: {
    imp_uid: ImpUid().optional(),
    merchant_uid: MerchantUid().optional(),
    customer_uid: CustomerUid().optional(),
    pg_tid: Digits().optional(),
    apply_num: Digits().optional(),
    buyer_tel: Phone().optional().describe('Or last 4'),
    buyer_name: Name().optional(),
    buyer_email: Email().optional(),
    name: Text().optional().describe('Product'),
    amount: Amount().optional(),
    period: Text().optional().describe('Default 90 days'),
    expected_amount: Amount().optional().describe('By the shop'),
    error_message: Memo().optional().describe('Of a failed refund'),
  },
  rules: {
    anyOf: [
      ...['imp_uid', 'merchant_uid', 'customer_uid', 'pg_tid', 'apply_num'],
      ...['buyer_tel', 'buyer_name', 'buyer_email', 'name', 'amount'],
    ],
  },
  readsThrough: [getPayment],
  previews: [],
  run: async (args, context, { signal, progress, caller }) => {
    if (context.pii === 'masked') context.personalSearchLimit.check(caller.id, args);
    const { Investigation, investigate } = await import('../../desk/investigate/investigate.ts');
    const desk = {
      portone: await context.portone(),
      now: context.now(),
      isOffered: context.catalog.has,
      pii: context.pii,
      signal,
      progress,
    };
    return { value: await investigate(args, desk), model: Investigation, isCompleteAnswer: true };
  },
});
