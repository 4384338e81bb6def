import type { Localized } from '../../base/bilingual.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';
import { formatIgnoredArguments, formatMissingArguments } from './builders.ts';
import { getRejectionKind, type PgRule, type RuleInput } from './rule.ts';
import { benepiaRules } from './rules/benepia.ts';
import { billingKeyChargeRules } from './rules/billing-key-charges.ts';
import { billingKeyRules } from './rules/billing-keys.ts';
import { receiptRules } from './rules/cash-receipts.ts';
import { certificationRules } from './rules/certifications.ts';
import { chargeRules } from './rules/charges.ts';
import { cvsRules } from './rules/convenience-store.ts';
import { scheduleCreationRules } from './rules/create-schedules.ts';
import { escrowRules } from './rules/escrow.ts';
import { kcpquickRules } from './rules/kcp-quick-pay.ts';
import { searchRules } from './rules/list-filters.ts';
import { naverOrderRules } from './rules/naver-orders.ts';
import { naverPayRules } from './rules/naver-pay.ts';
import { partnerRules } from './rules/partners.ts';
import { paycoRules } from './rules/payco.ts';
import { prepareRules } from './rules/payment-prepare.ts';
import { paymentwallRules } from './rules/paymentwall.ts';
import { cancelWarnings } from './rules/refund-warnings.ts';
import { cancelRules } from './rules/refunds.ts';
import { scheduleRules } from './rules/schedules.ts';
import { subscriptionRules } from './rules/subscriptions.ts';
import { vbankRules } from './rules/virtual-accounts.ts';

/** All rules, by the file of their domain. */
export const ruleSets = {
  cancel: [...cancelRules, ...cancelWarnings],
  prepare: prepareRules,
  charges: chargeRules,
  subscriptions: [...subscriptionRules, ...billingKeyChargeRules],
  'schedule-creation': scheduleCreationRules,
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
} as const satisfies Record<string, readonly PgRule[]>;

const rulesByTool = new Map<string, PgRule[]>();
for (const rule of Object.values(ruleSets).flat()) {
  for (const tool of rule.tools) rulesByTool.set(tool, [...(rulesByTool.get(tool) ?? []), rule]);
}

/** A rule by which PortOne or the PG would refuse the call. */
export interface PgRejection {
  rule: string;
  kind: 'invalid_input' | 'rejected';
  /** The argument to add or to change. */
  argument?: string;
  message: Localized;
}

/** What a person should know before confirming. */
export interface PgWarning {
  rule: string;
  /** The argument to add or to change. */
  argument?: string;
  /** The argument that is missing. */
  missingArgument?: string;
  /** The argument that has no effect here. */
  ignoredArgument?: string;
  message: Localized;
}

/** A condition whose facts are missing does not hold, so the rule does not apply. */
const applies = ({ when }: PgRule, input: RuleInput): boolean => when.every(({ evaluate }) => evaluate(input) === true);

/**
 * Finds what PortOne or the PG would reject about a call, and what a person should know, based on its snapshot. `now`
 * is unix seconds; `typedLater` names arguments that a person types later, which do not count as missing.
 */
export function evaluateRules(
  operation: string,
  args: Readonly<Record<string, unknown>>,
  snapshot: Snapshot,
  now: number,
  typedLater: readonly string[] = [],
): { rejections: PgRejection[]; warnings: PgWarning[] } {
  const input: RuleInput = { args, snapshot, now, typedLater: new Set(typedLater) };
  const rejections: PgRejection[] = [];
  const warnings: PgWarning[] = [];
  for (const rule of rulesByTool.get(operation) ?? []) {
    if (!applies(rule, input)) continue;
    const { id, kind, argument, isArgumentIgnored, isArgumentMissing, message } = rule;
    if (kind === 'warn')
      warnings.push({
        rule: id,
        ...(argument ? { [isArgumentIgnored ? 'ignoredArgument' : 'argument']: argument } : {}),
        ...(argument && isArgumentMissing ? { missingArgument: argument } : {}),
        message,
      });
    else rejections.push({ rule: id, kind: getRejectionKind(rule), ...(argument ? { argument } : {}), message });
  }
  return { rejections, warnings };
}

/** Formats warnings for a person: risks first, then one sentence about what is missing and one about what has no effect. */
export function summarizeWarnings(warnings: readonly PgWarning[]): Localized[] {
  const missing = warnings.filter(({ missingArgument }) => missingArgument !== undefined);
  const ignored = warnings.filter(({ ignoredArgument }) => ignoredArgument !== undefined);
  const others = warnings.filter((warning) => !ignored.includes(warning) && !missing.includes(warning));
  return [
    ...others.map(({ message }) => message),
    ...mergeWarnings(missing, ({ missingArgument }) => missingArgument, formatMissingArguments),
    ...mergeWarnings(ignored, ({ ignoredArgument }) => ignoredArgument, formatIgnoredArguments),
  ];
}

function mergeWarnings(
  warnings: readonly PgWarning[],
  getArgument: (warning: PgWarning) => string | undefined,
  format: (argumentNames: readonly string[]) => Localized,
): Localized[] {
  if (warnings.length < 2) return warnings.map(({ message }) => message);
  return [format(warnings.flatMap((warning) => getArgument(warning) ?? []))];
}
