import type { Agreements } from './agreement.ts';
import { Refused } from './failure.ts';
import type { Prepared } from './preview.ts';
import { oneLine } from './text.ts';

/** What came back with a call: the token of an earlier question, and what the person said. */
export interface Answer {
  token: string;
  /** `yes` is an accepted form with its box ticked; everything else is `no`. */
  said: 'yes' | 'no';
}

export interface Caller {
  /** Whoever the transport vouches for; an agreement is worth nothing to anybody else. */
  id: string;
  /** Whether a person can be asked through this client. */
  canAsk: boolean;
  answer?: Answer;
  /** Aborted when the client cancels or goes away. */
  signal: AbortSignal;
}

export interface Question {
  message: string;
  token: string;
}

interface Request {
  tool: { name: string; title: string };
  args: Record<string, unknown>;
  prepared: Prepared;
  sandbox: boolean;
}

export const cannotAsk = () =>
  new Refused(
    'not_confirmed',
    'This operation needs the consent of a person, and this client has no way to ask one (form elicitation). Nothing was sent.',
    'Tell the user to use a client that supports elicitation, or to do it in the PortOne console.',
  );

/**
 * A no holds before anything is looked up: it must not depend on what PortOne says now, or on whether it answers.
 * Throws Refused.
 */
export async function heedNo(agreements: Agreements, { answer }: Caller): Promise<void> {
  if (answer?.said !== 'no') return;
  await agreements.revoke(answer.token);
  throw new Refused(
    'not_confirmed',
    'The person asked did not agree. Nothing was sent.',
    'Do not repeat the call unless the user asks for it.',
  );
}

/** Returns a question to ask, or nothing when a person agreed to exactly this. Throws Refused. */
export async function confirmed(
  agreements: Agreements,
  caller: Caller,
  request: Request,
): Promise<Question | undefined> {
  const { tool, args, prepared } = request;
  const bond = { tool: tool.name, args, state: prepared.state, caller: caller.id };
  const ask = (): Question => ({ message: messageOf(request), token: agreements.seal(bond) });
  if (!caller.answer) return ask();
  const verdict = await agreements.redeem(caller.answer.token, bond);
  if (verdict === 'invalid')
    throw new Refused(
      'not_confirmed',
      'The confirmation does not belong to this call, is older than five minutes or was used before. Nothing was sent.',
      `Call ${tool.name} again to ask anew.`,
    );
  // What the person saw is no longer so: their yes was to something else.
  return verdict === 'changed' ? ask() : undefined;
}

/** Longer than this nobody reads, and some hosts cut it off. */
const LONGEST_QUESTION = 20_000;

function messageOf({ tool, prepared, sandbox }: Request): string {
  const facts = prepared.facts.map(([label, value]) => `${label}: ${oneLine(value)}`);
  const pretence = sandbox ? ['(Sandbox: sample data, no real money.)'] : [];
  const message = [`${tool.title}?`, '', ...facts, '', prepared.warning, ...pretence].join('\n');
  if (message.length > LONGEST_QUESTION)
    throw new Refused(
      'invalid_input',
      'This is more than a person can be shown in one question. Nothing was sent.',
      'Split it into several calls.',
    );
  return message;
}
