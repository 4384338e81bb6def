import { createHash } from 'node:crypto';
import type { Localized } from '../../base/bilingual.ts';

/** A position in the hash chain. */
export interface ChainPosition {
  seq: number;
  hash: string;
}

/** The position before the first line. */
export const GENESIS: ChainPosition = { seq: 0, hash: '0'.repeat(64) };

/** The format of the log that this version writes, as its first line says. */
export const LOG_FORMAT = 1;

export const NO_LOG_LINE: Localized = { en: 'is not a line of an audit log', ko: '감사 로그의 줄이 아닙니다' };

const HASH_SUFFIX = /,"hash":"([0-9a-f]{64})"}$/;
/** Length of `,"hash":"…"}`. */
const HASH_SUFFIX_LENGTH = 75;

/** Builds a line that contains the hash of the previous line and, at the end, the hash of everything before it. */
export function appendHash(record: object, previous: ChainPosition): { line: string; position: ChainPosition } {
  const seq = previous.seq + 1;
  const body = JSON.stringify({ seq, ...record, prev: previous.hash });
  const hash = createHash('sha256').update(body).digest('hex');
  return { line: `${body.slice(0, -1)},"hash":"${hash}"}\n`, position: { seq, hash } };
}

/** Verifies a line. Returns what is wrong with it if it is invalid. */
export function verifyLine(
  line: Buffer,
  previous: ChainPosition,
): { record: Record<string, unknown>; position: ChainPosition } | { problem: Localized } {
  const [, hash] = HASH_SUFFIX.exec(line.subarray(-HASH_SUFFIX_LENGTH).toString('latin1')) ?? [];
  if (hash === undefined) return { problem: NO_LOG_LINE };
  const body = createHash('sha256').update(line.subarray(0, -HASH_SUFFIX_LENGTH)).update('}').digest('hex');
  if (body !== hash) return { problem: { en: 'was altered', ko: '내용이 바뀌었습니다' } };
  const record = parseRecord(line);
  if (!record) return { problem: NO_LOG_LINE };
  const { seq, prev } = record;
  if (seq !== previous.seq + 1) {
    return { problem: describeNumber(seq, previous.seq) };
  }
  if (prev !== previous.hash)
    return {
      problem: {
        en: 'does not match the line before it, which was altered or replaced',
        ko: '바로 앞줄과 맞지 않습니다. 앞줄이 바뀌었습니다',
      },
    };
  if ((record.step === 'genesis') !== (seq === 1))
    return {
      problem: {
        en: 'is not a valid first line, or a first line in the wrong place',
        ko: '첫 줄이 올바르지 않거나 첫 줄이 다른 자리에 있습니다',
      },
    };
  return { record, position: { seq, hash } };
}

function describeNumber(seq: unknown, previous: number): Localized {
  if (typeof seq !== 'number') return { en: 'has no number', ko: '번호가 없습니다' };
  const missing = seq - previous - 1;
  return missing >= 0
    ? {
        en: `has the number ${seq}: ${missing} ${missing === 1 ? 'line is' : 'lines are'} missing before it`,
        ko: `번호가 ${seq}입니다. 앞의 ${missing}줄이 없습니다`,
      }
    : {
        en: `has the number ${seq}: it is out of order or a duplicate`,
        ko: `번호가 ${seq}입니다. 순서가 다르거나 중복되었습니다`,
      };
}

function parseRecord(line: Buffer): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(line.toString('utf8'));
    return typeof value === 'object' && value !== null ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}
