/**
 * `npm run test:money [sequences]` runs the money property on all cores, by default with ten thousand sequences. With
 * MONEY_SEED it repeats a run: each process has a seed of its own, counted up from there.
 */
import { spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { availableParallelism } from 'node:os';

const MAX_SEED = 2 ** 31 - 1;
const TEST = 'test/property/money.test.ts';
const VITEST = 'node_modules/vitest/vitest.mjs';

const sequences = Number(process.argv[2] ?? 10_000);
const firstSeed = Number(process.env.MONEY_SEED ?? randomInt(MAX_SEED));
const processes = Math.min(availableParallelism(), sequences);
const startedAt = performance.now();

function runTest(index: number): Promise<boolean> {
  const seed = (firstSeed + index) % MAX_SEED;
  const own = Math.floor(sequences / processes) + (index < sequences % processes ? 1 : 0);
  console.log(`process ${index + 1}: ${own} sequences with seed ${seed}`);
  const child = spawn(process.execPath, [VITEST, 'run', '--maxWorkers=1', TEST], {
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, MONEY_SEED: String(seed), MONEY_SEQUENCES: String(own) },
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => resolve(code === 0));
  });
}

const results = await Promise.all(Array.from({ length: processes }, (_, index) => runTest(index)));
console.log(`${sequences} sequences in ${Math.round((performance.now() - startedAt) / 1000)} s`);
process.exitCode = results.every(Boolean) ? 0 : 1;
