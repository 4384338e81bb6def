import { fork } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import { bundle, root } from '../scripts/build/bundle.ts';
import { measureBareStart, readResidentMb, type StdioClient, startAndListTools } from './client.ts';

const { values } = parseArgs({ options: { rounds: { type: 'string', default: '15' } } });
const ROUNDS = Number(values.rounds);
const CALL_ROUNDS = 7;
const CALLS = 1_000;
const AT_ONCE = 32;
const CALL = ['tools/call', { name: 'get_payment', arguments: { imp_uid: 'imp_123456789012' } }] as const;

const getMedian = (sample: readonly number[]) =>
  [...sample].sort((a, b) => a - b)[Math.floor(sample.length / 2)] ?? Number.NaN;

/** Milliseconds of a call while nothing else is in progress. */
async function measureLatency(client: StdioClient): Promise<number> {
  const sample: number[] = [];
  for (let n = 0; n < CALLS; n++) {
    const startedAt = performance.now();
    await client.request(...CALL);
    sample.push(performance.now() - startedAt);
  }
  return getMedian(sample);
}

/** Calls per second with several always in progress. */
async function measureThroughput(client: StdioClient): Promise<number> {
  let left = CALLS * 4;
  const caller = async () => {
    while (left-- > 0) await client.request(...CALL);
  };
  const startedAt = performance.now();
  await Promise.all(Array.from({ length: AT_ONCE }, caller));
  return (CALLS * 4) / ((performance.now() - startedAt) / 1000);
}

interface Sample {
  start: number[];
  memory: number[];
  call: number[];
  rate: number[];
}

async function measureStart(script: string, env: Record<string, string>, into: Sample): Promise<void> {
  const { client, ms } = await startAndListTools(script, env);
  into.start.push(ms);
  into.memory.push((await readResidentMb(client.pid)) ?? Number.NaN);
  await client.close();
}

async function measureCalls(script: string, env: Record<string, string>, into: Sample): Promise<void> {
  const { client } = await startAndListTools(script, env);
  await measureThroughput(client);
  into.call.push(await measureLatency(client));
  into.rate.push(await measureThroughput(client));
  await client.close();
}

const createSample = (): Sample => ({ start: [], memory: [], call: [], rate: [] });

const upstream = fork(join(root, 'bench/upstream.ts'), { execArgv: ['--import', 'tsx'] });
const floors = await mkdtemp(join(tmpdir(), 'portone-v1-mcp-bench-'));
try {
  const port = await new Promise<unknown>((resolve) => upstream.once('message', resolve));
  const env = {
    PORTONE_V1_BASE_URL: `http://127.0.0.1:${port}`,
    PORTONE_V1_API_KEY: 'bench_key',
    PORTONE_V1_API_SECRET: 'bench_secret',
  };
  await bundle({ entry: join(root, 'bench/floors/one-tool.ts'), outdir: floors });
  const scripts = { floor: join(floors, 'one-tool.js'), ours: join(root, 'dist/main.js') };
  const bare: number[] = [];
  const floor = createSample();
  const ours = createSample();

  // Candidates alternate, so that other load on the machine affects all of them alike.
  for (let round = 0; round < ROUNDS; round++) {
    bare.push(await measureBareStart());
    await measureStart(scripts.floor, env, floor);
    await measureStart(scripts.ours, env, ours);
  }
  for (let round = 0; round < CALL_ROUNDS; round++) {
    await measureCalls(scripts.floor, env, floor);
    await measureCalls(scripts.ours, env, ours);
  }

  print([
    formatRow('start to tools/list, ms', getMedian(ours.start), getMedian(bare), 'bare node', '×', 3.0, 'most'),
    formatRow('start to tools/list, ms', getMedian(ours.start), getMedian(floor.start), 'one tool'),
    formatRow('one call alone, p50, ms', getMedian(ours.call), getMedian(floor.call), 'one tool', '×', 1.3, 'most'),
    formatRow(
      `calls a second, ${AT_ONCE} at once`,
      getMedian(ours.rate),
      getMedian(floor.rate),
      'one tool',
      '×',
      0.8,
      'least',
    ),
    formatRow(
      'memory after the list, MB',
      getMedian(ours.memory),
      getMedian(floor.memory),
      'one tool',
      '+',
      20,
      'most',
    ),
  ]);
} finally {
  upstream.disconnect();
  await rm(floors, { recursive: true });
}

type Row = readonly string[];

function formatRow(
  what: string,
  own: number,
  floorOf: number,
  name: string,
  by: '×' | '+' = '×',
  target?: number,
  bound?: 'most' | 'least',
): Row {
  const ratio = by === '×' ? own / floorOf : own - floorOf;
  const met = target === undefined ? '' : (bound === 'most' ? ratio <= target : ratio >= target) ? 'met' : 'missed';
  const digits = own < 10 ? 2 : 0;
  return [
    what,
    own.toFixed(digits),
    `${floorOf.toFixed(digits)} (${name})`,
    `${by === '+' && ratio >= 0 ? '+' : ''}${ratio.toFixed(2)}${by === '×' ? ' ×' : ''}`,
    target === undefined
      ? ''
      : `${bound === 'most' ? '≤' : '≥'} ${by === '+' ? '+' : ''}${target}${by === '×' ? ' ×' : ''}`,
    met,
  ];
}

function print(rows: readonly Row[]): void {
  console.log(
    `Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model.trim()}, medians of ${ROUNDS} starts and ${CALL_ROUNDS} rounds of calls\n`,
  );
  console.log('| what | this server | floor | ratio | target | |\n| --- | --: | --: | --: | --: | --- |');
  for (const cells of rows) console.log(`| ${cells.join(' | ')} |`);
}
