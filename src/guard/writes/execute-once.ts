import type { Localized } from '../../base/bilingual.ts';
import type { ToolOutput } from '../../output/tool-result.ts';
import type { ChangeEvents } from '../../store/change-events.ts';
import { getChangedRecords } from '../impact/changed-records.ts';
import type { EarlierWriteStatus, EarlierWrites } from '../outcome/earlier-writes.ts';
import type { Reservation } from '../policy/policy.ts';
import { classifyFailure } from './classify-failure.ts';
import type { WriteJournal } from './journal.ts';
import { formatMovedAmount, type WritePlan } from './plan-write.ts';
import { type ExecutedWrite, type SendDependencies, sendOnce, type WriteRequest } from './send-once.ts';

export interface Execution {
  tool: { name: string; title: Localized; confirm?: true };
  plan: Pick<WritePlan, 'relatedIds' | 'buyerKeys' | 'operationKeys' | 'moves'>;
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
  earlierWrites: EarlierWrites;
  changes: ChangeEvents;
  /** Unix seconds. */
  now(): number;
  /** Writes a line for the operator. */
  log(line: string): void;
}

/** Records the start, sends the write once, and records the outcome. Throws Refused or PortOneError. */
export async function executeOnce(execution: Execution, dependencies: ExecutionDependencies): Promise<ToolOutput> {
  const { reservation, journal, plan } = execution;
  await journal.recordStarted(reservation.day, plan.relatedIds).catch(async (error: unknown) => {
    await reservation.release();
    throw error;
  });
  const at = dependencies.now();
  let executed: ExecutedWrite;
  try {
    execution.assertLeaseCoversWrite();
    executed = await sendOnce(execution.request, dependencies);
  } catch (error) {
    await recordFailure(execution, dependencies, { error, at });
    throw error;
  }
  const result = await buildResult(execution, dependencies, executed);
  await recordSuccess(execution, dependencies, { result, at });
  return result;
}

/** Never throws: PortOne has executed the write, whatever can be said of its response. */
async function buildResult(
  { request, toResult }: Execution,
  { log }: ExecutionDependencies,
  executed: ExecutedWrite,
): Promise<ToolOutput> {
  try {
    return await toResult(executed);
  } catch (error) {
    log(`a response to ${request.row.name} has an unexpected form (${getErrorName(error)}); the call itself succeeded`);
    return {
      message: 'PortOne executed this, but its response has an unexpected form.',
      ...executed,
      model: request.row.returns,
    };
  }
}

async function recordSuccess(
  { tool, plan, args, reservation, journal }: Execution,
  dependencies: ExecutionDependencies,
  { result, at }: { result: ToolOutput; at: number },
): Promise<void> {
  const isDelivered = !dependencies.signal.aborted;
  await tolerateFailures(dependencies, [
    () => journal.recordExecuted(reservation.day, result.confirmedBy ?? 'answered'),
    () => publishChanges(args, result.value, dependencies),
    async () => {
      if (!isDelivered) await rememberWrite({ tool, plan, status: 'undelivered', at }, dependencies);
      else if (tool.confirm) await rememberWrite({ tool, plan, status: 'executed', at }, dependencies);
    },
  ]);
}

async function recordFailure(
  { tool, plan, args, reservation, journal }: Execution,
  dependencies: ExecutionDependencies,
  { error, at }: { error: unknown; at: number },
): Promise<void> {
  const { mayStillExecute, failedCharge, ...failure } = classifyFailure(error, dependencies.signal);
  await tolerateFailures(dependencies, [
    async () => {
      // Release the reservation only if it is certain that no money moved and none will.
      if (!mayStillExecute) await reservation.release();
      else await rememberWrite({ tool, plan, status: 'unconfirmed', at }, dependencies);
    },
    async () => {
      // A failed charge leaves an attempt behind, and a lost response may have changed something.
      if (failure.verdict === 'unknown' || failedCharge) publishChanges(args, failedCharge, dependencies);
    },
    () => journal.recordFailed(reservation.day, failure),
  ]);
}

type FinishedWrite = Pick<Execution, 'tool' | 'plan'> & { status: EarlierWriteStatus; at: number };

async function rememberWrite(
  { tool, plan, status, at }: FinishedWrite,
  { earlierWrites }: ExecutionDependencies,
): Promise<void> {
  const amount = formatMovedAmount(plan.moves);
  // Only a repetition of what was executed and delivered is worth a warning. Without a customer, the same card or
  // telephone may mean one.
  const repeated = [...plan.operationKeys, ...plan.buyerKeys];
  const ids = status === 'executed' ? repeated : [...plan.relatedIds, ...repeated];
  const write = { tool: tool.name, title: tool.title, status, at };
  await earlierWrites.record(ids, { ...write, ...(amount === undefined ? {} : { amount }) });
}

async function publishChanges(
  args: Record<string, unknown>,
  answer: unknown,
  { changes }: ExecutionDependencies,
): Promise<void> {
  for (const changed of getChangedRecords(args, answer)) changes.publish(changed);
}

/** The write was sent: a failure to record its outcome must not change what its caller hears. */
async function tolerateFailures(
  { log }: ExecutionDependencies,
  tasks: readonly (() => Promise<void>)[],
): Promise<void> {
  for (const task of tasks)
    await task().catch((error: unknown) =>
      log(`the outcome of a write was not fully recorded: ${getErrorName(error)}`),
    );
}

const getErrorName = (error: unknown): string => (error instanceof Error ? error.name : typeof error);
