import { createHash } from 'node:crypto';
import { normalizePhone } from './phone.ts';

/** What PortOne and merchants make ids of. */
const ID = /^[\w.:/-]{1,100}$/;

const hashText = (text: string) => createHash('sha256').update(text).digest('base64url').slice(0, 22);

/** An id as it is kept: one that looks like a telephone or card number, or like no id, only as its digest. */
export const pseudonymize = (id: string): string =>
  ID.test(id) && !isMobileNumber(id) && !isCardNumber(id) ? id : `sha256:${hashText(id)}`;

/** Who called, as it is kept. */
export const hashCaller = (caller: string): string => hashText(`caller:${caller}`);

/** Digits and hyphens that dial a mobile phone, with or without the country code and the leading zero. */
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
