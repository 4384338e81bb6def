import { randomBytes, randomUUID } from 'node:crypto';
import { DAY_SECONDS, formatKst } from '../../base/korean-time.ts';
import { formatMoney } from '../../base/money.ts';
import { createPseudonyms, hashCaller, type Pseudonyms } from '../../base/pseudonym.ts';
import { Refused } from '../../base/refusal.ts';
import type { Effect, Money } from '../../endpoints/endpoint.ts';
import { type Store, StoreUnreachable } from '../../store/store.ts';
import { hasUnknownAmount, type MoneyMovement, sumByCurrency } from '../impact/money-movements.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';
import { isWithinBusinessHours } from './business-hours.ts';
import { assertEnvironment } from './environment.ts';
import type { PolicyRules } from './policy-file.ts';
import {
  createCapRefusal,
  createLostCountersRefusal,
  createPolicyRefusal,
  createThresholdRefusal,
  createUnknownAmountRefusal,
} from './refusals.ts';
import { getRequirements, getThresholdIncrements, type Requirements } from './requirements.ts';
import { getCounterIncrements, getLimit, getMoneyKind, type MoneyKind, type RecordedSpend } from './spend-counters.ts';

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
  /** The customers that it belongs to, as keys with the kind of id: `customer_uid 17`. */
  customers?: readonly string[];
  /** The server talks to the embedded sandbox. */
  sandbox: boolean;
  caller: string;
  /** Unix seconds. */
  now: number;
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
  /** Whether a limit covers several calls, so its counter must survive a restart. */
  hasCounters: boolean;
  /** What the operator decided for the case that the counters are lost; undefined if nothing. */
  onLostCounters: PolicyRules['on_lost_counters'];
  /**
   * Checks a request before a person is asked, and reserves nothing. Throws Refused, also if a cap would be exceeded.
   */
  check(request: PolicyRequest): Promise<Requirements>;
  /**
   * Checks again after the confirmation, at the time of the request, and reserves the amount atomically, before anything
   * is sent. `confirmed` is what the person was asked for. Throws Refused.
   */
  reserve(request: PolicyRequest, confirmed?: Requirements): Promise<Reservation>;
  /** Nobody knows any more what was spent on this Korean day before. */
  markCountersLost(day: string): void;
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
  const toSpend = ({ now, caller, money, moves, customers = [] }: PolicyRequest): RecordedSpend => ({
    ...{ day: getKstDay(now), caller: hashCaller(caller), kind: getMoneyKind(money), moves, customers },
  });
  const getIncrements = (request: PolicyRequest) =>
    getCounterIncrements(
      rules,
      { ...toSpend(request), refunded: request.snapshot.payment?.cancel_amount ?? 0 },
      pseudonyms,
    );
  const hasCounters =
    rules.second_approver_above !== undefined ||
    [rules.refund, rules.charge].some(
      (caps) => caps?.per_day !== undefined || caps?.per_caller !== undefined || caps?.per_payment !== undefined,
    );
  let lostDay: string | undefined;

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
    if (hasCounters && lostDay === getKstDay(now) && rules.on_lost_counters !== 'continue')
      throw createLostCountersRefusal();
    if (kind === 'refund') assertRefundable(rules.refund, request);
    assertWithinCaps(kind, rules, request);
  }

  async function assertWithinCounters(request: PolicyRequest): Promise<void> {
    for (const increment of getIncrements(request))
      if (Math.max(await store.readCounter(increment.key), increment.atLeast) + increment.amount > increment.limit)
        throw createCapRefusal(increment);
  }

  return {
    disabledTools: rules.disabled_tools ?? [],
    hasCounters,
    onLostCounters: rules.on_lost_counters,
    async check(request) {
      assertAllowed(request);
      await assertWithinCounters(request);
      if (request.money === undefined) return { secondApprover: false };
      if (hasUnknownAmount(request.moves) && rules.second_approver_above === undefined)
        throw createUnknownAmountRefusal();
      const before = getThresholdIncrements(rules, toSpend(request), pseudonyms);
      const movedToday = await Promise.all(
        before.map(async ({ key, currency, amount }) => ({
          currency,
          amount: ((await store.readCounter(key)) + amount) / 1_000,
        })),
      );
      return getRequirements(rules, request.moves, movedToday);
    },
    async reserve(request, confirmed = { secondApprover: false }) {
      assertAllowed(request);
      const caps = getIncrements(request);
      const thresholds = getThresholdIncrements(rules, toSpend(request), pseudonyms, confirmed);
      const increments = [...caps, ...thresholds];
      const exceeded = await store.reserve(increments, COUNTER_SECONDS, owner);
      if (exceeded && thresholds.some(({ key }) => key === exceeded.key)) throw createThresholdRefusal(request.tool);
      if (exceeded) throw createCapRefusal(caps.find(({ key }) => key === exceeded.key) ?? { name: 'caps' });
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
    markCountersLost(day) {
      lostDay = day;
    },
    async restoreCounters(spendToday) {
      const sums = new Map<string, number>();
      const increments = spendToday.flatMap((one) => [
        ...getCounterIncrements(rules, one, pseudonyms),
        ...getThresholdIncrements(rules, one, pseudonyms),
      ]);
      for (const { key, amount } of increments) sums.set(key, (sums.get(key) ?? 0) + amount);
      const restored = [...sums].map(([key, amount]) => ({ key, amount }));
      if (restored.length > 0) await store.restoreCounters(restored, COUNTER_SECONDS, owner);
    },
  };
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
    if (hasUnknownAmount(moves))
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
