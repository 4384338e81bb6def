import type { Context } from '../context.ts';

/**
 * Desk tools that read the same data as an endpoint tool. If one of them is offered, so are the endpoint's resources.
 */
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

/**
 * Returns a test whether the data of a tool may be read, by that tool or an equivalent one. A tool that the operator
 * excluded by name is never readable.
 */
export function canReadVia({
  catalog,
  excludedTools,
}: Pick<Context, 'catalog' | 'excludedTools'>): (tool: string) => boolean {
  return (tool) => !excludedTools.includes(tool) && [tool, ...(equivalentTools[tool] ?? [])].some(catalog.has);
}
