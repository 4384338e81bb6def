import { setImmediate as yieldToOthers } from 'node:timers/promises';
import type { ConfirmationReply } from '../../src/guard/confirmation/caller.ts';
import type { CallOutcome } from '../../src/tools/call-tool.ts';
import type { Call, TypedBehavior } from './money-calls.ts';

/** The outcome of a call: every answer that its callers got. */
export interface CallOutcomes {
  call: Call;
  outcomes: CallOutcome[];
  /** The server died during the call, so nobody got an answer; whether PortOne executed it. */
  crashed?: 'executed' | 'not executed';
  /** The question that the person approved last. */
  question?: string;
  /** Whether the amount had to be typed for the last question. */
  wasTyped: boolean;
  isSecondApproved: boolean;
}

interface Conversation {
  send(reply?: ConfirmationReply, signal?: AbortSignal): Promise<CallOutcome>;
  /** Calls the listener when the next write has reached PortOne. */
  onceWritten(listener: () => void): void;
  decideOnPage(url: string, decision: 'approve' | 'decline'): Promise<void>;
}

type Question = Extract<CallOutcome, { channel: 'form' }>;

/** A person who is asked repeatedly, since the state changes while other calls run, gives up. */
const MAX_QUESTIONS = 4;

/** Makes a call, and answers its questions as its people do. */
export async function makeCall(call: Call, conversation: Conversation): Promise<CallOutcomes> {
  const result: CallOutcomes = { call, outcomes: [], wasTyped: false, isSecondApproved: false };
  let answers = [await conversation.send()];
  for (let asked = 0; asked < MAX_QUESTIONS; asked++) {
    const question = answers.find((one): one is Question => one.status === 'pending' && one.channel === 'form');
    const pageUrl = answers.map(findSecondPage).find((url) => url !== undefined);
    if (question && call.person !== 'silent') {
      result.question = question.message;
      result.wasTyped = question.amountToType !== undefined;
      answers = await sendAs(call, conversation, buildReply(call, question));
    } else if (pageUrl !== undefined && call.second !== 'never comes') {
      await conversation.decideOnPage(pageUrl, call.second === 'approves' ? 'approve' : 'decline');
      result.isSecondApproved = call.second === 'approves';
      answers = await sendAs(call, conversation);
    } else break;
    result.outcomes.push(...answers.filter((one) => one.status !== 'pending' && findSecondPage(one) === undefined));
    if (answers.some(hasEnded)) break;
  }
  return result.outcomes.length > 0 ? result : { ...result, outcomes: answers };
}

/** Whether no question is open any more. */
const hasEnded = (outcome: CallOutcome): boolean =>
  outcome.status === 'done' ||
  (outcome.status === 'failed' && !['not_confirmed', 'approval_required'].includes(outcome.error.kind));

/** The page on which a second person decides. */
function findSecondPage(outcome: CallOutcome): string | undefined {
  if (outcome.status !== 'failed' || outcome.error.kind !== 'approval_required') return undefined;
  const { approval_url, message } = outcome.error;
  return message.startsWith('A second person') && typeof approval_url === 'string' ? approval_url : undefined;
}

function buildReply({ person, typed }: Call, { token, amountToType }: Question): ConfirmationReply {
  return {
    token: person === 'wrong token' ? `${token.slice(0, -4)}AAAA` : token,
    decision: person === 'no' ? 'declined' : 'approved',
    channel: 'form',
    ...(amountToType === undefined ? {} : { typedAmount: typeAmount(amountToType, typed) }),
  };
}

function typeAmount(shown: string, typed: TypedBehavior): string {
  switch (typed) {
    case 'the amount':
      return shown;
    case 'another amount':
      return shown.replace(/\d/, (digit) => String((Number(digit) % 9) + 1));
    case 'another currency':
      return shown.startsWith('₩') ? shown.replace('₩', 'USD ') : shown.replace('USD ', '₩');
    case 'nothing':
      return ' ';
  }
}

async function sendAs(
  { person }: Call,
  { send, onceWritten }: Conversation,
  reply?: ConfirmationReply,
): Promise<CallOutcome[]> {
  if (person === 'twice') return Promise.all([send(reply), send(reply)]);
  if (person !== 'leaves' && person !== 'leaves late') return [await send(reply)];
  const client = new AbortController();
  if (person === 'leaves late') onceWritten(() => client.abort());
  const ending = send(reply, client.signal);
  if (person === 'leaves') {
    await yieldToOthers();
    client.abort();
  }
  return [await ending];
}
