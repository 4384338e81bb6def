import { randomUUID } from 'node:crypto';
import { koreanTime } from '../../base/korean-time.ts';
import { money } from '../../base/money.ts';
import { callerDigest } from '../../base/pseudonym.ts';
import { Refused } from '../../base/refusal.ts';
import type { Effect, Money } from '../../endpoints/endpoint.ts';
import { type Store, StoreUnreachable } from '../../store/store.ts';
import { type Move, type Total, totalsOf } from '../impact/money-movements.ts';
import type { Seen } from '../snapshot/snapshot.ts';
import { isOpen } from './business-hours.ts';
import { limitFor } from './limit.ts';
import type { Limit, PolicyRules } from './policy-file.ts';
import { claimsOf, type Kind, kindOf, type Spending } from './spend-counters.ts';

/** Above this the person types the amount instead of ticking a box, with or without a policy. */
const TYPED_ABOVE: Limit = { KRW: 1_000_000 };
/** Counters are kept by Korean day; two days outlive every one of them. */
const COUNTER_SECONDS = 2 * 86_400;
const DAY_SECONDS = 86_400;

export interface PolicyRequest {
  tool: string;
  /** The endpoint that does the work of a tool which is none itself: a ban of that one is not got around. */
  through?: string;
  effect: Effect;
  money?: Money;
  args: Readonly<Record<string, unknown>>;
  /** Whether the tool has a `reason` argument. */
  takesReason: boolean;
  seen: Seen;
  moves: readonly Move[];
  /** The server talks to the embedded sandbox. */
  sandbox: boolean;
  caller: string;
  /** Unix seconds. */
  now: number;
}

export interface Requirements {
  /** The sum that a person has to type. */
  typedAmount?: Total;
  secondApprover: boolean;
}

/** Room under the caps, kept for a call until it is given back. Without `release` it counts, whatever became of the call. */
export interface Reservation {
  /** The Korean day that it counts for. */
  day: string;
  /** Only for a call that is known not to have been executed. Never throws when the store cannot be reached. */
  release(): Promise<void>;
}

export interface Policy {
  /** What the operator allows nobody to call. */
  toolsOff: readonly string[];
  /** Whether a cap holds over several calls, so that a restart must not forget what was counted. */
  counts: boolean;
  /** Throws Refused, also when the counters leave no room now; nothing is reserved. For before a person is asked. */
  check(request: PolicyRequest): Promise<Requirements>;
  /** Checks again and takes the room in one step. Throws Refused. For after the person's yes, before anything is sent. */
  reserve(request: PolicyRequest): Promise<Reservation>;
  /** Counts what an earlier process has spent. */
  restore(spent: readonly Spending[]): Promise<void>;
}

/** What an operator allows, whatever a person agrees to. `part` names the ledger that tells again what was spent here. */
export function createPolicy(rules: PolicyRules, store: Store, part: string = randomUUID()): Policy {
  const dayOf = (now: number) => koreanTime(now).slice(0, 10);
  const claims = (request: PolicyRequest) =>
    claimsOf(rules, {
      day: dayOf(request.now),
      caller: callerDigest(request.caller),
      kind: kindOf(request.money),
      moves: request.moves,
      refunded: request.seen.payment?.cancel_amount ?? 0,
    });

  function mustBeAllowed(request: PolicyRequest): void {
    const { tool, through, effect, now } = request;
    const off = [tool, through].find((name) => name !== undefined && rules.tools_off?.includes(name));
    if (off !== undefined) throw refused(`does not allow ${off}`, 'tools_off');
    if (effect === 'read') return;
    mustFitLock(rules.lock, request);
    if (rules.hours && !isOpen(rules.hours, now)) {
      const { from, to, days } = rules.hours;
      const when = `from ${from} to ${to} Korean time${days ? ` on ${days.join(', ')}` : ''}`;
      throw refused(`allows changes only ${when}`, 'hours');
    }
    const kind = kindOf(request.money);
    if (kind === undefined) return;
    if (kind === 'refund') mustBeRefundable(rules.refund, request);
    mustBeUnderCaps(kind, rules, request);
  }

  async function mustHaveRoom(request: PolicyRequest): Promise<void> {
    for (const claim of claims(request))
      if (Math.max(await store.counted(claim.key), claim.atLeast) + claim.amount > claim.limit) throw noRoom(claim);
  }

  return {
    toolsOff: rules.tools_off ?? [],
    counts: [rules.refund, rules.charge].some(
      (caps) => caps?.per_day !== undefined || caps?.per_caller !== undefined || caps?.per_payment !== undefined,
    ),
    async check(request) {
      mustBeAllowed(request);
      await mustHaveRoom(request);
      return requirementsOf(rules, request);
    },
    async reserve(request) {
      mustBeAllowed(request);
      const taken = claims(request);
      const full = await store.reserve(taken, COUNTER_SECONDS, part);
      if (full) throw noRoom(taken.find(({ key }) => key === full.key) ?? { name: 'caps' });
      let held = true;
      return {
        day: dayOf(request.now),
        async release() {
          if (!held) return;
          held = false;
          // Room that cannot be given back stays taken: too little is allowed then, never too much.
          await store.release(taken, part).catch((error: unknown) => {
            if (!(error instanceof StoreUnreachable)) throw error;
          });
        },
      };
    },
    async restore(spent) {
      const sums = new Map<string, number>();
      for (const { key, amount } of spent.flatMap((one) => claimsOf(rules, one)))
        sums.set(key, (sums.get(key) ?? 0) + amount);
      const claims = [...sums].map(([key, amount]) => ({ key, amount }));
      if (claims.length > 0) await store.restore(claims, COUNTER_SECONDS, part);
    },
  };
}

const refused = (what: string, key: string) =>
  new Refused(
    'policy_refused',
    `The operator's policy ${what}. Nothing was sent.`,
    `Tell the user; only the operator can change "${key}" in the policy.`,
  );

const noRoom = ({ name, limit, currency }: { name: string; limit?: number; currency?: string }) =>
  refused(
    limit === undefined
      ? 'leaves no room for this'
      : `leaves no room for this: ${money(limit / 1_000, currency)} is the most for "${name}", with what was moved before`,
    name,
  );

function mustFitLock(lock: PolicyRules['lock'], { seen, sandbox, money: moves }: PolicyRequest): void {
  if (lock === undefined) return;
  const marks = [seen.payment?.sandbox, moves === 'refund' ? undefined : seen.billing_key?.sandbox].filter(
    (mark) => typeof mark === 'boolean',
  );
  const isTest = sandbox || (marks.length > 0 && marks.every((mark) => mark));
  if (lock === 'test' && !isTest) throw refused('allows changes of test payments only', 'lock');
  if (lock === 'live' && !sandbox && marks.some((mark) => mark))
    throw refused('allows no changes of test payments', 'lock');
}

function mustBeRefundable(rules: PolicyRules['refund'], { args, takesReason, seen, now }: PolicyRequest): void {
  const { max_age_days: days, reason } = rules ?? {};
  if (days !== undefined) {
    const paidAt = seen.payment?.paid_at;
    if (!paidAt)
      throw refused(
        `allows refunds of payments up to ${days} days old, and the age of this one is not known`,
        'refund.max_age_days',
      );
    if (now - paidAt > days * DAY_SECONDS)
      throw refused(`allows refunds of payments up to ${days} days old only`, 'refund.max_age_days');
  }
  if (reason === undefined || !takesReason) return;
  const given = typeof args.reason === 'string' ? args.reason.trim().normalize() : '';
  if (given === '')
    throw new Refused(
      'policy_refused',
      `The operator's policy wants a "reason" for a refund. Nothing was sent.`,
      reason === 'required'
        ? 'Ask the user why, and give it as "reason".'
        : `Ask the user which it is: ${quotedList(reason)}.`,
    );
  if (reason !== 'required' && !reason.some((one) => one.normalize() === given))
    throw new Refused(
      'policy_refused',
      `The operator's policy does not allow this "reason". Nothing was sent.`,
      `Ask the user which it is: ${quotedList(reason)}.`,
    );
}

const quotedList = (texts: readonly string[]) => texts.map((text) => JSON.stringify(text)).join(', ');

function mustBeUnderCaps(kind: Kind, rules: PolicyRules, { moves }: PolicyRequest): void {
  const caps = rules[kind] ?? {};
  for (const name of ['per_call', 'per_payment', 'per_day', 'per_caller'] as const) {
    const limit = caps[name];
    if (limit === undefined) continue;
    const key = `${kind}.${name}`;
    if (moves.length === 0 || moves.some(({ amount }) => amount === undefined))
      throw refused(`has a cap that cannot be held here, since the amount is not known beforehand`, key);
    for (const { currency, amount } of totalsOf(moves)) {
      const most = limitFor(limit, currency);
      if (most === undefined) throw refused(`names no cap for this currency`, key);
      if (name === 'per_call' && amount > most)
        throw refused(`allows at most ${money(most, currency)} in one call`, key);
    }
  }
}

function requirementsOf(rules: PolicyRules, { money: moves, moves: all }: PolicyRequest): Requirements {
  if (moves === undefined) return { secondApprover: false };
  const totals = totalsOf(all);
  const above = (limit: Limit) => totals.find(({ amount, currency }) => amount > (limitFor(limit, currency) ?? -1));
  const typedAmount = above(rules.typed_amount_above ?? TYPED_ABOVE);
  const second = rules.second_approver_above;
  const unknown = all.length === 0 || all.some(({ amount }) => amount === undefined);
  return {
    ...(typedAmount ? { typedAmount } : {}),
    secondApprover: second !== undefined && (unknown || above(second) !== undefined),
  };
}
