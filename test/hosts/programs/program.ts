import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Stage, Transport } from '../host.ts';

/** A host that people install, run with a home of its own and no account. */
export interface Program {
  name: string;
  binary: string;
  /** Other programs that it takes to play with it. */
  requires?: readonly string[];
  transports: readonly Transport[];
  play(binary: string, stage: Stage): Promise<void>;
}

/** The environment of a host: no account, no settings but those in `folder`. */
export const buildHostEnvironment = (folder: string, more: Record<string, string> = {}): Record<string, string> => ({
  PATH: process.env.PATH ?? '',
  LANG: 'en_US.UTF-8',
  TERM: 'xterm-256color',
  HOME: folder,
  XDG_CONFIG_HOME: `${folder}/.config`,
  XDG_DATA_HOME: `${folder}/.local/share`,
  XDG_CACHE_HOME: `${folder}/.cache`,
  XDG_STATE_HOME: `${folder}/.local/state`,
  ...more,
});

export function writeSettings(path: string, content: object | string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content, null, 2));
}
