import { listPaymentsByStatus } from '../../endpoints/catalog/payments.ts';
import { Choice, Flag, Text, Time, UntilTime } from '../../endpoints/fields.ts';
import { defineReadTool } from '../tool.ts';
import { paymentFilterFields } from './payment-filter-fields.ts';

export const summarizePayments = defineReadTool({
  name: 'summarize_payments',
  title: { en: 'Summarize payments', ko: '매출 요약' },
  description: 'Sales (매출) of a period: gross, cancelled, net by day or group; filters of search_payments.',
  toolset: 'desk',
  effect: 'read',
  fields: {
    period: Text().optional().describe('Default today'),
    from: Time().optional(),
    to: UntilTime().optional(),
    compare: Flag().optional().describe('With the period before'),
    group_by: Choice('pg_provider', 'pay_method', 'card_name', 'name', 'weekday', 'hour').optional(),
    ...paymentFilterFields,
  },
  rules: {},
  readsThrough: [listPaymentsByStatus],
  previews: [],
  run: async (args, context, { signal, progress, caller }) => {
    if (context.pii === 'masked') context.personalSearchLimit.check(caller.id, args);
    const { Summary, buildSummary } = await import('../../desk/summary/summarize.ts');
    const reading = { pii: context.pii, now: Math.floor(context.now()), signal, progress };
    const value = await buildSummary(await context.portone(), args, reading);
    return { value, model: Summary, isCompleteAnswer: true };
  },
});
