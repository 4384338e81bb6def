import type { Server, ServerContext } from '@modelcontextprotocol/server';
import type { Language } from '../base/bilingual.ts';
import type { ConfirmationReply } from '../guard/confirmation/caller.ts';
import type { ConfirmationTimes } from '../guard/confirmation/service.ts';
import type { CallOutcome } from '../tools/call-tool.ts';
import { readConfirmationReply } from './elicitation.ts';
import type { AskedCall, LegacyQuestions } from './legacy-questions.ts';
import type { ProgressReporter } from './progress.ts';

/** The first revision in which a client answers a question with a new call. */
const MODERN_REVISION = '2026-07-28';
/** A question is asked again if the data changes meanwhile. */
const MAX_QUESTIONS = 8;

type Message = Readonly<Record<Language, string>>;
const waitingForPerson: Message = { en: 'Waiting for a person to decide', ko: '사람의 결정을 기다리는 중' };
const waitingForPortOne: Message = { en: 'Waiting for PortOne', ko: '포트원의 응답을 기다리는 중' };

export const getRevision = (server: Server): string => server.getNegotiatedProtocolVersion() ?? '';
export const isModern = (server: Server): boolean => getRevision(server) >= MODERN_REVISION;

interface AskingCall {
  server: Server;
  ctx: ServerContext;
  call: AskedCall;
  questions: LegacyQuestions;
  times: ConfirmationTimes;
  lang: Language;
  progress: ProgressReporter;
  /** A read reports its own progress. */
  isRead: boolean;
  /** The code that a model repeated. */
  tokenReply: ConfirmationReply | undefined;
  run(reply: ConfirmationReply | undefined): Promise<CallOutcome>;
}

/**
 * Runs a call and, in the legacy revisions, asks its questions. The SDK could ask them too, but its answers to what goes
 * wrong meanwhile do not say that nothing was sent.
 */
export async function runWithQuestions(asking: AskingCall): Promise<CallOutcome> {
  const { server, ctx, call, questions, times, lang, isRead, tokenReply } = asking;
  const run = (reply: ConfirmationReply | undefined) => {
    if (reply?.channel === 'url') return withProgress(asking, waitingForPerson, () => asking.run(reply));
    return isRead ? asking.run(reply) : withProgress(asking, waitingForPortOne, () => asking.run(reply));
  };
  if (isModern(server)) return run(tokenReply ?? readConfirmationReply(ctx));

  const deadline = performance.now() + times.maxWaitMs;
  let outcome = await run(tokenReply ?? questions.takeLateApproval(call));
  for (let asked = 0; outcome.status === 'pending'; asked++) {
    if (asked === MAX_QUESTIONS) return createUnstableOutcome(call.name);
    const pending = outcome;
    const timeoutMs = Math.max(1, deadline - performance.now());
    const options = { lang, revision: getRevision(server), timeoutMs };
    outcome = await run(await withProgress(asking, waitingForPerson, () => questions.ask(call, pending, ctx, options)));
  }
  return outcome;
}

async function withProgress<T>({ progress, lang }: AskingCall, message: Message, wait: () => Promise<T>) {
  const stop = progress.startWaiting(message[lang]);
  try {
    return await wait();
  } finally {
    stop();
  }
}

const createUnstableOutcome = (name: string): CallOutcome => ({
  status: 'failed',
  error: {
    kind: 'not_confirmed',
    message: 'The data changed each time while the person was asked. Nothing was sent.',
    next: `Call ${name} again later to ask for a new confirmation.`,
  },
});
