import { createHmac } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Language } from '../base/bilingual.ts';
import type { ApprovalRequest } from '../guard/confirmation/approvals.ts';
import { composeWebhookText, type WaitingPage } from './webhook-text.ts';

const REQUEST_TIMEOUT_MS = 5_000;
/** Before the second and the third try. */
const RETRY_DELAYS_MS = [1_000, 5_000];
/** More than people can look at; what comes after these is not posted. */
const MAX_QUEUED = 50;

/** Tells a chat that pages wait for people. */
export interface ApprovalWebhook {
  /** Never throws and never waits. */
  post(request: ApprovalRequest, page: WaitingPage): void;
  /** Drops what was not sent yet. */
  close(): void;
}

export interface WebhookSettings {
  /** It is a secret: whoever has it can post to the chat. Never logged. */
  url: string;
  /** Key of the signature; without it posts are not signed. */
  secret?: string | undefined;
  /** The language of the shop: whoever reads a chat has no browser that says which. */
  lang: Language;
  /** Whether callers are authenticated, so that their names are given by the operator. */
  namesAskers: boolean;
  log(line: string): void;
  /** For tests, whose chats answer at once. */
  retryDelaysMs?: readonly number[];
}

/** Posts one message after the other, each at most three times and not after its page has expired. */
export function createApprovalWebhook(
  { url, secret, lang, namesAskers, log, retryDelaysMs = RETRY_DELAYS_MS }: WebhookSettings,
  now: () => number,
): ApprovalWebhook {
  const stop = new AbortController();
  let queued = 0;
  let queue: Promise<void> = Promise.resolve();

  async function deliver(body: string, expiresAt: number): Promise<void> {
    let problem = '';
    for (const delay of [0, ...retryDelaysMs]) {
      if (delay > 0) await sleep(delay, undefined, { signal: stop.signal, ref: false });
      if (stop.signal.aborted || expiresAt <= now()) return;
      const result = await send(body);
      if (result === undefined) return;
      problem = result.problem;
      if (!result.mayRetry) break;
    }
    // The address holds a secret, so the line does not repeat it.
    log(`approval webhook: a message could not be posted (${problem}); the page waits nevertheless`);
  }

  async function send(body: string): Promise<{ problem: string; mayRetry: boolean } | undefined> {
    try {
      const { ok, status } = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...(secret === undefined ? {} : sign(body, secret, now())) },
        body,
        // Another address might be one that the operator did not choose.
        redirect: 'manual',
        signal: AbortSignal.any([stop.signal, AbortSignal.timeout(REQUEST_TIMEOUT_MS)]),
      }).then(async (response) => {
        await response.body?.cancel();
        return response;
      });
      if (ok) return undefined;
      return { problem: `HTTP ${status}`, mayRetry: status >= 500 || status === 408 || status === 429 };
    } catch (error) {
      return { problem: describeFailure(error), mayRetry: true };
    }
  }

  return {
    post(request, page) {
      if (stop.signal.aborted) return;
      if (queued >= MAX_QUEUED) return log('approval webhook: too many messages wait, one is not posted');
      queued += 1;
      const body = JSON.stringify({ text: composeWebhookText(request, page, { lang, namesAskers }) });
      queue = queue
        .then(() => deliver(body, page.expiresAt))
        .catch(() => undefined)
        .finally(() => {
          queued -= 1;
        });
    },
    close: () => stop.abort(),
  };
}

/** A receiver computes the same over `<timestamp>.<body>` and refuses an old timestamp. */
function sign(body: string, secret: string, now: number): Record<string, string> {
  const timestamp = String(Math.floor(now));
  const signature = createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex');
  return { 'x-portone-mcp-timestamp': timestamp, 'x-portone-mcp-signature': `v1=${signature}` };
}

function describeFailure(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown error';
  if (error.name === 'TimeoutError') return 'no answer within 5 seconds';
  const { cause } = error;
  return cause instanceof Error && 'code' in cause ? String(cause.code) : error.name;
}
