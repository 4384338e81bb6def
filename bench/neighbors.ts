import { type ChildProcess, fork, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type { Client } from '@modelcontextprotocol/client';
import { connect } from './neighbors/connect.ts';
import { workloads } from './neighbors/workloads.ts';

/** How long one caller of the built server waits while another one, in a process of its own, makes it work. */
const { values } = parseArgs({ options: { seconds: { type: 'string', default: '15' } } });
const SECONDS = Number(values.seconds);
/** A person's agent calls a few times a second. */
const PAUSE_MS = 20;
const hash = (token: string) => `sha256:${createHash('sha256').update(token).digest('hex')}`;
const scopes = ['payments:read', 'payments:write', 'payments:destructive'];
const folder = await mkdtemp(join(tmpdir(), 'portone-v1-mcp-neighbors-'));
const upstream = fork(fileURLToPath(new URL('neighbors-upstream.ts', import.meta.url)), {
  execArgv: ['--import', 'tsx'],
});
let server: ChildProcess | undefined;
try {
  const tokens = { anna: 'pv1_anna'.padEnd(47, 'a'), bert: 'pv1_bert'.padEnd(47, 'b') };
  const tokensFile = join(folder, 'tokens.json');
  const entries = Object.entries(tokens).map(([name, token]) => ({ name, hash: hash(token), scopes }));
  await writeFile(tokensFile, JSON.stringify(entries), { mode: 0o600 });
  const upstreamPort = await new Promise((resolve) => upstream.once('message', resolve));
  const bin = fileURLToPath(new URL('../dist/main.js', import.meta.url));
  server = spawn(process.execPath, [bin, '--http', '--port', '0', '--tokens', tokensFile, '--rate-limit', '0'], {
    env: {
      PATH: process.env.PATH ?? '',
      PORTONE_V1_BASE_URL: `http://127.0.0.1:${upstreamPort}`,
      PORTONE_V1_API_KEY: 'bench_key',
      PORTONE_V1_API_SECRET: 'bench_secret',
    },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const url = `http://127.0.0.1:${await readPort(server)}/mcp`;
  const patient = await connect(url, tokens.anna);
  await readPayments(patient, 2);
  console.log(`Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model.trim()}, ${SECONDS} s each\n`);
  console.log('| beside | calls | p50, ms | p99, ms | longest, ms |\n| --- | --: | --: | --: | --: |');
  for (const workload of workloads) {
    const busy = fork(fileURLToPath(new URL('neighbors/busy-caller.ts', import.meta.url)), {
      execArgv: ['--import', 'tsx'],
    });
    busy.send({ url, token: tokens.bert, workload });
    await new Promise((resolve) => busy.once('message', resolve));
    const waits = (await readPayments(patient, SECONDS)).sort((one, other) => one - other);
    busy.disconnect();
    await new Promise((resolve) => busy.once('exit', resolve));
    const percentile = (part: number) => (waits[Math.floor(waits.length * part)] ?? Number.NaN).toFixed(0);
    console.log(
      `| ${workload.name} | ${waits.length} | ${percentile(0.5)} | ${percentile(0.99)} | ${waits.at(-1)?.toFixed(0)} |`,
    );
  }
  await patient.close();
} finally {
  server?.kill('SIGKILL');
  upstream.disconnect();
  await rm(folder, { recursive: true });
}

function readPort({ stderr }: ChildProcess): Promise<string> {
  let text = '';
  return new Promise((resolve) => {
    stderr?.setEncoding('utf8').on('data', (part: string) => {
      text += part;
      const port = /listening on port (\d+)/.exec(text)?.[1];
      if (port !== undefined) resolve(port);
    });
  });
}

/** Returns how long each call took, in milliseconds. */
async function readPayments(client: Client, seconds: number): Promise<number[]> {
  const waits: number[] = [];
  const end = performance.now() + seconds * 1000;
  while (performance.now() < end) {
    const startedAt = performance.now();
    await client.callTool({ name: 'get_payment', arguments: { imp_uid: 'imp_123456789012' } });
    waits.push(performance.now() - startedAt);
    await sleep(PAUSE_MS);
  }
  return waits;
}
