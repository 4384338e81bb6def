import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import type { Language, Localized } from '../../base/bilingual.ts';
import { type ChainPosition, GENESIS, LOG_FORMAT, NO_LOG_LINE, verifyLine } from './hash-chain.ts';

const NEWLINE = 10;
/** Lines written by the server are far shorter. */
const MAX_LINE_BYTES = 1_000_000;

export interface ChainFault {
  line: number;
  problem: Localized;
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
  if (scan.count === 0)
    return {
      ok: false,
      line: 1,
      problem: { en: 'is missing: the audit log is empty', ko: '없습니다. 감사 로그가 비어 있습니다' },
    };
  if (head && !scan.foundExpected) return { ok: false, ...describeMissingHead(scan, head) };
  return { ok: true, count: scan.count, last: scan.last, headKnown: head !== undefined };
}

/** Describes an intact chain that lacks the line named by the head. */
export function describeMissingHead({ count }: ChainScan, head: ChainPosition): ChainFault {
  if (head.seq <= count)
    return {
      line: head.seq,
      problem: {
        en: 'is not the one that was written: the audit log was replaced',
        ko: '처음에 기록된 줄이 아닙니다. 감사 로그가 바꿔치기되었습니다',
      },
    };
  return {
    line: count + 1,
    problem: {
      en: `is missing: the audit log was cut off after it had ${head.seq} lines`,
      ko: `없습니다. ${head.seq}줄이던 감사 로그가 잘렸습니다`,
    },
  };
}

/** Formats the output and exit code of `audit verify`. */
export function formatVerification(
  path: string,
  result: Verification,
  lang: Language = 'en',
): { text: string; exitCode: 0 | 1 } {
  return { text: `${path}: ${describeVerification(path, result)[lang]}`, exitCode: result.ok ? 0 : 1 };
}

export function describeVerification(path: string, result: Verification): Localized {
  if (!result.ok)
    return {
      en: `${result.newer ? 'not checked' : 'corrupt'}: line ${result.line} ${result.problem.en}`,
      ko: `${result.newer ? '확인하지 못함' : '손상됨'}: ${result.line}번째 줄 - ${result.problem.ko}`,
    };
  const { count, last, headKnown } = result;
  const head = getHeadPath(path);
  return {
    en: `ok, ${count} ${count === 1 ? 'line' : 'lines'}, last ${last.hash}${headKnown ? '' : ` (${head} is missing, so lines cut off at the end cannot be detected)`}`,
    ko: `정상, ${count}줄, 마지막 ${last.hash}${headKnown ? '' : ` (${head} 파일이 없어 끝이 잘렸는지는 알 수 없음)`}`,
  };
}

const describeNewerFormat = (format: number): Localized => ({
  en: `has format ${format}, and this version knows ${LOG_FORMAT}`,
  ko: `형식 ${format}. 이 버전은 형식 ${LOG_FORMAT}까지 압니다`,
});

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
      if ('problem' in line) return stopAt({ line: scan.count + 1, problem: line.problem });
      const format = scan.count === 0 ? Number(line.record.version) : LOG_FORMAT;
      if (format > LOG_FORMAT) return stopAt({ line: 1, problem: describeNewerFormat(format), newer: true });
      scan.count += 1;
      scan.last = line.position;
      scan.size += end + 1 - start;
      scan.foundExpected ||= line.position.seq === expected?.seq && line.position.hash === expected.hash;
      visit?.(line.record);
      start = end + 1;
    }
    rest = rest.subarray(start);
    if (rest.length > MAX_LINE_BYTES) return stopAt({ line: scan.count + 1, problem: NO_LOG_LINE });
  }
  if (rest.length > 0)
    return stopAt({
      line: scan.count + 1,
      problem: { en: 'is incomplete: the file ends within it', ko: '쓰다 만 줄입니다' },
      torn: true,
    });
  return scan;
}
