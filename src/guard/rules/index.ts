import type { Words } from '../../base/bilingual.ts';
import type { Seen } from '../seen.ts';
import { benepiaRules } from './benepia.ts';
import { billingKeyRules } from './billing-keys.ts';
import { bookingRules } from './bookings.ts';
import { cancelRules } from './cancel.ts';
import { cancelAdvice } from './cancel-advice.ts';
import { certificationRules } from './certifications.ts';
import { chargeRules } from './charges.ts';
import { cvsRules } from './cvs.ts';
import { escrowRules } from './escrow.ts';
import { kcpquickRules } from './kcpquick.ts';
import { naverOrderRules } from './naver-orders.ts';
import { naverPayRules } from './naver-pay.ts';
import { partnerRules } from './partners.ts';
import { paycoRules } from './payco.ts';
import { paymentwallRules } from './paymentwall.ts';
import { prepareRules } from './prepare.ts';
import { receiptRules } from './receipts.ts';
import type { Rule, Situation } from './rule.ts';
import { scheduleRules } from './schedules.ts';
import { searchRules } from './searches.ts';
import { subscriptionRules } from './subscriptions.ts';
import { vbankRules } from './vbanks.ts';

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
