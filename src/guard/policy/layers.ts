import type { MoneyLimit, PolicyRules } from './policy-file.ts';

/** Whose a policy is. With a company's policy, a shop's own is told apart from it. */
export type PolicyIssuer = 'operator' | 'company' | 'shop';

/** One of the policies that a call must pass. */
export interface PolicyLayer {
  issuer: PolicyIssuer;
  rules: PolicyRules;
}

/** Above this the person types the amount instead of choosing yes, even without a policy. */
const DEFAULT_TYPED_AMOUNT_ABOVE: MoneyLimit = { KRW: 1_000_000 };

/**
 * The policies of one shop, the company's first. Each holds as if it were the only one. What the first leaves out has
 * its default, which the second cannot loosen; what the second leaves out is up to the first.
 */
export interface PolicyLayers {
  /** Above any of these, the person types the amount. */
  typedLimits: readonly MoneyLimit[];
  /** Above any of these, a second person must approve. */
  secondLimits: readonly MoneyLimit[];
  /** Whether two people may decide about an amount that nobody knows. */
  allowsUnknownAmounts: boolean;
  disabledTools: readonly string[];
  hasCounters: boolean;
  onLostCounters: PolicyRules['on_lost_counters'];
}

export function combineLayers(layers: readonly PolicyLayer[]): PolicyLayers {
  const [first, ...others] = layers.map(({ rules }) => rules);
  return {
    typedLimits: [
      first?.typed_amount_above ?? DEFAULT_TYPED_AMOUNT_ABOVE,
      ...listGiven(others.map((rules) => rules.typed_amount_above)),
    ],
    secondLimits: listGiven(layers.map(({ rules }) => rules.second_approver_above)),
    allowsUnknownAmounts: first?.second_approver_above !== undefined,
    disabledTools: [...new Set(layers.flatMap(({ rules }) => rules.disabled_tools ?? []))],
    hasCounters: layers.some(hasCounters),
    onLostCounters: chooseOnLostCounters(layers),
  };
}

/** Whether a limit covers several calls. */
const hasCounters = ({ rules }: PolicyLayer): boolean =>
  rules.second_approver_above !== undefined ||
  [rules.refund, rules.charge].some(
    (caps) => caps?.per_day !== undefined || caps?.per_caller !== undefined || caps?.per_payment !== undefined,
  );

/** Whether a policy moves no money on a day of which it is not known what was moved. */
export const refusesLostCounters = (layer: PolicyLayer): boolean =>
  layer.rules.on_lost_counters === 'refuse' || (hasCounters(layer) && layer.rules.on_lost_counters !== 'continue');

/** Continuing needs the word of every policy that counts. */
function chooseOnLostCounters(layers: readonly PolicyLayer[]): PolicyRules['on_lost_counters'] {
  if (layers.some(({ rules }) => rules.on_lost_counters === 'refuse')) return 'refuse';
  return layers.some(hasCounters) && !layers.some(refusesLostCounters) ? 'continue' : undefined;
}

const listGiven = (limits: readonly (MoneyLimit | undefined)[]): MoneyLimit[] =>
  limits.filter((limit) => limit !== undefined);
