import { SdkError, SdkErrorCode, type ServerContext } from '@modelcontextprotocol/server';
import * as z from 'zod';
import type { Language } from '../base/bilingual.ts';
import { digest } from '../base/digest.ts';
import type { ConfirmationReply, PendingConfirmation } from '../guard/confirmation/caller.ts';
import { buildElicitation, parseElicitResult } from './elicitation.ts';

/** Accepts any result: the SDK's error for an odd one would be a dump of its schema. */
const AnyResult = z.looseObject({});
/** More than a person has open in one client. */
const MAX_LATE_REPLIES = 100;

export interface AskedCall {
  name: string;
  args: Record<string, unknown>;
}

export interface AskOptions {
  lang: Language;
  revision: string;
  timeoutMs: number;
}

/**
 * The questions of one connection of the legacy revisions, in which a question is a request to the client while the
 * call waits.
 */
export interface LegacyQuestions {
  /** Asks and waits. Never throws for what the client does; throws if the client cancels the call. */
  ask(
    call: AskedCall,
    pending: PendingConfirmation,
    ctx: ServerContext,
    options: AskOptions,
  ): Promise<ConfirmationReply>;
  /** Returns and deletes the approval that a person gave after the client had cancelled the same call. */
  takeLateApproval(call: AskedCall): ConfirmationReply | undefined;
}

export function createLegacyQuestions(getMonotonicMs: () => number): LegacyQuestions {
  /** The latest question about each call; an approval of an earlier one does not count. */
  const latest = new Map<string, object>();
  const late = new Map<string, { reply: ConfirmationReply; expiresAt: number }>();

  async function send(
    pending: PendingConfirmation,
    { mcpReq }: ServerContext,
    { timeoutMs, ...form }: AskOptions,
  ): Promise<ConfirmationReply> {
    const { token, channel } = pending;
    try {
      const result = await mcpReq.send(buildElicitation(pending, form), AnyResult, { timeout: timeoutMs });
      return { token, channel, ...parseElicitResult(result, channel) };
    } catch (error) {
      const isTimeout = error instanceof SdkError && error.code === SdkErrorCode.RequestTimeout;
      return { token, channel, decision: isTimeout ? 'silent' : 'failed' };
    }
  }

  return {
    async ask(call, pending, ctx, options) {
      const key = digest(call);
      const question = {};
      const expiresAt = getMonotonicMs() + options.timeoutMs;
      latest.set(key, question);
      late.delete(key);
      const { signal } = ctx.mcpReq;
      const answer = send(pending, ctx, options);
      answer.then((reply) => {
        if (latest.get(key) !== question) return;
        latest.delete(key);
        if (signal.aborted && reply.channel === 'form' && reply.decision === 'approved' && late.size < MAX_LATE_REPLIES)
          late.set(key, { reply, expiresAt });
      });
      return await Promise.race([answer, rejectOnAbort(signal)]);
    },
    takeLateApproval(call) {
      for (const [key, { expiresAt }] of late) if (expiresAt <= getMonotonicMs()) late.delete(key);
      const key = digest(call);
      const approval = late.get(key);
      late.delete(key);
      return approval?.reply;
    },
  };
}

const rejectOnAbort = (signal: AbortSignal): Promise<never> =>
  new Promise((_, reject) => {
    if (signal.aborted) reject(signal.reason);
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
