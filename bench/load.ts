import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { runLoad } from './load/run.ts';

const { values } = parseArgs({
  options: { clients: { type: 'string', default: '200' }, seconds: { type: 'string', default: '120' } },
});
const clients = Number(values.clients);
const seconds = Number(values.seconds);
const run = await runLoad({ clients, seconds });

const sorted = (all: readonly number[]) => [...all].sort((a, b) => a - b);
const percentile = (all: readonly number[], part: number) => sorted(all)[Math.floor(all.length * part)] ?? Number.NaN;
const median = (all: readonly number[]) => percentile(all, 0.5);
const errors = [...run.errors.values()].reduce((sum, count) => sum + count, 0);
/** Memory after the first half minute, or the first quarter of a shorter run, against the end. */
const settled = Math.min(30, seconds / 4);
const memoryFrom = (from: number) =>
  median(run.memory.filter(({ at }) => at >= from && at < from + settled / 2).map(({ mb }) => mb));
const early = memoryFrom(settled);
const late = memoryFrom(run.seconds - settled / 2);

console.log(
  `Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model.trim()}, ${clients} clients, ${seconds} s\n`,
);
const rows: [string, string][] = [
  ['calls', String(run.calls)],
  ['calls a second', (run.calls / run.seconds).toFixed(0)],
  ['of them confirmed by a person', String(run.confirmed)],
  ['errors', String(errors + run.serverErrors.length)],
  ['read, p50 / p99, ms', `${median(run.reads).toFixed(1)} / ${percentile(run.reads, 0.99).toFixed(1)}`],
  [
    'event-loop delay p99, median / worst of 5 s, ms',
    `${median(run.loopDelay).toFixed(1)} / ${Math.max(...run.loopDelay).toFixed(1)}`,
  ],
  [`memory after ${settled} s / at the end, MB`, `${early.toFixed(0)} / ${late.toFixed(0)}`],
  ['exit code after SIGTERM', String(run.exitCode)],
];
for (const [what, figure] of rows) console.log(`| ${what} | ${figure} |`);
for (const [what, count] of run.errors) console.log(`${count} × ${what}`);
for (const line of run.serverErrors.slice(0, 20)) console.log(line);
process.exitCode = errors + run.serverErrors.length > 0 || run.exitCode !== 0 ? 1 : 0;
