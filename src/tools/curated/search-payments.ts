import * as z from 'zod';
import { estimateMaxTokens } from '../../base/token-estimate.ts';
import { listPaymentsByStatus } from '../../endpoints/catalog/payments.ts';
import { Choice, Text, Time, UntilTime } from '../../endpoints/fields.ts';
import { Payment } from '../../endpoints/models/payment.ts';
import { nonSensitive } from '../../endpoints/sensitivity.ts';
import { redact } from '../../output/redact.ts';
import { createRedactionLimit } from '../../output/redaction-limit.ts';
import { MAX_ANSWER_TOKENS } from '../../output/token-budget.ts';
import { Columns } from '../schema/columns.ts';
import { defineReadTool } from '../tool.ts';
import { paymentFilterFields } from './payment-filter-fields.ts';

export const searchPayments = defineReadTool({
  name: 'search_payments',
  title: { en: 'Search payments', ko: '결제 검색' },
  description: 'Find payments (결제 검색) of any period by any mix.',
  toolset: 'desk',
  effect: 'read',
  fields: {
    period: Text().optional().describe('yesterday, 지난주, 2026-10, 3/2~3/5; default 90 days'),
    from: Time().optional(),
    to: UntilTime().optional(),
    ...paymentFilterFields,
    status: paymentFilterFields.status.describe('approved: ever paid'),
    buyer_tel: paymentFilterFields.buyer_tel.describe('Or last 4'),
    name: paymentFilterFields.name.describe('Product or part'),
    merchant_uid: paymentFilterFields.merchant_uid.describe('Or part'),
    apply_num: paymentFilterFields.apply_num.describe('승인번호'),
    card_name: paymentFilterFields.card_name.describe('Or code'),
    fail_reason: paymentFilterFields.fail_reason.describe('Words: 한도초과'),
    sort: Choice('newest', 'oldest', 'largest', 'smallest').optional(),
    limit: nonSensitive(z.int().min(1).max(100)).optional(),
    cursor: Text(20_000).optional(),
    fields: Columns([...Object.keys(Payment.shape), 'deposited', 'order_paid_by']).optional(),
  },
  rules: {},
  readsThrough: [listPaymentsByStatus],
  previews: [],
  run: async (args, context, { signal, progress, caller }) => {
    if (context.pii === 'masked') context.personalSearchLimit.check(caller.id, args);
    const { SearchAnswer, buildSearchAnswer } = await import('../../desk/search/search-result.ts');
    const { SearchRow } = await import('../../desk/search/search-row.ts');
    const countTokens = (row: object) => {
      const view = redact(row, SearchRow, { ...context, limit: createRedactionLimit() });
      return estimateMaxTokens(JSON.stringify(view), MAX_ANSWER_TOKENS);
    };
    const reading = { pii: context.pii, now: Math.floor(context.now()), signal, progress, countTokens };
    const value = await buildSearchAnswer(await context.portone(), args, reading);
    return { value, model: SearchAnswer, isCompleteAnswer: true };
  },
});
