import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { runLoad } from './load/run.ts';

const { values } = parseArgs({
  options: { clients: { type: 'string', default: '200' }, seconds: { type: 'string', default: '120' } },
});
const clients = Number(values.clients);
const seconds = Number(values.seconds);
const figures = await runLoad({ clients, seconds });

const sortAscending = (all: readonly number[]) => [...all].sort((a, b) => a - b);
const getPercentile = (all: readonly number[], part: number) =>
  sortAscending(all)[Math.floor(all.length * part)] ?? Number.NaN;
const getMedian = (all: readonly number[]) => getPercentile(all, 0.5);
const errors = [...figures.errors.values()].reduce((sum, count) => sum + count, 0);
/** Compares memory at the end with memory after the first 30 seconds, or the first quarter of a shorter run. */
const windowSeconds = Math.min(30, seconds / 4);
const selectWindow = (from: number) => figures.memory.filter(({ at }) => at >= from && at < from + windowSeconds);
const formatResident = (from: number) => getMedian(selectWindow(from).map((one) => one.resident)).toFixed(0);
/** The minimum of a period is what was left after a garbage collection. */
const formatLiveHeap = (from: number) => Math.min(...selectWindow(from).map(({ heap }) => heap)).toFixed(0);
const end = figures.seconds - windowSeconds;

console.log(
  `Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model.trim()}, ${clients} clients, ${seconds} s\n`,
);
const rows: [string, string][] = [
  ['calls', String(figures.calls)],
  ['calls a second', (figures.calls / figures.seconds).toFixed(0)],
  ['of them confirmed by a person', String(figures.confirmed)],
  ['errors', String(errors + figures.serverErrors.length)],
  ['read, p50 / p99, ms', `${getMedian(figures.reads).toFixed(1)} / ${getPercentile(figures.reads, 0.99).toFixed(1)}`],
  [
    'event-loop delay p99, median / worst second, ms',
    `${getMedian(figures.loopDelay).toFixed(1)} / ${Math.max(...figures.loopDelay).toFixed(1)}`,
  ],
  [`memory after ${windowSeconds} s / at the end, MB`, `${formatResident(windowSeconds)} / ${formatResident(end)}`],
  [
    `heap after a collection, after ${windowSeconds} s / at the end, MB`,
    `${formatLiveHeap(windowSeconds)} / ${formatLiveHeap(end)}`,
  ],
  ['exit code after SIGTERM', String(figures.exitCode)],
];
for (const [what, figure] of rows) console.log(`| ${what} | ${figure} |`);
for (const [what, count] of figures.errors) console.log(`${count} × ${what}`);
for (const line of figures.serverErrors.slice(0, 20)) console.log(line);
process.exitCode = errors + figures.serverErrors.length > 0 || figures.exitCode !== 0 ? 1 : 0;
