import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { readRequestBody } from '../base/request-body.ts';
import { handleControl } from './control-api.ts';
import { type HandlerResult, respondError } from './envelope.ts';
import { handlers } from './handlers/index.ts';
import { decodeRequest } from './http/decode-request.ts';
import { injectAfter, injectBefore } from './http/inject-fault.ts';
import { matchRoute, returnsList } from './http/match-route.ts';
import { parseForm } from './http/parse-form.ts';
import { respondUnreadable } from './http/reject-request.ts';
import { sendJson, sendResult } from './http/send-result.ts';
import { createSandboxState, type SandboxState } from './instance.ts';
import type { Samples } from './seed/context.ts';
import { readToken, respondUnauthorized } from './state/access-token.ts';
import type { MissingBillingKeyStatus } from './state/rows.ts';
import type { World } from './state/world.ts';

const HOST = '127.0.0.1';
const MAX_BODY_BYTES = 1024 * 1024;
const GET_TOKEN = 'POST /users/getToken';

export interface SandboxOptions {
  /** Port to listen on; any free one by default. */
  port?: number;
  seed?: number;
  /** Number of payments over the last 400 days in addition to the samples and the sales history. */
  payments?: number;
  /** Delay of every API response in milliseconds, to simulate a network. */
  delayMs?: number;
  /**
   * Rejects what the real service ignores: unknown fields, wrong places, types and lengths, documentation examples as
   * values. Takes what PortOne's guides and its own clients show, even where the document says otherwise.
   */
  strict?: boolean;
  /** Unix seconds at which the clock stands still until it is advanced. */
  startedAt?: number;
  /** URL that receives webhooks. */
  webhookUrl?: string;
  /** How a missing billing key is answered; `404`, as documented, unless given. */
  missingBillingKey?: MissingBillingKeyStatus;
}

export interface Sandbox {
  url: string;
  getWorld(): World;
  getSamples(): Samples;
  close(): Promise<void>;
}

/** Starts a sandbox PortOne V1 on 127.0.0.1. */
export async function startSandbox({
  port = 0,
  seed = 1,
  payments = 0,
  delayMs = 0,
  strict = false,
  startedAt,
  webhookUrl,
  missingBillingKey = '404',
}: SandboxOptions = {}): Promise<Sandbox> {
  const state = createSandboxState({ seed, payments, strict, startedAt, webhookUrl, missingBillingKey });
  const server = createServer((request, response) => {
    handleRequest(state, request, response, delayMs).catch((error: unknown) => {
      // The client has disconnected, or the response has already begun.
      if (response.destroyed || response.headersSent) return;
      sendResult(response, respondError(500, error instanceof Error ? error.message : String(error)));
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, HOST, resolve);
  });
  // The address of a TCP server has this type.
  const { port: bound } = server.address() as AddressInfo;
  return {
    url: `http://${HOST}:${bound}`,
    getWorld: () => state.world,
    getSamples: () => state.samples,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        // Injected hanging requests would keep the server open forever.
        server.closeAllConnections();
      }),
  };
}

async function handleRequest(
  state: SandboxState,
  request: IncomingMessage,
  response: ServerResponse,
  delayMs: number,
): Promise<void> {
  const { method = 'GET', url = '/' } = request;
  const queryStart = url.indexOf('?');
  const path = queryStart < 0 ? url : url.slice(0, queryStart);
  const query = queryStart < 0 ? '' : url.slice(queryStart + 1);
  // The rest of what is too much is read as well, so that the client hears the answer instead of a cut connection.
  const received = await readRequestBody(request, {
    maxBytes: MAX_BODY_BYTES,
    maxDiscardedBytes: Number.POSITIVE_INFINITY,
  });
  if (received.status !== 'complete') return sendResult(response, respondError(413, '요청 본문이 너무 큽니다.'));
  const body = received.text;
  if (path.startsWith('/_sandbox/')) {
    const controlResponse = handleControl(state, method, path, body);
    return sendJson(response, controlResponse.status, JSON.stringify(controlResponse.body));
  }
  if (delayMs > 0) await sleep(delayMs);
  const match = matchRoute(method, path);
  if (match === 'not_found') return sendResult(response, respondError(404, 'Not Found'));
  if (match === 'method_not_allowed') return sendResult(response, respondError(405, 'Method Not Allowed'));
  if (match === 'malformed') return sendResult(response, respondError(400, 'Bad Request'));

  const fault = state.faults.consume(match.row.route, returnsList(match.row));
  if (fault?.kind === 'expired_token') state.world.tokens.revoke();
  if (fault && injectBefore(fault, response)) return;
  const result = processRequest(state, request, match, { method, path, query, body });
  if (fault) injectAfter(fault, response, result);
  else sendResult(response, result);
}

interface RequestParts {
  method: string;
  path: string;
  query: string;
  body: string;
}

type MatchedRoute = Exclude<ReturnType<typeof matchRoute>, string>;

function processRequest(
  state: SandboxState,
  { headers }: IncomingMessage,
  match: MatchedRoute,
  parts: RequestParts,
): HandlerResult {
  const { row } = match;
  state.runDue();
  const { world, journal } = state;
  if (row.route !== GET_TOKEN && !world.tokens.isValid(readToken(headers, parseForm(parts.query)), world.clock))
    return respondUnauthorized();
  const tier = headers.tier?.toString();
  // The response to an unknown sub-merchant is not documented; the sandbox answers as if it lacked permission.
  if (tier !== undefined && !world.tiers.has(tier)) return respondUnauthorized();

  const decoded = decodeRequest(row, {
    path: match.path,
    query: parts.query,
    contentType: headers['content-type'],
    body: parts.body,
  });
  if (decoded.status === 'rejected') return respondUnreadable(row.route, decoded);
  const deviations = [...match.deviations, ...decoded.deviations];
  const at = world.clock.now();
  for (const { field, problem } of deviations)
    journal.warn({ at, method: parts.method, path: parts.path, field, problem });
  const mistakes = deviations.filter(({ taken }) => !taken);
  if (state.strict && mistakes.length > 0)
    return respondError(400, `sandbox: ${mistakes.map(({ field, problem }) => `"${field}" ${problem}`).join('; ')}`);

  const handler = handlers.get(row.route);
  if (!handler) return respondError(501, `The sandbox has no handler for ${row.route}.`);
  // `createEndpointHandler` binds a handler to its endpoint, and decoding has given the arguments that endpoint's
  // types.
  const result = handler.run({ args: decoded.args as never, world, ...(tier === undefined ? {} : { tier }) });
  if (result.changed) journal.append(at, parts.method, parts.path, result.changed);
  return result;
}
