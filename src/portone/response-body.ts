import { waitForTurn } from '../base/turns.ts';

/** A page of a thousand payments, the longest answer of PortOne's, has some two million bytes. */
export const MAX_RESPONSE_BYTES = 8 * 1024 * 1024;
/** Such a page has some 70,000 values. */
const MAX_VALUES = 300_000;
/**
 * Records with the same fields in the same order, as PortOne sends them, are parsed fast. Each record that differs from
 * all others costs as much as a hundred of those, as does each further name in a record of many thousand names.
 */
const MAX_DISTINCT_FIELDS = 20_000;
/** Less than this is parsed in a few milliseconds whatever it is. */
const COUNTED_BYTES = 64 * 1024;
/** Decoding and parsing this much takes a few milliseconds. */
const LARGE_BYTES = 256 * 1024;

/** Undefined if the text is such that parsing it would keep other callers waiting. */
export async function decodeResponseBody(bytes: Buffer): Promise<string | undefined> {
  const isLarge = bytes.length > LARGE_BYTES;
  if (isLarge) await waitForTurn();
  if (bytes.length > COUNTED_BYTES && !isQuicklyParsed(bytes)) return undefined;
  if (isLarge) await waitForTurn();
  const text = bytes.toString('utf8').replace(/^\ufeff/, '');
  // The caller parses the text in this turn.
  if (isLarge) await waitForTurn();
  return text;
}

const [QUOTE, BACKSLASH, COLON, COMMA] = [0x22, 0x5c, 0x3a, 0x2c];
const [OPEN_BRACKET, OPEN_BRACE, CLOSE_BRACE] = [0x5b, 0x7b, 0x7d];

/** Counts what makes JSON text slow to parse, in one pass that takes a fraction of the time of parsing it. */
function isQuicklyParsed(bytes: Buffer): boolean {
  let valueCount = 0;
  /** A hash of all names so far, for each record that is not closed yet. */
  const openRecords: number[] = [];
  const distinctFields = new Set<number>();
  /** Of the latest text, with all names before it in its record. */
  let hash = 0;
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at];
    if (byte === QUOTE) {
      hash = openRecords.at(-1) ?? 0;
      for (at++; at < bytes.length && bytes[at] !== QUOTE; at++) {
        if (bytes[at] === BACKSLASH) at++;
        hash = (Math.imul(hash, 31) + (bytes[at] ?? 0)) | 0;
      }
    } else if (byte === COLON) {
      openRecords.pop();
      openRecords.push(hash);
      if (distinctFields.add(hash).size > MAX_DISTINCT_FIELDS) return false;
    } else if (byte === COMMA || byte === OPEN_BRACE || byte === OPEN_BRACKET) {
      valueCount += 1;
      if (valueCount > MAX_VALUES) return false;
      if (byte === OPEN_BRACE) openRecords.push(0);
    } else if (byte === CLOSE_BRACE) openRecords.pop();
  }
  return true;
}
