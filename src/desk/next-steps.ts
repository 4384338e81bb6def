import { money } from '../base/money.ts';
import { holdsMoney, type PaymentRow, remaining } from './payment.ts';

/** A call that can be made as it stands. */
export interface Step {
  tool: string;
  arguments: Readonly<Record<string, unknown>>;
  why: string;
}

/** For calls that change something: the person is asked by the server, whatever the model was told. */
const ASKED = 'A person is asked first.';

export const step = (tool: string, args: Step['arguments'], why: string): Step => ({ tool, arguments: args, why });
export const asking = (tool: string, args: Step['arguments'], why: string): Step => step(tool, args, `${why} ${ASKED}`);

/** Which payments a single call refunds: others need something that only a person knows, or go back item by item. */
function refundsInOneCall({ pay_method, pg_provider }: PaymentRow): boolean {
  return pay_method !== 'vbank' && pg_provider !== 'naverco';
}

/** Gives back all that remains; nothing when the call would not be complete. */
export function refund(payment: PaymentRow, reason: string, why: string): Step[] {
  if (!payment.imp_uid || !holdsMoney(payment) || !refundsInOneCall(payment)) return [];
  const args = { imp_uid: payment.imp_uid, full_refund: true, reason };
  return [asking('refund_payment', args, `${why} Refunds ${money(remaining(payment), payment.currency)}.`)];
}

/** The same look at another payment. */
export const investigate = (payment: PaymentRow, why: string): Step[] =>
  payment.imp_uid ? [step('investigate_payment', { imp_uid: payment.imp_uid }, why)] : [];

const MOST_STEPS = 3;

/** The first few that can be made here, each once: two findings may advise the same refund. */
export function chosen(steps: readonly Step[], offers: Offers): { next_steps: Step[]; not_offered?: string[] } {
  const byCall = new Map<string, Step>();
  for (const one of steps) {
    const call = JSON.stringify([one.tool, one.arguments.imp_uid, one.arguments.merchant_uid]);
    if (!byCall.has(call)) byCall.set(call, one);
  }
  const all = [...byCall.values()];
  return { next_steps: all.filter(({ tool }) => offers(tool)).slice(0, MOST_STEPS), ...notOffered(all, offers) };
}

/** Whether a tool can be called here: an operator may offer fewer, or only those that read. */
export type Offers = (tool: string) => boolean;

/** The tools that would help and are switched off, for a person who can use another way. */
export function notOffered(steps: readonly Step[], offers: Offers): { not_offered?: string[] } {
  const off = [...new Set(steps.map(({ tool }) => tool).filter((tool) => !offers(tool)))];
  return off.length > 0 ? { not_offered: off } : {};
}
