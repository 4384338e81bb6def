import type { ErrorReport } from '../base/refusal.ts';
import type { Catalog } from '../context.ts';
import { formatCall, getRefusalHint } from './refusal-hints.ts';
import type { Tool, ToolArguments } from './tool.ts';

/** The next step after a failure at PortOne. The first hint that matches and whose tools are all offered applies. */
interface RecoveryHint {
  kind: ErrorReport['kind'];
  /** The endpoint tools that it applies to; all if absent. */
  tools?: readonly string[];
  requiredTools: readonly string[];
  formatHint(args: ToolArguments): string | undefined;
}

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
      `No cash receipt was issued through PortOne. Call ${formatCall('get_payment', { imp_uid })}: if cash_receipt_issued is true, the PG or the payment window issued one, and no other may be issued. investigate_payment says what else is known.`,
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
];

/** Adds the next step to a failure that has none. A connection failure also mentions check_connection. */
export function withRecoveryHint(failure: ErrorReport, tool: Tool, args: ToolArguments, catalog: Catalog): ErrorReport {
  if (failure.next !== undefined) {
    const isConnection = failure.kind === 'unauthorized' || failure.kind === 'unreachable';
    if (!isConnection || !catalog.has('check_connection')) return failure;
    return { ...failure, next: `${failure.next} Call check_connection to see what works and what does not.` };
  }
  const endpointName = tool.delegatesTo?.endpoint.name ?? tool.name;
  for (const { kind, tools, requiredTools, formatHint } of recoveryHints) {
    const isMatch =
      kind === failure.kind &&
      (tools?.includes(endpointName) ?? true) &&
      requiredTools.every((name) => catalog.has(name));
    const hint = isMatch ? formatHint(args) : undefined;
    if (hint !== undefined) return { ...failure, next: hint };
  }
  const hint = failure.kind === 'rejected' ? getRefusalHint(failure, endpointName, args, catalog) : undefined;
  return hint === undefined ? failure : { ...failure, next: hint };
}
