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

const waitingMessage: Readonly<Record<Language, string>> = {
  en: 'Waiting for a person to decide',
  ko: '사람의 결정을 기다리는 중',
};

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
  /** The code that a model repeated. */
  tokenReply: ConfirmationReply | undefined;
  run(reply: ConfirmationReply | undefined): Promise<CallOutcome>;
}

/**
 * Runs a call and, in the legacy revisions, asks its questions. The SDK could ask them too, but its answers to what goes
 * wrong meanwhile do not say that nothing was sent.
 */
export async function runWithQuestions(asking: AskingCall): Promise<CallOutcome> {
  const { server, ctx, call, questions, times, lang, progress, tokenReply } = asking;
  const run = (reply: ConfirmationReply | undefined) =>
    reply?.channel === 'url' ? withProgress(asking, () => asking.run(reply)) : asking.run(reply);
  if (isModern(server)) return run(tokenReply ?? readConfirmationReply(ctx));

  const deadline = performance.now() + times.maxWaitMs;
  let outcome = await run(tokenReply ?? questions.takeLateApproval(call));
  for (let asked = 0; outcome.status === 'pending'; asked++) {
    if (asked === MAX_QUESTIONS) return createUnstableOutcome(call.name);
    const pending = outcome;
    const timeoutMs = Math.max(1, deadline - performance.now());
    const options = { lang, revision: getRevision(server), timeoutMs };
    outcome = await run(await withProgress({ progress, lang }, () => questions.ask(call, pending, ctx, options)));
  }
  return outcome;
}

async function withProgress<T>({ progress, lang }: Pick<AskingCall, 'progress' | 'lang'>, wait: () => Promise<T>) {
  const stop = progress.startWaiting(waitingMessage[lang]);
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
