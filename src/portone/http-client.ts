import { EventEmitter } from 'node:events';
import type { Dispatcher } from 'undici';
import type { Localized } from '../base/bilingual.ts';
import { type ConnectionSettings, createPeerFinder } from './connection-peer.ts';
import {
  adviseModel,
  explainConnectionFailure,
  isTransient,
  NO_RESPONSE,
  PROXY_AUTH_REQUIRED,
  PROXY_REFUSED,
  SLOW_RESPONSE_ADVICE,
} from './failure-cause.ts';
import type { HttpRequest } from './request.ts';
import type { HttpResponse } from './response.ts';
import { decodeResponseBody, MAX_RESPONSE_BYTES } from './response-body.ts';

/** Milliseconds. `read` and `write` cover a whole request, from the first byte sent to the last byte received. */
export interface Timeouts {
  connect: number;
  /** All attempts to get an access token together. */
  token: number;
  read: number;
  /** A read with its access token and all its attempts. Clients give up after 60 s and must hear the reason before. */
  readTotal: number;
  write: number;
}

/**
 * Most clients give up after a minute. What is left of it after a write must suffice to read back what became of it
 * (`guard/outcome/reconcile.ts`).
 */
export const DEFAULT_TIMEOUTS: Timeouts = {
  connect: 10_000,
  token: 15_000,
  read: 20_000,
  readTotal: 40_000,
  write: 22_000,
};

interface TransportErrorDetails extends Partial<Pick<TransportError, 'next' | 'explanation'>> {
  sent: boolean;
  transient: boolean;
}

/** No complete response arrived. `sent` is false only if no byte of the request can have left. */
export class TransportError extends Error {
  readonly sent: boolean;
  /** The connection failed or broke, so a retry may succeed. False for a timeout or an oversized response. */
  readonly transient: boolean;
  /** What a model should do; undefined if the failure says nothing in particular. */
  readonly next: string | undefined;
  /** The same failure for a person; undefined if it is not about the connection. */
  readonly explanation: { what: Localized; advice?: Localized } | undefined;

  constructor(detail: string, { sent, transient, next, explanation }: TransportErrorDetails) {
    super(detail);
    this.sent = sent;
    this.transient = transient;
    this.next = next;
    this.explanation = explanation;
  }
}

/** The response arrived but is too large, or too varied, to be parsed while others wait. */
export class OversizedResponse extends TransportError {
  constructor(sent: boolean) {
    super(`the response was too large (over ${MAX_RESPONSE_BYTES / 1024 / 1024} MB, or too many values)`, {
      sent,
      transient: false,
      next: 'Ask for fewer records at a time: a lower "limit" or a shorter period.',
    });
  }
}

/** No complete response arrived in time; `milliseconds` is 0 if no time was left for a request. */
export function createTimeoutError(milliseconds: number, sent: boolean): TransportError {
  const seconds = Math.round(milliseconds / 100) / 10;
  const detail = seconds > 0 ? `no complete response within ${seconds} seconds` : 'the time for this call ran out';
  const explanation = explainConnectionFailure('PortOne', NO_RESPONSE);
  return new TransportError(detail, { sent, transient: false, next: adviseModel(SLOW_RESPONSE_ADVICE), explanation });
}

export interface HttpClient {
  /** Sends one HTTP request, without retries. Throws TransportError, or the signal's reason if it is aborted. */
  send(
    request: HttpRequest,
    options: { headers: Record<string, string>; timeout: number; signal?: AbortSignal | undefined },
  ): Promise<HttpResponse>;
  close(): Promise<void>;
}

export function createHttpClient(settings: ConnectionSettings, connectTimeout: number): HttpClient {
  const { baseUrl, httpsProxy, noProxy = '' } = settings;
  const findPeer = createPeerFinder(settings);
  const { origin, pathname } = new URL(baseUrl);
  const prefix = pathname.replace(/\/+$/, '');
  let agentPromise: Promise<Dispatcher> | undefined;
  // Import undici with the first request: loading it takes longer than the rest of the start.
  const createAgent = async () => {
    const { Agent, EnvHttpProxyAgent } = await import('undici');
    const connect = { timeout: connectTimeout };
    const options = {
      connect,
      // With pipelining, requests queued behind a broken one would be lost too.
      pipelining: 1,
      // One deadline for the whole request replaces these.
      headersTimeout: 0,
      bodyTimeout: 0,
      maxResponseSize: MAX_RESPONSE_BYTES,
    };
    if (httpsProxy === undefined) return new Agent(options);
    // Empty, so that undici does not read the environment itself.
    const httpProxy = '';
    return new EnvHttpProxyAgent({
      ...options,
      httpProxy,
      httpsProxy,
      noProxy,
      proxyTls: connect,
      requestTls: connect,
    });
  };

  return {
    async send({ method, path, body }, { headers, timeout, signal }) {
      agentPromise ??= createAgent();
      const agent = await agentPromise;
      let sent = false;
      // Whether a read was sent does not matter, and the interceptor has a cost.
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
        const text = await decodeResponseBody(Buffer.from(await response.body.arrayBuffer()));
        if (text === undefined) throw new OversizedResponse(sent);
        const { 'retry-after': retryAfter, date } = response.headers;
        return {
          status: response.statusCode,
          text,
          ...(typeof retryAfter === 'string' ? { retryAfter } : {}),
          ...(typeof date === 'string' ? { date } : {}),
        };
      } catch (error) {
        if (signal?.aborted) throw signal.reason;
        if (deadline.timedOut) throw createTimeoutError(timeout, sent);
        throw toTransportError(error, sent, findPeer);
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
 * Aborts a request after the timeout or when the caller's signal aborts. undici accepts an event emitter as a signal,
 * which is much cheaper to create than an AbortController.
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

function toTransportError(error: unknown, sent: boolean, findPeer: (code?: string) => string): TransportError {
  if (error instanceof TransportError) return error;
  const code = getErrorCode(error);
  if (code === 'UND_ERR_RES_EXCEEDED_MAX_SIZE') return new OversizedResponse(sent);
  const lost = 'the connection was lost before the response was complete';
  const lostDetail = code === undefined ? lost : `${lost} (${code})`;
  const explanation = explainConnectionFailure(findPeer(code), code);
  return new TransportError(sent ? lostDetail : explanation.what.en, {
    sent,
    transient: isTransient(code),
    next: explanation.advice && adviseModel(explanation.advice),
    explanation,
  });
}

/** Returns the error code of the system or undici. Messages may contain addresses. */
function getErrorCode(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null) return undefined;
  const { code } = error as { code?: unknown };
  const [, proxyStatus] = /^Proxy response \((\d{3})\)/.exec(error instanceof Error ? error.message : '') ?? [];
  if (proxyStatus !== undefined) return proxyStatus === '407' ? PROXY_AUTH_REQUIRED : PROXY_REFUSED;
  return typeof code === 'string' && /^[A-Z0-9_]+$/.test(code) ? code : undefined;
}

/** Reports when undici is about to write the request to a socket. Error codes do not tell this reliably. */
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
