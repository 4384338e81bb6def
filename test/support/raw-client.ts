import { createInterface } from 'node:readline';
import type { Command } from './clients.ts';
import { type Here, runningServer } from './running-server.ts';

export type RawEra = '2025-11-25' | '2026-07-28';
export const rawEras: readonly RawEra[] = ['2025-11-25', '2026-07-28'];

type Fields = Record<string, unknown>;
/** What a client answers to a question: anything at all, so that it can be wrong. */
export type Reaction = Fields;

export const yes: Reaction = { action: 'accept', content: { confirm: true } };
export const opened: Reaction = { action: 'accept' };

/** What a server may be asked through. */
export const capabilities = {
  form: { elicitation: { form: {} } },
  url: { elicitation: { url: {} } },
  none: {},
} as const satisfies Record<string, Fields>;

export interface Question {
  message: string;
  url: string;
  schema: Fields;
  /** What travels through the client; only in 2026. */
  state: string;
  /** Answers, and waits for what comes of it. `more` goes over what belongs to the retried call in 2026. */
  answer(reaction: Reaction, more?: Fields): Promise<Round>;
}

/** What a call came to: its result, a question, or an error of the protocol. */
export interface Round {
  structured?: Fields;
  error?: Fields;
  /** The kind of the tool's error, or `protocol`, or `done`, or `asked`, or `silence`. */
  kind: string;
  question?: Question;
}

export interface RawClient {
  era: RawEra;
  /** A `tools/call` as it stands; `more` is put beside name and arguments. */
  call(tool: string, args: Fields, more?: Fields): Promise<Round>;
  /** Sends a call, and gives its id at once. */
  begin(tool: string, args: Fields, more?: Fields): { id: number; round: Promise<Round> };
  notify(method: string, params: Fields): void;
  /** Everything that the server wrote, on both streams. */
  written(): string;
  /** At once, as in a crash. */
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

/** Speaks JSON-RPC to the server line by line; nothing of an SDK stands between, so anything can be sent. */
export async function rawClient(era: RawEra, start: Command | Here, declared: Fields): Promise<RawClient> {
  const server = runningServer(start);
  let written = '';
  const waiting = new Map<number | string, (message: Message) => void>();
  const questions: Message[] = [];
  let hear: ((message: Message) => void) | undefined;
  createInterface({ input: server.stdout }).on('line', (line) => {
    written += `${line}\n`;
    const message = JSON.parse(line) as Message;
    if (message.method === undefined) waiting.get(message.id ?? '')?.(message);
    else if (message.method === 'elicitation/create') {
      questions.push(message);
      hear?.(message);
    }
  });
  // A server that goes away answers nothing more.
  server.ended.finally(() => {
    for (const end of waiting.values()) end({ error: { message: 'the server is gone' } });
  });

  let last = 0;
  const write = (message: Fields) => server.stdin.write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`);
  const request = (method: string, params: Fields) => {
    const id = ++last;
    const reply = new Promise<Message>((resolve) => waiting.set(id, resolve));
    write({ id, method, params });
    return { id, reply };
  };
  const envelope = envelopeOf(declared);

  /** In 2025 a question comes as a request while the call stays open: whichever is first. */
  function next(reply: Promise<Message>): Promise<Round> {
    return new Promise((resolve) => {
      const onQuestion = (message: Message) => {
        questions.splice(questions.indexOf(message), 1);
        hear = undefined;
        resolve({ kind: 'asked', question: asked2025(message, reply) });
      };
      reply.then((message) => {
        hear = undefined;
        resolve(ended(message));
      });
      const [first] = questions;
      if (first) onQuestion(first);
      else hear = onQuestion;
    });
  }

  const asked2025 = ({ id, params = {} }: Message, reply: Promise<Message>): Question => ({
    ...shownIn(params),
    state: '',
    answer(reaction) {
      write({ id, result: reaction });
      return next(reply);
    },
  });

  function begin(tool: string, args: Fields, more: Fields = {}): { id: number; round: Promise<Round> } {
    const params = { name: tool, arguments: args, ...more };
    if (era === '2025-11-25') {
      const { id, reply } = request('tools/call', params);
      return { id, round: next(reply) };
    }
    const { id, reply } = request('tools/call', { _meta: envelope, ...params });
    const round = reply.then((message): Round => {
      const { resultType, inputRequests, requestState } = message.result ?? {};
      if (resultType !== 'input_required') return ended(message);
      const [[key, asked] = ['', {}]] = Object.entries(inputRequests as Record<string, Message>);
      const state = String(requestState);
      const question: Question = {
        ...shownIn(asked.params ?? {}),
        state,
        answer: (reaction, other = {}) =>
          begin(tool, args, { inputResponses: { [key]: reaction }, requestState: state, ...other }).round,
      };
      return { kind: 'asked', question };
    });
    return { id, round };
  }

  if (era === '2025-11-25') {
    const clientInfo = { name: 'raw', version: '1' };
    await request('initialize', { protocolVersion: era, capabilities: declared, clientInfo }).reply;
    write({ method: 'notifications/initialized' });
  }
  return {
    era,
    begin,
    call: (tool, args, more) => begin(tool, args, more).round,
    notify: (method, params) => void write({ method, params }),
    written: () => written + server.told(),
    kill: server.kill,
    close() {
      server.stdin.end();
      return server.ended;
    },
  };
}

/** What a call of 2026 says of its client: it may say something else each time. */
export const envelopeOf = (declared: Fields): Fields => ({
  'io.modelcontextprotocol/protocolVersion': '2026-07-28',
  'io.modelcontextprotocol/clientInfo': { name: 'raw', version: '1' },
  'io.modelcontextprotocol/clientCapabilities': declared,
});

function shownIn({ message, url, requestedSchema }: Fields): Pick<Question, 'message' | 'url' | 'schema'> {
  return { message: String(message), url: String(url ?? ''), schema: (requestedSchema ?? {}) as Fields };
}

function ended({ result, error }: Message): Round {
  if (!result) return { kind: 'protocol', error: error ?? {} };
  const structured = (result.structuredContent ?? {}) as Fields;
  if (result.isError !== true) return { kind: 'done', structured };
  const told = (structured.error ?? {}) as Fields;
  return { kind: String(told.kind), structured, error: told };
}
