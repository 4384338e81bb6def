import { exceedsJsonLimits } from '../base/json-complexity.ts';
import { waitForTurn } from '../base/turns.ts';

/** A page of a thousand payments, the longest answer of PortOne's, has some two million bytes. */
export const MAX_RESPONSE_BYTES = 8 * 1024 * 1024;
/** Such a page has some 70,000 values, and a few hundred different fields. */
const JSON_LIMITS = { values: 300_000, distinctFields: 20_000 };
/** Less than this is parsed in a few milliseconds whatever it is. */
const COUNTED_BYTES = 64 * 1024;
/** Decoding and parsing this much takes a few milliseconds. */
const LARGE_BYTES = 256 * 1024;

/** Undefined if the text is such that parsing it would keep other callers waiting. */
export async function decodeResponseBody(bytes: Buffer): Promise<string | undefined> {
  const isLarge = bytes.length > LARGE_BYTES;
  if (isLarge) await waitForTurn();
  if (bytes.length > COUNTED_BYTES && exceedsJsonLimits(bytes, JSON_LIMITS)) return undefined;
  if (isLarge) await waitForTurn();
  const text = bytes.toString('utf8').replace(/^\ufeff/, '');
  // The caller parses the text in this turn.
  if (isLarge) await waitForTurn();
  return text;
}
