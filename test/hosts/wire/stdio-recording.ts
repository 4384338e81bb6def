import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from '../../support/clients.ts';

/** A server's command that also writes both directions of the conversation to `folder`. */
export function recordStdio({ command, args, env }: Command, folder: string): Command {
  const quote = (text: string) => `'${text.replaceAll("'", `'\\''`)}'`;
  const server = [command, ...args].map(quote).join(' ');
  const [received, sent] = fileNames.map((name) => quote(join(folder, name)));
  return { command: '/bin/sh', args: ['-c', `tee -a ${received} | ${server} | tee -a ${sent}`], env };
}

const fileNames = ['received.jsonl', 'sent.jsonl'] as const;

/** The messages of a recording, those of the host before those of the server. A cut last line is left out. */
export const readStdioRecording = (folder: string): unknown[] =>
  fileNames.flatMap((name) => {
    const path = join(folder, name);
    const lines = existsSync(path) ? readFileSync(path, 'utf8').split('\n') : [];
    return lines.flatMap(parseLine);
  });

export function parseLine(line: string): unknown[] {
  try {
    return [JSON.parse(line)];
  } catch {
    return [];
  }
}
