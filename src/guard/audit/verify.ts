import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { type Link, ORIGIN, opened } from './hash-chain.ts';

const NEWLINE = 10;
/** The server writes lines far shorter. */
const LONGEST_LINE = 1_000_000;

export interface Broken {
  line: number;
  problem: string;
  /** The file ends within this line, as after a crash: nothing was sent on its account. */
  torn?: true;
}

export interface Walked {
  count: number;
  last: Link;
  /** Bytes up to the end of the last good line. */
  size: number;
  /** The line that was looked for is there. */
  passed: boolean;
  broken?: Broken;
}

export type Verification = { ok: true; count: number; last: Link; headKnown: boolean } | ({ ok: false } & Broken);

/** Written beside the ledger after each line: without it nobody could tell that lines were cut off at the end. */
export const headOf = (path: string): string => `${path}.head`;

/** Checks a whole ledger. Throws what reading the file throws. */
export async function verifyAudit(path: string): Promise<Verification> {
  // The head is written after its line: read first, it is never ahead of a ledger that is being written.
  const head = await readHead(path);
  const walked = await walk(path, head);
  if (walked.broken) return { ok: false, ...walked.broken };
  if (walked.count === 0) return { ok: false, line: 1, problem: 'is missing: the ledger is empty' };
  if (head && !walked.passed) return { ok: false, ...missingHead(walked, head) };
  return { ok: true, count: walked.count, last: walked.last, headKnown: head !== undefined };
}

/** What is wrong with a ledger that is whole in itself and lacks the line that the head names. */
export function missingHead({ count }: Walked, head: Link): Broken {
  if (head.seq <= count) return { line: head.seq, problem: 'is not the one that was written: the ledger was replaced' };
  return { line: count + 1, problem: `is missing: the ledger was cut off, ${head.seq} lines were written` };
}

/** What `audit verify` prints, and its exit code. */
export function verificationText(path: string, result: Verification): { text: string; exitCode: 0 | 1 } {
  if (!result.ok) return { text: `${path}: broken: line ${result.line} ${result.problem}`, exitCode: 1 };
  const lines = `${result.count} ${result.count === 1 ? 'line' : 'lines'}`;
  const note = result.headKnown ? '' : ` (${headOf(path)} is missing: lines cut off at the end would not be noticed)`;
  return { text: `${path}: ok, ${lines}, last ${result.last.hash}${note}`, exitCode: 0 };
}

export async function readHead(path: string): Promise<Link | undefined> {
  const text = await readFile(headOf(path), 'latin1').catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return '';
    throw error;
  });
  const [, seq, hash] = /^(\d{1,16}) ([0-9a-f]{64})\n/.exec(text) ?? [];
  return seq === undefined || hash === undefined ? undefined : { seq: Number(seq), hash };
}

/** Reads a ledger line by line up to the first broken one. */
export async function walk(
  path: string,
  lookFor?: Link,
  visit?: (record: Record<string, unknown>) => void,
): Promise<Walked> {
  const walked: Walked = { count: 0, last: ORIGIN, size: 0, passed: lookFor?.seq === 0 };
  let rest = Buffer.alloc(0);
  const stop = (broken: Broken) => ({ ...walked, broken });
  for await (const chunk of createReadStream(path)) {
    rest = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    let start = 0;
    for (let end = rest.indexOf(NEWLINE); end !== -1; end = rest.indexOf(NEWLINE, start)) {
      const line = opened(rest.subarray(start, end), walked.last);
      if (typeof line === 'string') return stop({ line: walked.count + 1, problem: line });
      walked.count += 1;
      walked.last = line.link;
      walked.size += end + 1 - start;
      walked.passed ||= line.link.seq === lookFor?.seq && line.link.hash === lookFor.hash;
      visit?.(line.record);
      start = end + 1;
    }
    rest = rest.subarray(start);
    if (rest.length > LONGEST_LINE) return stop({ line: walked.count + 1, problem: 'is no line of a ledger' });
  }
  if (rest.length > 0)
    return stop({ line: walked.count + 1, problem: 'is incomplete: the file ends within it', torn: true });
  return walked;
}
