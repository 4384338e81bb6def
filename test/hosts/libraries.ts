import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { buildSync } from 'esbuild';
import type { Host } from './host.ts';
import type { LibraryJob } from './libraries/job.ts';
import { runProgram } from './run-program.ts';

const TIMEOUT_MS = 60_000;

interface Library {
  title: string;
  package: string;
}

/** Each has a program of its name in `libraries/`. */
const packages: Readonly<Record<string, Library>> = {
  'old-sdk': { title: 'MCP SDK of May 2025', package: 'sdk-v1-11' },
  langchain: { title: 'LangChain', package: '@langchain/mcp-adapters' },
  'ai-sdk': { title: 'AI SDK', package: '@ai-sdk/mcp' },
  'openai-agents': { title: 'OpenAI Agents', package: '@openai/agents' },
  mastra: { title: 'Mastra', package: '@mastra/mcp' },
};

const resolve = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** The libraries of `package.json`, installed if they are missing. Without the registry all are skipped. */
export function listLibraries(): { hosts: Host[]; skipped: string[] } {
  const entries = Object.entries(packages);
  if (!isInstalled()) {
    process.stderr.write('Installing the libraries …\n');
    const { status } = spawnSync('npm', ['run', '--silent', 'hosts:install'], {
      cwd: resolve('../..'),
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    if (status !== 0)
      return { hosts: [], skipped: entries.map(([, { title }]) => `${title}: npm could not install it`) };
  }
  transpilePrograms();
  return { hosts: entries.map(([program, library]) => toHost(program, library)), skipped: [] };
}

const TRANSPILED = 'node_modules/.cache/libraries';

/** To JavaScript: a loader of TypeScript would look at every module of a framework, which takes longer than the conversation. */
function transpilePrograms(): void {
  buildSync({
    entryPoints: Object.keys(packages).map((program) => resolve(`libraries/${program}.ts`)),
    outdir: resolve(TRANSPILED),
    outExtension: { '.js': '.mjs' },
    ...{ bundle: true, packages: 'external', platform: 'node', format: 'esm', logLevel: 'warning' },
  });
}

/** Whether what is installed is what the lockfile says. */
function isInstalled(): boolean {
  const { status } = spawnSync('npm', ['ls', '--all'], { cwd: resolve('.'), stdio: 'ignore' });
  return status === 0;
}

function toHost(program: string, { title, package: packageName }: Library): Host {
  const manifest = readFileSync(resolve(`node_modules/${packageName}/package.json`), 'utf8');
  const { version } = JSON.parse(manifest) as { version: string };
  return { name: title, version, transports: ['stdio', 'http'], play: createPlay(program) };
}

const createPlay =
  (program: string): Host['play'] =>
  async ({ connection, modelUrl, scene: { prompt, decision }, folder }) => {
    const job: LibraryJob = { connection, modelUrl, prompt, decision };
    const script = resolve(`${TRANSPILED}/${program}.mjs`);
    const env = { ...process.env, HOME: folder, MASTRA_TELEMETRY_DISABLED: '1', OPENAI_AGENTS_DISABLE_TRACING: '1' };
    await runProgram(process.execPath, [script, JSON.stringify(job)], {
      cwd: resolve('.'),
      env,
      timeoutMs: TIMEOUT_MS,
    });
  };
