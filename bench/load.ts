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
const between = (from: number) => run.memory.filter(({ at }) => at >= from && at < from + settled);
const resident = (from: number) => median(between(from).map((one) => one.resident)).toFixed(0);
/** The least of a while is what was left after a collection. */
const live = (from: number) => Math.min(...between(from).map(({ heap }) => heap)).toFixed(0);
const end = run.seconds - settled;

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
    'event-loop delay p99, median / worst second, ms',
    `${median(run.loopDelay).toFixed(1)} / ${Math.max(...run.loopDelay).toFixed(1)}`,
  ],
  [`memory after ${settled} s / at the end, MB`, `${resident(settled)} / ${resident(end)}`],
  [`heap after a collection, after ${settled} s / at the end, MB`, `${live(settled)} / ${live(end)}`],
  ['exit code after SIGTERM', String(run.exitCode)],
];
for (const [what, figure] of rows) console.log(`| ${what} | ${figure} |`);
for (const [what, count] of run.errors) console.log(`${count} × ${what}`);
for (const line of run.serverErrors.slice(0, 20)) console.log(line);
process.exitCode = errors + run.serverErrors.length > 0 || run.exitCode !== 0 ? 1 : 0;
