import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const revisions = ['2025-11-25', '2026-07-28'] as const;
export type Revision = (typeof revisions)[number];

/** A scenario in the suite's summary. */
export interface Scenario {
  name: string;
  passed: number;
  failed: number;
}

const root = fileURLToPath(new URL('../..', import.meta.url));
const packageDir = join(root, 'node_modules/@modelcontextprotocol/conformance');

/** Runs the scenarios of a protocol revision against the server at `url`. */
export async function runSuite(url: string, revision: Revision): Promise<Scenario[]> {
  const folder = await mkdtemp(join(tmpdir(), 'conformance-'));
  try {
    const program = await createRunnableCopy(folder);
    const out = await captureOutput(program, [
      'server',
      '--url',
      url,
      '--requirements',
      revision,
      '-o',
      join(folder, 'out'),
    ]);
    const summary = out.slice(out.indexOf('=== SUMMARY ==='));
    const lines = summary.matchAll(/^[✓✗] (\S+): (\d+) passed, (\d+) failed/gm);
    const scenarios = [...lines].map(([, name = '', passed, failed]) => ({
      name,
      passed: Number(passed),
      failed: Number(failed),
    }));
    if (scenarios.length === 0) throw new Error(`The suite ran nothing: ${out.slice(-2_000)}`);
    return scenarios;
  } finally {
    await rm(folder, { recursive: true });
  }
}

/**
 * The suite imports a function that exists only since Node 22, for a command that is not used here. This copy without
 * the import runs on older versions and finds its packages and lists through links.
 */
async function createRunnableCopy(folder: string): Promise<string> {
  const source = await readFile(join(packageDir, 'dist/index.js'), 'utf8');
  const [found, alias] = /globSync as (\w+),/.exec(source) ?? [];
  if (found === undefined) throw new Error('The suite no longer imports globSync: run it as it is');
  const copy = `${source.replace(found, '')}\nfunction ${alias}(){return[]}\n`;
  const program = join(folder, 'dist/index.js');
  await mkdir(dirname(program));
  await Promise.all([
    writeFile(program, copy),
    symlink(join(packageDir, 'package.json'), join(folder, 'package.json')),
    symlink(join(packageDir, 'requirements'), join(folder, 'requirements')),
    symlink(join(root, 'node_modules'), join(folder, 'node_modules')),
  ]);
  return program;
}

/** Returns everything that the suite prints; its exit code is ignored, since some failures are expected. */
function captureOutput(program: string, args: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [program, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
    let text = '';
    for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (part) => (text += part));
    child.once('error', reject);
    child.once('close', () => resolve(text));
  });
}
