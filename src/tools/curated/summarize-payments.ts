import { listPaymentsByStatus } from '../../endpoints/catalog/payments.ts';
import { Flag, Text, Time, UntilTime } from '../../endpoints/fields.ts';
import { defineReadTool } from '../tool.ts';

export const summarizePayments = defineReadTool({
  name: 'summarize_payments',
  title: { en: 'Summarize payments', ko: '매출 요약' },
  description: 'Sales (매출) of a period: gross, cancelled, net by day, status, PG, method.',
  toolset: 'desk',
  effect: 'read',
  fields: {
    period: Text().optional().describe('As in search_payments; default today'),
    from: Time().optional(),
    to: UntilTime().optional(),
    compare: Flag().optional().describe('With the period before'),
  },
  rules: {},
  readsThrough: [listPaymentsByStatus],
  previews: [],
  run: async (args, context, { signal, progress }) => {
    const { Summary, buildSummary } = await import('../../desk/summary/summarize.ts');
    const reading = { now: Math.floor(context.now()), signal, progress };
    const value = await buildSummary(await context.portone(), args, reading);
    return { value, model: Summary, isCompleteAnswer: true };
  },
});
