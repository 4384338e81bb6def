import type { Agreements } from './agreement.ts';
import { Refused } from './failure.ts';
import type { Prepared } from './preview.ts';

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
  prepared: Prepared;
  sandbox: boolean;
}

export const cannotAsk = () =>
  new Refused(
    'not_confirmed',
    'This operation needs the consent of a person, and this client has no way to ask one (form elicitation). Nothing was sent.',
    'Tell the user to use a client that supports elicitation, or to do it in the PortOne console.',
  );

/** Returns a question to ask, or nothing when a person agreed to exactly this. Throws Refused. */
export async function confirmed(
  agreements: Agreements,
  caller: Caller,
  request: Request,
): Promise<Question | undefined> {
  const { tool, prepared } = request;
  const bond = { tool: tool.name, args: prepared.args, state: prepared.state, caller: caller.id };
  const ask = (): Question => ({ message: messageOf(request), token: agreements.seal(bond) });
  if (!caller.answer) return ask();
  const verdict = await agreements.redeem(caller.answer.token, bond);
  if (verdict === 'invalid')
    throw new Refused(
      'not_confirmed',
      'The confirmation does not belong to this call, is older than five minutes or was used before. Nothing was sent.',
      `Call ${tool.name} again to ask anew.`,
    );
  if (caller.answer.said === 'no')
    throw new Refused(
      'not_confirmed',
      'The person asked did not agree. Nothing was sent.',
      'Do not repeat the call unless the user asks for it.',
    );
  // What the person saw is no longer so: their yes was to something else.
  return verdict === 'changed' ? ask() : undefined;
}

function messageOf({ tool, prepared, sandbox }: Request): string {
  const facts = prepared.facts.map(([label, value]) => `${label}: ${value}`);
  const pretence = sandbox ? ['(Sandbox: sample data, no real money.)'] : [];
  return [`${tool.title}?`, '', ...facts, '', prepared.warning, ...pretence].join('\n');
}
