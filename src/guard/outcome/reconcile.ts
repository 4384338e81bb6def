import type { Row } from '../../endpoints/index.ts';
import type { PortOneReader } from '../../portone/client.ts';
import { OutcomeUnknown, PortOneRejected } from '../../portone/errors.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';
import type { Evidence } from './evidence/evidence.ts';
import { createObserver } from './evidence/index.ts';

/** What became of a write whose answer was lost. */
export type WriteOutcome =
  /** `value` is what the read-back shows, in the shape of the row's answer; `failed`: ids of a batch that were left undone. */
  | { verdict: 'executed'; evidence: string; value?: unknown; failed?: string[] }
  /** A charge that was made and refused: no money was taken, and the attempt stands in the order. */
  | { verdict: 'failed'; evidence: string; value: { imp_uid?: unknown; fail_reason?: unknown } }
  | { verdict: 'not_executed'; evidence: string }
  /** `unread`: nothing was looked at, since nothing that can be read would show it. */
  | { verdict: 'unknown'; observed: string; next: string; notChecked?: true };

export interface ReconcileOptions {
  portone: PortOneReader;
  sleep(ms: number): Promise<void>;
  /** Monotonic milliseconds. */
  now(): number;
  /** The request is known to have ended: PortOne answered it, though with a 5xx. Nothing can be under way any more. */
  ended?: boolean;
}

/**
 * When to look, in milliseconds after the answer was lost. That something was done is believed at once. That it was not is
 * believed only at the end: a request that timed out here may still be with the PG, which takes its time, and what PortOne
 * then writes appears a moment later.
 */
const CHECK_DELAYS_MS = [500, 1_500, 3_500, 7_500, 12_500, 18_000];
/** A request that PortOne has answered is over; only its traces may still be on their way. */
const CHECK_DELAYS_WHEN_ENDED_MS = [500, 1_500, 3_500];
const DEADLINE_MS = 20_000;
/** No single look takes longer, so that a slow one does not use up the time of all. */
const MAX_CHECK_MS = 4_000;

/** Whether a failed write is worth looking for: `ended` when PortOne itself said 5xx, which does not say what was done. */
export function classifyLostResponse(row: Row, error: unknown): { ended: boolean } | undefined {
  if (row.effect === 'read') return undefined;
  if (error instanceof OutcomeUnknown) return { ended: error.responseReceived };
  return error instanceof PortOneRejected && (error.httpStatus ?? 0) >= 500 ? { ended: true } : undefined;
}

/** Finds out whether a write was executed by reading what it would have changed. It never sends the write again. */
export async function reconcile(
  row: Row,
  args: Readonly<Record<string, unknown>>,
  before: Snapshot | undefined,
  options: ReconcileOptions,
): Promise<WriteOutcome> {
  const { readBack } = row;
  if (!readBack || readBack.by === 'nothing') {
    const because = readBack?.reason ?? 'no reading is known to show it';
    return {
      verdict: 'unknown',
      observed: `Nothing was looked up: ${because}.`,
      next: `Do not repeat ${row.name}. It cannot be looked up: ${because}.`,
      notChecked: true,
    };
  }
  const observer = createObserver(readBack, args, before);
  if (!observer)
    return {
      verdict: 'unknown',
      observed: 'Nothing was looked up: neither the arguments nor what was shown before name what to read.',
      next: `Do not repeat ${row.name}${row.followUpTool ? ` before ${row.followUpTool} shows that it was not done` : ''}.`,
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
      // Monotonic clocks tell fractions of a millisecond, of which a timeout takes none.
      const limit = AbortSignal.timeout(Math.ceil(Math.min(MAX_CHECK_MS, DEADLINE_MS - getElapsed())));
      lastEvidence = await observer.check(options.portone, limit);
      readFailed = false;
    } catch {
      // Not seen: neither a sign that it was done nor one that it was not.
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
  const next = `Do not repeat ${row.name}. Call ${followUp.tool} with ${JSON.stringify(followUp.args)} and judge by what it shows, or ask the user to look in the PortOne console.`;
  if (!lastEvidence) return { verdict: 'unknown', observed: 'PortOne could not be read.', next };
  if (readFailed)
    return {
      verdict: 'unknown',
      observed: toSentence(`${lastEvidence.detail}; later PortOne could not be read`),
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
