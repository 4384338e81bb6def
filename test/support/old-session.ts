import { createInterface } from 'node:readline';
import type { InProcessCommand } from './running-server.ts';
import { startServer } from './running-server.ts';

type Fields = Record<string, unknown>;

export interface OldSession {
  request(method: string, params: Fields): Promise<Fields>;
  close(): Promise<void>;
}

/** A session of an early protocol version, line by line: no SDK of today still speaks only that version. */
export async function openOldSession(protocolVersion: string, command: InProcessCommand): Promise<OldSession> {
  const server = startServer(command);
  const pending = new Map<unknown, (message: Fields) => void>();
  createInterface({ input: server.stdout }).on('line', (line) => {
    const message: Fields = JSON.parse(line);
    pending.get(message.id)?.(message);
  });
  let lastId = 0;
  const write = (message: Fields) => server.stdin.write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`);
  const request = async (method: string, params: Fields): Promise<Fields> => {
    const id = ++lastId;
    const reply = new Promise<Fields>((resolve) => pending.set(id, resolve));
    write({ id, method, params });
    const { result, error } = await reply;
    if (error !== undefined) throw new Error(`${method}: ${JSON.stringify(error)}`);
    return Object(result);
  };
  await request('initialize', { protocolVersion, capabilities: {}, clientInfo: { name: 'old', version: '1' } });
  write({ method: 'notifications/initialized' });
  return {
    request,
    async close() {
      server.stdin.end();
      await server.ended;
    },
  };
}

/** Calls a tool, and again with the confirmation code if it asks for one. Returns the last result. */
export async function callConfirmed<R extends object>(call: (args: Fields) => Promise<R>, args: Fields): Promise<R> {
  const first = await call(args);
  const { error } = parseText(first);
  const token = Object(error).confirm_token;
  return token === undefined ? first : call({ ...args, confirm_token: token });
}

/** The JSON in the text of a result, which is all that an old client shows. */
export function parseText(result: object): Fields {
  const [block] = Object(result).content ?? [];
  return Object(JSON.parse(Object(block).text));
}
