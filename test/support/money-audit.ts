import type { Sandbox } from '../../src/sandbox/server.ts';
import { type Entry, getMovement } from './money-entries.ts';
import type { Counts } from './money-model.ts';
import type { AuditLine } from './rotating-audit-log.ts';

interface AuditContent {
  ok: boolean;
  lines: readonly AuditLine[];
}

/** Compares the audit log with the reported outcomes and returns the problems. */
export function findAuditProblems({ ok, lines }: AuditContent, counts: Counts): string[] {
  const problems = ok ? [] : ['the audit log does not verify'];
  let interrupted = 0;
  for (const call of new Set(lines.map((line) => line.call))) {
    const steps = lines.filter((line) => line.call === call).map(({ step }) => step);
    const started = steps.filter((step) => step === 'started').length;
    const ended = steps.filter((step) => step === 'outcome').length;
    interrupted += started - ended;
    if (started < ended) problems.push(`the audit log has ${started} started and ${ended} outcomes of one call`);
    if (started > steps.filter((step) => step === 'agreed').length)
      problems.push('a write started without a confirmation');
  }
  if (interrupted > counts.crashed) problems.push(`${interrupted} writes have no outcome in the audit log`);
  for (const [verdict, reported] of [
    ['executed', counts.done],
    ['unknown', counts.unknown],
  ] as const) {
    const logged = lines.filter((line) => line.step === 'outcome' && line.verdict === verdict).length;
    if (logged !== reported) problems.push(`the audit log has ${logged} as ${verdict}, ${reported} were reported so`);
  }
  return problems;
}

/** Returns the movements of money in the sandbox's ledger that the audit log does not explain. */
export function findUnexplainedMovements(
  sandbox: Sandbox,
  { lines }: AuditContent,
  ledger: readonly Entry[],
): string[] {
  const moved = new Map<string, number>();
  for (const entry of ledger) {
    const { target, amount, currency } = getMovement(sandbox, entry) ?? {};
    if (target === undefined) continue;
    const key = [target, amount, currency].join(' ');
    moved.set(key, (moved.get(key) ?? 0) + 1);
  }
  return [...moved].flatMap(([key, times]) => {
    const possible = lines.filter((line) => hasMoved(line, key));
    const started = possible.filter(({ step }) => step === 'started').length;
    // Reading back shows that nothing was done so far.
    const refuted = possible.filter(({ verdict, proof }) => verdict === 'not_executed' && proof !== 'read back').length;
    return times <= started - refuted
      ? []
      : [`${key}: moved ${times} times, but the audit log has ${started} started and ${refuted} not executed`];
  });
}

const hasMoved = ({ moves = [] }: AuditLine, key: string): boolean =>
  moves.some(({ payment, amount, currency }) => [payment, amount, currency].join(' ') === key);
