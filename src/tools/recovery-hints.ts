import type { ErrorReport } from '../base/refusal.ts';
import type { Catalog } from '../context.ts';
import { classifyPgMessage, type PgReason } from '../desk/classify-pg-message.ts';
import type { Tool, ToolArguments } from './tool.ts';

/** The next step after a failure at PortOne. The first hint that matches and whose tools are all offered applies. */
interface RecoveryHint {
  kind: ErrorReport['kind'];
  /** The endpoint tools that it applies to; all if absent. */
  tools?: readonly string[];
  /** The reasons derived from the message of PortOne or the PG. */
  reasons?: readonly PgReason[];
  requiredTools: readonly string[];
  formatHint(args: ToolArguments): string | undefined;
}

const formatCall = (tool: string, args: ToolArguments) => `${tool} ${JSON.stringify(args)}`;

const REFUNDS = ['cancel_payment'];
const BY_ORDER = ['find_payment_by_order', 'list_payments_by_order'];

const recoveryHints: readonly RecoveryHint[] = [
  {
    kind: 'not_found',
    tools: ['get_payment'],
    requiredTools: ['get_payment'],
    formatHint: ({ imp_uid, include_sandbox }) =>
      include_sandbox === true
        ? undefined
        : `Payments of test channels are shown only on request: call ${formatCall('get_payment', { imp_uid, include_sandbox: true })}.`,
  },
  {
    kind: 'not_found',
    tools: ['find_payment_by_order'],
    requiredTools: ['list_payments_by_order'],
    formatHint: ({ merchant_uid, payment_status }) =>
      payment_status === undefined
        ? undefined
        : `It may have another status: call ${formatCall('list_payments_by_order', { merchant_uid })} for every attempt.`,
  },
  {
    kind: 'not_found',
    tools: [...BY_ORDER, 'get_payment', 'cancel_payment', 'get_payment_balance'],
    requiredTools: ['search_payments'],
    formatHint: () =>
      'Check the id with the user, or call search_payments with what is known: buyer, amount, part of the order number, period.',
  },
  {
    kind: 'not_found',
    tools: ['get_payment', 'cancel_payment', 'get_payment_balance'],
    requiredTools: ['find_payment_by_order'],
    formatHint: () =>
      'Check the imp_uid with the user, or call find_payment_by_order with the merchant_uid of the order.',
  },
  {
    kind: 'not_found',
    tools: ['get_receipt'],
    requiredTools: ['get_payment'],
    formatHint: ({ imp_uid }) =>
      `No cash receipt was issued through PortOne. Call ${formatCall('get_payment', { imp_uid })}: issue_receipt can issue one for a paid trans or vbank payment.`,
  },
  {
    kind: 'not_found',
    tools: ['get_schedule', 'update_schedule_time', 'reschedule_payment', 'retry_schedule'],
    requiredTools: ['list_schedules_by_customer'],
    formatHint: () => 'Call list_schedules_by_customer with the customer_uid and a period to see what is scheduled.',
  },
  {
    kind: 'not_found',
    tools: ['get_billing_key', 'delete_billing_key', 'list_billing_key_payments', 'list_billing_key_schedules'],
    requiredTools: ['get_payment'],
    formatHint: () =>
      'Check the customer_uid: a payment made with a billing key shows it, so call get_payment with its imp_uid.',
  },
  {
    kind: 'rejected',
    tools: REFUNDS,
    reasons: ['shop_balance'],
    requiredTools: [],
    formatHint: () =>
      "The merchant's balance at the PG does not cover the refund: tell the user to deposit the amount at the PG or wait for the next settlement, and only then to request the refund again. Do not repeat the call now.",
  },
  {
    kind: 'rejected',
    tools: REFUNDS,
    reasons: ['cancelled_at_pg', 'already_refunded'],
    requiredTools: ['get_payment'],
    formatHint: ({ imp_uid, merchant_uid }) =>
      `It has already been cancelled, perhaps only at the PG. Call ${imp_uid ? formatCall('get_payment', { imp_uid }) : formatCall('list_payments_by_order', { merchant_uid })}; if it still shows paid, tell the user to ask the PG or cs@portone.io. Do not repeat the call.`,
  },
  {
    kind: 'rejected',
    tools: REFUNDS,
    reasons: ['balance_changed'],
    requiredTools: ['get_payment'],
    formatHint: ({ imp_uid }) =>
      `The balance has changed since it was shown: call ${formatCall('get_payment', { imp_uid })} and ask the user again.`,
  },
  {
    kind: 'rejected',
    reasons: ['pg_unsupported'],
    requiredTools: ['list_pg_settings'],
    formatHint: () =>
      'This PG cannot do it through PortOne. Call list_pg_settings to see the channels of this merchant.',
  },
];

/** Adds the next step to a failure that has none. A connection failure also mentions check_connection. */
export function withRecoveryHint(failure: ErrorReport, tool: Tool, args: ToolArguments, catalog: Catalog): ErrorReport {
  if (failure.next !== undefined) {
    const isConnection = failure.kind === 'unauthorized' || failure.kind === 'unreachable';
    if (!isConnection || !catalog.has('check_connection')) return failure;
    return { ...failure, next: `${failure.next} Call check_connection to see what works and what does not.` };
  }
  const endpointName = tool.delegatesTo?.endpoint.name ?? tool.name;
  const reason = classifyPgMessage(failure.upstream_message);
  for (const { kind, tools, reasons, requiredTools, formatHint } of recoveryHints) {
    const isMatch =
      kind === failure.kind &&
      (tools?.includes(endpointName) ?? true) &&
      (reasons?.includes(reason) ?? true) &&
      requiredTools.every((name) => catalog.has(name));
    const hint = isMatch ? formatHint(args) : undefined;
    if (hint !== undefined) return { ...failure, next: hint };
  }
  return failure;
}
