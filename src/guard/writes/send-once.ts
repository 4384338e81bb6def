import type { WriteRow } from '../../endpoints/index.ts';
import type { ToolOutput } from '../../output/tool-result.ts';
import type { PortOneReader, PortOneWriter } from '../../portone/client.ts';
import { OutcomeUnknown, PortOneError } from '../../portone/errors.ts';
import { WritePermit } from '../../portone/write-permit.ts';
import { findAmountMismatch } from '../outcome/amount-mismatch.ts';
import { isOutcomeInDoubt, reconcile, type WriteOutcome } from '../outcome/reconcile.ts';
import { resolveOutcome } from '../outcome/reconciled-result.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';
import type { Telemetry } from '../telemetry.ts';
import type { WriteDeadline } from './write-deadline.ts';

/** PortOne's response to a write, or what reading back showed in place of a lost response. */
export type ExecutedWrite = Pick<ToolOutput, 'value' | 'failed' | 'message' | 'confirmedBy'>;

export interface WriteRequest {
  row: WriteRow;
  /** The arguments as sent to PortOne. */
  args: Record<string, unknown>;
  /** The state read right before the write. */
  snapshotBefore: Snapshot;
}

export interface SendDependencies {
  writer: PortOneWriter;
  reader: PortOneReader;
  deadline: WriteDeadline;
  telemetry: Telemetry;
  /** Aborts the write only before it is sent. */
  signal: AbortSignal;
  sleep(ms: number): Promise<void>;
  getMonotonicMs(): number;
}

/**
 * Sends a write once. If its response does not prove the outcome, reads it back. Throws PortOneError unless it was
 * executed.
 */
export async function sendOnce(request: WriteRequest, dependencies: SendDependencies): Promise<ExecutedWrite> {
  const { row, args, snapshotBefore } = request;
  const { writer, signal, deadline } = dependencies;
  try {
    const permit = new WritePermit(row, args);
    const { response, partial, message } = await writer.send(permit, { signal, deadline: deadline.sendBy });
    const mismatch = findAmountMismatch(row, args, snapshotBefore, response);
    if (mismatch !== undefined) throw createMismatchError(row, mismatch);
    return {
      value: response,
      ...(partial ? { failed: partial.failed } : {}),
      ...(message ? { message } : {}),
    };
  } catch (error) {
    const executed = await reconcileLostResponse(request, error, dependencies);
    if (!executed) throw error;
    return executed;
  }
}

const createMismatchError = ({ followUpTool }: WriteRow, detail: string) =>
  new OutcomeUnknown({ detail, responseReceived: true, ...(followUpTool === undefined ? {} : { followUpTool }) });

/** Returns undefined if the outcome is not in doubt. Throws if reading back does not show that it was executed. */
async function reconcileLostResponse(
  { row, args, snapshotBefore }: WriteRequest,
  error: unknown,
  { reader, deadline, telemetry, sleep, getMonotonicMs }: SendDependencies,
): Promise<ExecutedWrite | undefined> {
  if (!isOutcomeInDoubt(row, error) || !(error instanceof PortOneError)) return undefined;
  const outcome = await reconcile(row, args, snapshotBefore, {
    portone: reader,
    sleep,
    now: getMonotonicMs,
    deadline: deadline.answerBy,
  }).catch((): WriteOutcome => createUncheckedOutcome(row));
  telemetry.outcomeReconciled(outcome.verdict);
  const { value = {}, failed, note } = resolveOutcome(outcome, error);
  return { value, ...(failed ? { failed } : {}), message: note, confirmedBy: 'read back' };
}

/** The records have a form that cannot be compared. */
const createUncheckedOutcome = ({ name, followUpTool }: WriteRow): WriteOutcome => ({
  verdict: 'unknown',
  observed: 'Its records at PortOne could not be compared.',
  next: `Do not repeat ${name}. Ask the user to check ${followUpTool === undefined ? '' : `with ${followUpTool} or `}in the PortOne console whether it was executed.`,
});
