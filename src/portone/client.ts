import { setTimeout as delay } from 'node:timers/promises';
import type * as z from 'zod';
import { getAccessToken } from '../endpoints/catalog/auth.ts';
import type { Endpoint } from '../endpoints/endpoint.ts';
import { createTokens, type IssuedToken, type TokenShelf } from './access-token.ts';
import { CredentialsRefused, PortOneRejected, PortOneUnreachable } from './errors.ts';
import { createConnection, ExchangeFailed, type Timeouts, usualTimeouts } from './http-client.ts';
import type { Reply } from './reply.ts';
import { type Request, requestOf } from './request.ts';
import { type Answer, envelopeOf, isForeign, lost, replyOf } from './response.ts';
import { retried } from './retry.ts';

export interface PortOne {
  /**
   * Calls a row. A read that fails on its way is tried again, a write is sent once. The signal ends a read; a write that
   * has left is waited for. Throws PortOneRejected, PortOneUnreachable, OutcomeUnknown, CredentialsRefused or UnsafePath.
   */
  call<A, S extends z.ZodType>(
    row: Endpoint<A, S>,
    args: A,
    options?: { signal?: AbortSignal },
  ): Promise<Reply<z.output<S>>>;
  /** Unix seconds by PortOne's clock, of its latest answer; undefined before there was one. */
  clock(): number | undefined;
  /** When the present token expires, unix seconds by PortOne's clock; fetches one when there is none. */
  tokenExpiry(): Promise<number>;
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
export interface PortOneWatch {
  /** A request of an operation, once for each time that it was sent. */
  exchanged(operation: string, seconds: number, end: 'answered' | 'unanswered'): void;
  tokenRenewed(): void;
}

export interface PortOneParts {
  /** A monotonic clock in milliseconds; the wall clock of the machine may be wrong. */
  now?: () => number;
  sleep?: (ms: number, signal?: AbortSignal) => Promise<void>;
  random?: () => number;
  timeouts?: Partial<Timeouts>;
  watch?: PortOneWatch;
  /** Where several processes keep one token. */
  shelf?: TokenShelf | undefined;
}

export function createPortOne(settings: PortOneSettings, parts: PortOneParts = {}): PortOne {
  const timeouts = { ...usualTimeouts, ...parts.timeouts };
  const pace = {
    sleep: parts.sleep ?? ((ms: number, signal?: AbortSignal) => delay(ms, undefined, signal ? { signal } : {})),
    random: parts.random ?? Math.random,
  };
  const { watch } = parts;
  const connection = createConnection(settings.baseUrl, timeouts.connect);
  const tokens = createTokens({
    issue: issueToken,
    now: parts.now ?? (() => performance.now()),
    sleep: pace.sleep,
    shelf: parts.shelf,
  });
  /** The time of the latest answer, as its header says it. */
  let latest = '';
  const common = { accept: 'application/json', 'user-agent': settings.userAgent };
  const ofMerchant = { ...common, ...(settings.tier === undefined ? {} : { tier: settings.tier }) };

  const exchange: typeof connection.exchange = async (request, options) => {
    const answer = await connection.exchange(request, options);
    if (answer.date !== undefined) latest = answer.date;
    return answer;
  };

  async function issueToken(): Promise<IssuedToken> {
    const credentials = { imp_key: settings.apiKey, imp_secret: settings.apiSecret };
    const request: Request = { method: 'POST', path: getAccessToken.template, body: JSON.stringify(credentials) };
    const attempt = () =>
      timed(getAccessToken.name, () => exchange(request, { headers: common, timeout: timeouts.read }));
    const issued = issuedBy(await retried(attempt, pace).catch(unsent));
    watch?.tokenRenewed();
    return issued;
  }

  async function timed(operation: string, work: () => Promise<Answer>): Promise<Answer> {
    if (!watch) return work();
    const begun = performance.now();
    let end: 'answered' | 'unanswered' = 'unanswered';
    try {
      const answer = await work();
      end = 'answered';
      return answer;
    } finally {
      watch.exchanged(operation, (performance.now() - begun) / 1000, end);
    }
  }

  async function send(row: Endpoint<unknown>, request: Request, token: string, signal?: AbortSignal): Promise<Answer> {
    const headers = { ...ofMerchant, authorization: `Bearer ${token}` };
    const isRead = row.effect === 'read';
    const timeout = isRead ? timeouts.read : timeouts.write;
    const attempt = () =>
      timed(row.name, () => exchange(request, { headers, timeout, signal: isRead ? signal : undefined }));
    // The last moment at which a write can be called off.
    signal?.throwIfAborted();
    try {
      return row.method === 'GET' && isRead ? await retried(attempt, pace, signal) : await attempt();
    } catch (error) {
      throw error instanceof ExchangeFailed && error.sent ? lost(row, error.message) : unsentError(error);
    }
  }

  return {
    async call(row, args, { signal } = {}) {
      if (row.route === getAccessToken.route) throw new Error('The token stays inside: ask tokenExpiry() about it');
      // The arguments were parsed by the row's own schema: an object by name, whatever its exact type.
      const values = args as Readonly<Record<string, unknown>>;
      const request = requestOf(row, values);
      let token = await tokens.current(signal);
      let answer = await send(row, request, token.value, signal);
      if (answer.status === 401) {
        // A 401 was not executed, so even a write goes out again, once, with a new token.
        await tokens.drop(token);
        token = await tokens.current(signal);
        answer = await send(row, request, token.value, signal);
      }
      return replyOf(row, values, answer);
    },
    clock() {
      const seconds = Date.parse(latest) / 1000;
      return Number.isNaN(seconds) ? undefined : seconds;
    },
    async tokenExpiry() {
      return (await tokens.current()).expiresAt;
    },
    close: () => connection.close(),
  };
}

/** Of a request that did not leave, or whose loss does no harm. */
const unsentError = (error: unknown): unknown =>
  error instanceof ExchangeFailed ? new PortOneUnreachable({ trouble: error.message }) : error;

function unsent(error: unknown): never {
  throw unsentError(error);
}

function issuedBy({ status, text }: Answer): IssuedToken {
  const envelope = envelopeOf(text);
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
      trouble: `HTTP ${status} brought no access token${envelope ? '' : " and was not PortOne's JSON"}`,
      httpStatus: status,
      fromPortOne: envelope !== undefined || !isForeign(status),
    });
  // Without its times a token is good for the calls that wait for it, and no longer.
  return { value, now: Number(now) || 0, expiresAt: Number(expiresAt) || 0 };
}
