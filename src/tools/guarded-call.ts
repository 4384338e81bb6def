import { type Kind, Refused } from '../base/refusal.ts';
import type { Context } from '../context.ts';
import type { AuditStep } from '../guard/audit/audit.ts';
import { type Agreed, type Ask, type Caller, consent, heedNo, shownOf } from '../guard/confirmation/confirm.ts';
import { type Prepared, prepare } from '../guard/confirmation/prepare.ts';
import { secretFields } from '../guard/confirmation/secret-field.ts';
import { touched } from '../guard/impact/changed-records.ts';
import { customersOf, targetsOf } from '../guard/impact/lock-keys.ts';
import { type Move, movesOf } from '../guard/impact/money-movements.ts';
import { isLost } from '../guard/outcome/reconciled-result.ts';
import { type LostWrite, lostAdvice } from '../guard/outcome/unconfirmed-writes.ts';
import { checkRules, worthSaying } from '../guard/pg-rules/index.ts';
import { PortOneError, PortOneRejected } from '../portone/errors.ts';
import { StoreUnreachable } from '../store/store.ts';
import { neededSecrets } from './schema/secret-arguments.ts';
import type { Arguments, Calling, Done, Tool } from './tool.ts';

/**
 * The road of a call that changes something, or that needs what a model must not see: look, check what the PG and the operator
 * allow, ask a person, write down that it starts, do it once, write down what became of it. Throws Refused or PortOneError.
 */
export async function change(context: Context, calling: Calling, tool: Tool, args: Arguments): Promise<Done | Ask> {
  try {
    return await road(context, calling, tool, args);
  } catch (error) {
    // What is asked of the store after a write has left never throws.
    throw error instanceof StoreUnreachable ? withoutStore() : error;
  }
}

async function road(context: Context, calling: Calling, tool: Tool, args: Arguments): Promise<Done | Ask> {
  const { caller } = calling;
  await heedNo(context.asking, caller, { tool: tool.name, args }).catch((error: unknown) => {
    if (error instanceof Refused) watchRefusal(context, caller, error);
    throw error;
  });
  const prepared = await looked(context, tool, args);
  const { advice, secrets } = ruled(context, tool, prepared);
  const request = requestOf(context, caller, tool, prepared);
  const step = recorder(context, tool, request, caller.trace);

  const requirements = await context.policy.check(request);
  let agreed: Agreed | undefined;
  if (tool.confirm || secrets.length > 0) {
    const asked = { tool, args, prepared, advice, secrets, ...requirements };
    const shown = shownOf(context.asking, asked, caller);
    const firstAgreed = (channel: Agreed['channel']) => step({ step: 'agreed', channel, shown });
    const answer = await consent(context.asking, caller, { ...asked, firstAgreed }).catch(async (error: unknown) => {
      if (error instanceof Refused) {
        watchRefusal(context, caller, error);
        await step({ step: error.kind === 'approval_required' ? 'asked' : 'refused', kind: error.kind, shown });
      }
      throw error;
    });
    context.watch.confirmed('by' in answer ? answer.by : answer.channel, 'by' in answer ? 'asked' : 'agreed');
    await step({
      step: 'by' in answer ? 'asked' : 'agreed',
      channel: 'by' in answer ? answer.by : answer.channel,
      shown,
    });
    if ('by' in answer) return answer;
    agreed = answer;
  }
  const complete = { ...prepared.args, ...agreed?.secrets };
  if (tool.effect === 'read') return tool.run(complete, context, calling);
  return context.writes.run(request.targets, async (waited, mustLast) => {
    // A person who decided on a page while the call waited may have thought for a while.
    const { seen } =
      waited || agreed?.channel === 'url' ? await unchanged(context, tool, args, prepared.state, step) : prepared;
    return execute(context, { ...calling, before: seen }, tool, { complete, request, step, mustLast });
  });
}

/** What there is, and what may still come of an earlier write to the same: a yes is to both. */
async function looked(context: Context, tool: Tool, args: Arguments): Promise<Looked> {
  const prepared = await prepare(tool, args, { portone: await context.portone(), now: context.now() });
  const moves = movesOf({ ...(tool.money ? { money: tool.money } : {}), args: prepared.args, seen: prepared.seen });
  const targets = targetsOf(prepared.args, moves);
  const concerns = [...new Set([...targets, ...customersOf(prepared.args, prepared.seen)])];
  const lost = tool.confirm ? await context.lost.on(concerns) : [];
  return {
    ...prepared,
    moves,
    targets,
    concerns,
    lost,
    state: lost.length > 0 ? [prepared.state, lost] : prepared.state,
  };
}

interface Looked extends Prepared {
  moves: Move[];
  targets: string[];
  /** Whom and what a loss would concern. */
  concerns: string[];
  lost: LostWrite[];
}

/** Some questions leave as a refusal that says where, or with what, a person agrees. */
function watchRefusal({ watch }: Context, { answer }: Caller, { kind, more }: Refused): void {
  if (kind === 'approval_required') watch.confirmed('page', 'asked');
  else if (more.confirm_token !== undefined) watch.confirmed('token', 'asked');
  else if (kind === 'not_confirmed') watch.confirmed(answer?.by ?? 'page', 'declined');
}

const withoutStore = () =>
  new Refused(
    'unreachable',
    'The store that the servers share cannot be reached, so nothing may be changed now. Nothing was sent.',
    'Reading goes on. Tell the user, and call again once the operator has put it right.',
  );

type Recorder = (entry: Pick<AuditStep, 'step'> & Partial<AuditStep>) => Promise<void>;
type Request = ReturnType<typeof requestOf>;

/** While a write waited, what the person was shown may have become untrue: then their yes was to something else. */
async function unchanged(
  context: Context,
  tool: Tool,
  args: Arguments,
  state: unknown,
  step: Recorder,
): Promise<Prepared> {
  try {
    const again = await looked(context, tool, args);
    const { fingerprint } = context.asking.agreements;
    if (fingerprint(again.state) === fingerprint(state)) return again;
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
  calling: Calling,
  tool: Tool,
  { complete, request, step, mustLast }: { complete: Arguments; request: Request; step: Recorder; mustLast(): void },
): Promise<Done> {
  if (calling.signal.aborted) throw new Refused('not_confirmed', 'The call was cancelled before anything was sent.');
  const room = await context.policy.reserve(request);
  try {
    await step({ step: 'started', day: room.day });
  } catch (error) {
    await room.release();
    throw error;
  }
  const tell = (answer: unknown) => {
    for (const one of touched(complete, answer)) context.changes.tell(one);
  };
  const at = context.now();
  try {
    mustLast();
    const done = await tool.run(complete, context, calling);
    await step({ step: 'outcome', day: room.day, verdict: 'executed', proof: done.confirmedBy ?? 'answered' });
    tell(done.value);
    return done;
  } catch (error) {
    const { verdict, kind } = became(error, calling.signal);
    const mayYetBeDone = verdict === 'unknown' || isLost(error);
    // Room is given back only when it is certain that nothing moved, and that nothing will.
    if (!mayYetBeDone) await room.release();
    const charge = error instanceof PortOneRejected ? error.response : undefined;
    if (mayYetBeDone) await context.lost.note(request.concerns, { tool: tool.name, title: tool.title, at });
    // A failed charge leaves an attempt behind, and a lost answer perhaps a change.
    if (verdict === 'unknown' || charge) tell(charge);
    await step({ step: 'outcome', day: room.day, verdict, kind });
    throw error;
  }
}

/** PortOne's own refusals and reads that proved it say that nothing was done; anything else leaves it open. */
function became(error: unknown, signal: AbortSignal): { verdict: 'not_executed' | 'unknown'; kind: Kind } {
  if (error instanceof Refused) return { verdict: 'not_executed', kind: error.kind };
  // A write is called off by its signal only before it is sent.
  if (signal.aborted && error === signal.reason) return { verdict: 'not_executed', kind: 'unreachable' };
  if (error instanceof PortOneError)
    return { verdict: error.kind === 'outcome_unknown' ? 'unknown' : 'not_executed', kind: error.kind };
  return { verdict: 'unknown', kind: 'internal' };
}

/** What the PG or PortOne would refuse is said before anybody is asked; `secrets` is what a person has to type. */
function ruled(context: Context, tool: Tool, { args, seen, lost }: Looked) {
  const all = context.allowCardData ? [] : secretFields(tool.fields);
  const names = all.map((field) => field.name);
  const needed = neededSecrets(tool.fields);
  const check = (later: readonly string[]) =>
    checkRules(tool.through?.endpoint.name ?? tool.name, args, seen, context.now(), later);
  const lacks = check([]).broken.some(({ argument }) => argument !== undefined && names.includes(argument));
  const secrets = lacks || needed.some((name) => names.includes(name)) ? all : [];
  const { broken, advice } = check(secrets.map((field) => field.name));
  if (broken.length > 0) {
    const kind = broken.some((one) => one.kind === 'rejected') ? 'rejected' : 'invalid_input';
    throw new Refused(
      kind,
      `${eachOnce(broken.flatMap((one) => one.message.en.split(BETWEEN_SENTENCES)))} Nothing was sent.`,
      elsewhere(tool, broken),
    );
  }
  return { advice: [...lost.map(lostAdvice), ...worthSaying(advice)], secrets };
}

const BETWEEN_SENTENCES = /(?<=[.!?]) /;

/** Several things that lack for one reason are told with that reason once. */
const eachOnce = (sentences: readonly string[]): string => [...new Set(sentences)].join(' ');

/** A tool that leaves arguments of its endpoint out says where they can be given. */
function elsewhere({ through, fields }: Tool, broken: readonly { argument?: string }[]): string | undefined {
  const untaken = broken.flatMap(({ argument }) => (argument && !(argument in fields) ? [argument] : []));
  return through && untaken.length > 0
    ? `Call ${through.endpoint.name}, which takes ${untaken.join(', ')}.`
    : undefined;
}

function requestOf(context: Context, caller: Caller, tool: Tool, { args, seen, moves, targets, concerns }: Looked) {
  const { name, effect, money, through } = tool;
  return {
    tool: name,
    ...(through ? { through: through.endpoint.name } : {}),
    effect,
    ...(money ? { money } : {}),
    args,
    takesReason: 'reason' in tool.fields,
    seen,
    moves,
    targets,
    concerns,
    sandbox: context.asking.sandbox,
    caller: caller.id,
    now: context.now(),
  };
}

function recorder(context: Context, tool: Tool, request: Request, trace: string | undefined): Recorder {
  // The same for every round of a question: a call is what is asked of the same state.
  const { fingerprint } = context.asking.agreements;
  const call = fingerprint([request.tool, request.args, request.caller, request.moves]).slice(0, 16);
  return async (entry) => {
    if (tool.effect !== 'read')
      await context.audit.step({ ...request, call, fields: tool.fields, ...(trace ? { trace } : {}), ...entry });
  };
}
