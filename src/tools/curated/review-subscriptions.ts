import { CustomerUid, LongChoice, Text } from '../../endpoints/fields.ts';
import type { ReadTool } from '../tool.ts';

export const reviewSubscriptions: ReadTool = {
  name: 'review_subscriptions',
  title: { en: 'Subscriptions', ko: '정기결제 점검' },
  description: 'Charges (정기결제) due, paid, revoked, failed and why; missing keys; what to do.',
  toolset: 'desk',
  effect: 'read',
  fields: {
    customer_uid: CustomerUid().optional(),
    period: Text().optional().describe('Default 7 days either side'),
    state: LongChoice('failed', 'not_run', 'due', 'revoked', 'paid', 'refunded', 'unknown')
      .optional()
      .describe('e.g. failed'),
  },
  rules: {},
  previews: [],
  run: async ({ customer_uid, period, state }, context, { signal, progress }) => {
    const { SubscriptionReview, buildSubscriptionReview } = await import('../../desk/subscriptions/review.ts');
    const desk = {
      portone: await context.portone(),
      now: context.now(),
      isOffered: context.catalog.has,
      signal,
      progress,
    };
    // The arguments were parsed by the fields above.
    const query = { customer_uid, period, state } as Parameters<typeof buildSubscriptionReview>[0];
    return { value: await buildSubscriptionReview(query, desk), model: SubscriptionReview, isCompleteAnswer: true };
  },
};
