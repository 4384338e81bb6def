import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { control } from './control-api.ts';
import { type Answer, failed } from './envelope.ts';
import { handlers } from './handlers/index.ts';
import { readBody, send, sendJson } from './http/body.ts';
import { decode, parseForm } from './http/decode-request.ts';
import { playAfter, playBefore } from './http/inject-fault.ts';
import { matchRoute } from './http/match-route.ts';
import type { Slip } from './http/strictness.ts';
import { createState, type State } from './instance.ts';
import type { Samples } from './seed/context.ts';
import { tokenOf, unauthorized } from './state/access-token.ts';
import type { World } from './state/world.ts';

const HOST = '127.0.0.1';
const GET_TOKEN = 'POST /users/getToken';

export interface SandboxOptions {
  /** Any free one, unless given. */
  port?: number;
  seed?: number;
  /** So many more payments than the samples and the ordinary business, over the last 400 days. */
  payments?: number;
  /** How long every answer of the API is held back, as a network would. */
  delayMs?: number;
  /** Refuses what the real service swallows: unknown fields, wrong places, types and lengths, examples as values. */
  strict?: boolean;
  /** Unix seconds; the clock then stands still until it is advanced. */
  startedAt?: number;
  /** Hears of payments as a shop's own address would. */
  webhookUrl?: string;
}

export interface Sandbox {
  url: string;
  world(): World;
  samples(): Samples;
  close(): Promise<void>;
}

/** Starts a PortOne V1 that only this machine reaches. */
export async function startSandbox({
  port = 0,
  seed = 1,
  payments = 0,
  delayMs = 0,
  strict = false,
  startedAt,
  webhookUrl,
}: SandboxOptions = {}): Promise<Sandbox> {
  const state = createState({ seed, payments, strict, startedAt, webhookUrl });
  const server = createServer((request, response) => {
    handle(state, request, response, delayMs).catch((error: unknown) => {
      // A client that went away while it spoke has nobody left to answer.
      if (response.destroyed || response.headersSent) return;
      send(response, failed(500, error instanceof Error ? error.message : String(error)));
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, HOST, resolve);
  });
  // A server that listens on a TCP port has an address of this kind.
  const { port: bound } = server.address() as AddressInfo;
  return {
    url: `http://${HOST}:${bound}`,
    world: () => state.world,
    samples: () => state.samples,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        // Requests that hang on purpose would keep the server open for ever.
        server.closeAllConnections();
      }),
  };
}

async function handle(
  state: State,
  request: IncomingMessage,
  response: ServerResponse,
  delayMs: number,
): Promise<void> {
  const { method = 'GET', url = '/' } = request;
  const cut = url.indexOf('?');
  const path = cut < 0 ? url : url.slice(0, cut);
  const query = cut < 0 ? '' : url.slice(cut + 1);
  const body = await readBody(request);
  if (body === undefined) return send(response, failed(413, '요청 본문이 너무 큽니다.'));
  if (path.startsWith('/_sandbox/')) {
    const told = control(state, method, path, body);
    return sendJson(response, told.status, JSON.stringify(told.body));
  }
  if (delayMs > 0) await sleep(delayMs);
  const match = matchRoute(method, path);
  if (match === 'not_found') return send(response, failed(404, 'Not Found'));
  if (match === 'method_not_allowed') return send(response, failed(405, 'Method Not Allowed'));
  if (match === 'malformed') return send(response, failed(400, 'Bad Request'));

  const fault = state.faults.take(match.row.route);
  if (fault?.kind === 'expired_token') state.world.tokens.revoke();
  if (fault && playBefore(fault, response)) return;
  const answer = answerTo(state, request, match, { method, path, query, body });
  if (fault) playAfter(fault, response, answer);
  else send(response, answer);
}

interface Sent {
  method: string;
  path: string;
  query: string;
  body: string;
}

type Matched = Exclude<ReturnType<typeof matchRoute>, string>;

function answerTo(state: State, { headers }: IncomingMessage, match: Matched, sent: Sent): Answer {
  const { row } = match;
  state.catchUp();
  const { world, ledger } = state;
  if (row.route !== GET_TOKEN && !world.tokens.accepts(tokenOf(headers, parseForm(sent.query)), world.clock))
    return unauthorized();
  const tier = headers.tier?.toString();
  // What an unknown sub-merchant gets is not documented; the sandbox takes it for a lack of rights.
  if (tier !== undefined && !world.tiers.has(tier)) return unauthorized();

  const decoded = decode(row, {
    path: match.path,
    query: sent.query,
    contentType: headers['content-type'],
    body: sent.body,
  });
  if ('refused' in decoded) {
    if (row.route === GET_TOKEN && decoded.missing)
      return failed(400, 'imp_key, imp_secret 파라메터가 누락되었습니다.');
    return failed(400, decoded.refused);
  }
  const slips: Slip[] = match.trailingSlash
    ? [...decoded.slips, { field: 'path', problem: 'must not end with a slash' }]
    : decoded.slips;
  const at = world.clock.now();
  for (const slip of slips) ledger.warn({ at, method: sent.method, path: sent.path, ...slip });
  if (state.strict && slips.length > 0)
    return failed(400, `sandbox: ${slips.map(({ field, problem }) => `"${field}" ${problem}`).join('; ')}`);

  const handler = handlers.get(row.route);
  if (!handler) return failed(501, `The sandbox has no handler for ${row.route}.`);
  // `on` ties a handler to its row, and `decode` has brought the arguments to that row's types.
  const answer = handler.run({ args: decoded.args as never, world, ...(tier === undefined ? {} : { tier }) });
  if (answer.changed) ledger.record(at, sent.method, sent.path, answer.changed);
  return answer;
}
