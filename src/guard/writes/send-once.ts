import type { WriteRow } from '../../endpoints/index.ts';
import type { ToolOutput } from '../../output/tool-result.ts';
import type { PortOneReader, PortOneWriter } from '../../portone/client.ts';
import { PortOneError } from '../../portone/errors.ts';
import { WritePermit } from '../../portone/write-permit.ts';
import { classifyLostResponse, reconcile } from '../outcome/reconcile.ts';
import { resolveOutcome } from '../outcome/reconciled-result.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';
import type { Telemetry } from '../telemetry.ts';

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
  telemetry: Telemetry;
  /** Aborts the write only before it is sent. */
  signal: AbortSignal;
  sleep(ms: number): Promise<void>;
  getMonotonicMs(): number;
}

/** Sends a write once. If its response is lost, reads back the outcome. Throws PortOneError unless it was executed. */
export async function sendOnce(request: WriteRequest, dependencies: SendDependencies): Promise<ExecutedWrite> {
  const { row, args } = request;
  const { writer, signal } = dependencies;
  try {
    const { response, partial, message } = await writer.send(new WritePermit(row, args), { signal });
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

/** Returns undefined if the outcome is not in doubt. Throws if reading back does not show that it was executed. */
async function reconcileLostResponse(
  { row, args, snapshotBefore }: WriteRequest,
  error: unknown,
  { reader, telemetry, sleep, getMonotonicMs }: SendDependencies,
): Promise<ExecutedWrite | undefined> {
  const unknownOutcome = classifyLostResponse(row, error);
  if (!unknownOutcome || !(error instanceof PortOneError)) return undefined;
  const outcome = await reconcile(row, args, snapshotBefore, {
    portone: reader,
    sleep,
    now: getMonotonicMs,
    ...unknownOutcome,
  });
  telemetry.outcomeReconciled(outcome.verdict);
  const { value = {}, failed, note } = resolveOutcome(outcome, error);
  return { value, ...(failed ? { failed } : {}), message: note, confirmedBy: 'read back' };
}
