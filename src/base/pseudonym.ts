import { createHash } from 'node:crypto';
import { normalizePhone } from './phone.ts';

/** The characters that occur in ids of PortOne and merchants. */
const ID = /^[\w.:/-]{1,100}$/;

const hashText = (text: string) => createHash('sha256').update(text).digest('base64url').slice(0, 22);

/**
 * Returns an id for storage in logs. Anything that looks like a phone number or card number, or does not look like an
 * id, is replaced by its hash.
 */
export const pseudonymize = (id: string): string =>
  ID.test(id) && !isMobileNumber(id) && !isCardNumber(id) ? id : `sha256:${hashText(id)}`;

/** Pseudonymizes the id in a key such as `customer_uid 010-1234-5678`. */
export function pseudonymizeKey(key: string): string {
  const nameLength = key.indexOf(' ');
  return `${key.slice(0, nameLength)} ${pseudonymize(key.slice(nameLength + 1))}`;
}

/** Hashes a caller's id for storage in logs. */
export const hashCaller = (caller: string): string => hashText(`caller:${caller}`);

/** 13 to 19 digits, grouped or not, that pass the Luhn check. */
const isMobileNumber = (id: string): boolean => /^[\d-]+$/.test(id) && /^0?1[016789]\d{7,8}$/.test(normalizePhone(id));

/** Thirteen to nineteen digits, grouped or not, with the check digit that card numbers have. */
function isCardNumber(id: string): boolean {
  const number = id.replace(/\D/g, '');
  if (!/^[\d -]+$/.test(id) || number.length < 13 || number.length > 19) return false;
  const sum = [...number].reverse().reduce((total, digit, at) => {
    const weighted = Number(digit) * (at % 2 === 0 ? 1 : 2);
    return total + (weighted > 9 ? weighted - 9 : weighted);
  }, 0);
  return sum % 10 === 0;
}
