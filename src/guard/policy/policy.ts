import { randomBytes, randomUUID } from 'node:crypto';
import { DAY_SECONDS, formatKst } from '../../base/korean-time.ts';
import { type CurrencyAmount, formatMoney } from '../../base/money.ts';
import { createPseudonyms, hashCaller, type Pseudonyms } from '../../base/pseudonym.ts';
import { Refused } from '../../base/refusal.ts';
import type { Effect, Money } from '../../endpoints/endpoint.ts';
import { type Store, StoreUnreachable } from '../../store/store.ts';
import { type MoneyMovement, sumByCurrency } from '../impact/money-movements.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';
import { isWithinBusinessHours } from './business-hours.ts';
import type { MoneyLimit, PolicyRules } from './policy-file.ts';
import { getCounterIncrements, getLimit, getMoneyKind, type MoneyKind, type RecordedSpend } from './spend-counters.ts';

/** Above this the person types the amount instead of ticking a box, even without a policy. */
const DEFAULT_TYPED_AMOUNT_ABOVE: MoneyLimit = { KRW: 1_000_000 };
/** Counters count one Korean day each, so none is needed for longer than two days. */
const COUNTER_SECONDS = 2 * DAY_SECONDS;

export interface PolicyRequest {
  tool: string;
  /** The endpoint that a curated tool delegates to: disabling the endpoint disables the tool as well. */
  through?: string;
  effect: Effect;
  money?: Money;
  args: Readonly<Record<string, unknown>>;
  /** Whether the tool has a `reason` argument. */
  takesReason: boolean;
  snapshot: Snapshot;
  moves: readonly MoneyMovement[];
  /** The server talks to the embedded sandbox. */
  sandbox: boolean;
  caller: string;
  /** Unix seconds. */
  now: number;
}

export interface Requirements {
  /** The amount that a person has to type. */
  typedAmount?: CurrencyAmount;
  secondApprover: boolean;
}

/** An amount reserved under the caps for a call. Unless released, it counts whatever the outcome of the call. */
export interface Reservation {
  /** The Korean day whose counters include it. */
  day: string;
  /** Call it only if the call is known not to have been executed. Does not throw if the store is unreachable. */
  release(): Promise<void>;
}

export interface Policy {
  /** Tools that nobody may call. */
  disabledTools: readonly string[];
  /** Whether a cap covers several calls, so its counter must survive a restart. */
  hasCounters: boolean;
  /**
   * Checks a request before a person is asked, and reserves nothing. Throws Refused, also if a cap would be exceeded.
   */
  check(request: PolicyRequest): Promise<Requirements>;
  /**
   * Checks again after the confirmation and reserves the amount atomically, before anything is sent. Throws Refused.
   */
  reserve(request: PolicyRequest): Promise<Reservation>;
  /** Restores the counters from what an earlier process spent. */
  restoreCounters(spendToday: readonly RecordedSpend[]): Promise<void>;
}

/**
 * Creates the policy of an operator, which applies whatever a person confirms. `owner` identifies the audit log from which
 * this server's share of the counters can be restored, and
 * `pseudonyms` are those of its ids.
 */
export function createPolicy(
  rules: PolicyRules,
  store: Store,
  owner: string = randomUUID(),
  pseudonyms: Pseudonyms = createPseudonyms(randomBytes(32)),
): Policy {
  const getKstDay = (now: number) => formatKst(now, { precision: 'day' });
  const getIncrements = (request: PolicyRequest) =>
    getCounterIncrements(
      rules,
      {
        day: getKstDay(request.now),
        caller: hashCaller(request.caller),
        kind: getMoneyKind(request.money),
        moves: request.moves,
        refunded: request.snapshot.payment?.cancel_amount ?? 0,
      },
      pseudonyms,
    );

  function assertAllowed(request: PolicyRequest): void {
    const { tool, through, effect, now } = request;
    const disabledTool = [tool, through].find((name) => name !== undefined && rules.disabled_tools?.includes(name));
    if (disabledTool !== undefined)
      throw createPolicyRefusal('does not allow this operation', 'disabled_tools', `, which lists ${disabledTool}`);
    if (effect === 'read') return;
    assertEnvironment(rules.environment, request);
    if (rules.business_hours && !isWithinBusinessHours(rules.business_hours, now)) {
      const { from, to, days } = rules.business_hours;
      const openingHours = `from ${from} to ${to} Korean time${days ? ` on ${days.join(', ')}` : ''}`;
      throw createPolicyRefusal(`allows changes only ${openingHours}`, 'business_hours');
    }
    const kind = getMoneyKind(request.money);
    if (kind === undefined) return;
    if (kind === 'refund') assertRefundable(rules.refund, request);
    assertWithinCaps(kind, rules, request);
  }

  async function assertWithinCounters(request: PolicyRequest): Promise<void> {
    for (const increment of getIncrements(request))
      if (Math.max(await store.readCounter(increment.key), increment.atLeast) + increment.amount > increment.limit)
        throw capExceeded(increment);
  }

  return {
    disabledTools: rules.disabled_tools ?? [],
    hasCounters: [rules.refund, rules.charge].some(
      (caps) => caps?.per_day !== undefined || caps?.per_caller !== undefined || caps?.per_payment !== undefined,
    ),
    async check(request) {
      assertAllowed(request);
      await assertWithinCounters(request);
      return getRequirements(rules, request);
    },
    async reserve(request) {
      assertAllowed(request);
      const increments = getIncrements(request);
      const exceeded = await store.reserve(increments, COUNTER_SECONDS, owner);
      if (exceeded) throw capExceeded(increments.find(({ key }) => key === exceeded.key) ?? { name: 'caps' });
      let isHeld = true;
      return {
        day: getKstDay(request.now),
        async release() {
          if (!isHeld) return;
          isHeld = false;
          // An amount that cannot be released stays reserved: the policy then allows too little, never too much.
          await store.release(increments, owner).catch((error: unknown) => {
            if (!(error instanceof StoreUnreachable)) throw error;
          });
        },
      };
    },
    async restoreCounters(spendToday) {
      const sums = new Map<string, number>();
      for (const { key, amount } of spendToday.flatMap((one) => getCounterIncrements(rules, one, pseudonyms)))
        sums.set(key, (sums.get(key) ?? 0) + amount);
      const increments = [...sums].map(([key, amount]) => ({ key, amount }));
      if (increments.length > 0) await store.restoreCounters(increments, COUNTER_SECONDS, owner);
    },
  };
}

/** The message can be read out to a person. The key of the policy is only in the advice for the model. */
const createPolicyRefusal = (what: string, key: string, detail = '') =>
  new Refused(
    'policy_refused',
    `The operator's policy ${what}. Nothing was sent.`,
    `Tell the user. Only the operator can change "${key}" in the policy${detail}.`,
  );

const CAP_SCOPES: readonly (readonly [key: string, scope: string])[] = [
  ['per_payment', 'for one payment or order'],
  ['per_day', 'in one day'],
  ['per_caller', 'by one caller in one day'],
];
const describeCap = (name: string) => CAP_SCOPES.find(([key]) => name.endsWith(`.${key}`))?.[1] ?? 'here';

const capExceeded = ({ name, limit, currency }: { name: string; limit?: number; currency?: string }) =>
  createPolicyRefusal(
    limit === undefined
      ? 'has a cap that this call would exceed'
      : `has a cap that this call would exceed: at most ${formatMoney(limit / 1_000, currency)} may be moved ${describeCap(name)}, including what was moved before`,
    name,
  );

function assertEnvironment(
  environment: PolicyRules['environment'],
  { snapshot, sandbox, money: moneyKind }: PolicyRequest,
): void {
  if (environment === undefined) return;
  const testFlags = [
    snapshot.payment?.sandbox,
    moneyKind === 'refund' ? undefined : snapshot.billing_key?.sandbox,
  ].filter((mark) => typeof mark === 'boolean');
  const isTest = sandbox || (testFlags.length > 0 && testFlags.every((mark) => mark));
  if (environment === 'test' && !isTest)
    throw createPolicyRefusal('allows changes to test payments only', 'environment');
  if (environment === 'live' && !sandbox && testFlags.some((mark) => mark))
    throw createPolicyRefusal('does not allow changes to test payments', 'environment');
}

function assertRefundable(rules: PolicyRules['refund'], { args, takesReason, snapshot, now }: PolicyRequest): void {
  const { max_age_days: days, reason } = rules ?? {};
  if (days !== undefined) {
    const paidAt = snapshot.payment?.paid_at;
    if (!paidAt)
      throw createPolicyRefusal(
        `allows refunds only of payments up to ${days} days old, and it is not known when this one was paid`,
        'refund.max_age_days',
      );
    if (now - paidAt > days * DAY_SECONDS)
      throw createPolicyRefusal(`allows refunds only of payments up to ${days} days old`, 'refund.max_age_days');
  }
  if (reason === undefined || !takesReason) return;
  const givenReason = typeof args.reason === 'string' ? args.reason.trim().normalize() : '';
  if (givenReason === '')
    throw new Refused(
      'policy_refused',
      `The operator's policy requires a reason for a refund. Nothing was sent.`,
      reason === 'required'
        ? 'Ask the user for the reason and pass it as "reason".'
        : `Ask the user which of the allowed reasons applies and pass it as "reason": ${quoteList(reason)}.`,
    );
  if (reason !== 'required' && !reason.some((one) => one.normalize() === givenReason))
    throw new Refused(
      'policy_refused',
      `The operator's policy does not allow this reason. Nothing was sent.`,
      `Ask the user which of the allowed reasons applies and pass it as "reason": ${quoteList(reason)}.`,
    );
}

const quoteList = (texts: readonly string[]) => texts.map((text) => JSON.stringify(text)).join(', ');

function assertWithinCaps(kind: MoneyKind, rules: PolicyRules, { moves }: PolicyRequest): void {
  const caps = rules[kind] ?? {};
  for (const name of ['per_call', 'per_payment', 'per_day', 'per_caller'] as const) {
    const limit = caps[name];
    if (limit === undefined) continue;
    const key = `${kind}.${name}`;
    if (moves.length === 0 || moves.some(({ amount }) => amount === undefined))
      throw createPolicyRefusal(
        `has a cap that cannot be checked here, because the amount is not known in advance`,
        key,
      );
    for (const { currency, amount } of sumByCurrency(moves)) {
      const cap = getLimit(limit, currency);
      if (cap === undefined)
        throw createPolicyRefusal(`sets no cap for this currency, so it does not allow amounts in it`, key);
      if (name === 'per_call' && amount > cap)
        throw createPolicyRefusal(`allows at most ${formatMoney(cap, currency)} in one call`, key);
    }
  }
}

function getRequirements(rules: PolicyRules, { money: moneyKind, moves: movements }: PolicyRequest): Requirements {
  if (moneyKind === undefined) return { secondApprover: false };
  const totals = sumByCurrency(movements);
  const findTotalAbove = (limit: MoneyLimit) =>
    totals.find(({ amount, currency }) => amount > (getLimit(limit, currency) ?? -1));
  const typedAmount = findTotalAbove(rules.typed_amount_above ?? DEFAULT_TYPED_AMOUNT_ABOVE);
  const secondApproverLimit = rules.second_approver_above;
  const hasUnknownAmount = movements.length === 0 || movements.some(({ amount }) => amount === undefined);
  return {
    ...(typedAmount ? { typedAmount } : {}),
    secondApprover:
      secondApproverLimit !== undefined && (hasUnknownAmount || findTotalAbove(secondApproverLimit) !== undefined),
  };
}
