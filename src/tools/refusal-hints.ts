import type { ErrorReport } from '../base/refusal.ts';
import type { Catalog } from '../context.ts';
import { classifyPgMessage, type PgReason } from '../desk/classify-pg-message.ts';
import { type FailureReason, getFailureReason } from '../desk/failure-reasons.ts';
import { getRefundRefusal } from '../desk/refund-refusals.ts';
import type { ToolArguments } from './tool.ts';

export const formatCall = (tool: string, args: ToolArguments): string => `${tool} ${JSON.stringify(args)}`;

/** Tools that charge a buyer or make a way to pay, by order. */
const CHARGES: readonly string[] = [
  ...['pay_onetime', 'pay_with_billing_key', 'pay_benepia_point', 'pay_kcpquick_money', 'pay_kcpquick_autopay'],
  ...['create_schedules', 'reschedule_payment', 'retry_schedule', 'confirm_naver_payment'],
  ...['create_vbank', 'issue_cvs_payment'],
];

/** Refusals after which a refund may be requested again at once, in another form. */
const CORRECTABLE: ReadonlySet<PgReason> = new Set([
  'no_partial_refund',
  'wrong_refund_account',
  'account_problem',
  'invalid_request',
]);

/** What to do after PortOne or a PG refused a call, derived from its words: undefined if they say nothing about it. */
export function getRefusalHint(
  { upstream_message: message }: ErrorReport,
  endpointName: string,
  args: ToolArguments,
  catalog: Catalog,
): string | undefined {
  if (message === undefined) return undefined;
  const reason = classifyPgMessage(message);
  if (reason === 'pg_unsupported' && catalog.has('list_pg_settings'))
    return 'This PG cannot do it through PortOne. Call list_pg_settings to see the channels of this merchant.';
  if (reason === 'order_number_used' && endpointName === 'create_payment_prepare')
    return formatPrepareHint(args, catalog);
  if (endpointName === 'approve_naver_return' && message.includes('보류') && catalog.has('resolve_naver_return'))
    return `The return is on hold (반품보류). ${formatCall('resolve_naver_return', args)} lifts the hold; if the goods are back, the refund follows at once.`;
  if (endpointName === 'cancel_payment') return formatRefundHint(message, args, catalog);
  if (CHARGES.includes(endpointName)) return formatChargeHint(message, args, catalog);
  // No money moves when a key is issued, so there is nothing to look up first.
  return endpointName === 'issue_billing_key' ? explainFailure(getFailureReason(message)) : undefined;
}

function formatRefundHint(message: string, { imp_uid, merchant_uid }: ToolArguments, catalog: Catalog): string {
  const { code, advice } = getRefundRefusal(message);
  if (imp_uid && message.includes('상품주문') && catalog.has('cancel_naver_orders'))
    return `Naver Pay refunds such an order by its items. ${formatCall('list_naver_product_orders', { imp_uid })} shows them; cancel_naver_orders refunds those that are named.`;
  const look = imp_uid
    ? formatLook('get_payment', { imp_uid }, 'shows what remains', catalog)
    : formatLook('list_payments_by_order', { merchant_uid }, 'shows what remains', catalog);
  return join(advice, look, CORRECTABLE.has(code) ? '' : 'Do not repeat the call now.');
}

function formatChargeHint(message: string, { merchant_uid }: ToolArguments, catalog: Catalog): string {
  const reason = getFailureReason(message);
  const explanation = explainFailure(reason);
  if (reason.retryWhen !== 'look_first') return explanation;
  const order = typeof merchant_uid === 'string' ? { merchant_uid } : {};
  return join(
    'Do not repeat the call.',
    formatLook('list_payments_by_order', order, 'shows first whether the order has been paid', catalog),
    explanation,
  );
}

function formatPrepareHint(args: ToolArguments, catalog: Catalog): string {
  const change = catalog.has('update_payment_prepare')
    ? ` To change it, call ${formatCall('update_payment_prepare', args)}.`
    : '';
  return `An amount is registered for this order already.${change}`;
}

const explainFailure = ({ meaning, advice }: FailureReason): string =>
  `${meaning.charAt(0).toUpperCase()}${meaning.slice(1)}. ${advice}`;

const join = (...sentences: readonly string[]): string => sentences.filter(Boolean).join(' ');

const formatLook = (tool: string, args: ToolArguments, why: string, catalog: Catalog): string =>
  catalog.has(tool) ? `${formatCall(tool, args)} ${why}.` : '';
