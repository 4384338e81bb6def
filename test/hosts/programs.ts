import { execFileSync } from 'node:child_process';
import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import type { Host } from './host.ts';
import { claudeCode } from './programs/claude-code.ts';
import { codex } from './programs/codex.ts';
import { geminiCli } from './programs/gemini-cli.ts';
import { opencode } from './programs/opencode.ts';
import type { Program } from './programs/program.ts';

const programs: readonly Program[] = [claudeCode, codex, geminiCli, opencode];

/** The programs that are installed, and why each of the others is skipped. */
export function listPrograms(): { hosts: Host[]; skipped: string[] } {
  const hosts: Host[] = [];
  const skipped: string[] = [];
  for (const program of programs) {
    const binary = findBinary(program.binary);
    const missing = (program.requires ?? []).filter((name) => findBinary(name) === undefined);
    if (binary === undefined) skipped.push(`${program.name}: no "${program.binary}" in HOSTS_DIR or PATH`);
    else if (missing.length > 0) skipped.push(`${program.name}: needs ${missing.join(', ')}`);
    else hosts.push(toHost(program, binary));
  }
  return { hosts, skipped };
}

const toHost = ({ name, transports, play }: Program, binary: string): Host => ({
  name,
  version: readVersion(binary),
  transports,
  play: (stage) => play(binary, stage),
});

/** HOSTS_DIR holds binaries, or folders into which npm has installed one host each. */
function findBinary(name: string): string | undefined {
  const root = process.env.HOSTS_DIR;
  const inRoot = root === undefined ? [] : [root, join(root, name)];
  const folders = inRoot.flatMap((folder) => [folder, join(folder, 'node_modules', '.bin')]);
  return [...folders, ...(process.env.PATH ?? '').split(delimiter)]
    .map((folder) => join(folder, name))
    .find(isRunnable);
}

function isRunnable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

function readVersion(binary: string): string {
  const output = execFileSync(binary, ['--version'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  return /\d+\.\d+\.\d+\S*/.exec(output)?.[0] ?? 'unknown';
}
