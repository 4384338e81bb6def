import { listPaymentsByStatus } from '../../endpoints/catalog/payments.ts';
import { CustomerUid, Email, Name, Phone, Text } from '../../endpoints/fields.ts';
import { defineReadTool } from '../tool.ts';

export const getCustomer = defineReadTool({
  name: 'get_customer',
  title: { en: 'Customer', ko: '고객 조회' },
  description: 'One customer (고객): cards, payments, charges to come, receipts, claims, problems; 90 days.',
  toolset: 'desk',
  effect: 'read',
  fields: {
    customer_uid: CustomerUid().optional(),
    buyer_name: Name().optional(),
    buyer_tel: Phone().optional(),
    buyer_email: Email().optional(),
    period: Text().optional(),
  },
  rules: { anyOf: ['customer_uid', 'buyer_name', 'buyer_tel', 'buyer_email'] },
  readsThrough: [listPaymentsByStatus],
  previews: [],
  run: async (args, context, { signal, progress, caller }) => {
    if (context.pii === 'masked') context.personalSearchLimit.check(caller.id, args);
    const { CustomerView, buildCustomerView } = await import('../../desk/customer/customer-view.ts');
    const desk = {
      portone: await context.portone(),
      now: context.now(),
      isOffered: context.catalog.has,
      pii: context.pii,
      signal,
      progress,
    };
    return { value: await buildCustomerView(args, desk), model: CustomerView, isCompleteAnswer: true };
  },
});
