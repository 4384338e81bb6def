import { Refused } from '../base/refusal.ts';
import type { Context, GuardContext } from '../context.ts';
import type { Confirmation, PendingConfirmation } from '../guard/confirmation/caller.ts';
import { confirm, fingerprintQuestion, handleDecline } from '../guard/confirmation/confirm.ts';
import type { ConfirmationRequest } from '../guard/confirmation/service.ts';
import { type ExecutionDependencies, executeOnce } from '../guard/writes/execute-once.ts';
import { countRefusedConfirmation, openJournal, type WriteJournal } from '../guard/writes/journal.ts';
import { assertSamePlan, planWrite, type WritePlan } from '../guard/writes/plan-write.ts';
import type { ExecutedWrite } from '../guard/writes/send-once.ts';
import { addTypedBuyer, type ConfirmedAnswer } from '../guard/writes/typed-buyer.ts';
import { assertTimeToSend, startDeadline, type WriteDeadline } from '../guard/writes/write-deadline.ts';
import type { EndedWrites } from '../guard/writes/write-queue.ts';
import { withDeadline } from '../portone/time-limit.ts';
import { StoreUnreachable } from '../store/store.ts';
import { checkPgRules } from './check-pg-rules.ts';
import type { Tool, ToolArguments, ToolCall, ToolResult } from './tool.ts';

export interface GuardedCall extends ToolCall {
  tool: Tool;
  /** The parsed arguments. */
  args: ToolArguments;
}

export type GuardedOutcome = { status: 'done'; result: ToolResult } | PendingConfirmation;

/**
 * The only way to send a write, or a read that needs secrets: PG rules, policy, a person's confirmation of exactly this
 * operation, one request. Throws Refused or PortOneError.
 */
export async function runGuarded(call: GuardedCall, guard: GuardContext): Promise<GuardedOutcome> {
  const endedWrites = guard.writeQueue.watch();
  try {
    return await runSteps(call, guard, endedWrites);
  } catch (error) {
    // Store errors can only happen before the write is sent.
    throw error instanceof StoreUnreachable ? createStoreRefusal() : error;
  } finally {
    endedWrites.stop();
  }
}

async function runSteps(call: GuardedCall, guard: GuardContext, endedWrites: EndedWrites): Promise<GuardedOutcome> {
  const { tool } = call;
  const { context, policy } = guard;
  const started = startDeadline(context.getMonotonicMs());
  // Handle a decline before anything is read.
  await applyDecline(call, guard);
  // Nothing can be sent after this read if the person has yet to be asked.
  const plan = await readPlan(call, guard, call.caller.reply ? started.sendBy : started.answerBy);
  const pgCheck = checkPgRules(tool, plan, { allowCardData: context.allowCardData, now: context.now() });
  const requirements = await policy.check(plan);
  const journal = openCallJournal(call, plan, guard);

  const question = { tool, args: call.args, plan, ...pgCheck, ...requirements };
  const confirmation =
    tool.confirm || pgCheck.secrets.length > 0 ? await ask(question, journal, call, guard) : undefined;
  if (confirmation?.status === 'pending') return confirmation;

  // A call that waited for the person on a page has its whole time from their approval on.
  const deadline = confirmation?.channel === 'url' ? startDeadline(context.getMonotonicMs()) : started;
  const answer = { secrets: confirmation?.secrets ?? {}, requirements };
  const args = { ...plan.args, ...answer.secrets };
  call.secrets.push(...Object.values(answer.secrets));
  const limited = limitReads(context, deadline.answerBy);
  if (tool.effect === 'read') return { status: 'done', result: await tool.run(args, limited, call) };
  const known = await readTypedBuyer(plan, answer, journal, guard);
  const write = async (contended: boolean, assertLeaseCoversWrite: () => void): Promise<GuardedOutcome> => {
    // The state may have changed while the call waited for a person to decide on a page.
    const mayHaveChanged = contended || confirmation?.channel === 'url';
    const { snapshot } = mayHaveChanged ? await readUnchangedPlan(plan, { journal, call, guard, deadline }) : plan;
    if (mayHaveChanged) await readTypedBuyer(plan, answer, journal, guard);
    const execution = {
      ...{ tool, plan: known, args, journal, assertLeaseCoversWrite },
      request: { row: tool.row, args: tool.toRowArguments(args, snapshot), snapshotBefore: snapshot },
      toResult: (executed: ExecutedWrite) =>
        tool.toResult(executed, { args, snapshotBefore: snapshot, context: limited }),
    };
    const dependencies = await getExecutionDependencies(call, guard, deadline);
    assertNotCancelled(call);
    await assertInTime(deadline, journal, context);
    // The call may have waited past the end of business hours, or into the next day.
    const reservation = await policy.reserve({ ...known, snapshot, now: context.now() }, requirements);
    return { status: 'done', result: await executeOnce({ ...execution, reservation }, dependencies) };
  };
  return guard.writeQueue.run(known.lockKeys, write, endedWrites);
}

async function applyDecline({ tool, args, caller }: GuardedCall, { confirmations, context }: GuardContext) {
  try {
    await handleDecline(confirmations, caller, { tool: tool.name, args });
  } catch (error) {
    if (error instanceof Refused) countRefusedConfirmation(context.telemetry, caller, error);
    throw error;
  }
}

/** Reads from PortOne that have not ended by `deadline` fail. */
const readPlan = async (
  { tool, args, caller }: GuardedCall,
  { context, reader, confirmations, earlierWrites, typedBuyers, pseudonyms }: GuardContext,
  deadline: number,
): Promise<WritePlan> =>
  planWrite(tool, args, {
    ...{ caller, earlierWrites, typedBuyers, pseudonyms },
    reader: withDeadline(await reader(), deadline),
    sandbox: confirmations.sandbox,
    now: context.now,
  });

const openCallJournal = (
  { tool, caller }: GuardedCall,
  plan: WritePlan,
  { audit, context, confirmations }: GuardContext,
): WriteJournal =>
  openJournal(plan, {
    ...{ audit, caller },
    telemetry: context.telemetry,
    tokens: confirmations.tokens,
    fields: tool.fields,
  });

/** Returns a person's confirmation of exactly this operation, or the question to ask. Records either. */
async function ask(
  question: ConfirmationRequest,
  journal: WriteJournal,
  { caller }: GuardedCall,
  { confirmations }: GuardContext,
): Promise<Confirmation> {
  const fingerprint = fingerprintQuestion(confirmations, question, caller);
  const onFirstApproval: ConfirmationRequest['onFirstApproval'] = (channel) =>
    journal.recordFirstApproval(channel, fingerprint);
  const confirmation = await confirm(confirmations, caller, { ...question, onFirstApproval }).catch(
    async (error: unknown) => {
      if (error instanceof Refused) await journal.recordConfirmationRefused(error, fingerprint);
      throw error;
    },
  );
  await journal.recordConfirmation(confirmation, fingerprint);
  return confirmation;
}

interface ConfirmedCall {
  journal: WriteJournal;
  call: GuardedCall;
  guard: GuardContext;
  deadline: WriteDeadline;
}

/** Reads the state again. Throws Refused if it differs from what the person confirmed. */
async function readUnchangedPlan(
  plan: WritePlan,
  { journal, call, guard, deadline }: ConfirmedCall,
): Promise<WritePlan> {
  try {
    const current = await readPlan(call, guard, deadline.sendBy);
    assertSamePlan(plan, current, guard.confirmations.tokens);
    return current;
  } catch (error) {
    await journal.recordRefused(error);
    throw error;
  }
}

/** Throws Refused if the card that the person typed makes it another question than the one that was asked. */
async function readTypedBuyer(
  plan: WritePlan,
  confirmed: ConfirmedAnswer,
  journal: WriteJournal,
  guard: GuardContext,
): Promise<WritePlan> {
  try {
    return await addTypedBuyer(plan, confirmed, guard);
  } catch (error) {
    await journal.recordRefused(error);
    throw error;
  }
}

async function getExecutionDependencies(
  { signal }: GuardedCall,
  { context, reader, writer, earlierWrites, sleep }: GuardContext,
  deadline: WriteDeadline,
): Promise<ExecutionDependencies> {
  const { telemetry, changes, now, log, getMonotonicMs } = context;
  const capabilities = { writer: await writer(), reader: withDeadline(await reader(), deadline.answerBy) };
  return { ...capabilities, deadline, telemetry, changes, earlierWrites, signal, now, log, sleep, getMonotonicMs };
}

function assertNotCancelled({ signal }: GuardedCall): void {
  if (signal.aborted) throw new Refused('not_confirmed', 'The call was cancelled. Nothing was sent.');
}

async function assertInTime(deadline: WriteDeadline, journal: WriteJournal, { getMonotonicMs }: Context) {
  try {
    assertTimeToSend(deadline, getMonotonicMs());
  } catch (error) {
    await journal.recordRefused(error);
    throw error;
  }
}

const limitReads = (context: Context, deadline: number): Context => ({
  ...context,
  portone: async () => withDeadline(await context.portone(), deadline),
});

const createStoreRefusal = () =>
  new Refused(
    'unreachable',
    'The store that the servers share is unreachable, so changes are blocked. Nothing was sent.',
    'Reads still work. Tell the user, and call again once the operator has fixed the problem.',
  );
