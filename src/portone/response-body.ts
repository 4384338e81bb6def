import { waitForTurn } from '../base/turns.ts';

/** A page of a thousand payments, the longest answer of PortOne's, has some two million bytes. */
export const MAX_RESPONSE_BYTES = 8 * 1024 * 1024;
/** Decoding and parsing this much takes a few milliseconds. */
const LARGE_BYTES = 256 * 1024;
/** Records and lists cost more to parse than their bytes tell. A page of a thousand payments has some five thousand. */
const MAX_RECORDS = 100_000;

/** Undefined if the text has so many records that parsing it would keep other callers waiting. */
export async function decodeResponseBody(bytes: Buffer): Promise<string | undefined> {
  if (bytes.length > LARGE_BYTES) {
    // The caller parses the text in the same turn.
    await waitForTurn();
    if (countUpTo(MAX_RECORDS, bytes, '{') + countUpTo(MAX_RECORDS, bytes, '[') > MAX_RECORDS) return undefined;
  }
  return bytes.toString('utf8').replace(/^\ufeff/, '');
}

function countUpTo(max: number, bytes: Buffer, character: string): number {
  let count = 0;
  for (let at = bytes.indexOf(character); at >= 0 && count <= max; at = bytes.indexOf(character, at + 1)) count += 1;
  return count;
}
