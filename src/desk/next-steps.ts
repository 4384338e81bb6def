import { formatMoney } from '../base/money.ts';
import { getRemainingAmount, hasRefundableBalance, type PaymentRow } from './payment.ts';

/** A call that can be made as it stands. */
export interface NextStep {
  tool: string;
  arguments: Readonly<Record<string, unknown>>;
  why: string;
}

/** For calls that change something: the person is asked by the server, whatever the model was told. */
const CONFIRMATION_NOTE = 'A person is asked first.';

export const createStep = (tool: string, args: NextStep['arguments'], why: string): NextStep => ({
  tool,
  arguments: args,
  why,
});
export const createConfirmedStep = (tool: string, args: NextStep['arguments'], why: string): NextStep =>
  createStep(tool, args, `${why} ${CONFIRMATION_NOTE}`);

/** Which payments a single call refunds: others need something that only a person knows, or go back item by item. */
function canRefundInOneCall({ pay_method, pg_provider }: PaymentRow): boolean {
  return pay_method !== 'vbank' && pg_provider !== 'naverco';
}

/** Gives back all that remains; nothing when the call would not be complete. */
export function suggestRefund(payment: PaymentRow, reason: string, why: string): NextStep[] {
  if (!payment.imp_uid || !hasRefundableBalance(payment) || !canRefundInOneCall(payment)) return [];
  const args = { imp_uid: payment.imp_uid, full_refund: true, reason };
  return [
    createConfirmedStep(
      'refund_payment',
      args,
      `${why} Refunds ${formatMoney(getRemainingAmount(payment), payment.currency)}.`,
    ),
  ];
}

/** The same look at another payment. */
export const suggestInvestigation = (payment: PaymentRow, why: string): NextStep[] =>
  payment.imp_uid ? [createStep('investigate_payment', { imp_uid: payment.imp_uid }, why)] : [];

const MAX_STEPS = 3;

/** The first few that can be made here, each once: two findings may advise the same refund. */
export function chooseSteps(
  steps: readonly NextStep[],
  isOffered: IsToolOffered,
): { next_steps: NextStep[]; unavailable_tools?: string[] } {
  const byCall = new Map<string, NextStep>();
  for (const candidate of steps) {
    const call = JSON.stringify([candidate.tool, candidate.arguments.imp_uid, candidate.arguments.merchant_uid]);
    if (!byCall.has(call)) byCall.set(call, candidate);
  }
  const all = [...byCall.values()];
  return {
    next_steps: all.filter(({ tool }) => isOffered(tool)).slice(0, MAX_STEPS),
    ...unavailableTools(all, isOffered),
  };
}

/** Whether a tool can be called here: an operator may offer fewer, or only those that read. */
export type IsToolOffered = (tool: string) => boolean;

/** The tools that would help and are switched off, for a person who can use another way. */
export function unavailableTools(
  steps: readonly NextStep[],
  isOffered: IsToolOffered,
): { unavailable_tools?: string[] } {
  const unavailable = [...new Set(steps.map(({ tool }) => tool).filter((tool) => !isOffered(tool)))];
  return unavailable.length > 0 ? { unavailable_tools: unavailable } : {};
}
