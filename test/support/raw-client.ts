import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Command } from './clients.ts';
import { getReadingTime, type InProcessCommand, startServer } from './running-server.ts';

export type RawRevision = '2025-11-25' | '2026-07-28';
export const rawRevisions: readonly RawRevision[] = ['2025-11-25', '2026-07-28'];

type Fields = Record<string, unknown>;
/** A client's answer to a question: any value, so that it can be wrong. */
export type RawElicitResult = Fields;

export const acceptConfirmation: RawElicitResult = { action: 'accept', content: { confirm: 'yes' } };
export const acceptUrl: RawElicitResult = { action: 'accept' };

/** The elicitation capabilities that a client can declare. */
export const capabilities = {
  form: { elicitation: { form: {} } },
  url: { elicitation: { url: {} } },
  none: {},
} as const satisfies Record<string, Fields>;

export interface RawQuestion {
  message: string;
  url: string;
  schema: Fields;
  /** The state that travels through the client; only in 2026-07-28. */
  state: string;
  /** Answers and waits for the outcome. `more` overrides parts of the retried call in 2026-07-28. */
  answer(elicitResult: RawElicitResult, more?: Fields): Promise<RawResult>;
}

/** The outcome of a call: its result, a question, or a protocol error. */
export interface RawResult {
  structured?: Fields;
  error?: Fields;
  /** The kind of the tool's error, or `protocol`, or `done`, or `asked`, or `silence`. */
  kind: string;
  question?: RawQuestion;
}

export interface RawClient {
  revision: RawRevision;
  /** A raw `tools/call`; `more` is added beside name and arguments. */
  call(tool: string, args: Fields, more?: Fields): Promise<RawResult>;
  /** Sends a call and returns its id at once. */
  startCall(tool: string, args: Fields, more?: Fields): { id: number; result: Promise<RawResult> };
  notify(method: string, params: Fields): void;
  /** Everything that the server wrote, on both streams. */
  readOutput(): string;
  /** Kills the process at once, as in a crash. */
  kill(): void;
  close(): Promise<void>;
}

interface Message extends Fields {
  id?: number | string;
  method?: string;
  params?: Fields;
  result?: Fields;
  error?: Fields;
}

/** Exchanges JSON-RPC with the server line by line, without an SDK, so that anything can be sent. */
export async function startRawClient(
  revision: RawRevision,
  start: Command | InProcessCommand,
  declaredCapabilities: Fields,
): Promise<RawClient> {
  const server = startServer(start);
  const readingMs = getReadingTime(start);
  let written = '';
  const pendingReplies = new Map<number | string, (message: Message) => void>();
  const questions: Message[] = [];
  let onNextQuestion: ((message: Message) => void) | undefined;
  createInterface({ input: server.stdout }).on('line', (line) => {
    written += `${line}\n`;
    const message = JSON.parse(line) as Message;
    if (message.method === undefined) pendingReplies.get(message.id ?? '')?.(message);
    else if (message.method === 'elicitation/create') {
      questions.push(message);
      onNextQuestion?.(message);
    }
  });
  // A server that has exited sends no more responses.
  server.ended.finally(() => {
    for (const endCall of pendingReplies.values()) endCall({ error: { message: 'the server is gone' } });
  });

  let lastId = 0;
  const write = (message: Fields) => server.stdin.write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`);
  const request = (method: string, params: Fields) => {
    const id = ++lastId;
    const reply = new Promise<Message>((resolve) => pendingReplies.set(id, resolve));
    write({ id, method, params });
    return { id, reply };
  };
  const envelope = buildRequestMeta(declaredCapabilities);

  /** In 2025-11-25 a question is a request while the call stays open: returns whichever comes first. */
  function waitForResult(reply: Promise<Message>): Promise<RawResult> {
    return new Promise((resolve) => {
      const onQuestion = (message: Message) => {
        questions.splice(questions.indexOf(message), 1);
        onNextQuestion = undefined;
        resolve({ kind: 'asked', question: toLegacyQuestion(message, reply) });
      };
      reply.then((message) => {
        onNextQuestion = undefined;
        resolve(toRawResult(message));
      });
      const [first] = questions;
      if (first) onQuestion(first);
      else onNextQuestion = onQuestion;
    });
  }

  const toLegacyQuestion = ({ id, params = {} }: Message, reply: Promise<Message>): RawQuestion => ({
    ...parseElicitation(params),
    state: '',
    async answer(elicitResult) {
      await sleep(readingMs);
      write({ id, result: elicitResult });
      return waitForResult(reply);
    },
  });

  function startCall(tool: string, args: Fields, more: Fields = {}): { id: number; result: Promise<RawResult> } {
    const params = { name: tool, arguments: args, ...more };
    if (revision === '2025-11-25') {
      const { id, reply } = request('tools/call', params);
      return { id, result: waitForResult(reply) };
    }
    const { id, reply } = request('tools/call', { _meta: envelope, ...params });
    const result = reply.then((message): RawResult => {
      const { resultType, inputRequests, requestState } = message.result ?? {};
      if (resultType !== 'input_required') return toRawResult(message);
      const [[key, elicitation] = ['', {}]] = Object.entries(inputRequests as Record<string, Message>);
      const state = String(requestState);
      const question: RawQuestion = {
        ...parseElicitation(elicitation.params ?? {}),
        state,
        async answer(elicitResult, other = {}) {
          await sleep(readingMs);
          return startCall(tool, args, { inputResponses: { [key]: elicitResult }, requestState: state, ...other })
            .result;
        },
      };
      return { kind: 'asked', question };
    });
    return { id, result };
  }

  if (revision === '2025-11-25') {
    const clientInfo = { name: 'raw', version: '1' };
    await request('initialize', { protocolVersion: revision, capabilities: declaredCapabilities, clientInfo }).reply;
    write({ method: 'notifications/initialized' });
  }
  return {
    revision,
    startCall,
    async call(tool, args, more) {
      if (more?.requestState !== undefined) await sleep(readingMs);
      return startCall(tool, args, more).result;
    },
    notify: (method, params) => void write({ method, params }),
    readOutput: () => written + server.readStderr(),
    kill: server.kill,
    close() {
      server.stdin.end();
      return server.ended;
    },
  };
}

/** What a 2026-07-28 call declares about its client; it may differ from call to call. */
export const buildRequestMeta = (declaredCapabilities: Fields): Fields => ({
  'io.modelcontextprotocol/protocolVersion': '2026-07-28',
  'io.modelcontextprotocol/clientInfo': { name: 'raw', version: '1' },
  'io.modelcontextprotocol/clientCapabilities': declaredCapabilities,
});

function parseElicitation({ message, url, requestedSchema }: Fields): Pick<RawQuestion, 'message' | 'url' | 'schema'> {
  return { message: String(message), url: String(url ?? ''), schema: (requestedSchema ?? {}) as Fields };
}

function toRawResult({ result, error }: Message): RawResult {
  if (!result) return { kind: 'protocol', error: error ?? {} };
  const structured = (result.structuredContent ?? {}) as Fields;
  if (result.isError !== true) return { kind: 'done', structured };
  const toolError = (structured.error ?? {}) as Fields;
  return { kind: String(toolError.kind), structured, error: toolError };
}
