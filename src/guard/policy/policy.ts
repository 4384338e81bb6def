import { randomBytes, randomUUID } from 'node:crypto';
import { DAY_SECONDS, formatKst } from '../../base/korean-time.ts';
import { createPseudonyms, hashCaller, type Pseudonyms } from '../../base/pseudonym.ts';
import { type Store, StoreUnreachable } from '../../store/store.ts';
import { hasUnknownAmount } from '../impact/money-movements.ts';
import { assertAllowedBy } from './assert-allowed.ts';
import { combineLayers, type PolicyLayer } from './layers.ts';
import type { PolicyRules } from './policy-file.ts';
import type { PolicyRequest } from './policy-request.ts';
import { createCapRefusal, createThresholdRefusal, createUnknownAmountRefusal } from './refusals.ts';
import { getRequirements, getThresholdIncrements, type Requirements } from './requirements.ts';
import { getCounterIncrements, getMoneyKind, type RecordedSpend } from './spend-counters.ts';

/** Counters count one Korean day each, so none is needed for longer than two days. */
const COUNTER_SECONDS = 2 * DAY_SECONDS;

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
 * Creates the policy of a shop, which applies whatever a person confirms: of the company and the shop, or of the
 * operator alone. Both count with the same counters. `owner` identifies the audit log from which this server's share of
 * the counters can be restored, and `pseudonyms` are those of its ids.
 */
export function createPolicy(
  given: readonly PolicyLayer[],
  store: Store,
  owner: string = randomUUID(),
  pseudonyms: Pseudonyms = createPseudonyms(randomBytes(32)),
): Policy {
  const layers = combineLayers(given);
  const getKstDay = (now: number) => formatKst(now, { precision: 'day' });
  const toSpend = ({ now, caller, money, moves, customers = [] }: PolicyRequest): RecordedSpend => ({
    ...{ day: getKstDay(now), caller: hashCaller(caller), kind: getMoneyKind(money), moves, customers },
  });
  const getIncrements = (request: PolicyRequest) =>
    getCounterIncrements(
      given,
      { ...toSpend(request), refunded: request.snapshot.payment?.cancel_amount ?? 0 },
      pseudonyms,
    );
  let lostDay: string | undefined;

  function assertAllowed(request: PolicyRequest): void {
    const areCountersLost = layers.hasCounters && lostDay === getKstDay(request.now);
    for (const layer of given) assertAllowedBy(layer, request, areCountersLost);
  }

  async function assertWithinCounters(request: PolicyRequest): Promise<void> {
    for (const increment of getIncrements(request))
      if (Math.max(await store.readCounter(increment.key), increment.atLeast) + increment.amount > increment.limit)
        throw createCapRefusal(increment);
  }

  return {
    disabledTools: layers.disabledTools,
    hasCounters: layers.hasCounters,
    onLostCounters: layers.onLostCounters,
    async check(request) {
      assertAllowed(request);
      await assertWithinCounters(request);
      if (request.money === undefined) return { secondApprover: false };
      if (hasUnknownAmount(request.moves) && !layers.allowsUnknownAmounts)
        throw createUnknownAmountRefusal(given[0]?.issuer ?? 'operator');
      const before = getThresholdIncrements(layers, toSpend(request), pseudonyms);
      const movedToday = await Promise.all(
        before.map(async ({ key, currency, amount }) => ({
          currency,
          amount: ((await store.readCounter(key)) + amount) / 1_000,
        })),
      );
      return getRequirements(layers, request.moves, movedToday);
    },
    async reserve(request, confirmed = { secondApprover: false }) {
      assertAllowed(request);
      const caps = getIncrements(request);
      const thresholds = getThresholdIncrements(layers, toSpend(request), pseudonyms, confirmed);
      const increments = [...caps, ...thresholds];
      const exceeded = await store.reserve(increments, COUNTER_SECONDS, owner);
      if (exceeded && thresholds.some(({ key }) => key === exceeded.key)) throw createThresholdRefusal(request.tool);
      if (exceeded)
        throw createCapRefusal(caps.find(({ key }) => key === exceeded.key) ?? { issuer: 'operator', name: 'caps' });
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
        ...getCounterIncrements(given, one, pseudonyms),
        ...getThresholdIncrements(layers, one, pseudonyms),
      ]);
      for (const { key, amount } of increments) sums.set(key, (sums.get(key) ?? 0) + amount);
      const restored = [...sums].map(([key, amount]) => ({ key, amount }));
      if (restored.length > 0) await store.restoreCounters(restored, COUNTER_SECONDS, owner);
    },
  };
}
