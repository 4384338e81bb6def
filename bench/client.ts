import { type ChildProcess, spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { performance } from 'node:perf_hooks';
import { createInterface } from 'node:readline';

interface JsonRpcReply {
  result?: { isError?: boolean; tools?: unknown[] };
  error?: unknown;
}

/** A minimal JSON-RPC client over a child process's pipes, so that the server is measured and not the client. */
export interface StdioClient {
  readonly pid: number;
  request(method: string, params: object): Promise<NonNullable<JsonRpcReply['result']>>;
  close(): Promise<void>;
}

/** Starts a program, does the handshake and lists its tools; `ms` is the time from before the start to the list. */
export async function startAndListTools(
  script: string,
  env: Record<string, string>,
): Promise<{ client: StdioClient; ms: number }> {
  const startedAt = performance.now();
  const client = connect(
    spawn(process.execPath, [script], { env: { ...process.env, ...env }, stdio: ['pipe', 'pipe', 'inherit'] }),
  );
  await client.request('initialize', {
    protocolVersion: '2025-11-25',
    capabilities: {},
    clientInfo: { name: 'bench', version: '0' },
  });
  const { tools = [] } = await client.request('tools/list', {});
  const ms = performance.now() - startedAt;
  if (tools.length === 0) throw new Error(`${script} lists no tools`);
  return { client, ms };
}

/** The time that Node takes to start and exit without doing anything. */
export async function measureBareStart(): Promise<number> {
  const startedAt = performance.now();
  await waitForExit(spawn(process.execPath, ['-e', '0'], { stdio: 'ignore' }));
  return performance.now() - startedAt;
}

function connect(child: ChildProcess): StdioClient {
  const { stdin, stdout, pid } = child;
  if (!stdin || !stdout || pid === undefined) throw new Error('the server did not start');
  const pending = new Map<number, (reply: JsonRpcReply) => void>();
  let last = 0;
  createInterface({ input: stdout }).on('line', (line) => {
    const reply: JsonRpcReply & { id: number } = JSON.parse(line);
    pending.get(reply.id)?.(reply);
    pending.delete(reply.id);
  });
  child.on('exit', (code) => {
    for (const resolvePending of pending.values()) resolvePending({ error: `the server ended with exit code ${code}` });
  });
  return {
    pid,
    async request(method, params) {
      const id = ++last;
      const answered = new Promise<JsonRpcReply>((resolve) => pending.set(id, resolve));
      stdin.write(`${JSON.stringify({ jsonrpc: '2.0', id, method, params })}\n`);
      const { result, error } = await answered;
      if (method === 'initialize') stdin.write('{"jsonrpc":"2.0","method":"notifications/initialized"}\n');
      if (!result || result.isError) throw new Error(`${method} failed: ${JSON.stringify(error ?? result)}`);
      return result;
    },
    async close() {
      stdin.end();
      await waitForExit(child);
    },
  };
}

const waitForExit = (child: ChildProcess) =>
  new Promise<void>((resolve) => (child.exitCode === null ? child.once('exit', () => resolve()) : resolve()));

/** Resident memory in MB, or undefined if the system does not report it. */
export async function readResidentMb(pid: number): Promise<number | undefined> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  const kilobytes = /^VmRSS:\s+(\d+)/m.exec(status)?.[1];
  return kilobytes === undefined ? undefined : Number(kilobytes) / 1024;
}
