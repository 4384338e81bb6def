import { addAmounts } from '../../src/base/money.ts';
import type { Sandbox } from '../../src/sandbox/server.ts';
import { type Call, payments } from './money-calls.ts';
import { type Entry, getCallKey, getEntryKey } from './money-entries.ts';
import type { CallOutcomes } from './money-person.ts';
import { type CallVerdict, classifyOutcome } from './money-verdict.ts';

/** What was reported of the calls of a sequence. */
export interface Counts {
  done: number;
  unknown: number;
  /** Calls during which the server died. */
  crashed: number;
}

/** Concurrent calls of one step that act on the same thing. */
interface CallGroup {
  verdicts: CallVerdict[];
  entries: Entry[];
}

/** The calls of a step, which PortOne may still execute after they have ended. */
export interface ModelStep {
  problems: string[];
  /** PortOne has executed held requests of the step: checks that nobody was told for certain that it would not. */
  recordLate(entries: readonly Entry[]): string[];
}

/** The expected money according to the reported outcomes, compared with the executed changes in the sandbox's ledger. */
export function createModel(sandbox: Sandbox) {
  const counts: Counts = { done: 0, unknown: 0, crashed: 0 };
  const known = payments.map((name) => {
    const id = sandbox.getSamples()[name]?.imp_uid ?? '';
    const stored = sandbox.getWorld().payments.get(id)?.record;
    return { id, paid: stored?.amount ?? 0, refunded: stored?.cancel_amount ?? 0 };
  });
  const executed = new Map<string, number>();

  function addMovements(entries: readonly Entry[]): void {
    for (const entry of entries) {
      const payment = known.find(({ id }) => id === entry.imp_uid);
      if (entry.path === '/payments/cancel' && payment)
        payment.refunded = addAmounts(payment.refunded, Number(entry.amount));
      const once = getOnceOnly(entry);
      if (once !== undefined) executed.set(once, (executed.get(once) ?? 0) + 1);
    }
  }

  /** By what the calls act on. */
  function groupCalls(callOutcomes: readonly CallOutcomes[], entries: readonly Entry[]): Map<string, CallGroup> {
    const groups = new Map<string, CallGroup>();
    for (const { call, outcomes, crashed } of callOutcomes) {
      const key = getCallKey(sandbox, call);
      const group = groups.get(key) ?? { verdicts: [], entries: [] };
      group.verdicts.push(...(crashed ? ['crashed' as const] : outcomes.map(classifyOutcome)));
      groups.set(key, group);
    }
    for (const entry of entries) groups.get(getEntryKey(entry) ?? '')?.entries.push(entry);
    return groups;
  }

  function findImbalances(): string[] {
    const problems: string[] = [];
    for (const { id, paid, refunded } of known) {
      const shown = sandbox.getWorld().payments.get(id)?.record.cancel_amount;
      if (refunded > paid) problems.push(`${id}: ${refunded} refunded of ${paid}`);
      if (shown !== refunded) problems.push(`${id}: ${shown} is shown as refunded, ${refunded} was`);
    }
    for (const [what, times] of executed) if (times > 1) problems.push(`${what} ${times} times`);
    return problems;
  }

  return {
    counts: () => counts,
    /** Time has passed: due schedules were charged. */
    recordTimePassed: addMovements,
    /** Concurrent calls have ended: checks that each reported outcome agrees with what was executed. */
    checkCalls(callOutcomes: readonly CallOutcomes[], entries: readonly Entry[]): ModelStep {
      addMovements(entries);
      const groups = groupCalls(callOutcomes, entries);
      const keys = entries.flatMap((entry) => getEntryKey(entry) ?? []);
      for (const { verdicts } of groups.values())
        for (const verdict of verdicts)
          if (verdict === 'done' || verdict === 'unknown' || verdict === 'crashed') counts[verdict] += 1;
      return {
        problems: [
          ...callOutcomes.flatMap(findImpossibleOutcomes),
          ...keys.filter((key) => !groups.has(key)).map((key) => `${key}: done without a call`),
          ...[...groups].flatMap(([key, group]) => findDisagreements(key, group)),
          ...findImbalances(),
        ],
        recordLate(late) {
          addMovements(late);
          return [...late.flatMap((entry) => findWrongCertainty(entry, groups)), ...findImbalances()];
        },
      };
    },
    checkBalances: findImbalances,
  };
}

/** What may happen once only, for an entry that says that it has. */
function getOnceOnly({ path, status, merchant_uid, pointed, confirmed }: Entry): string | undefined {
  if (status === 'paid') return `${merchant_uid}: charged`;
  return pointed || confirmed || status === 'PURCHASE_DECISION' ? `${path}: released` : undefined;
}

const canMoveMoney = ({ person }: Call) => person !== 'no' && person !== 'silent' && person !== 'wrong token';

function findImpossibleOutcomes({ call, outcomes, wasTyped }: CallOutcomes): string[] {
  const verdicts = outcomes.map(classifyOutcome);
  const problems: string[] = [];
  const name = `${call.do} by ${call.caller}`;
  if (verdicts.filter((one) => one === 'done' || one === 'failed').length > 1)
    problems.push(`${name}: one confirmation was reported as executed several times`);
  const isSent = verdicts.some((one) => one !== 'nothing' && one !== 'broken');
  if (isSent && !canMoveMoney(call)) problems.push(`${name}: without an approval it ended as ${verdicts.join(', ')}`);
  if (isSent && wasTyped && call.typed !== 'the amount')
    problems.push(`${name}: without the right amount it ended as ${verdicts.join(', ')}`);
  if (verdicts.includes('broken')) problems.push(`${name}: the server failed on its own side`);
  return problems;
}

const countVerdicts = ({ verdicts }: CallGroup, verdict: CallVerdict): number =>
  verdicts.filter((one) => one === verdict).length;

function findDisagreements(key: string, group: CallGroup): string[] {
  const failed = group.entries.filter(({ status }) => status === 'failed').length;
  const check = (verdict: 'done' | 'failed', were: number) => {
    const reported = countVerdicts(group, verdict);
    const unknown = countVerdicts(group, 'unknown') + countVerdicts(group, 'crashed');
    return reported <= were && were <= reported + unknown
      ? []
      : [
          `${key}: ${reported} reported as ${verdict} (and ${unknown} as unknown), ${were} ${were === 1 ? 'was' : 'were'}`,
        ];
  };
  return [...check('done', group.entries.length - failed), ...check('failed', failed)];
}

function findWrongCertainty(entry: Entry, groups: ReadonlyMap<string, CallGroup>): string[] {
  const key = getEntryKey(entry) ?? '';
  const group = groups.get(key);
  if (!group) return [`${key}: done late, without a call`];
  group.entries.push(entry);
  const explained = (['done', 'failed', 'unknown', 'crashed', 'not yet'] as const)
    .map((verdict) => countVerdicts(group, verdict))
    .reduce((sum, count) => sum + count, 0);
  return group.entries.length > explained ? [`${key}: done late, but reported as not done`] : [];
}
