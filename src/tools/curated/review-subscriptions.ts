import { Choice, CustomerUid, Text } from '../../endpoints/fields.ts';
import type { Tool } from '../tool.ts';
import { offersOf } from './offers.ts';

const state = Choice('failed', 'not_run', 'due', 'revoked', 'paid', 'refunded', 'unknown').optional();

export const reviewSubscriptions: Tool = {
  name: 'review_subscriptions',
  title: 'Review subscriptions',
  description: 'Subscription charges (정기결제) due, paid, failed and why, revoked; billing keys; what to do for each.',
  toolset: 'desk',
  effect: 'read',
  fields: {
    customer_uid: CustomerUid().optional(),
    period: Text().optional().describe('e.g. 이번 주; default 7 days either side'),
    state,
  },
  rules: {},
  previews: [],
  run: async ({ customer_uid, period, state }, context, { signal, progress }) => {
    const { SubscriptionReview, subscriptionReview } = await import('../../desk/subscription-review.ts');
    const desk = { portone: await context.portone(), now: context.now(), offers: offersOf(context), signal, progress };
    // The arguments were parsed by the fields above.
    const asked = { customer_uid, period, state } as Parameters<typeof subscriptionReview>[0];
    return { value: await subscriptionReview(asked, desk), model: SubscriptionReview, whole: true };
  },
};
