import type { Row } from '../../endpoints/index.ts';
import type { PortOneReader } from '../../portone/client.ts';
import { OutcomeUnknown, PortOneRejected } from '../../portone/errors.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';
import type { Evidence } from './evidence/evidence.ts';
import { createObserver } from './evidence/index.ts';

/** The outcome of a write whose response was lost. */
export type WriteOutcome =
  /**
   * `value` is the record that was read back, in the shape of the row's response; `failed`: ids of a batch not
   * processed.
   */
  | { verdict: 'executed'; evidence: string; value?: unknown; failed?: string[] }
  /** The PG declined the charge: no money was taken, but the order has a failed attempt. */
  | { verdict: 'failed'; evidence: string; value: { imp_uid?: unknown; fail_reason?: unknown } }
  | { verdict: 'not_executed'; evidence: string }
  | { verdict: 'unknown'; observed: string; next: string };

export interface ReconcileOptions {
  portone: PortOneReader;
  sleep(ms: number): Promise<void>;
  /** Monotonic milliseconds. */
  now(): number;
  /** When the call has to be answered, on the clock of `now`. Otherwise the reading back ends after 26 s. */
  deadline?: number;
}

/**
 * When to check, in milliseconds after the response was lost. Evidence of execution is accepted at once. Absence of it
 * counts only at the end: the PG may still be processing a request that timed out here, and after a response, even an
 * error of PortOne's own, its record may be delayed.
 */
const CHECK_DELAYS_MS = [500, 1_500, 3_500, 7_500, 12_500, 18_000];
const MAX_RECONCILIATION_MS = 26_000;
/** Limit of a single check but the last, so that a slow one does not use up the whole deadline. */
const MAX_CHECK_MS = 4_000;

/** Whether a write failed in a way that does not prove that it was not executed. */
export const isOutcomeInDoubt = (row: Row, error: unknown): boolean =>
  row.effect !== 'read' &&
  (error instanceof OutcomeUnknown || (error instanceof PortOneRejected && !error.isConclusive));

/** Finds out whether a write was executed by reading what it would have changed. Never sends the write again. */
export async function reconcile(
  row: Row,
  args: Readonly<Record<string, unknown>>,
  before: Snapshot | undefined,
  options: ReconcileOptions,
): Promise<WriteOutcome> {
  const { readBack } = row;
  if (!readBack || readBack.by === 'none') {
    const because = readBack?.reason ?? 'no record is known to show it';
    return {
      verdict: 'unknown',
      observed: `The outcome could not be checked: ${because}.`,
      next: `Do not repeat ${row.name}. No tool can show the outcome: ${because}.`,
    };
  }
  const observer = createObserver(readBack, args, before);
  if (!observer)
    return {
      verdict: 'unknown',
      observed: 'The outcome could not be checked: the arguments do not identify a record to read.',
      next: `Do not repeat ${row.name}${row.followUpTool ? ` before ${row.followUpTool} shows that it was not executed` : ''}.`,
    };
  const startedAt = options.now();
  const endsAt = Math.min(startedAt + MAX_RECONCILIATION_MS, options.deadline ?? Number.POSITIVE_INFINITY);
  let lastEvidence: Evidence | undefined;
  let readFailed = true;
  let hasTime = true;
  for (const [index, delay] of CHECK_DELAYS_MS.entries()) {
    await options.sleep(Math.max(0, Math.min(startedAt + delay, endsAt) - options.now()));
    const remaining = endsAt - options.now();
    hasTime = remaining > 0;
    if (!hasTime) break;
    try {
      // Monotonic clocks return fractions of a millisecond, which a timeout does not accept.
      const isLast = index === CHECK_DELAYS_MS.length - 1;
      const limit = AbortSignal.timeout(Math.ceil(isLast ? remaining : Math.min(MAX_CHECK_MS, remaining)));
      lastEvidence = await observer.check(options.portone, limit);
      readFailed = false;
    } catch {
      // A failed read is evidence of neither outcome.
      readFailed = true;
    }
    if (!readFailed && lastEvidence?.kind === 'executed' && !lastEvidence.partialSoFar) break;
  }
  const doubt = readFailed
    ? 'later reads from PortOne failed'
    : hasTime
      ? undefined
      : 'there was no time to look again';
  return toWriteOutcome(row, lastEvidence, doubt, observer.followUp);
}

function toWriteOutcome(
  row: Row,
  lastEvidence: Evidence | undefined,
  doubt: string | undefined,
  followUp: { tool: string; args: object },
): WriteOutcome {
  const next = `Do not repeat ${row.name}. Call ${followUp.tool} with ${JSON.stringify(followUp.args)} to see whether it was executed, or ask the user to check the PortOne console.`;
  if (!lastEvidence) return { verdict: 'unknown', observed: 'Reading from PortOne failed.', next };
  if (doubt !== undefined)
    return { verdict: 'unknown', observed: toSentence(`${lastEvidence.detail}; ${doubt}`), next };
  switch (lastEvidence.kind) {
    case 'executed': {
      const { detail, value, failed } = lastEvidence;
      return {
        verdict: 'executed',
        evidence: toSentence(detail),
        ...(value === undefined ? {} : { value }),
        ...(failed ? { failed } : {}),
      };
    }
    case 'declined':
      return { verdict: 'failed', evidence: toSentence(lastEvidence.detail), value: lastEvidence.value };
    case 'absent':
      return { verdict: 'not_executed', evidence: toSentence(lastEvidence.detail) };
    case 'ambiguous':
      return { verdict: 'unknown', observed: toSentence(lastEvidence.detail), next };
  }
}

const toSentence = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
