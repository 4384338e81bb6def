import { listSchedules } from '../../endpoints/catalog/subscriptions.ts';
import { Choice, CustomerUid, Email, Id, Name, Phone, Text } from '../../endpoints/fields.ts';
import { defineReadTool } from '../tool.ts';

export const reviewSubscriptions = defineReadTool({
  name: 'review_subscriptions',
  title: { en: 'Subscriptions', ko: '정기결제 점검' },
  description: 'Charges (정기결제) due, paid, revoked, failed and why; what to do.',
  toolset: 'desk',
  effect: 'read',
  fields: {
    customer_uid: CustomerUid().optional(),
    buyer_name: Name().optional(),
    buyer_tel: Phone().optional(),
    buyer_email: Email().optional(),
    name: Text().optional(),
    merchant_uid: Id().optional(),
    period: Text().optional().describe('±7 days; one customer: 60 back, all ahead'),
    state: Choice('failed', 'not_run', 'due', 'revoked', 'paid', 'refunded', 'unknown').optional(),
  },
  rules: {},
  readsThrough: [listSchedules],
  previews: [],
  run: async (args, context, { signal, progress, caller }) => {
    if (context.pii === 'masked') context.personalSearchLimit.check(caller.id, args);
    const { SubscriptionReview, buildSubscriptionReview } = await import('../../desk/subscriptions/review.ts');
    const desk = {
      portone: await context.portone(),
      now: context.now(),
      pii: context.pii,
      isOffered: context.catalog.has,
      signal,
      progress,
    };
    return { value: await buildSubscriptionReview(args, desk), model: SubscriptionReview, isCompleteAnswer: true };
  },
});
