import { createHash, createHmac } from 'node:crypto';
import { containsPersonalText } from './personal-text.ts';

/** The characters that occur in ids of PortOne and merchants. */
const ID = /^[\w.:/-]{1,100}$/;
/** A pseudonym, also one of earlier versions. */
const PSEUDONYM = /^(?:hmac|sha256):[\w-]{22}$/;
const LENGTH = 22;
/** Never recorded as they are: names by which people log in, cards and telephones. */
const PERSONAL_NAMES: ReadonlySet<string> = new Set(['benepia_user', 'card_number', 'buyer_tel']);

/** Replaces ids that identify people by pseudonyms. Without the key nobody can tell whose they are, nor find out by trying. */
export interface Pseudonyms {
  /**
   * Returns an id for storage in logs. One that contains a telephone, card or resident number or a mail address, or does
   * not look like an id, is replaced by its keyed hash. A pseudonym stays as it is.
   */
  ofId(id: string): string;
  /** Pseudonymizes the id in a key such as `customer_uid 010-1234-5678`; what always identifies people, always. */
  ofKey(key: string): string;
  /** Keyed hash of a text. */
  hash(text: string): string;
}

export function createPseudonyms(key: Uint8Array): Pseudonyms {
  const hash = (text: string) => createHmac('sha256', key).update(`pseudonym ${text}`).digest('base64url');
  const replaceId = (id: string) => (PSEUDONYM.test(id) ? id : `hmac:${hash(id).slice(0, LENGTH)}`);
  const ofId = (id: string) => (ID.test(id) && !containsPersonalText(id) ? id : replaceId(id));
  return {
    ofId,
    ofKey(key) {
      const nameLength = key.indexOf(' ');
      const name = key.slice(0, nameLength);
      const id = key.slice(nameLength + 1);
      return `${name} ${PERSONAL_NAMES.has(name) ? replaceId(id) : ofId(id)}`;
    },
    hash,
  };
}

/** Hashes a caller's id for storage in logs. The operator, who knows the callers, can tell whose it is. */
export const hashCaller = (caller: string): string =>
  createHash('sha256').update(`caller:${caller}`).digest('base64url').slice(0, LENGTH);
