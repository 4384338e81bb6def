import { setTimeout as delay } from 'node:timers/promises';
import type * as z from 'zod';
import { withinTime } from '../base/within-time.ts';
import { getAccessToken } from '../endpoints/catalog/auth.ts';
import { type Endpoint, isDeclaredRead, type ReadEndpoint } from '../endpoints/endpoint.ts';
import { createTokenProvider, type IssuedToken, type Token, type TokenCache } from './access-token.ts';
import { PortOneUnreachable, ResponseTooLarge } from './errors.ts';
import {
  createHttpClient,
  createTimeoutError,
  DEFAULT_TIMEOUTS,
  OversizedResponse,
  type Timeouts,
  TransportError,
} from './http-client.ts';
import { parseIssuedToken } from './issued-token.ts';
import { buildRequest, type HttpRequest } from './request.ts';
import type { PortOneResult } from './response.ts';
import { type HttpResponse, parseResponse, unknownOutcome } from './response.ts';
import { withRetry } from './retry.ts';
import { WritePermit } from './write-permit.ts';
import { isTokenRejected, parseWriteResponse } from './write-response.ts';

/** Reads PortOne. Nothing that holds only this can change anything there. */
export interface PortOneReader {
  /**
   * Calls an endpoint that only reads. GET requests are retried after transport failures; the signal aborts the call.
   * Ends within 40 s.
   * Throws PortOneRejected, PortOneUnreachable, CredentialsRefused or UnsafePath.
   */
  call<A, S extends z.ZodType>(
    row: ReadEndpoint<A, S>,
    args: A,
    options?: CallOptions,
  ): Promise<PortOneResult<z.output<S>>>;
  /** Returns the time of PortOne's latest response in unix seconds of its clock; undefined before the first one. */
  getServerTime(): number | undefined;
  /** Returns when the token expires, in unix seconds of PortOne's clock. Fetches a token if there is none. */
  getTokenExpiry(options?: CallOptions): Promise<number>;
}

/** Changes something at PortOne, once for each permit. */
export interface PortOneWriter {
  /**
   * Sends what the permit is for, once. The signal calls it off only before it is sent; after that its end is waited for.
   * Throws PortOneRejected, PortOneUnreachable, OutcomeUnknown, CredentialsRefused, UnsafePath or InvalidWritePermit.
   */
  send<A, S extends z.ZodType>(permit: WritePermit<A, S>, options?: CallOptions): Promise<PortOneResult<z.output<S>>>;
}

/** One account at PortOne, with the two capabilities apart, so that each can be handed out without the other. */
export interface PortOneConnection {
  reader: PortOneReader;
  writer: PortOneWriter;
  close(): Promise<void>;
}

export interface CallOptions {
  signal?: AbortSignal;
  /** In milliseconds of the monotonic clock: a read ends by then, and a write is sent by then or not at all. */
  deadline?: number;
  /** Who calls, for a fair share of the concurrent calls; absent for work of this server. */
  caller?: string;
}

export interface PortOneSettings {
  /** May include a path, which is prefixed to every request. */
  baseUrl: string;
  apiKey: string;
  apiSecret: string;
  /** Code of a sub-merchant (the `Tier` header). */
  tier?: string;
  /** The proxy through which https addresses are reached, and the hosts that are reached without it. */
  httpsProxy?: string;
  noProxy?: string;
  userAgent: string;
}

/** Receives measurements of the traffic with PortOne. */
export interface PortOneTelemetry {
  /** Called for each request sent. */
  onRequest(operation: string, seconds: number, outcome: 'answered' | 'unanswered'): void;
  onTokenRenewed(): void;
}

export interface PortOneDependencies {
  /** A monotonic clock in milliseconds; the machine's wall clock may be wrong. */
  now?: () => number;
  sleep?: (ms: number, signal?: AbortSignal) => Promise<void>;
  random?: () => number;
  timeouts?: Partial<Timeouts>;
  telemetry?: PortOneTelemetry;
  /** A token cache shared by several processes. */
  cache?: TokenCache | undefined;
  /** Called with each access token before it is used. */
  onToken?: (token: string) => void;
}

export function createPortOne(settings: PortOneSettings, dependencies: PortOneDependencies = {}): PortOneConnection {
  const timeouts = { ...DEFAULT_TIMEOUTS, ...dependencies.timeouts };
  const now = dependencies.now ?? (() => performance.now());
  const retryTiming = {
    now,
    sleep: dependencies.sleep ?? ((ms: number, signal?: AbortSignal) => delay(ms, undefined, signal ? { signal } : {})),
    random: dependencies.random ?? Math.random,
  };
  const { telemetry } = dependencies;
  const httpClient = createHttpClient(settings, timeouts.connect);
  const tokens = createTokenProvider({
    issue: issueToken,
    now,
    sleep: retryTiming.sleep,
    cache: dependencies.cache,
    onToken: dependencies.onToken,
  });
  /** The `Date` header of the latest response. */
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
    const deadline = now() + timeouts.token;
    const attempt = () =>
      measureRequest(getAccessToken.name, () =>
        sendRequest(request, { headers: commonHeaders, timeout: deadline - now() }),
      );
    const issuedToken = parseIssuedToken(await withRetry(attempt, retryTiming, { deadline }).catch(throwUnreachable));
    telemetry?.onTokenRenewed();
    return issuedToken;
  }

  const getReadDeadline = ({ deadline = Number.POSITIVE_INFINITY }: CallOptions): number =>
    Math.min(deadline, now() + timeouts.readTotal);

  /** Throws PortOneUnreachable if there is no token by the deadline. Others may still be waiting for it. */
  async function getTokenBefore(deadline: number, signal?: AbortSignal) {
    const milliseconds = deadline - now();
    const token = milliseconds > 0 ? await withinTime(milliseconds, tokens.get(signal)) : undefined;
    return token ?? throwUnreachable(createTimeoutError(Math.max(0, milliseconds), false));
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

  function startRequest(
    row: Endpoint<unknown>,
    request: HttpRequest,
    { token, timeout, signal }: { token: Token; timeout: number; signal?: AbortSignal | undefined },
  ): Promise<HttpResponse> {
    const headers = { ...merchantHeaders, authorization: `Bearer ${token.value}` };
    return measureRequest(row.name, () => sendRequest(request, { headers, timeout, signal }));
  }

  async function read<A, S extends z.ZodType>(
    row: Endpoint<A, S>,
    args: A,
    options: CallOptions = {},
  ): Promise<PortOneResult<z.output<S>>> {
    const values = toValues(args);
    const request = buildRequest(row, values);
    const { signal } = options;
    const deadline = getReadDeadline(options);
    const send = async (token: Token) => {
      const attempt = async () => {
        const timeout = Math.min(timeouts.read, deadline - now());
        if (timeout <= 0) throw createTimeoutError(0, false);
        return startRequest(row, request, { token, timeout, signal });
      };
      return row.method === 'GET' ? withRetry(attempt, retryTiming, { deadline, signal }) : attempt();
    };
    const token = await getTokenBefore(deadline, signal);
    let response = await send(token).catch(throwUnreachable);
    if (response.status === 401) {
      await tokens.invalidate(token);
      response = await send(await getTokenBefore(deadline, signal)).catch(throwUnreachable);
    }
    return parseResponse(row, values, response);
  }

  async function write<A, S extends z.ZodType>(
    row: Endpoint<A, S>,
    args: A,
    { signal, deadline = Number.POSITIVE_INFINITY }: CallOptions = {},
  ): Promise<PortOneResult<z.output<S>>> {
    const values = toValues(args);
    const request = buildRequest(row, values);
    const startedAt = now();
    const getRemainingTime = () => timeouts.write - (now() - startedAt);
    const tokenDeadline = startedAt + Math.min(timeouts.token, timeouts.write);
    const token = await getTokenBefore(Math.min(tokenDeadline, deadline), signal);
    // The last chance to abort it.
    signal?.throwIfAborted();
    if (now() > deadline) throwUnreachable(createTimeoutError(0, false));
    const response = await startRequest(row, request, { token, timeout: getRemainingTime() }).catch(
      (error: unknown) => {
        throw toWriteError(row, error);
      },
    );
    if (!isTokenRejected(response)) return parseWriteResponse(row, values, response);
    const newToken = await replaceToken(token, getRemainingTime());
    // PortOne issues the same token again while it is valid. Then the 401 has another reason, and repeating the request
    // could execute it twice.
    if (newToken === undefined || newToken.value === token.value) return parseWriteResponse(row, values, response);
    let secondResponse: HttpResponse;
    try {
      secondResponse = await startRequest(row, request, { token: newToken, timeout: getRemainingTime() });
    } catch (error) {
      if (error instanceof TransportError && !error.sent) return parseWriteResponse(row, values, response);
      throw toWriteError(row, error);
    }
    return parseWriteResponse(row, values, secondResponse, true);
  }

  /** Undefined if PortOne issues no token in time. */
  async function replaceToken(rejected: Token, milliseconds: number): Promise<Token | undefined> {
    if (milliseconds <= 0) return undefined;
    await tokens.invalidate(rejected);
    return tokens.get(AbortSignal.timeout(Math.ceil(milliseconds))).catch(() => undefined);
  }

  return {
    reader: {
      async call(row, args, options) {
        assertReadOnly(row);
        return read(row, args, options);
      },
      getServerTime() {
        const seconds = Date.parse(latestDate) / 1000;
        return Number.isNaN(seconds) ? undefined : seconds;
      },
      async getTokenExpiry(options = {}) {
        return (await getTokenBefore(getReadDeadline(options), options.signal)).expiresAt;
      },
    },
    writer: {
      async send(permit, options) {
        const { row, args } = WritePermit.redeem(permit);
        return write(row, args, options);
      },
    },
    close: () => httpClient.close(),
  };
}

function assertReadOnly(row: Endpoint<unknown>): void {
  if (row.route === getAccessToken.route) throw new Error('The token stays inside: ask getTokenExpiry() about it');
  if (row.effect !== 'read' || !isDeclaredRead(row))
    throw new Error(`${row.name} changes something at PortOne: a reader does not call it. Nothing was sent.`);
}

/** The arguments were parsed by the row's own schema, so they are an object whatever their exact type. */
const toValues = (args: unknown) => args as Readonly<Record<string, unknown>>;

/** For a request that was not sent, or a read. */
function toUnreachable(error: unknown): unknown {
  if (!(error instanceof TransportError)) return error;
  const { message: detail, next, explanation } = error;
  const details = { detail, next, explanation };
  return error instanceof OversizedResponse ? new ResponseTooLarge(details) : new PortOneUnreachable(details);
}

function throwUnreachable(error: unknown): never {
  throw toUnreachable(error);
}

const toWriteError = (row: Endpoint<unknown>, error: unknown): unknown =>
  error instanceof TransportError && error.sent ? unknownOutcome(row, error.message) : toUnreachable(error);
