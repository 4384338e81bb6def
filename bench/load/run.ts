import { type ChildProcess, spawn } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { readResidentMb } from '../client.ts';
import { createTally, openClient, runClient, type Tally } from './client.ts';

export interface Load {
  clients: number;
  seconds: number;
}

export interface Figures extends Tally {
  seconds: number;
  /** Errors that the server reports on its side. */
  serverErrors: string[];
  /** Megabytes, sampled about every second: resident memory, if the system reports it, and used heap. */
  memory: { at: number; resident: number; heap: number }[];
  /** 99th percentile of the event loop's delay in milliseconds since the last sample. */
  loopDelay: number[];
  exitCode: number | null;
}

const bin = fileURLToPath(new URL('../../dist/main.js', import.meta.url));
const SAMPLES_EVERY_MS = 1_000;

/** Runs clients, half of each protocol revision, against the built server and a sandbox in a separate process. */
export async function runLoad({ clients, seconds }: Load): Promise<Figures> {
  const sandbox = start(['sandbox', '--port', '0'], {});
  try {
    return await runAgainstSandbox(sandbox, { clients, seconds });
  } finally {
    sandbox.kill('SIGKILL');
  }
}

async function runAgainstSandbox(sandbox: ChildProcess, { clients, seconds }: Load): Promise<Figures> {
  const upstream = await waitForOutput(sandbox, sandbox.stdout, /^(http\S+)/m);
  const server = start(['--http', '--port', '0'], {
    PORTONE_V1_BASE_URL: upstream,
    PORTONE_V1_API_KEY: 'sandbox_key',
    PORTONE_V1_API_SECRET: 'sandbox_secret',
  });
  try {
    return await measureLoad(server, upstream, { clients, seconds });
  } finally {
    server.kill('SIGKILL');
  }
}

async function measureLoad(server: ChildProcess, upstream: string, { clients, seconds }: Load): Promise<Figures> {
  const serverErrors: string[] = [];
  const port = await waitForOutput(server, server.stderr, /listening on port (\d+)/);
  server.stderr?.on('data', (text: string) => serverErrors.push(...text.split('\n').filter(isErrorLine)));
  const origin = `http://127.0.0.1:${port}`;
  const samples = await fetchSamples(upstream);

  const tally = createTally();
  const open = await Promise.all(
    Array.from({ length: clients }, (_, n) => openClient(`${origin}/mcp`, n % 2 ? '2025-11-25' : '2026-07-28')),
  );
  const stop = new AbortController();
  const working = Promise.all(open.map((client) => runClient(client, samples, tally, stop.signal)));
  const memory: Figures['memory'] = [];
  const loopDelay: number[] = [];
  const startedAt = performance.now();
  const getElapsedSeconds = () => (performance.now() - startedAt) / 1000;
  while (getElapsedSeconds() < seconds) {
    await sleep(SAMPLES_EVERY_MS);
    const resident = await readResidentMb(server.pid ?? 0);
    const { delay, heap } = await fetchFigures(origin);
    memory.push({ at: getElapsedSeconds(), resident: resident ?? Number.NaN, heap });
    loopDelay.push(delay);
  }
  const elapsedSeconds = getElapsedSeconds();
  stop.abort();
  await working;
  await Promise.all(open.map((client) => client.close()));
  const exitCode = await stopProcess(server, 'SIGTERM');
  return { ...tally, seconds: elapsedSeconds, serverErrors, memory, loopDelay, exitCode };
}

/** Log lines that an operator would have to investigate. */
const isErrorLine = (line: string) => /"level":"(warn|error|fatal)"|internal error/.test(line);

function start(args: readonly string[], env: Record<string, string>): ChildProcess {
  const child = spawn(process.execPath, [bin, ...args], {
    env: { PATH: process.env.PATH ?? '', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  for (const stream of [child.stdout, child.stderr]) stream?.setEncoding('utf8').resume();
  return child;
}

function waitForOutput(child: ChildProcess, stream: ChildProcess['stdout'], what: RegExp): Promise<string> {
  let text = '';
  return new Promise((resolve, reject) => {
    stream?.on('data', (part: string) => {
      text += part;
      const [, found] = what.exec(text) ?? [];
      if (found !== undefined) resolve(found);
    });
    child.once('exit', (code) => reject(new Error(`ended with ${code}: ${text}`)));
  });
}

async function fetchSamples(upstream: string): Promise<{ imp_uid: string; customer_uid: string }> {
  const samples = (await (await fetch(`${upstream}/_sandbox/samples`)).json()) as Record<
    string,
    Record<string, string>
  >;
  const { imp_uid } = samples.paid_card ?? {};
  const { customer_uid } = samples.subscription ?? {};
  if (imp_uid === undefined || customer_uid === undefined) throw new Error('The sandbox lacks a sample');
  return { imp_uid, customer_uid };
}

async function fetchFigures(origin: string): Promise<{ delay: number; heap: number }> {
  const text = await (await fetch(`${origin}/metrics`)).text();
  const figure = (name: string) => Number(new RegExp(`^${name} (\\S+)`, 'm').exec(text)?.[1]);
  return {
    delay: figure('nodejs_eventloop_lag_p99_seconds') * 1000,
    heap: figure('nodejs_heap_size_used_bytes') / 1024 / 1024,
  };
}

function stopProcess(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  return new Promise((resolve) => {
    child.removeAllListeners('exit');
    child.once('exit', (code) => resolve(code));
    child.kill(signal);
  });
}
