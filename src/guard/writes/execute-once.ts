import type { Localized } from '../../base/bilingual.ts';
import { type ErrorKind, Refused } from '../../base/refusal.ts';
import type { ToolOutput } from '../../output/tool-result.ts';
import { PortOneError, PortOneRejected } from '../../portone/errors.ts';
import type { ChangeEvents } from '../../store/change-events.ts';
import { getChangedRecords } from '../impact/changed-records.ts';
import { mayStillExecute } from '../outcome/reconciled-result.ts';
import type { UnconfirmedWrites } from '../outcome/unconfirmed-writes.ts';
import type { Reservation } from '../policy/policy.ts';
import type { WriteJournal } from './journal.ts';
import type { WritePlan } from './plan-write.ts';
import { type ExecutedWrite, type SendDependencies, sendOnce, type WriteRequest } from './send-once.ts';

export interface Execution {
  tool: { name: string; title: Localized };
  plan: Pick<WritePlan, 'relatedIds'>;
  request: WriteRequest;
  /** The confirmed arguments, including what the person typed. */
  args: Record<string, unknown>;
  reservation: Reservation;
  journal: WriteJournal;
  assertLeaseCoversWrite(): void;
  /** Builds the tool's result. It may read more from PortOne; the write is recorded as ended only afterwards. */
  toResult(executed: ExecutedWrite): Promise<ToolOutput>;
}

export interface ExecutionDependencies extends SendDependencies {
  unconfirmedWrites: UnconfirmedWrites;
  changes: ChangeEvents;
  /** Unix seconds. */
  now(): number;
}

/** Records the start, sends the write once, and records the outcome. Throws Refused or PortOneError. */
export async function executeOnce(execution: Execution, dependencies: ExecutionDependencies): Promise<ToolOutput> {
  const { args, reservation, journal } = execution;
  const { day } = reservation;
  await journal.recordStarted(day).catch(async (error: unknown) => {
    await reservation.release();
    throw error;
  });
  const publishChanges = (answer: unknown) => {
    for (const changed of getChangedRecords(args, answer)) dependencies.changes.publish(changed);
  };
  const at = dependencies.now();
  try {
    execution.assertLeaseCoversWrite();
    const result = await execution.toResult(await sendOnce(execution.request, dependencies));
    await journal.recordExecuted(day, result.confirmedBy ?? 'answered');
    publishChanges(result.value);
    return result;
  } catch (error) {
    const failure = classifyFailure(error, dependencies.signal);
    const isOutcomeOpen = failure.verdict === 'unknown' || mayStillExecute(error);
    // Release the reservation only if it is certain that no money moved and none will.
    if (!isOutcomeOpen) await reservation.release();
    const { name: tool, title } = execution.tool;
    if (isOutcomeOpen) await dependencies.unconfirmedWrites.record(execution.plan.relatedIds, { tool, title, at });
    const failedCharge = error instanceof PortOneRejected ? error.response : undefined;
    // A failed charge leaves an attempt behind, and a lost response may have changed something.
    if (failure.verdict === 'unknown' || failedCharge) publishChanges(failedCharge);
    await journal.recordFailed(day, failure);
    throw error;
  }
}

/** Only rejections by PortOne and evidence from reading back show that nothing was done; otherwise it is unknown. */
function classifyFailure(
  error: unknown,
  signal: AbortSignal,
): { verdict: 'not_executed' | 'unknown'; kind: ErrorKind } {
  if (error instanceof Refused) return { verdict: 'not_executed', kind: error.kind };
  // The signal aborts a write only before it is sent.
  if (signal.aborted && error === signal.reason) return { verdict: 'not_executed', kind: 'unreachable' };
  if (error instanceof PortOneError)
    return { verdict: error.kind === 'outcome_unknown' ? 'unknown' : 'not_executed', kind: error.kind };
  return { verdict: 'unknown', kind: 'internal' };
}
