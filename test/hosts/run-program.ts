import { spawn } from 'node:child_process';
import { once } from 'node:events';

interface ProgramOptions {
  cwd: string;
  env: NodeJS.ProcessEnv;
  timeoutMs: number;
}

const MAX_REPORTED_CHARACTERS = 400;

/** Runs a program without a terminal to its end and returns its output. Throws with the end of its output if it fails or takes too long. */
export async function runProgram(
  command: string,
  args: readonly string[],
  { cwd, env, timeoutMs }: ProgramOptions,
): Promise<string> {
  // A process group of its own, so that nothing that the host started outlives it.
  const child = spawn(command, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'], detached: true });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => {
      output += chunk;
    });
  const endGroup = () => {
    if (child.pid === undefined) return;
    try {
      process.kill(-child.pid, 'SIGKILL');
    } catch {
      // All of it has ended already.
    }
  };
  let isLate = false;
  const timer = setTimeout(() => {
    isLate = true;
    endGroup();
  }, timeoutMs);
  const [code] = await once(child, 'exit').finally(() => clearTimeout(timer));
  endGroup();
  const tail = extractCause(output);
  if (isLate) throw new Error(`no end after ${timeoutMs / 1000} s: ${tail}`);
  if (code !== 0) throw new Error(`exit code ${code}: ${tail}`);
  return output;
}

/** The first line that names an error, else the end. */
const extractCause = (output: string): string =>
  (/^.*\w*Error: .+$/m.exec(output)?.[0] ?? output.trim()).slice(-MAX_REPORTED_CHARACTERS);
