import { holdsMoney, type PaymentRow, remaining } from './case.ts';

/** A call that can be made as it stands. */
export interface Step {
  tool: string;
  arguments: Readonly<Record<string, unknown>>;
  why: string;
}

/** For calls that change something: the person is asked by the server, whatever the model was told. */
export const ASKED = 'A person is asked before anything happens.';

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
  return [asking('refund_payment', args, `${why} Refunds all ${remaining(payment)} ${payment.currency ?? 'KRW'}.`)];
}

/** The same look at another payment. */
export const investigate = (payment: PaymentRow, why: string): Step[] =>
  payment.imp_uid ? [step('investigate_payment', { imp_uid: payment.imp_uid }, why)] : [];
