import type { AddressInfo } from 'node:net';
import { createInterface } from 'node:readline';
import { createMountedApprovals } from '../../src/approval-page/index.ts';
import { readConfig } from '../../src/config/index.ts';
import { SCOPES } from '../../src/config/scopes.ts';
import { CONFIRMATION_TIMES, type ConfirmationTimes } from '../../src/guard/confirmation/service.ts';
import { createMerchantContext } from '../../src/main/create-context.ts';
import { createMemoryStore } from '../../src/store/memory/store.ts';
import type { Principal } from '../../src/transports/http/auth/principal.ts';
import { createHttpServer } from '../../src/transports/http/http-server.ts';
import { createGracefulShutdown } from '../../src/transports/http/lifecycle/graceful-shutdown.ts';
import { createEndpoint } from '../../src/transports/http/mcp-route.ts';
import type { Route } from '../../src/transports/http/route.ts';
import { createSessions } from '../../src/transports/http/sessions.ts';
import { createTenant } from '../../src/transports/http/tenant.ts';
import { buildRequestMeta, type RawRevision } from './raw-client.ts';
import { startServer } from './running-server.ts';
import { getInProcessCommand } from './upstream.ts';

export type Fields = Record<string, unknown>;

export interface Message extends Fields {
  id?: number | string;
  method?: string;
  params?: Fields;
  result?: Fields;
  error?: Fields;
}

/** A host's side of a connection, on which it can send anything. */
export interface HostConnection {
  send(message: Fields): void;
  /** Resolves with the next message that matches, and removes it. */
  receive(matches: (message: Message) => boolean): Promise<Message>;
  /** All messages received and not removed. */
  received: readonly Message[];
  readLog(): string;
  close(): Promise<void>;
}

export type TransportName = 'stdio' | 'http';

interface ConnectionOptions {
  upstreamUrl: string;
  flags?: readonly string[];
  times?: Partial<ConfirmationTimes>;
  /** Whether callers over HTTP have a token. */
  hasToken?: boolean;
}

export const openConnection = (name: TransportName, options: ConnectionOptions): Promise<HostConnection> =>
  name === 'stdio' ? openStdio(options) : openHttp(options);

function createInbox() {
  const received: Message[] = [];
  const waiting: { matches: (message: Message) => boolean; resolve: (message: Message) => void }[] = [];
  return {
    received,
    add(message: Message) {
      const index = waiting.findIndex(({ matches }) => matches(message));
      if (index < 0) received.push(message);
      else waiting.splice(index, 1)[0]?.resolve(message);
    },
    receive(matches: (message: Message) => boolean): Promise<Message> {
      const index = received.findIndex(matches);
      const [message] = index < 0 ? [] : received.splice(index, 1);
      return message ? Promise.resolve(message) : new Promise((resolve) => waiting.push({ matches, resolve }));
    },
  };
}

async function openStdio({ upstreamUrl, flags = [], times = {} }: ConnectionOptions): Promise<HostConnection> {
  const server = startServer({
    ...getInProcessCommand(upstreamUrl, '--lang', 'en', ...flags),
    confirmationTimes: times,
  });
  const inbox = createInbox();
  createInterface({ input: server.stdout }).on('line', (line) => inbox.add(JSON.parse(line)));
  return {
    ...inbox,
    send: (message) => void server.stdin.write(`${JSON.stringify(message)}\n`),
    readLog: server.readStderr,
    async close() {
      server.stdin.end();
      await server.ended;
    },
  };
}

/** The parts of a server over HTTP, so that a test can shorten the times of asking. */
async function startHttp({ upstreamUrl, flags = [], times = {}, hasToken = true }: ConnectionOptions) {
  const { env } = getInProcessCommand(upstreamUrl);
  const config = readConfig(['--http', '--lang', 'en', ...flags], env);
  if (config.command !== 'serve') throw new Error('These flags serve nothing');
  let logText = '';
  const log = (line: string) => {
    logText += `${line}\n`;
  };
  const now = () => Date.now() / 1000;
  const store = createMemoryStore(now);
  let origin = '';
  let mounted: ReturnType<typeof createMountedApprovals> | undefined;
  const getPages = () => {
    mounted ??= createMountedApprovals({ store, now, origin });
    return mounted;
  };
  const { guard, offeredTools, close } = await createMerchantContext(config, {
    ...{ store, log },
    approvals: async () => getPages(),
    confirmationTimes: { ...CONFIRMATION_TIMES, ...times },
  });
  const tenant = createTenant({ name: 'test', version: '0' }, { name: 'default', guard, offeredTools });
  const sessions = createSessions({ now: () => performance.now(), perPrincipal: 10, total: 10 });
  const principal: Principal = {
    ...{ id: hasToken ? 'default/host' : 'local', tenant: 'default', scopes: new Set(SCOPES) },
  };
  const endpoint = createEndpoint({
    authenticator: { authenticate: async () => principal, challenge: () => new Response() },
    ...{ tenants: new Map([['default', tenant]]), sessions, shutdown: createGracefulShutdown(), log },
    checkRequestRate: async () => undefined,
  });
  const pages: Route = {
    ...{ path: '/approvals/', methods: ['GET', 'POST'], anyOrigin: true },
    handle: (request, response) => getPages().handle(request, response),
  };
  const server = createHttpServer({ routes: [endpoint, pages], hosts: ['127.0.0.1'], getOrigins: () => [], log });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // The address of a TCP server has this type.
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url: `${origin}/mcp`,
    readLog: () => logText,
    async close() {
      await Promise.all([sessions.close(), tenant.modern.close()]);
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await close();
    },
  };
}

async function openHttp(options: ConnectionOptions): Promise<HostConnection> {
  const server = await startHttp(options);
  const inbox = createInbox();
  let sessionId: string | undefined;
  async function post(message: Message): Promise<void> {
    const { method, params } = message;
    const isModern = Object(params?._meta)['io.modelcontextprotocol/protocolVersion'] !== undefined;
    const response = await fetch(server.url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        accept: 'application/json, text/event-stream',
        ...(isModern
          ? {
              ...{ 'mcp-protocol-version': '2026-07-28', 'mcp-method': String(method) },
              ...(typeof params?.name === 'string' ? { 'mcp-name': params.name } : {}),
            }
          : {}),
        ...(sessionId === undefined ? {} : { 'mcp-session-id': sessionId }),
      },
      body: JSON.stringify(message),
    });
    sessionId ??= response.headers.get('mcp-session-id') ?? undefined;
    let text = '';
    for await (const chunk of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
      text += chunk;
      const lines = text.split('\n');
      text = lines.pop() ?? '';
      for (const line of lines) if (line.startsWith('data: {')) inbox.add(JSON.parse(line.slice(6)));
    }
    if (text.startsWith('{')) inbox.add(JSON.parse(text));
  }
  return {
    ...inbox,
    // A request that is cut off ends with the server.
    send: (message) => void post(message).catch(() => {}),
    readLog: server.readLog,
    close: server.close,
  };
}

/** A call as a host starts it: each answer and each repeat is the host's own decision. */
export interface HostCall {
  /** Resolves with the question or the result, whichever comes first. */
  outcome: Promise<Outcome>;
  /** Resolves with the result even if the question is never answered; only in 2025-11-25. */
  result: Promise<Outcome>;
  cancel(): void;
}

export interface Outcome {
  /** The tool's error or result; absent if there is a question. */
  structured?: Fields;
  question?: Question;
}

export interface Question {
  /** The parameters of the question. */
  params: Fields;
  /** Returns something to the server. In 2026-07-28 that is another call. */
  reply(reply: { result: unknown } | { error: unknown }): HostCall;
}

export interface Host {
  call(name: string, args: Fields): HostCall;
  connection: HostConnection;
}

/** A host of the given revision that declares forms. */
export async function startHost(
  revision: RawRevision,
  connection: HostConnection,
  capabilities: Fields = { elicitation: { form: {} } },
): Promise<Host> {
  let lastId = 0;
  const send = (message: Fields) => connection.send({ jsonrpc: '2.0', ...message });
  const meta = { progressToken: 'waiting' };

  if (revision === '2026-07-28') {
    const start = (name: string, args: Fields, more: Fields): HostCall => {
      const id = ++lastId;
      send({
        ...{ id, method: 'tools/call' },
        params: { name, arguments: args, ...more, _meta: { ...buildRequestMeta(capabilities), ...meta } },
      });
      const outcome = connection
        .receive((message) => message.id === id)
        .then((message): Outcome => {
          const { resultType, inputRequests, requestState } = message.result ?? {};
          if (resultType !== 'input_required') return toOutcome(message);
          const [[key, asked] = ['', {}]] = Object.entries(Object(inputRequests) as Record<string, Message>);
          return {
            question: {
              params: asked.params ?? {},
              reply: (reply) =>
                start(name, args, {
                  inputResponses: { [key]: 'result' in reply ? reply.result : reply.error },
                  requestState,
                }),
            },
          };
        });
      return {
        outcome,
        result: outcome,
        cancel: () => send({ method: 'notifications/cancelled', params: { requestId: id } }),
      };
    };
    return { connection, call: (name, args) => start(name, args, {}) };
  }

  const initializeId = ++lastId;
  const clientInfo = { name: 'host', version: '1' };
  send({ id: initializeId, method: 'initialize', params: { protocolVersion: revision, capabilities, clientInfo } });
  await connection.receive(({ id }) => id === initializeId);
  send({ method: 'notifications/initialized' });
  const isQuestion = ({ method }: Message) => method === 'elicitation/create';
  let takeQuestion: (message: Message) => void = () => {};
  const takeQuestions = (): Promise<void> =>
    connection
      .receive(isQuestion)
      .then((message) => takeQuestion(message))
      .then(takeQuestions);
  void takeQuestions();
  return {
    connection,
    call(name, args) {
      const id = ++lastId;
      const cancel = () => send({ method: 'notifications/cancelled', params: { requestId: id } });
      const result = connection.receive((message) => message.id === id && message.method === undefined).then(toOutcome);
      const question = new Promise<Outcome>((resolve) => {
        takeQuestion = ({ id: questionId, params }) =>
          resolve({
            question: {
              params: params ?? {},
              reply(reply) {
                send({ id: questionId, ...reply });
                return { outcome: result, result, cancel };
              },
            },
          });
      });
      send({ id, method: 'tools/call', params: { name, arguments: args, _meta: meta } });
      return { outcome: Promise.race([question, result]), result, cancel };
    },
  };
}

function toOutcome({ result, error }: Message): Outcome {
  return { structured: result ? Object(result.structuredContent) : { error: { kind: 'protocol', ...error } } };
}
