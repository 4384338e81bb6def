import { type ErrorKind, Refused } from '../base/refusal.ts';
import type { Context } from '../context.ts';
import type { AuditStep } from '../guard/audit/audit.ts';
import {
  type Caller,
  type Confirmed,
  confirm,
  fingerprintQuestion,
  handleDecline,
  type PendingConfirmation,
} from '../guard/confirmation/confirm.ts';
import { type OperationPlan, planOperation } from '../guard/confirmation/prepare.ts';
import { getSecretFields } from '../guard/confirmation/secret-field.ts';
import { getChangedRecords } from '../guard/impact/changed-records.ts';
import { getCustomerKeys, getLockKeys } from '../guard/impact/lock-keys.ts';
import { getMoneyMovements, type MoneyMovement } from '../guard/impact/money-movements.ts';
import { mayStillExecute } from '../guard/outcome/reconciled-result.ts';
import { type UnconfirmedWrite, warnUnconfirmed } from '../guard/outcome/unconfirmed-writes.ts';
import { evaluateRules, summarizeWarnings } from '../guard/pg-rules/index.ts';
import { PortOneError, PortOneRejected } from '../portone/errors.ts';
import { StoreUnreachable } from '../store/store.ts';
import { requiredSecretArguments } from './schema/secret-arguments.ts';
import type { Tool, ToolArguments, ToolCall, ToolResult } from './tool.ts';

/**
 * The road of a call that changes something, or that needs what a model must not see: look, check what the PG and the operator
 * allow, ask a person, write down that it starts, do it once, write down what became of it. Throws Refused or PortOneError.
 */
export async function runChange(
  context: Context,
  call: ToolCall,
  tool: Tool,
  args: ToolArguments,
): Promise<ToolResult | PendingConfirmation> {
  try {
    return await runGuarded(context, call, tool, args);
  } catch (error) {
    // What is asked of the store after a write has left never throws.
    throw error instanceof StoreUnreachable ? toStoreRefusal() : error;
  }
}

async function runGuarded(
  context: Context,
  call: ToolCall,
  tool: Tool,
  args: ToolArguments,
): Promise<ToolResult | PendingConfirmation> {
  const { caller } = call;
  await handleDecline(context.confirmations, caller, { tool: tool.name, args }).catch((error: unknown) => {
    if (error instanceof Refused) recordRefusal(context, caller, error);
    throw error;
  });
  const plan = await planChange(context, tool, args);
  const { advice, secrets } = checkPgRules(context, tool, plan);
  const request = toGuardedRequest(context, caller, tool, plan);
  const step = createRecorder(context, tool, request, caller.trace);

  const requirements = await context.policy.check(request);
  let confirmed: Confirmed | undefined;
  if (tool.confirm || secrets.length > 0) {
    const confirmationRequest = { tool, args, plan, advice, secrets, ...requirements };
    const questionFingerprint = fingerprintQuestion(context.confirmations, confirmationRequest, caller);
    const onFirstApproval = (channel: Confirmed['channel']) => step({ step: 'agreed', channel, questionFingerprint });
    const confirmation = await confirm(context.confirmations, caller, {
      ...confirmationRequest,
      onFirstApproval,
    }).catch(async (error: unknown) => {
      if (error instanceof Refused) {
        recordRefusal(context, caller, error);
        await step({
          step: error.kind === 'approval_required' ? 'asked' : 'refused',
          kind: error.kind,
          questionFingerprint,
        });
      }
      throw error;
    });
    context.telemetry.confirmationAnswered(
      'by' in confirmation ? confirmation.by : confirmation.channel,
      'by' in confirmation ? 'asked' : 'agreed',
    );
    await step({
      step: 'by' in confirmation ? 'asked' : 'agreed',
      channel: 'by' in confirmation ? confirmation.by : confirmation.channel,
      questionFingerprint,
    });
    if ('by' in confirmation) return confirmation;
    confirmed = confirmation;
  }
  const completeArgs = { ...plan.args, ...confirmed?.secrets };
  if (tool.effect === 'read') return tool.run(completeArgs, context, call);
  return context.writeQueue.run(request.targets, async (contended, assertLeaseCoversWrite) => {
    // A person who decided on a page while the call waited may have thought for a while.
    const { snapshot } =
      contended || confirmed?.channel === 'url'
        ? await assertUnchanged(context, tool, args, plan.fingerprintFields, step)
        : plan;
    return execute(context, { ...call, snapshotBefore: snapshot }, tool, {
      completeArgs,
      request,
      step,
      assertLeaseCoversWrite,
    });
  });
}

/** What there is, and what may still come of an earlier write to the same: a yes is to both. */
async function planChange(context: Context, tool: Tool, args: ToolArguments): Promise<ChangePlan> {
  const prepared = await planOperation(tool, args, { portone: await context.portone(), now: context.now() });
  const moves = getMoneyMovements({
    ...(tool.money ? { money: tool.money } : {}),
    args: prepared.args,
    snapshot: prepared.snapshot,
  });
  const targets = getLockKeys(prepared.args, moves);
  const concerns = [...new Set([...targets, ...getCustomerKeys(prepared.args, prepared.snapshot)])];
  const unconfirmed = tool.confirm ? await context.unconfirmedWrites.findRelated(concerns) : [];
  return {
    ...prepared,
    moves,
    targets,
    concerns,
    unconfirmed,
    fingerprintFields: unconfirmed.length > 0 ? [prepared.fingerprintFields, unconfirmed] : prepared.fingerprintFields,
  };
}

interface ChangePlan extends OperationPlan {
  moves: MoneyMovement[];
  targets: string[];
  /** Whom and what a loss would concern. */
  concerns: string[];
  unconfirmed: UnconfirmedWrite[];
}

/** Some questions leave as a refusal that says where, or with what, a person agrees. */
function recordRefusal({ telemetry }: Context, { reply }: Caller, { kind, details }: Refused): void {
  if (kind === 'approval_required') telemetry.confirmationAnswered('page', 'asked');
  else if (details.confirm_token !== undefined) telemetry.confirmationAnswered('token', 'asked');
  else if (kind === 'not_confirmed') telemetry.confirmationAnswered(reply?.channel ?? 'page', 'declined');
}

const toStoreRefusal = () =>
  new Refused(
    'unreachable',
    'The store that the servers share cannot be reached, so nothing may be changed now. Nothing was sent.',
    'Reading goes on. Tell the user, and call again once the operator has put it right.',
  );

type RecordStep = (entry: Pick<AuditStep, 'step'> & Partial<AuditStep>) => Promise<void>;
type GuardedRequest = ReturnType<typeof toGuardedRequest>;

/** While a write waited, what the person was shown may have become untrue: then their yes was to something else. */
async function assertUnchanged(
  context: Context,
  tool: Tool,
  args: ToolArguments,
  state: unknown,
  step: RecordStep,
): Promise<OperationPlan> {
  try {
    const fresh = await planChange(context, tool, args);
    const { fingerprint } = context.confirmations.tokens;
    if (fingerprint(fresh.fingerprintFields) === fingerprint(state)) return fresh;
    throw new Refused(
      'not_confirmed',
      'What the person was shown has changed meanwhile. Nothing was sent.',
      `Call ${tool.name} again to ask anew.`,
    );
  } catch (error) {
    if (error instanceof Refused || error instanceof PortOneError) await step({ step: 'refused', kind: error.kind });
    throw error;
  }
}

async function execute(
  context: Context,
  call: ToolCall,
  tool: Tool,
  {
    completeArgs,
    request,
    step,
    assertLeaseCoversWrite,
  }: { completeArgs: ToolArguments; request: GuardedRequest; step: RecordStep; assertLeaseCoversWrite(): void },
): Promise<ToolResult> {
  if (call.signal.aborted) throw new Refused('not_confirmed', 'The call was cancelled before anything was sent.');
  const reservation = await context.policy.reserve(request);
  try {
    await step({ step: 'started', day: reservation.day });
  } catch (error) {
    await reservation.release();
    throw error;
  }
  const publishChanges = (answer: unknown) => {
    for (const changed of getChangedRecords(completeArgs, answer)) context.changes.publish(changed);
  };
  const at = context.now();
  try {
    assertLeaseCoversWrite();
    const result = await tool.run(completeArgs, context, call);
    await step({
      step: 'outcome',
      day: reservation.day,
      verdict: 'executed',
      evidence: result.confirmedBy ?? 'answered',
    });
    publishChanges(result.value);
    return result;
  } catch (error) {
    const { verdict, kind } = classifyFailure(error, call.signal);
    const isOutcomeOpen = verdict === 'unknown' || mayStillExecute(error);
    // Room is given back only when it is certain that nothing moved, and that nothing will.
    if (!isOutcomeOpen) await reservation.release();
    const charge = error instanceof PortOneRejected ? error.response : undefined;
    if (isOutcomeOpen)
      await context.unconfirmedWrites.record(request.concerns, { tool: tool.name, title: tool.title, at });
    // A failed charge leaves an attempt behind, and a lost answer perhaps a change.
    if (verdict === 'unknown' || charge) publishChanges(charge);
    await step({ step: 'outcome', day: reservation.day, verdict, kind });
    throw error;
  }
}

/** PortOne's own refusals and reads that proved it say that nothing was done; anything else leaves it open. */
function classifyFailure(
  error: unknown,
  signal: AbortSignal,
): { verdict: 'not_executed' | 'unknown'; kind: ErrorKind } {
  if (error instanceof Refused) return { verdict: 'not_executed', kind: error.kind };
  // A write is called off by its signal only before it is sent.
  if (signal.aborted && error === signal.reason) return { verdict: 'not_executed', kind: 'unreachable' };
  if (error instanceof PortOneError)
    return { verdict: error.kind === 'outcome_unknown' ? 'unknown' : 'not_executed', kind: error.kind };
  return { verdict: 'unknown', kind: 'internal' };
}

/** What the PG or PortOne would refuse is said before anybody is asked; `secrets` is what a person has to type. */
function checkPgRules(context: Context, tool: Tool, { args, snapshot, unconfirmed }: ChangePlan) {
  const secretArguments = context.allowCardData ? [] : getSecretFields(tool.fields);
  const names = secretArguments.map((field) => field.name);
  const requiredNames = requiredSecretArguments(tool.fields);
  const check = (later: readonly string[]) =>
    evaluateRules(tool.delegatesTo?.endpoint.name ?? tool.name, args, snapshot, context.now(), later);
  const isSecretMissing = check([]).rejections.some(
    ({ argument }) => argument !== undefined && names.includes(argument),
  );
  const secrets = isSecretMissing || requiredNames.some((name) => names.includes(name)) ? secretArguments : [];
  const { rejections, warnings } = check(secrets.map((field) => field.name));
  if (rejections.length > 0) {
    const kind = rejections.some((one) => one.kind === 'rejected') ? 'rejected' : 'invalid_input';
    throw new Refused(
      kind,
      `${uniqueSentences(rejections.flatMap((one) => one.message.en.split(BETWEEN_SENTENCES)))} Nothing was sent.`,
      suggestEndpointTool(tool, rejections),
    );
  }
  return { advice: [...unconfirmed.map(warnUnconfirmed), ...summarizeWarnings(warnings)], secrets };
}

const BETWEEN_SENTENCES = /(?<=[.!?]) /;

/** Several things that lack for one reason are told with that reason once. */
const uniqueSentences = (sentences: readonly string[]): string => [...new Set(sentences)].join(' ');

/** A tool that leaves arguments of its endpoint out says where they can be given. */
function suggestEndpointTool(
  { delegatesTo, fields }: Tool,
  broken: readonly { argument?: string }[],
): string | undefined {
  const missingArguments = broken.flatMap(({ argument }) => (argument && !(argument in fields) ? [argument] : []));
  return delegatesTo && missingArguments.length > 0
    ? `Call ${delegatesTo.endpoint.name}, which takes ${missingArguments.join(', ')}.`
    : undefined;
}

function toGuardedRequest(
  context: Context,
  caller: Caller,
  tool: Tool,
  { args, snapshot, moves, targets, concerns }: ChangePlan,
) {
  const { name, effect, money, delegatesTo } = tool;
  return {
    tool: name,
    ...(delegatesTo ? { through: delegatesTo.endpoint.name } : {}),
    effect,
    ...(money ? { money } : {}),
    args,
    takesReason: 'reason' in tool.fields,
    snapshot,
    moves,
    targets,
    concerns,
    sandbox: context.confirmations.sandbox,
    caller: caller.id,
    now: context.now(),
  };
}

function createRecorder(context: Context, tool: Tool, request: GuardedRequest, trace: string | undefined): RecordStep {
  // The same for every round of a question: a call is what is asked of the same state.
  const { fingerprint } = context.confirmations.tokens;
  const call = fingerprint([request.tool, request.args, request.caller, request.moves]).slice(0, 16);
  return async (entry) => {
    if (tool.effect !== 'read')
      await context.audit.recordStep({ ...request, call, fields: tool.fields, ...(trace ? { trace } : {}), ...entry });
  };
}
