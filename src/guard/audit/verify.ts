import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { type ChainPosition, GENESIS, verifyLine } from './hash-chain.ts';

const NEWLINE = 10;
/** The server writes lines far shorter. */
const MAX_LINE_BYTES = 1_000_000;

export interface ChainFault {
  line: number;
  problem: string;
  /** The file ends within this line, as after a crash: nothing was sent on its account. */
  torn?: true;
}

export interface ChainScan {
  count: number;
  last: ChainPosition;
  /** Bytes up to the end of the last good line. */
  size: number;
  /** The line that was looked for is there. */
  foundExpected: boolean;
  fault?: ChainFault;
}

export type Verification =
  | { ok: true; count: number; last: ChainPosition; headKnown: boolean }
  | ({ ok: false } & ChainFault);

/** Written beside the ledger after each line: without it nobody could tell that lines were cut off at the end. */
export const getHeadPath = (path: string): string => `${path}.head`;

/** Checks a whole ledger. Throws what reading the file throws. */
export async function verifyAuditLog(path: string): Promise<Verification> {
  // The head is written after its line: read first, it is never ahead of a ledger that is being written.
  const head = await readHead(path);
  const scan = await readChain(path, head);
  if (scan.fault) return { ok: false, ...scan.fault };
  if (scan.count === 0) return { ok: false, line: 1, problem: 'is missing: the ledger is empty' };
  if (head && !scan.foundExpected) return { ok: false, ...describeMissingHead(scan, head) };
  return { ok: true, count: scan.count, last: scan.last, headKnown: head !== undefined };
}

/** What is wrong with a ledger that is whole in itself and lacks the line that the head names. */
export function describeMissingHead({ count }: ChainScan, head: ChainPosition): ChainFault {
  if (head.seq <= count) return { line: head.seq, problem: 'is not the one that was written: the ledger was replaced' };
  return { line: count + 1, problem: `is missing: the ledger was cut off, ${head.seq} lines were written` };
}

/** What `audit verify` prints, and its exit code. */
export function formatVerification(path: string, result: Verification): { text: string; exitCode: 0 | 1 } {
  if (!result.ok) return { text: `${path}: broken: line ${result.line} ${result.problem}`, exitCode: 1 };
  const lines = `${result.count} ${result.count === 1 ? 'line' : 'lines'}`;
  const note = result.headKnown
    ? ''
    : ` (${getHeadPath(path)} is missing: lines cut off at the end would not be noticed)`;
  return { text: `${path}: ok, ${lines}, last ${result.last.hash}${note}`, exitCode: 0 };
}

export async function readHead(path: string): Promise<ChainPosition | undefined> {
  const text = await readFile(getHeadPath(path), 'latin1').catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return '';
    throw error;
  });
  const [, seq, hash] = /^(\d{1,16}) ([0-9a-f]{64})\n/.exec(text) ?? [];
  return seq === undefined || hash === undefined ? undefined : { seq: Number(seq), hash };
}

/** Reads a ledger line by line up to the first broken one. */
export async function readChain(
  path: string,
  expected?: ChainPosition,
  visit?: (record: Record<string, unknown>) => void,
): Promise<ChainScan> {
  const scan: ChainScan = { count: 0, last: GENESIS, size: 0, foundExpected: expected?.seq === 0 };
  let rest = Buffer.alloc(0);
  const stopAt = (fault: ChainFault) => ({ ...scan, fault });
  for await (const chunk of createReadStream(path)) {
    rest = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    let start = 0;
    for (let end = rest.indexOf(NEWLINE); end !== -1; end = rest.indexOf(NEWLINE, start)) {
      const line = verifyLine(rest.subarray(start, end), scan.last);
      if (typeof line === 'string') return stopAt({ line: scan.count + 1, problem: line });
      scan.count += 1;
      scan.last = line.position;
      scan.size += end + 1 - start;
      scan.foundExpected ||= line.position.seq === expected?.seq && line.position.hash === expected.hash;
      visit?.(line.record);
      start = end + 1;
    }
    rest = rest.subarray(start);
    if (rest.length > MAX_LINE_BYTES) return stopAt({ line: scan.count + 1, problem: 'is no line of a ledger' });
  }
  if (rest.length > 0)
    return stopAt({ line: scan.count + 1, problem: 'is incomplete: the file ends within it', torn: true });
  return scan;
}
