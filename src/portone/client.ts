import { setTimeout as delay } from 'node:timers/promises';
import type * as z from 'zod';
import { getAccessToken } from '../endpoints/catalog/auth.ts';
import type { Endpoint } from '../endpoints/endpoint.ts';
import { createTokenProvider, type IssuedToken, type TokenCache } from './access-token.ts';
import { CredentialsRefused, PortOneRejected, PortOneUnreachable } from './errors.ts';
import { createHttpClient, DEFAULT_TIMEOUTS, type Timeouts, TransportError } from './http-client.ts';
import { buildRequest, type HttpRequest } from './request.ts';
import type { PortOneResult } from './response.ts';
import { type HttpResponse, isNotPortOne, parseEnvelope, parseResponse, unknownOutcome } from './response.ts';
import { withRetry } from './retry.ts';

export interface PortOne {
  /**
   * Calls a row. A read that fails on its way is tried again, a write is sent once. The signal ends a read; a write that
   * has left is waited for. Throws PortOneRejected, PortOneUnreachable, OutcomeUnknown, CredentialsRefused or UnsafePath.
   */
  call<A, S extends z.ZodType>(
    row: Endpoint<A, S>,
    args: A,
    options?: { signal?: AbortSignal },
  ): Promise<PortOneResult<z.output<S>>>;
  /** Unix seconds by PortOne's clock, of its latest answer; undefined before there was one. */
  getServerTime(): number | undefined;
  /** When the present token expires, unix seconds by PortOne's clock; fetches one when there is none. */
  getTokenExpiry(): Promise<number>;
  close(): Promise<void>;
}

export interface PortOneSettings {
  /** May carry a path, which then stands before every row's. */
  baseUrl: string;
  apiKey: string;
  apiSecret: string;
  /** The code of a sub-merchant. */
  tier?: string;
  userAgent: string;
}

/** Told of what goes on between here and PortOne. */
export interface PortOneTelemetry {
  /** A request of an operation, once for each time that it was sent. */
  onRequest(operation: string, seconds: number, outcome: 'answered' | 'unanswered'): void;
  onTokenRenewed(): void;
}

export interface PortOneDependencies {
  /** A monotonic clock in milliseconds; the wall clock of the machine may be wrong. */
  now?: () => number;
  sleep?: (ms: number, signal?: AbortSignal) => Promise<void>;
  random?: () => number;
  timeouts?: Partial<Timeouts>;
  telemetry?: PortOneTelemetry;
  /** Where several processes keep one token. */
  cache?: TokenCache | undefined;
}

export function createPortOne(settings: PortOneSettings, dependencies: PortOneDependencies = {}): PortOne {
  const timeouts = { ...DEFAULT_TIMEOUTS, ...dependencies.timeouts };
  const retryTiming = {
    sleep: dependencies.sleep ?? ((ms: number, signal?: AbortSignal) => delay(ms, undefined, signal ? { signal } : {})),
    random: dependencies.random ?? Math.random,
  };
  const { telemetry } = dependencies;
  const httpClient = createHttpClient(settings.baseUrl, timeouts.connect);
  const tokens = createTokenProvider({
    issue: issueToken,
    now: dependencies.now ?? (() => performance.now()),
    sleep: retryTiming.sleep,
    cache: dependencies.cache,
  });
  /** The time of the latest answer, as its header says it. */
  let latestDate = '';
  const commonHeaders = { accept: 'application/json', 'user-agent': settings.userAgent };
  const merchantHeaders = { ...commonHeaders, ...(settings.tier === undefined ? {} : { tier: settings.tier }) };

  const sendRequest: typeof httpClient.send = async (request, options) => {
    const response = await httpClient.send(request, options);
    if (response.date !== undefined) latestDate = response.date;
    return response;
  };

  async function issueToken(): Promise<IssuedToken> {
    const credentials = { imp_key: settings.apiKey, imp_secret: settings.apiSecret };
    const request: HttpRequest = { method: 'POST', path: getAccessToken.template, body: JSON.stringify(credentials) };
    const attempt = () =>
      measureRequest(getAccessToken.name, () =>
        sendRequest(request, { headers: commonHeaders, timeout: timeouts.read }),
      );
    const issuedToken = parseIssuedToken(await withRetry(attempt, retryTiming).catch(throwUnreachable));
    telemetry?.onTokenRenewed();
    return issuedToken;
  }

  async function measureRequest(operation: string, run: () => Promise<HttpResponse>): Promise<HttpResponse> {
    if (!telemetry) return run();
    const startedAt = performance.now();
    let outcome: 'answered' | 'unanswered' = 'unanswered';
    try {
      const response = await run();
      outcome = 'answered';
      return response;
    } finally {
      telemetry.onRequest(operation, (performance.now() - startedAt) / 1000, outcome);
    }
  }

  async function sendOperation(
    row: Endpoint<unknown>,
    request: HttpRequest,
    token: string,
    signal?: AbortSignal,
  ): Promise<HttpResponse> {
    const headers = { ...merchantHeaders, authorization: `Bearer ${token}` };
    const isRead = row.effect === 'read';
    const timeout = isRead ? timeouts.read : timeouts.write;
    const attempt = () =>
      measureRequest(row.name, () => sendRequest(request, { headers, timeout, signal: isRead ? signal : undefined }));
    // The last moment at which a write can be called off.
    signal?.throwIfAborted();
    try {
      return row.method === 'GET' && isRead ? await withRetry(attempt, retryTiming, signal) : await attempt();
    } catch (error) {
      throw error instanceof TransportError && error.sent ? unknownOutcome(row, error.message) : toUnreachable(error);
    }
  }

  return {
    async call(row, args, { signal } = {}) {
      if (row.route === getAccessToken.route) throw new Error('The token stays inside: ask tokenExpiry() about it');
      // The arguments were parsed by the row's own schema: an object by name, whatever its exact type.
      const values = args as Readonly<Record<string, unknown>>;
      const request = buildRequest(row, values);
      let token = await tokens.get(signal);
      let response = await sendOperation(row, request, token.value, signal);
      if (response.status === 401) {
        // A 401 was not executed, so even a write goes out again, once, with a new token.
        await tokens.invalidate(token);
        token = await tokens.get(signal);
        response = await sendOperation(row, request, token.value, signal);
      }
      return parseResponse(row, values, response);
    },
    getServerTime() {
      const seconds = Date.parse(latestDate) / 1000;
      return Number.isNaN(seconds) ? undefined : seconds;
    },
    async getTokenExpiry() {
      return (await tokens.get()).expiresAt;
    },
    close: () => httpClient.close(),
  };
}

/** Of a request that did not leave, or whose loss does no harm. */
const toUnreachable = (error: unknown): unknown =>
  error instanceof TransportError ? new PortOneUnreachable({ detail: error.message }) : error;

function throwUnreachable(error: unknown): never {
  throw toUnreachable(error);
}

function parseIssuedToken({ status, text }: HttpResponse): IssuedToken {
  const envelope = parseEnvelope(text);
  if (status === 400 || status === 401)
    throw new CredentialsRefused({
      httpStatus: status,
      ...(envelope ? { code: envelope.code, upstreamMessage: envelope.message } : { fromPortOne: false }),
    });
  if (envelope && status < 500 && (status !== 200 || envelope.code !== 0))
    throw new PortOneRejected({ httpStatus: status, code: envelope.code, upstreamMessage: envelope.message });
  const response: Record<string, unknown> = Object(envelope?.response);
  const { access_token: value, now, expired_at: expiresAt } = response;
  // Visible ASCII: anything else could not stand in a header.
  if (status !== 200 || typeof value !== 'string' || !/^[\x21-\x7e]+$/.test(value))
    throw new PortOneUnreachable({
      detail: `HTTP ${status} brought no access token${envelope ? '' : " and was not PortOne's JSON"}`,
      httpStatus: status,
      fromPortOne: envelope !== undefined || !isNotPortOne(status),
    });
  // Without its times a token is good for the calls that wait for it, and no longer.
  return { value, now: Number(now) || 0, expiresAt: Number(expiresAt) || 0 };
}
