import { spawnSync } from 'node:child_process';

/** Runs npm and returns what it prints. Throws with its error output if it fails. */
export function runNpm(cwd: string, ...args: string[]): string {
  // On Windows, npm is a batch file, which needs a shell.
  const { status, stdout, stderr } = spawnSync('npm', args, {
    ...{ cwd, encoding: 'utf8', maxBuffer: 100_000_000 },
    shell: process.platform === 'win32',
  });
  if (status !== 0) throw new Error(`npm ${args.join(' ')} failed:\n${stdout}${stderr}`);
  return stdout;
}
