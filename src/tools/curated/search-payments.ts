import * as z from 'zod';
import { estimateMaxTokens } from '../../base/token-estimate.ts';
import { listPaymentsByStatus } from '../../endpoints/catalog/payments.ts';
import { Choice, Digits, Email, Flag, Id, Name, Num, Phone, Text, Time, UntilTime } from '../../endpoints/fields.ts';
import { Payment } from '../../endpoints/models/payment.ts';
import { nonSensitive } from '../../endpoints/sensitivity.ts';
import { redact } from '../../output/redact.ts';
import { createRedactionLimit } from '../../output/redaction-limit.ts';
import { MAX_ANSWER_TOKENS } from '../../output/token-budget.ts';
import { Columns } from '../schema/columns.ts';
import { defineReadTool } from '../tool.ts';

export const searchPayments = defineReadTool({
  name: 'search_payments',
  title: { en: 'Search payments', ko: '결제 검색' },
  description: 'Find payments (결제 검색) of any period by any mix of these.',
  toolset: 'desk',
  effect: 'read',
  fields: {
    period: Text().optional().describe('yesterday, 지난주, 2026-10, 3/2~3/5; default 90 days'),
    from: Time().optional(),
    to: UntilTime().optional(),
    status: Choice('paid', 'cancelled', 'failed', 'ready').optional(),
    buyer_name: Name().optional(),
    buyer_tel: Phone().optional().describe('Or last 4 digits'),
    buyer_email: Email().optional(),
    name: Text().optional().describe('Product, or part'),
    merchant_uid: Id().optional().describe('Or part'),
    pg_tid: Digits().optional(),
    apply_num: Digits().optional().describe('승인번호'),
    amount: Num().optional(),
    min_amount: Num().optional(),
    max_amount: Num().optional(),
    pg_provider: Text().optional(),
    pay_method: Text().optional(),
    card_name: Text().optional().describe('Or code'),
    bank_name: Text().optional(),
    currency: Text().optional(),
    sandbox: Flag().optional(),
    sort: Choice('newest', 'oldest', 'largest', 'smallest').optional(),
    limit: nonSensitive(z.int().min(1).max(100)).optional(),
    cursor: Text(20_000).optional(),
    fields: Columns(Object.keys(Payment.shape)).optional(),
  },
  rules: {},
  readsThrough: [listPaymentsByStatus],
  previews: [],
  run: async (args, context, { signal, progress, caller }) => {
    if (context.pii === 'masked') context.personalSearchLimit.check(caller.id, args);
    const { SearchAnswer, buildSearchAnswer } = await import('../../desk/search/search-result.ts');
    const countTokens = (row: object) => {
      const view = redact(row, Payment, { ...context, limit: createRedactionLimit() });
      return estimateMaxTokens(JSON.stringify(view), MAX_ANSWER_TOKENS);
    };
    const reading = { pii: context.pii, now: Math.floor(context.now()), signal, progress, countTokens };
    const value = await buildSearchAnswer(await context.portone(), args, reading);
    return { value, model: SearchAnswer, isCompleteAnswer: true };
  },
});
