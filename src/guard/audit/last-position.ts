import { constants } from 'node:fs';
import { type FileHandle, open, readFile } from 'node:fs/promises';
import { isRecord, parseJson } from '../../base/json.ts';
import { formatKst } from '../../base/korean-time.ts';
import type { ChainPosition } from './hash-chain.ts';
import { hasKeyFile } from './key-file.ts';

/** Where a log ends. */
export interface LastPosition extends ChainPosition {
  /** Identifies the log and those that continue it. */
  id: string;
  /** The latest Korean day on which money was moved; null if none was. Logs of earlier versions do not say it. */
  spent?: string | null;
}

/** Path of the file that stays when the log is moved away, so that the next log can name the one before. */
export const getLastPath = (path: string): string => `${path}.last`;
/** Longer than any position, so that a shorter one leaves nothing of a longer one behind. */
const TEXT_LENGTH = 300;

export const openLastPosition = (path: string): Promise<FileHandle> =>
  open(getLastPath(path), constants.O_WRONLY | constants.O_CREAT, 0o600);

/** Without a sync: like the head file, it may lag behind the log after a power failure. */
export async function writeLastPosition(file: FileHandle, position: LastPosition): Promise<void> {
  await file.write(`${JSON.stringify(position).padEnd(TEXT_LENGTH)}\n`, 0);
}

/**
 * Reads where the log at this path ended that was moved away: null if there was one but its end is not known, undefined
 * if there was none.
 */
export async function readLastPosition(path: string): Promise<LastPosition | null | undefined> {
  const text = await readFile(getLastPath(path), 'utf8').catch(() => '');
  return parseLastPosition(parseJson(text)) ?? ((await hasKeyFile(path)) ? null : undefined);
}

/**
 * The latest Korean day on which the logs before this one moved money, as far as is known: at the latest the day on which
 * this one began. Otherwise a log that is lost later would hide that one before it was.
 */
export function getSpentBefore(after: unknown, startedAt: unknown): string | null {
  if (after === undefined) return null;
  const { spent } = parseLastPosition(after) ?? {};
  return spent === undefined ? formatKst(Date.parse(String(startedAt)) / 1000, { precision: 'day' }) : spent;
}

export function parseLastPosition(value: unknown): LastPosition | undefined {
  if (!isRecord(value)) return undefined;
  const { id, seq, hash, spent } = value;
  if (typeof seq !== 'number' || typeof hash !== 'string') return undefined;
  const known = typeof spent === 'string' || spent === null ? { spent } : {};
  return { id: typeof id === 'string' ? id : '', seq, hash, ...known };
}
