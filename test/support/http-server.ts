import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { buildRequestMeta } from './raw-client.ts';
import { getServerCommand } from './upstream.ts';

export interface HttpServer {
  /** The URL of the MCP endpoint. */
  url: string;
  origin: string;
  port: number;
  pid: number;
  /** Returns what it wrote to stderr. */
  readStderr(): string;
  /** Closes the reading end of its stderr. */
  closeStderr(): void;
  sendSignal(name: NodeJS.Signals): void;
  /** Resolves with its exit code. */
  ended: Promise<number | null>;
  close(): Promise<void>;
}

interface Options {
  flags?: readonly string[];
  env?: Record<string, string>;
}

/** The built server over HTTP on a free port, talking to the sandbox at `upstream`. Ready when this resolves. */
export async function startHttpServer(upstream: string, { flags = [], env = {} }: Options = {}): Promise<HttpServer> {
  const command = getServerCommand(upstream, '--http', '--port', '0', '--lang', 'en', ...flags);
  const server = spawn(command.command, command.args, {
    env: { ...command.env, ...env },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let written = '';
  const port = new Promise<number>((resolve, reject) => {
    server.stderr.on('data', (chunk) => {
      written += chunk;
      const [, found] = /listening on port (\d+)/.exec(written) ?? [];
      if (found !== undefined) resolve(Number(found));
    });
    server.once('exit', () => reject(new Error(`the server did not start: ${written}`)));
  });
  const ended = once(server, 'exit').then(([code]) => code as number | null);
  const listeningPort = await port;
  const origin = `http://127.0.0.1:${listeningPort}`;
  return {
    url: `${origin}/mcp`,
    origin,
    port: listeningPort,
    // It is running: it has written something.
    pid: server.pid ?? 0,
    readStderr: () => written,
    closeStderr: () => void server.stderr.destroy(),
    sendSignal: (name) => void server.kill(name),
    ended,
    async close() {
      if (server.exitCode !== null || server.signalCode !== null) return;
      server.kill('SIGKILL');
      await ended;
    },
  };
}

interface CallParts {
  method?: string;
  params?: Record<string, unknown>;
  capabilities?: Record<string, unknown>;
  token?: string;
}

/** A 2026-07-28 call as sent over HTTP. */
export function buildModernCall(
  name: string,
  args: Record<string, unknown> = {},
  { method = 'tools/call', params = {}, capabilities = {}, token }: CallParts = {},
) {
  const isCall = method === 'tools/call';
  const targetName = isCall ? name : params.uri;
  return {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'application/json, text/event-stream',
      'mcp-protocol-version': '2026-07-28',
      'mcp-method': method,
      ...(typeof targetName === 'string' ? { 'mcp-name': targetName } : {}),
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    },
    body: JSON.stringify({
      jsonrpc: '2.0',
      id: 1,
      method,
      params: {
        ...(isCall ? { name, arguments: args } : {}),
        ...params,
        _meta: buildRequestMeta(capabilities),
      },
    }),
  };
}
