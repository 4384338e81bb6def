import type { ErrorReport } from '../base/refusal.ts';
import type { Context } from '../context.ts';
import { getReceipt } from '../endpoints/catalog/cash-receipts.ts';
import { getPayment } from '../endpoints/catalog/payments.ts';
import { readOrNull } from '../portone/errors.ts';
import { withTimeLimit } from '../portone/time-limit.ts';
import { formatCall } from './refusal-hints.ts';
import type { Tool, ToolArguments } from './tool.ts';

/** Milliseconds that reading the payment may add to the answer. */
const MAX_READ_TIME = 5_000;

/**
 * PortOne knows only the cash receipts that it issued itself. Where it has none, reads the payment and adds what that
 * says, as investigate_payment would. Never throws: without the payment the failure stays as it is.
 */
export async function explainMissingReceipt(
  failure: ErrorReport,
  tool: Tool,
  { imp_uid }: ToolArguments,
  context: Context,
  signal: AbortSignal,
): Promise<ErrorReport> {
  if (tool.name !== getReceipt.name || failure.kind !== 'not_found' || typeof imp_uid !== 'string') return failure;
  try {
    const portone = withTimeLimit(await context.portone(), MAX_READ_TIME);
    const payment = await readOrNull(portone.call(getPayment, { imp_uid, include_sandbox: true }, { signal }));
    if (payment === null)
      return { ...failure, next: 'There is no payment with this imp_uid either: check it with the user.' };
    const { describeMissingReceipt } = await import('../desk/investigate/missing-receipt.ts');
    const { text, steps } = describeMissingReceipt(payment, context.now());
    const calls = steps.flatMap(({ tool: name, arguments: args, why }) =>
      context.catalog.has(name) ? [`${formatCall(name, args)}: ${why}`] : [],
    );
    return { ...failure, next: [text, ...calls].join(' ') };
  } catch {
    return failure;
  }
}
