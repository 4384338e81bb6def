import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { type ChainPosition, GENESIS, LOG_FORMAT, verifyLine } from './hash-chain.ts';

const NEWLINE = 10;
/** Lines written by the server are far shorter. */
const MAX_LINE_BYTES = 1_000_000;

export interface ChainFault {
  line: number;
  problem: string;
  /** The file ends within this line, as after a crash. Nothing was sent for it. */
  torn?: true;
  /** The log was written by a newer version, so what its lines mean is not known. */
  newer?: true;
}

export interface ChainScan {
  count: number;
  last: ChainPosition;
  /** Number of bytes up to the end of the last valid line. */
  size: number;
  /** Whether the expected line was found. */
  foundExpected: boolean;
  fault?: ChainFault;
}

export type Verification =
  | { ok: true; count: number; last: ChainPosition; headKnown: boolean }
  | ({ ok: false } & ChainFault);

/** Path of the head file, which names the last line. It reveals lines cut off at the end. */
export const getHeadPath = (path: string): string => `${path}.head`;

/** Verifies a whole audit log. Throws errors of reading the file. */
export async function verifyAuditLog(path: string): Promise<Verification> {
  // Read the head first: it is written after its line, so it cannot be ahead of a log that is being written.
  const head = await readHead(path);
  const scan = await readChain(path, head);
  if (scan.fault) return { ok: false, ...scan.fault };
  if (scan.count === 0) return { ok: false, line: 1, problem: 'is missing: the audit log is empty' };
  if (head && !scan.foundExpected) return { ok: false, ...describeMissingHead(scan, head) };
  return { ok: true, count: scan.count, last: scan.last, headKnown: head !== undefined };
}

/** Describes an intact chain that lacks the line named by the head. */
export function describeMissingHead({ count }: ChainScan, head: ChainPosition): ChainFault {
  if (head.seq <= count)
    return { line: head.seq, problem: 'is not the one that was written: the audit log was replaced' };
  return { line: count + 1, problem: `is missing: the audit log was cut off after it had ${head.seq} lines` };
}

/** Formats the output and exit code of `audit verify`. */
export function formatVerification(path: string, result: Verification): { text: string; exitCode: 0 | 1 } {
  if (!result.ok && result.newer)
    return { text: `${path}: not checked: line ${result.line} ${result.problem}`, exitCode: 1 };
  if (!result.ok) return { text: `${path}: corrupt: line ${result.line} ${result.problem}`, exitCode: 1 };
  const lines = `${result.count} ${result.count === 1 ? 'line' : 'lines'}`;
  const note = result.headKnown
    ? ''
    : ` (${getHeadPath(path)} is missing, so lines cut off at the end cannot be detected)`;
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

/** Reads an audit log line by line up to the first invalid one. */
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
      const format = scan.count === 0 ? Number(line.record.version) : LOG_FORMAT;
      if (format > LOG_FORMAT)
        return stopAt({ line: 1, problem: `has format ${format}, and this version knows ${LOG_FORMAT}`, newer: true });
      scan.count += 1;
      scan.last = line.position;
      scan.size += end + 1 - start;
      scan.foundExpected ||= line.position.seq === expected?.seq && line.position.hash === expected.hash;
      visit?.(line.record);
      start = end + 1;
    }
    rest = rest.subarray(start);
    if (rest.length > MAX_LINE_BYTES) return stopAt({ line: scan.count + 1, problem: 'is not a line of an audit log' });
  }
  if (rest.length > 0)
    return stopAt({ line: scan.count + 1, problem: 'is incomplete: the file ends within it', torn: true });
  return scan;
}
