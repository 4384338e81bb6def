import { isEasyPay } from '../../../endpoints/payment-brands.ts';
import type { Scope } from '../../../endpoints/pg-facts/scope.ts';
import { isKnownPg, type Pg } from '../../../endpoints/pg-providers/index.ts';
import type { Condition, RuleInput } from '../rule.ts';
import { createCondition, createPgCondition, formatAlternatives, isAmong, not } from './condition.ts';

/** A channel named by the call takes precedence; a super billing key has no PG of its own. */
const getPg = ({ snapshot }: RuleInput): string | null | undefined =>
  snapshot.channel?.pg_provider ??
  snapshot.payment?.pg_provider ??
  snapshot.billing_key?.pg_provider ??
  snapshot.schedule?.pg_provider ??
  snapshot.certification?.pg_provider;

export const pgIs = (...pgs: readonly Pg[]): Condition =>
  createPgCondition(`the PG is ${formatAlternatives(pgs)}`, (input) => isAmong(getPg(input), pgs));

/** Holds for known PGs other than these. */
export const pgIsNot = (...pgs: readonly Pg[]): Condition =>
  createPgCondition(`the PG is not ${formatAlternatives(pgs)}`, (input) => {
    const pg = getPg(input);
    return pg && isKnownPg(pg) ? !(pgs as readonly string[]).includes(pg) : undefined;
  });

/** The PG requested by `pg`, as code or code.MID. PortOne may use another one, so use this only for warnings. */
export const requestedPgIs = (...pgs: readonly Pg[]): Condition =>
  createPgCondition(`\`pg\` asks for ${formatAlternatives(pgs)}`, ({ args }) =>
    typeof args.pg === 'string' ? isAmong(args.pg.split('.')[0], pgs) : undefined,
  );

export const requestedPgIsNot = (...pgs: readonly Pg[]): Condition =>
  createPgCondition(`\`pg\` asks for none of ${formatAlternatives(pgs)}`, ({ args }) => {
    const requestedPg = typeof args.pg === 'string' ? args.pg.split('.')[0] : undefined;
    return requestedPg && isKnownPg(requestedPg) ? !(pgs as readonly string[]).includes(requestedPg) : undefined;
  });

export const methodIs = (...methods: readonly string[]): Condition =>
  createPgCondition(`paid by ${formatAlternatives(methods)}`, ({ snapshot }) =>
    isAmong(snapshot.payment?.pay_method, methods),
  );

export const methodIsNot = (...methods: readonly string[]): Condition => {
  const { evaluate } = not(methodIs(...methods));
  return createPgCondition(`paid by other means than ${formatAlternatives(methods)}`, evaluate);
};

/** The payment is one that a fact is about. */
export const matchesPgScope = ({ pgs, methods, easyPay }: Scope): Condition => {
  const conditions = [
    ...(pgs ? [pgIs(...pgs)] : []),
    ...(methods ? [methodIs(...methods)] : []),
    ...(easyPay === undefined ? [] : [easyPay ? isPaidByWallet : not(isPaidByWallet)]),
  ];
  return createPgCondition(conditions.map(({ description }) => description).join(', and '), (input) => {
    const results = conditions.map(({ evaluate }) => evaluate(input));
    return results.includes(false) ? false : results.includes(undefined) ? undefined : true;
  });
};

const isPaidByWallet: Condition = createPgCondition('paid by a wallet', ({ snapshot: { payment } }) =>
  payment?.pay_method ? isEasyPay(payment) : undefined,
);

type PaymentStatus = 'ready' | 'paid' | 'cancelled' | 'failed';
export const statusIs = (...statuses: readonly PaymentStatus[]): Condition =>
  createCondition(`the payment is ${formatAlternatives(statuses)}`, ({ snapshot }) =>
    isAmong(snapshot.payment?.status, statuses),
  );

export const statusIsNot = (...statuses: readonly PaymentStatus[]): Condition => {
  const { evaluate } = not(statusIs(...statuses));
  return createCondition(`the payment is not ${formatAlternatives(statuses)}`, evaluate);
};

export const paymentHas = (field: 'escrow' | 'sandbox' | 'cash_receipt_issued', value: boolean): Condition =>
  createCondition(`the payment has \`${field}: ${value}\``, ({ snapshot }) => {
    const actual = snapshot.payment?.[field];
    return typeof actual === 'boolean' ? actual === value : undefined;
  });
