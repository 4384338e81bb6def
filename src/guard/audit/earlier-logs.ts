import { open, readdir, realpath } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { isRecord, parseJson } from '../../base/json.ts';
import { formatKst } from '../../base/korean-time.ts';
import type { ChainPosition } from './hash-chain.ts';
import { parseLastPosition, readLastPosition } from './last-position.ts';
import { readChain } from './verify.ts';

/** A log ends with the line that the next one names, or a few lines later if a crash came in between. */
const TAIL_BYTES = 65_536;
/** Longer than any first line. */
const HEAD_BYTES = 2_000;

interface EarlierLogsOptions {
  /** The Korean day whose spending is wanted. */
  day: string;
  /** Unix seconds; what is older is not wanted. */
  since: number;
  /** Unix seconds. */
  now: number;
  /** Called for every line of every log found, the oldest first. */
  visit(line: Record<string, unknown>): void;
}

/**
 * Reads the logs that were moved away and that the log at this path continues, as far as they are in its folder. Returns
 * whether one is missing that may say what was spent on the day.
 */
export async function readEarlierLogs(name: string, { day, since, now, visit }: EarlierLogsOptions): Promise<boolean> {
  const path = await realpath(name).catch(() => resolve(name));
  const found: { path: string; last: ChainPosition }[] = [];
  let isMissing = false;
  let origin = await readOrigin(path, now);
  while (origin.startedAt > since && origin.after !== undefined) {
    const { after, startedAt } = origin;
    const earlier = after === null ? undefined : await findLog(path, after);
    if (earlier === undefined || after === null) {
      const isSameDay = formatKst(startedAt, { precision: 'day' }) === day;
      isMissing = isSameDay && (after?.spent === undefined || after.spent === day);
      break;
    }
    found.unshift({ path: earlier, last: after });
    origin = await readOrigin(earlier, startedAt);
  }
  for (const { path: earlier, last } of found) await readChain(earlier, last, visit);
  return isMissing;
}

/** What a log says of the one before it: null if there was one that is not known, undefined if there was none. */
async function readOrigin(path: string, now: number) {
  const genesis = await readFirstLine(path);
  if (genesis)
    return {
      after: genesis.after === null ? null : parseLastPosition(genesis.after),
      startedAt: Date.parse(String(genesis.at)) / 1000,
    };
  return { after: await readLastPosition(path), startedAt: now };
}

async function readFirstLine(path: string): Promise<Record<string, unknown> | undefined> {
  const [line = ''] = (await readPart(path, HEAD_BYTES, 0)).split('\n', 1);
  const genesis = parseJson(line);
  return isRecord(genesis) ? genesis : undefined;
}

/** Finds the intact log with this line at its end, whatever it is called now. */
async function findLog(path: string, last: ChainPosition): Promise<string | undefined> {
  const folder = dirname(path);
  for (const entry of await readdir(folder, { withFileTypes: true }).catch(() => [])) {
    const candidate = join(folder, entry.name);
    if (!entry.isFile() || candidate === path) continue;
    if (!(await readPart(candidate, TAIL_BYTES, 'end')).includes(`"hash":"${last.hash}"}\n`)) continue;
    const scan = await readChain(candidate, last);
    if (scan.foundExpected && (!scan.fault || scan.fault.torn)) return candidate;
  }
  return undefined;
}

/** Empty if the file cannot be read. */
async function readPart(path: string, bytes: number, position: number | 'end'): Promise<string> {
  const file = await open(path, 'r').catch(() => undefined);
  if (!file) return '';
  try {
    const start = position === 'end' ? Math.max(0, (await file.stat()).size - bytes) : position;
    const { buffer, bytesRead } = await file.read({ buffer: Buffer.alloc(bytes), position: start });
    return buffer.toString('utf8', 0, bytesRead);
  } catch {
    return '';
  } finally {
    await file.close();
  }
}
