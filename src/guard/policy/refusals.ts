import { formatMoney } from '../../base/money.ts';
import { Refused } from '../../base/refusal.ts';
import type { PolicyIssuer } from './layers.ts';

/** A model that reports in Korean needs the words, since two policies would both be "the policy" there. */
const policyNames: Readonly<Record<PolicyIssuer, { subject: string; place: string }>> = {
  operator: { subject: "The operator's policy", place: 'the policy' },
  company: { subject: "The company's policy", place: "the company's policy (회사 공통 정책)" },
  shop: { subject: "This shop's own policy", place: "this shop's own policy (상점 정책)" },
};

/** The message can be read out to a person. The key of the policy is only in the advice for the model. */
export const createPolicyRefusal = (issuer: PolicyIssuer, what: string, key: string, detail = '') =>
  new Refused(
    'policy_refused',
    `${policyNames[issuer].subject} ${what}. Nothing was sent.`,
    `Tell the user. Only the operator can change "${key}" in ${policyNames[issuer].place}${detail}.`,
  );

/** A refund whose reason is missing or not allowed. */
export const createReasonRefusal = (issuer: PolicyIssuer, what: string, advice: string) =>
  new Refused('policy_refused', `${policyNames[issuer].subject} ${what}. Nothing was sent.`, advice);

const CAP_SCOPES: readonly (readonly [key: string, scope: string])[] = [
  ['per_payment', 'for one payment or order'],
  ['per_day', 'in one day'],
  ['per_caller', 'by one caller in one day'],
];
const describeCap = (name: string) => CAP_SCOPES.find(([key]) => name.endsWith(`.${key}`))?.[1] ?? 'here';

interface ExceededCap {
  issuer: PolicyIssuer;
  name: string;
  limit?: number;
  currency?: string;
}

export const createCapRefusal = ({ issuer, name, limit, currency }: ExceededCap) =>
  createPolicyRefusal(
    issuer,
    limit === undefined
      ? 'has a cap that this call would exceed'
      : `has a cap that this call would exceed: at most ${formatMoney(limit / 1_000, currency)} may be moved ${describeCap(name)}, including what was moved before`,
    name,
  );

/** The amount needs more than was asked of the person, since more has been moved since then. */
export const createThresholdRefusal = (tool: string) =>
  new Refused(
    'not_confirmed',
    'Meanwhile more money was moved for the same payment or customer, so this amount now needs a stronger confirmation. Nothing was sent.',
    `Call ${tool} again to ask for it.`,
  );

export const createUnknownAmountRefusal = (issuer: PolicyIssuer) =>
  new Refused(
    'policy_refused',
    'PortOne does not tell how much money this would move, so nobody could confirm the amount. Nothing was sent.',
    `Read the record again. If its amount stays unknown, tell the user to do it in the PortOne console, or the operator to set "second_approver_above" in ${policyNames[issuer].place}: then two people can decide.`,
  );

export const createLostCountersRefusal = (issuer: PolicyIssuer) =>
  createPolicyRefusal(
    issuer,
    'limits what may be moved in one day, and the record of what was moved today was lost',
    'on_lost_counters',
    ', or restore the audit log; otherwise it works again tomorrow',
  );
