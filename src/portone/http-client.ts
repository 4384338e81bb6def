import { EventEmitter } from 'node:events';
import type { Agent, Dispatcher } from 'undici';
import type { Request } from './request.ts';
import type { Answer } from './response.ts';

/** Milliseconds. `read` and `write` cover a whole exchange, from the first byte sent to the last received. */
export interface Timeouts {
  connect: number;
  read: number;
  write: number;
}

// PortOne asks the PG while the caller waits, so a write gets twice the time of a read.
export const usualTimeouts: Timeouts = { connect: 10_000, read: 30_000, write: 60_000 };

/** Milliseconds in which an ordinary exchange is over. */
const SHORT = 50;
const LONGEST_ANSWER = 20 * 1024 * 1024;

/** No answer came. `sent` is false only when not one byte of the request can have left. */
export class ExchangeFailed extends Error {
  readonly sent: boolean;
  /** The connection broke or never stood: the next one may be better. A timeout or an endless answer is not. */
  readonly transient: boolean;

  constructor(trouble: string, sent: boolean, transient: boolean) {
    super(trouble);
    this.sent = sent;
    this.transient = transient;
  }
}

export interface Connection {
  /** One HTTP exchange, never repeated. Throws ExchangeFailed, or the signal's reason once that is aborted. */
  exchange(
    request: Request,
    options: { headers: Record<string, string>; timeout: number; signal?: AbortSignal | undefined },
  ): Promise<Answer>;
  close(): Promise<void>;
}

export function createConnection(baseUrl: string, connectTimeout: number): Connection {
  const { origin, pathname } = new URL(baseUrl);
  const prefix = pathname.replace(/\/+$/, '');
  let opening: Promise<Agent> | undefined;
  // Importing undici takes longer than all the rest of the start, so it waits for the first call.
  const open = async () => {
    const { Agent } = await import('undici');
    return new Agent({
      connect: { timeout: connectTimeout },
      // A request behind another on one connection would be lost with it.
      pipelining: 1,
      // One clock for the whole exchange takes the place of these.
      headersTimeout: 0,
      bodyTimeout: 0,
      maxResponseSize: LONGEST_ANSWER,
    });
  };

  return {
    async exchange({ method, path, body }, { headers, timeout, signal }) {
      opening ??= open();
      const agent = await opening;
      let sent = false;
      // Nothing hangs on whether a read was sent, and watching costs something.
      const sender = method === 'GET' ? agent : agent.compose(noting(() => (sent = true)));
      signal?.throwIfAborted();
      const ending = endingAfter(timeout, signal);
      try {
        const answer = await sender.request({
          origin,
          path: prefix + path,
          method,
          headers: body === undefined ? headers : { ...headers, 'content-type': 'application/json' },
          body: body ?? null,
          signal: ending.signal,
        });
        const text = await answer.body.text();
        const { 'retry-after': retryAfter, date } = answer.headers;
        return {
          status: answer.statusCode,
          text,
          ...(typeof retryAfter === 'string' ? { retryAfter } : {}),
          ...(typeof date === 'string' ? { date } : {}),
        };
      } catch (error) {
        if (signal?.aborted) throw signal.reason;
        if (ending.timedOut)
          throw new ExchangeFailed(`no complete answer within ${timeout / 1000} seconds`, sent, false);
        throw failureOf(error, sent);
      } finally {
        ending.clear();
      }
    },
    async close() {
      await (await opening)?.close();
    },
  };
}

/**
 * Ends an exchange after the time, or with the caller's signal. undici takes an event emitter for a signal, which is made
 * in a fraction of the time that an AbortController takes.
 */
function endingAfter(timeout: number, caller: AbortSignal | undefined) {
  const signal = new EventEmitter();
  const ending = { signal, timedOut: false, clear };
  const end = () => signal.emit('abort');
  const giveUp = () => {
    ending.timedOut = true;
    end();
  };
  let listens = false;
  // Most exchanges are over before a caller could change their mind: only a longer one listens, which is dear to begin.
  let timer = setTimeout(
    () => {
      timer = setTimeout(giveUp, timeout - Math.min(SHORT, timeout));
      listens = true;
      caller?.addEventListener('abort', end);
      if (caller?.aborted) end();
    },
    Math.min(SHORT, timeout),
  );
  function clear() {
    clearTimeout(timer);
    if (listens) caller?.removeEventListener('abort', end);
  }
  return ending;
}

function failureOf(error: unknown, sent: boolean): ExchangeFailed {
  const code = codeOf(error);
  if (code === 'UND_ERR_RES_EXCEEDED_MAX_SIZE') return new ExchangeFailed('the answer was over-long', sent, false);
  const trouble = sent ? 'the connection was lost before the answer was complete' : 'the connection failed';
  return new ExchangeFailed(code === undefined ? trouble : `${trouble} (${code})`, sent, true);
}

/** The system's or undici's word for what happened; their messages can hold addresses. */
function codeOf(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null) return undefined;
  const { code } = error as { code?: unknown };
  return typeof code === 'string' && /^[A-Z0-9_]+$/.test(code) ? code : undefined;
}

/** Tells when undici is about to write a request to a socket, which no error code tells reliably. */
function noting(onSending: () => void): Dispatcher.DispatcherComposeInterceptor {
  return (dispatch) => (options, handler) =>
    dispatch(options, {
      onRequestStart(controller, context) {
        onSending();
        handler.onRequestStart?.(controller, context);
      },
      onRequestUpgrade: (...event) => handler.onRequestUpgrade?.(...event),
      onResponseStart: (...event) => handler.onResponseStart?.(...event),
      onResponseData: (...event) => handler.onResponseData?.(...event),
      onResponseEnd: (...event) => handler.onResponseEnd?.(...event),
      onResponseError: (...event) => handler.onResponseError?.(...event),
    });
}
