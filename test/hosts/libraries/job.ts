import type { Decision } from '../scenes.ts';

/** How to reach the server. */
export type Connection =
  | { transport: 'stdio'; command: string; args: string[]; env: Record<string, string> }
  | { transport: 'http'; url: string };

/** What a library's program gets as its only argument, as JSON. */
export interface LibraryJob {
  connection: Connection;
  /** The origin of the stand-in model. */
  modelUrl: string;
  prompt: string;
  /** How the person answers a form. */
  decision: Decision;
}

export function readJob(): LibraryJob {
  const [, , text] = process.argv;
  if (text === undefined) throw new Error('The job is missing.');
  // The harness of the same version wrote it.
  return JSON.parse(text) as LibraryJob;
}
