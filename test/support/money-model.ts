import { addAmounts } from '../../src/base/money.ts';
import type { Sandbox } from '../../src/sandbox/server.ts';
import type { CallOutcome } from '../../src/tools/call-tool.ts';
import type { CallOutcomes } from './in-process-shop.ts';
import { createCapCheck } from './money-caps.ts';
import { type Call, orders, payments, policy } from './money-steps.ts';
import type { AuditLine } from './rotating-audit-log.ts';

type Entry = Readonly<Record<string, unknown>>;

/** The outcome reported to a caller: executed, tried and failed, unknown, or not executed. */
type CallVerdict = 'done' | 'failed' | 'unknown' | 'nothing' | 'broken';

export interface Counts {
  done: number;
  unknown: number;
  failed: number;
  /** Calls during which the server died. */
  crashed: number;
}

const classifyOutcome = (outcome: CallOutcome): CallVerdict => {
  if (outcome.status === 'done') return 'done';
  if (outcome.status === 'pending') return 'nothing';
  const { kind, imp_uid } = outcome.error;
  if (kind === 'internal') return 'broken';
  if (kind === 'outcome_unknown') return 'unknown';
  return imp_uid ? 'failed' : 'nothing';
};

const paths: Record<Call['do'], string> = {
  refund: '/payments/cancel',
  charge: '/subscribe/payments/again',
  schedule: '/subscribe/payments/schedule',
  unschedule: '/subscribe/payments/unschedule',
};

/** The expected money according to the reported outcomes, compared with the executed changes in the sandbox's ledger. */
export function createModel(sandbox: Sandbox) {
  const counts: Counts = { done: 0, unknown: 0, failed: 0, crashed: 0 };
  const checkCaps = createCapCheck(sandbox, policy);
  const known = payments.map((name) => {
    const id = sandbox.getSamples()[name]?.imp_uid ?? '';
    const stored = sandbox.getWorld().payments.get(id)?.record;
    return { id, paid: stored?.amount ?? 0, refunded: stored?.cancel_amount ?? 0 };
  });
  const charged = new Map<unknown, number>();
  let readCount = 0;

  /** Returns the entries since the last call and adds up their movements. */
  function recordNewEntries(ledger: readonly Entry[]): readonly Entry[] {
    const entries = ledger.slice(readCount);
    readCount = ledger.length;
    for (const entry of entries) {
      const payment = known.find(({ id }) => id === entry.imp_uid);
      if (entry.path === paths.refund && payment) payment.refunded = addAmounts(payment.refunded, Number(entry.amount));
      if (entry.status === 'paid') charged.set(entry.merchant_uid, (charged.get(entry.merchant_uid) ?? 0) + 1);
    }
    return entries;
  }

  /** The subject of an entry, in the same terms as a call. */
  function getCallTarget(call: Call): unknown {
    if (call.do === 'refund') return known[call.payment]?.id;
    return call.do === 'unschedule' ? 'any' : orders[call.order];
  }
  function getEntryTarget(kind: Call['do'], entry: Entry): unknown {
    if (kind === 'refund') return entry.imp_uid;
    if (kind === 'charge') return entry.merchant_uid;
    return kind === 'unschedule' ? 'any' : [entry.merchant_uids].flat()[0];
  }

  function findDisagreements(callOutcomes: readonly CallOutcomes[], entries: readonly Entry[]): string[] {
    const problems: string[] = [];
    const groups = new Map<string, { call: Call; verdicts: CallVerdict[] }>();
    for (const { call, outcomes, crashed } of callOutcomes) {
      const key = `${call.do} ${getCallTarget(call)}`;
      const group = groups.get(key) ?? { call, verdicts: [] };
      groups.set(key, group);
      const verdicts = crashed ? ['unknown' as const] : outcomes.map(classifyOutcome);
      if (crashed) counts.crashed += 1;
      group.verdicts.push(...verdicts);
      const executed = verdicts.filter((one) => one === 'done' || one === 'failed').length;
      if (executed > 1) problems.push(`${key}: one confirmation was reported as executed ${executed} times`);
      const mayMoveMoney = call.person !== 'no' && call.person !== 'silent' && call.person !== 'wrong token';
      if (!mayMoveMoney && verdicts.some((one) => one !== 'nothing'))
        problems.push(`${key}: without an approval it ended as ${verdicts.join(', ')}`);
      if (verdicts.includes('broken')) problems.push(`${key}: the server failed on its own side`);
    }
    for (const kind of Object.keys(paths) as Call['do'][]) {
      for (const entry of entries.filter((one) => one.path === paths[kind] && one.method === 'POST')) {
        const key = `${kind} ${getEntryTarget(kind, entry)}`;
        if (!groups.has(key)) problems.push(`${key}: done without a call`);
      }
    }
    for (const [key, { call, verdicts }] of groups) {
      const ownEntries = entries.filter(
        (one) =>
          one.path === paths[call.do] && one.method === 'POST' && getEntryTarget(call.do, one) === getCallTarget(call),
      );
      const countVerdicts = (verdict: CallVerdict) => verdicts.filter((one) => one === verdict).length;
      const failed = ownEntries.filter(({ status }) => status === 'failed').length;
      problems.push(
        ...checkCount(key, 'done', countVerdicts('done'), ownEntries.length - failed, countVerdicts('unknown')),
      );
      problems.push(...checkCount(key, 'failed', countVerdicts('failed'), failed, countVerdicts('unknown')));
      counts.done += countVerdicts('done');
      counts.failed += countVerdicts('failed');
      counts.unknown += countVerdicts('unknown');
    }
    return problems;
  }

  function findImbalances(): string[] {
    const problems: string[] = [];
    for (const { id, paid, refunded } of known) {
      const shown = sandbox.getWorld().payments.get(id)?.record.cancel_amount;
      if (refunded > paid) problems.push(`${id}: ${refunded} refunded of ${paid}`);
      if (shown !== refunded) problems.push(`${id}: ${shown} is shown as refunded, ${refunded} was`);
    }
    for (const [order, times] of charged) if (times > 1) problems.push(`${order}: charged ${times} times`);
    return problems;
  }

  return {
    counts: () => counts,
    /** Time has passed: due schedules were charged. */
    recordTimePassed: (ledger: readonly Entry[]) => void recordNewEntries(ledger),
    /** Concurrent calls have ended: checks that each reported outcome agrees with what was executed. */
    checkCalls(callOutcomes: readonly CallOutcomes[], ledger: readonly Entry[]): string[] {
      const entries = recordNewEntries(ledger);
      return [...findDisagreements(callOutcomes, entries), ...findImbalances(), ...checkCaps(entries)];
    },
    checkBalances: findImbalances,
  };
}

function checkCount(key: string, what: string, callOutcomes: number, were: number, unknown: number): string[] {
  return callOutcomes <= were && were <= callOutcomes + unknown
    ? []
    : [
        `${key}: ${callOutcomes} reported as ${what} (and ${unknown} as unknown), ${were} ${were === 1 ? 'was' : 'were'}`,
      ];
}

/** Compares the audit log with the reported outcomes and returns the problems. */
export function findAuditProblems(
  { ok, lines }: { ok: boolean; lines: readonly AuditLine[] },
  counts: Counts,
): string[] {
  const problems = ok ? [] : ['the audit log does not verify'];
  const countSteps = (step: string, verdict?: string) =>
    lines.filter((line) => line.step === step && (verdict === undefined || line.verdict === verdict)).length;
  let interrupted = 0;
  for (const call of new Set(lines.map((line) => line.call))) {
    const ownEntries = lines.filter((line) => line.call === call).map(({ step }) => step);
    const started = ownEntries.filter((step) => step === 'started').length;
    const ended = ownEntries.filter((step) => step === 'outcome').length;
    interrupted += started - ended;
    if (started < ended) problems.push(`the audit log has ${started} started and ${ended} outcomes of one call`);
    if (started > ownEntries.filter((step) => step === 'agreed').length)
      problems.push('a write started without a confirmation');
  }
  if (interrupted > counts.crashed) problems.push(`${interrupted} writes have no outcome in the audit log`);
  if (countSteps('outcome', 'executed') !== counts.done)
    problems.push(
      `the audit log has ${countSteps('outcome', 'executed')} as executed, ${counts.done} were reported so`,
    );
  if (countSteps('outcome', 'unknown') !== counts.unknown - counts.crashed)
    problems.push(
      `the audit log has ${countSteps('outcome', 'unknown')} as unknown, ${counts.unknown - counts.crashed} were reported so`,
    );
  return problems;
}
