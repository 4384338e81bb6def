import { EventEmitter } from 'node:events';
import type { Agent, Dispatcher } from 'undici';
import type { HttpRequest } from './request.ts';
import type { HttpResponse } from './response.ts';

/** Milliseconds. `read` and `write` cover a whole exchange, from the first byte sent to the last received. */
export interface Timeouts {
  connect: number;
  read: number;
  write: number;
}

// PortOne asks the PG while the caller waits, so a write gets twice the time of a read.
export const DEFAULT_TIMEOUTS: Timeouts = { connect: 10_000, read: 30_000, write: 60_000 };

const MAX_RESPONSE_BYTES = 20 * 1024 * 1024;

/** No answer came. `sent` is false only when not one byte of the request can have left. */
export class TransportError extends Error {
  readonly sent: boolean;
  /** The connection broke or never stood: the next one may be better. A timeout or an endless answer is not. */
  readonly transient: boolean;

  constructor(detail: string, sent: boolean, transient: boolean) {
    super(detail);
    this.sent = sent;
    this.transient = transient;
  }
}

export interface HttpClient {
  /** One HTTP exchange, never repeated. Throws ExchangeFailed, or the signal's reason once that is aborted. */
  send(
    request: HttpRequest,
    options: { headers: Record<string, string>; timeout: number; signal?: AbortSignal | undefined },
  ): Promise<HttpResponse>;
  close(): Promise<void>;
}

export function createHttpClient(baseUrl: string, connectTimeout: number): HttpClient {
  const { origin, pathname } = new URL(baseUrl);
  const prefix = pathname.replace(/\/+$/, '');
  let agentPromise: Promise<Agent> | undefined;
  // Importing undici takes longer than all the rest of the start, so it waits for the first call.
  const createAgent = async () => {
    const { Agent } = await import('undici');
    return new Agent({
      connect: { timeout: connectTimeout },
      // A request behind another on one connection would be lost with it.
      pipelining: 1,
      // One clock for the whole exchange takes the place of these.
      headersTimeout: 0,
      bodyTimeout: 0,
      maxResponseSize: MAX_RESPONSE_BYTES,
    });
  };

  return {
    async send({ method, path, body }, { headers, timeout, signal }) {
      agentPromise ??= createAgent();
      const agent = await agentPromise;
      let sent = false;
      // Nothing hangs on whether a read was sent, and watching costs something.
      const dispatcher = method === 'GET' ? agent : agent.compose(onRequestStart(() => (sent = true)));
      signal?.throwIfAborted();
      const deadline = abortAfter(timeout, signal);
      try {
        const response = await dispatcher.request({
          origin,
          path: prefix + path,
          method,
          headers: body === undefined ? headers : { ...headers, 'content-type': 'application/json' },
          body: body ?? null,
          signal: deadline.signal,
        });
        const text = await response.body.text();
        const { 'retry-after': retryAfter, date } = response.headers;
        return {
          status: response.statusCode,
          text,
          ...(typeof retryAfter === 'string' ? { retryAfter } : {}),
          ...(typeof date === 'string' ? { date } : {}),
        };
      } catch (error) {
        if (signal?.aborted) throw signal.reason;
        if (deadline.timedOut)
          throw new TransportError(`no complete answer within ${timeout / 1000} seconds`, sent, false);
        throw toTransportError(error, sent);
      } finally {
        deadline.clear();
      }
    },
    async close() {
      await (await agentPromise)?.close();
    },
  };
}

/**
 * Aborts after the time, or with the caller's signal. undici takes an event emitter for a signal, which is made in a fraction of
 * the time that an AbortController with its listeners takes.
 */
function abortAfter(timeout: number, callerSignal: AbortSignal | undefined) {
  const signal = new EventEmitter();
  const deadline = { signal, timedOut: false, clear };
  const abort = () => signal.emit('abort');
  const timer = setTimeout(() => {
    deadline.timedOut = true;
    abort();
  }, timeout);
  callerSignal?.addEventListener('abort', abort);
  function clear() {
    clearTimeout(timer);
    callerSignal?.removeEventListener('abort', abort);
  }
  return deadline;
}

function toTransportError(error: unknown, sent: boolean): TransportError {
  const code = getErrorCode(error);
  if (code === 'UND_ERR_RES_EXCEEDED_MAX_SIZE') return new TransportError('the answer was over-long', sent, false);
  const detail = sent ? 'the connection was lost before the answer was complete' : 'the connection failed';
  return new TransportError(code === undefined ? detail : `${detail} (${code})`, sent, true);
}

/** The system's or undici's word for what happened; their messages can hold addresses. */
function getErrorCode(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null) return undefined;
  const { code } = error as { code?: unknown };
  return typeof code === 'string' && /^[A-Z0-9_]+$/.test(code) ? code : undefined;
}

/** Tells when undici is about to write a request to a socket, which no error code tells reliably. */
function onRequestStart(onStart: () => void): Dispatcher.DispatcherComposeInterceptor {
  return (dispatch) => (options, handler) =>
    dispatch(options, {
      onRequestStart(controller, context) {
        onStart();
        handler.onRequestStart?.(controller, context);
      },
      onRequestUpgrade: (...event) => handler.onRequestUpgrade?.(...event),
      onResponseStart: (...event) => handler.onResponseStart?.(...event),
      onResponseData: (...event) => handler.onResponseData?.(...event),
      onResponseEnd: (...event) => handler.onResponseEnd?.(...event),
      onResponseError: (...event) => handler.onResponseError?.(...event),
    });
}
