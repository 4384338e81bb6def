import type { Sandbox } from '../../src/sandbox/server.ts';
import type { Outcome } from '../../src/tools/call-tool.ts';
import type { AuditLine, Told } from './in-process-shop.ts';
import { type Call, orders, payments } from './money-steps.ts';

type Entry = Readonly<Record<string, unknown>>;

/** What a caller was told: it was done, it was tried and failed, nobody knows, or nothing happened. */
type Verdict = 'done' | 'failed' | 'unknown' | 'nothing' | 'broken';

export interface Counts {
  done: number;
  unknown: number;
  failed: number;
}

const verdictOf = (outcome: Outcome): Verdict => {
  if ('result' in outcome) return 'done';
  if ('ask' in outcome) return 'nothing';
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

/** The money as it must be, by what callers were told, beside the sandbox's ledger of what was done. */
export function createModel(sandbox: Sandbox) {
  const counts: Counts = { done: 0, unknown: 0, failed: 0 };
  const known = payments.map((name) => {
    const id = sandbox.samples()[name]?.imp_uid ?? '';
    const stored = sandbox.world().payments.get(id)?.shown;
    return { id, paid: stored?.amount ?? 0, refunded: stored?.cancel_amount ?? 0 };
  });
  const charged = new Map<unknown, number>();
  let seen = 0;

  /** The entries since the last look; what they move is booked. */
  function fresh(ledger: readonly Entry[]): readonly Entry[] {
    const entries = ledger.slice(seen);
    seen = ledger.length;
    for (const entry of entries) {
      const payment = known.find(({ id }) => id === entry.imp_uid);
      if (entry.path === paths.refund && payment) payment.refunded += Number(entry.amount);
      if (entry.status === 'paid') charged.set(entry.merchant_uid, (charged.get(entry.merchant_uid) ?? 0) + 1);
    }
    return entries;
  }

  /** What an entry is about, in the same words as a call. */
  function targetOf(call: Call): unknown {
    if (call.do === 'refund') return known[call.payment]?.id;
    return call.do === 'unschedule' ? 'any' : orders[call.order];
  }
  function entryTarget(kind: Call['do'], entry: Entry): unknown {
    if (kind === 'refund') return entry.imp_uid;
    if (kind === 'charge') return entry.merchant_uid;
    return kind === 'unschedule' ? 'any' : [entry.merchant_uids].flat()[0];
  }

  function agreement(told: readonly Told[], entries: readonly Entry[]): string[] {
    const wrong: string[] = [];
    const groups = new Map<string, { call: Call; verdicts: Verdict[] }>();
    for (const { call, outcomes } of told) {
      const key = `${call.do} ${targetOf(call)}`;
      const group = groups.get(key) ?? { call, verdicts: [] };
      groups.set(key, group);
      const verdicts = outcomes.map(verdictOf);
      group.verdicts.push(...verdicts);
      const executed = verdicts.filter((one) => one === 'done' || one === 'failed').length;
      if (executed > 1) wrong.push(`${key}: one agreement was told as executed ${executed} times`);
      const mayMove = call.person !== 'no' && call.person !== 'silent' && call.person !== 'wrong token';
      if (!mayMove && verdicts.some((one) => one !== 'nothing'))
        wrong.push(`${key}: without a yes it ended as ${verdicts.join(', ')}`);
      if (verdicts.includes('broken')) wrong.push(`${key}: the server failed on its own side`);
    }
    for (const kind of Object.keys(paths) as Call['do'][]) {
      for (const entry of entries.filter((one) => one.path === paths[kind] && one.method === 'POST')) {
        const key = `${kind} ${entryTarget(kind, entry)}`;
        if (!groups.has(key)) wrong.push(`${key}: done without a call`);
      }
    }
    for (const [key, { call, verdicts }] of groups) {
      const own = entries.filter(
        (one) => one.path === paths[call.do] && one.method === 'POST' && entryTarget(call.do, one) === targetOf(call),
      );
      const count = (verdict: Verdict) => verdicts.filter((one) => one === verdict).length;
      const failed = own.filter(({ status }) => status === 'failed').length;
      wrong.push(...between(key, 'done', count('done'), own.length - failed, count('unknown')));
      wrong.push(...between(key, 'failed', count('failed'), failed, count('unknown')));
      counts.done += count('done');
      counts.failed += count('failed');
      counts.unknown += count('unknown');
    }
    return wrong;
  }

  function balance(): string[] {
    const wrong: string[] = [];
    for (const { id, paid, refunded } of known) {
      const shown = sandbox.world().payments.get(id)?.shown.cancel_amount;
      if (refunded > paid) wrong.push(`${id}: ${refunded} refunded of ${paid}`);
      if (shown !== refunded) wrong.push(`${id}: ${shown} is shown as refunded, ${refunded} was`);
    }
    for (const [order, times] of charged) if (times > 1) wrong.push(`${order}: charged ${times} times`);
    return wrong;
  }

  return {
    counts: () => counts,
    /** Time has passed: what became due was done. */
    passed: (ledger: readonly Entry[]) => void fresh(ledger),
    /** Calls have ended at the same time: whether what was told of each agrees with what was done. */
    done: (told: readonly Told[], ledger: readonly Entry[]) => [...agreement(told, fresh(ledger)), ...balance()],
    ended: balance,
  };
}

function between(key: string, what: string, told: number, were: number, unknown: number): string[] {
  return told <= were && were <= told + unknown
    ? []
    : [`${key}: ${told} told as ${what} (and ${unknown} as unknown), ${were} ${were === 1 ? 'was' : 'were'}`];
}

/** What is wrong with the audit ledger, beside what callers were told. */
export function complaints({ ok, lines }: { ok: boolean; lines: readonly AuditLine[] }, counts: Counts): string[] {
  const wrong = ok ? [] : ['the audit ledger does not verify'];
  const count = (step: string, verdict?: string) =>
    lines.filter((line) => line.step === step && (verdict === undefined || line.verdict === verdict)).length;
  for (const call of new Set(lines.map((line) => line.call))) {
    const own = lines.filter((line) => line.call === call).map(({ step }) => step);
    const started = own.filter((step) => step === 'started').length;
    const ended = own.filter((step) => step === 'outcome').length;
    if (started !== ended) wrong.push(`the audit ledger has ${started} started and ${ended} outcomes of one call`);
    if (started > own.filter((step) => step === 'agreed').length) wrong.push('something started without an agreement');
  }
  if (count('outcome', 'executed') !== counts.done)
    wrong.push(`the audit ledger has ${count('outcome', 'executed')} as executed, ${counts.done} were told so`);
  if (count('outcome', 'unknown') !== counts.unknown)
    wrong.push(`the audit ledger has ${count('outcome', 'unknown')} as unknown, ${counts.unknown} were told so`);
  return wrong;
}
