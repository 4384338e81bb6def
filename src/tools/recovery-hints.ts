import type { ErrorReport } from '../base/refusal.ts';
import type { Context } from '../context.ts';
import { createOfferedCheck } from '../desk/offered-tools.ts';
import type { Tool, ToolArguments } from './tool.ts';

/** What to do about a failure of PortOne's: the first that fits, of which this server offers every tool it names. */
interface RecoveryHint {
  kind: ErrorReport['kind'];
  /** The tools it is about, by the endpoint that did the work; every one, when there is none. */
  tools?: readonly string[];
  /** What PortOne or the PG said. */
  upstreamMessage?: RegExp;
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
        : `Payments of test channels are shown only when asked for: call ${formatCall('get_payment', { imp_uid, include_sandbox: true })}.`,
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
      'Check the id with the user, or call search_payments with what else is known: buyer, amount, a part of the order number, a period.',
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
      `No cash receipt was issued through PortOne. Call ${formatCall('get_payment', { imp_uid })}: one can be issued with issue_receipt for a paid trans or vbank payment.`,
  },
  {
    kind: 'not_found',
    tools: ['get_schedule', 'update_schedule_time', 'reschedule_payment', 'retry_schedule'],
    requiredTools: ['list_schedules_by_customer'],
    formatHint: () => 'Call list_schedules_by_customer with the customer_uid and a period to see what is booked.',
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
    upstreamMessage: /8178|9029|미정산|상계가능|취소가능 ?금액이 부족|취소불가 상태/,
    requiredTools: [],
    formatHint: () =>
      "The merchant's balance at the PG does not cover the refund: tell the user to deposit at the PG or to wait for the next settlement, and to ask again then. Do not repeat the call now.",
  },
  {
    kind: 'rejected',
    tools: REFUNDS,
    upstreamMessage: /기 ?취소|이미 .{0,6}취소/,
    requiredTools: ['get_payment'],
    formatHint: ({ imp_uid, merchant_uid }) =>
      `It is cancelled already, perhaps only at the PG. Call ${imp_uid ? formatCall('get_payment', { imp_uid }) : formatCall('list_payments_by_order', { merchant_uid })}; when it still shows paid, the user asks the PG or cs@portone.io. Do not repeat the call.`,
  },
  {
    kind: 'rejected',
    tools: REFUNDS,
    upstreamMessage: /checksum|잔액과 일치하지/,
    requiredTools: ['get_payment'],
    formatHint: ({ imp_uid }) =>
      `The balance is no longer what was shown: call ${formatCall('get_payment', { imp_uid })} and ask the user again.`,
  },
  {
    kind: 'rejected',
    upstreamMessage: /지원되지 않는 PG|지원하지 않는/,
    requiredTools: ['list_pg_settings'],
    formatHint: () => 'This PG cannot do it through PortOne. list_pg_settings shows the channels that there are.',
  },
];

/** A failure with what to do about it here. What it says itself stays; that of the connection leads to where more is told. */
export function withRecoveryHint(failure: ErrorReport, tool: Tool, args: ToolArguments, context: Context): ErrorReport {
  const isOffered = createOfferedCheck(context);
  if (failure.next !== undefined) {
    const isConnection = failure.kind === 'unauthorized' || (failure.kind === 'unreachable' && tool.effect === 'read');
    if (!isConnection || !isOffered('check_connection')) return failure;
    return { ...failure, next: `${failure.next} check_connection tells what works and what does not.` };
  }
  const endpointName = tool.delegatesTo?.endpoint.name ?? tool.name;
  for (const { kind, tools, upstreamMessage, requiredTools, formatHint } of recoveryHints) {
    const isMatch =
      kind === failure.kind &&
      (tools?.includes(endpointName) ?? true) &&
      (upstreamMessage?.test(failure.upstream_message ?? '') ?? true) &&
      requiredTools.every(isOffered);
    const hint = isMatch ? formatHint(args) : undefined;
    if (hint !== undefined) return { ...failure, next: hint };
  }
  return failure;
}
