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
  /** PortOne has responded, so the request is no longer in progress. */
  ended?: boolean;
}

/**
 * When to check, in milliseconds after the response was lost. Evidence of execution is accepted at once. Absence of it
 * counts only at the end: the PG may still be processing a request that timed out here, and PortOne records the result
 * with a delay.
 */
const CHECK_DELAYS_MS = [500, 1_500, 3_500, 7_500, 12_500, 18_000];
/** After a response the request has ended; only its record may still be delayed. */
const CHECK_DELAYS_WHEN_ENDED_MS = [500, 1_500, 3_500];
const DEADLINE_MS = 20_000;
/** Limit of a single check, so that a slow one does not use up the whole deadline. */
const MAX_CHECK_MS = 4_000;

/**
 * Whether the outcome of a failed write is unknown; undefined if it is not. `ended`: PortOne responded, but the response
 * does not prove the outcome.
 */
export function classifyLostResponse(row: Row, error: unknown): { ended: boolean } | undefined {
  if (row.effect === 'read') return undefined;
  if (error instanceof OutcomeUnknown) return { ended: error.responseReceived };
  return error instanceof PortOneRejected && !error.isConclusive ? { ended: true } : undefined;
}

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
  let lastEvidence: Evidence | undefined;
  let readFailed = true;
  for (const at of options.ended ? CHECK_DELAYS_WHEN_ENDED_MS : CHECK_DELAYS_MS) {
    const getElapsed = () => options.now() - startedAt;
    if (at > getElapsed()) await options.sleep(at - getElapsed());
    if (getElapsed() >= DEADLINE_MS) {
      readFailed = true;
      break;
    }
    try {
      // Monotonic clocks return fractions of a millisecond, which a timeout does not accept.
      const limit = AbortSignal.timeout(Math.ceil(Math.min(MAX_CHECK_MS, DEADLINE_MS - getElapsed())));
      lastEvidence = await observer.check(options.portone, limit);
      readFailed = false;
    } catch {
      // A failed read is evidence of neither outcome.
      readFailed = true;
    }
    if (!readFailed && lastEvidence?.kind === 'executed' && !lastEvidence.partialSoFar) break;
  }
  return toWriteOutcome(row, lastEvidence, readFailed, observer.followUp);
}

function toWriteOutcome(
  row: Row,
  lastEvidence: Evidence | undefined,
  readFailed: boolean,
  followUp: { tool: string; args: object },
): WriteOutcome {
  const next = `Do not repeat ${row.name}. Call ${followUp.tool} with ${JSON.stringify(followUp.args)} to see whether it was executed, or ask the user to check the PortOne console.`;
  if (!lastEvidence) return { verdict: 'unknown', observed: 'Reading from PortOne failed.', next };
  if (readFailed)
    return {
      verdict: 'unknown',
      observed: toSentence(`${lastEvidence.detail}; later reads from PortOne failed`),
      next,
    };
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
