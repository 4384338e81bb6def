import { createHash } from 'node:crypto';

/** A position in the hash chain. */
export interface ChainPosition {
  seq: number;
  hash: string;
}

/** The position before the first line. */
export const GENESIS: ChainPosition = { seq: 0, hash: '0'.repeat(64) };

/** The format of the log that this version writes, as its first line says. */
export const LOG_FORMAT = 1;

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

/** Verifies a line. Returns a text that says what is wrong with it if it is invalid. */
export function verifyLine(
  line: Buffer,
  previous: ChainPosition,
): { record: Record<string, unknown>; position: ChainPosition } | string {
  const [, hash] = HASH_SUFFIX.exec(line.subarray(-HASH_SUFFIX_LENGTH).toString('latin1')) ?? [];
  if (hash === undefined) return 'is not a line of an audit log';
  const body = createHash('sha256').update(line.subarray(0, -HASH_SUFFIX_LENGTH)).update('}').digest('hex');
  if (body !== hash) return 'was altered';
  const record = parseRecord(line);
  if (!record) return 'is not a line of an audit log';
  const { seq, prev } = record;
  if (seq !== previous.seq + 1) {
    if (typeof seq !== 'number') return 'has no number';
    return seq > previous.seq
      ? `has the number ${seq}: ${seq - previous.seq - 1} ${seq - previous.seq === 2 ? 'line is' : 'lines are'} missing before it`
      : `has the number ${seq}: it is out of order or a duplicate`;
  }
  if (prev !== previous.hash) return `does not match the line before it, which was altered or replaced`;
  if ((record.step === 'genesis') !== (seq === 1))
    return 'is not a valid first line, or a first line in the wrong place';
  return { record, position: { seq, hash } };
}

function parseRecord(line: Buffer): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(line.toString('utf8'));
    return typeof value === 'object' && value !== null ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}
