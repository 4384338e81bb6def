import { isEasyPay } from '../payment-brands.ts';
import type { Pg } from '../pg-providers/index.ts';

/** The fields of a payment that decide what its PG does with it. */
export interface PaymentTraits {
  pg_provider?: string | null | undefined;
  /** The wallet that was chosen in the window of another PG. */
  emb_pg_provider?: string | null | undefined;
  pay_method?: string | null | undefined;
  sandbox?: boolean | null | undefined;
  cancel_amount?: number | null | undefined;
}

/** The payments that a fact is about: every part that is given must match. */
export interface Scope {
  pgs?: readonly Pg[];
  methods?: readonly string[];
  /** Paid by a wallet, whatever its code. */
  easyPay?: boolean;
}

/** Whether a fact is about a payment. A field that PortOne does not show matches nothing. */
export function matchesScope({ pgs, methods, easyPay }: Scope, payment: PaymentTraits): boolean {
  return (
    includes(pgs, payment.pg_provider) &&
    includes(methods, payment.pay_method) &&
    (easyPay === undefined || isEasyPay(payment) === easyPay)
  );
}

const includes = (values: readonly string[] | undefined, value: string | null | undefined): boolean =>
  values === undefined || (typeof value === 'string' && values.includes(value));

/** Returns the first fact that is about a payment, so the special ones come first in a table. */
export const findFact = <T extends { scope: Scope }>(facts: readonly T[], payment: PaymentTraits): T | undefined =>
  facts.find(({ scope }) => matchesScope(scope, payment));
