import type { Words } from '../../base/bilingual.ts';
import type { Seen } from '../snapshot/snapshot.ts';
import type { Rule, Situation } from './rule.ts';
import { benepiaRules } from './rules/benepia.ts';
import { billingKeyRules } from './rules/billing-keys.ts';
import { receiptRules } from './rules/cash-receipts.ts';
import { certificationRules } from './rules/certifications.ts';
import { chargeRules } from './rules/charges.ts';
import { cvsRules } from './rules/convenience-store.ts';
import { bookingRules } from './rules/create-schedules.ts';
import { escrowRules } from './rules/escrow.ts';
import { kcpquickRules } from './rules/kcp-quick-pay.ts';
import { searchRules } from './rules/list-filters.ts';
import { naverOrderRules } from './rules/naver-orders.ts';
import { naverPayRules } from './rules/naver-pay.ts';
import { partnerRules } from './rules/partners.ts';
import { paycoRules } from './rules/payco.ts';
import { prepareRules } from './rules/payment-prepare.ts';
import { paymentwallRules } from './rules/paymentwall.ts';
import { cancelAdvice } from './rules/refund-warnings.ts';
import { cancelRules } from './rules/refunds.ts';
import { scheduleRules } from './rules/schedules.ts';
import { subscriptionRules } from './rules/subscriptions.ts';
import { vbankRules } from './rules/virtual-accounts.ts';

/** Every rule, by the file of its domain. */
export const ruleSets = {
  cancel: [...cancelRules, ...cancelAdvice],
  prepare: prepareRules,
  charges: chargeRules,
  subscriptions: subscriptionRules,
  bookings: bookingRules,
  schedules: scheduleRules,
  'billing-keys': billingKeyRules,
  vbanks: vbankRules,
  cvs: cvsRules,
  receipts: receiptRules,
  escrow: escrowRules,
  'naver-orders': naverOrderRules,
  'naver-pay': naverPayRules,
  payco: paycoRules,
  paymentwall: paymentwallRules,
  partners: partnerRules,
  kcpquick: kcpquickRules,
  benepia: benepiaRules,
  certifications: certificationRules,
  searches: searchRules,
} as const satisfies Record<string, readonly Rule[]>;

const byTool = new Map<string, Rule[]>();
for (const rule of Object.values(ruleSets).flat()) {
  for (const tool of rule.tools) byTool.set(tool, [...(byTool.get(tool) ?? []), rule]);
}

/** A rule that PortOne or the PG would refuse the call by. */
export interface Broken {
  rule: string;
  kind: 'invalid_input' | 'rejected';
  /** The argument to add or to change. */
  argument?: string;
  message: Words;
}

/** What a person had better know before agreeing. */
export interface Advice {
  rule: string;
  /** The argument that does nothing here. */
  ignored?: string;
  message: Words;
}

/** Whether a rule says its piece here. One fact that is missing keeps it silent. */
const applies = ({ when }: Rule, situation: Situation): boolean => when.every(({ holds }) => holds(situation) === true);

/**
 * What PortOne or the PG would refuse of a call, and what is worth knowing of it, by what was seen before it. `now` is unix
 * seconds; `later` names arguments that a person types afterwards, so that they are not missed.
 */
export function checkRules(
  operation: string,
  args: Readonly<Record<string, unknown>>,
  seen: Seen,
  now: number,
  later: readonly string[] = [],
): { broken: Broken[]; advice: Advice[] } {
  const situation: Situation = { args, seen, now, later: new Set(later) };
  const broken: Broken[] = [];
  const advice: Advice[] = [];
  for (const rule of byTool.get(operation) ?? []) {
    if (!applies(rule, situation)) continue;
    const { id, kind, argument, ignored, message } = rule;
    if (kind === 'advice') advice.push({ rule: id, ...(ignored && argument ? { ignored: argument } : {}), message });
    else broken.push({ rule: id, kind, ...(argument ? { argument } : {}), message });
  }
  return { broken, advice };
}

/** Advice as a person reads it: what may cost something first, and in one sentence at the end what merely does nothing. */
export function worthSaying(advice: readonly Advice[]): Words[] {
  const ignored = advice.flatMap((one) => one.ignored ?? []);
  if (ignored.length < 2) return inOrder(advice);
  const names = ignored.map((name) => `"${name}"`).join(', ');
  return [
    ...inOrder(advice.filter((one) => one.ignored === undefined)),
    { en: `These have no effect at this PG: ${names}.`, ko: `이 PG에서는 쓰이지 않는 값입니다: ${names}.` },
  ];
}

const inOrder = (advice: readonly Advice[]): Words[] =>
  [...advice.filter((one) => !one.ignored), ...advice.filter((one) => one.ignored)].map(({ message }) => message);
