import type { Context } from '../context.ts';
import { createOfferedCheck } from './offered-tools.ts';

/** Tools of the desk that read the same as an endpoint does: where one of them is offered, its resources are too. */
const equivalentTools: Readonly<Record<string, readonly string[]>> = {
  get_payment: ['investigate_payment', 'search_payments'],
  list_payments_by_order: ['investigate_payment', 'search_payments'],
  list_payments_by_status: ['search_payments'],
  get_receipt: ['investigate_payment'],
  get_billing_key: ['review_subscriptions', 'investigate_payment'],
  get_schedule: ['review_subscriptions', 'investigate_payment'],
  list_schedules: ['review_subscriptions'],
  list_bank_codes: ['search_payments', 'refund_payment'],
  get_bank_code: ['search_payments', 'refund_payment'],
  list_card_codes: ['search_payments'],
  get_card_code: ['search_payments'],
};

/** Whether what a tool reads may be read without it too. What the operator took away by name is read by no other way. */
export function canReadVia({
  offeredTools,
  excludedTools,
}: Pick<Context, 'offeredTools' | 'excludedTools'>): (tool: string) => boolean {
  const isOffered = createOfferedCheck({ offeredTools });
  return (tool) => !excludedTools.includes(tool) && [tool, ...(equivalentTools[tool] ?? [])].some(isOffered);
}
