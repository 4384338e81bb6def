import { normalizePhone } from '../../base/phone.ts';
import { Refused } from '../../base/refusal.ts';
import { normalizeForMatch } from '../../base/text.ts';

const LAST_DIGITS = 4;
/** The shortest telephone numbers, such as 1588-1234. */
const MIN_WHOLE_PHONE = 8;

/**
 * Tests of personal fields that reveal no more than results show masked: a condition matches a whole value, or the part
 * that a mask leaves visible. Otherwise a value could be found out piece by piece.
 */
export function matchWholePhone(argument: string, searchText: string): (value: string) => boolean {
  const digits = normalizePhone(searchText);
  if (digits.length === LAST_DIGITS) return (value) => normalizePhone(value).endsWith(digits);
  if (digits.length < MIN_WHOLE_PHONE)
    throw new Refused(
      'invalid_input',
      `"${argument}" must be the whole telephone number or exactly its last four digits: personal data is masked here, and a search for other parts would reveal it.`,
    );
  return (value) => normalizePhone(value) === digits;
}

export function matchWholeEmail(argument: string, searchText: string): (value: string) => boolean {
  const address = searchText.normalize('NFKC').trim().toLowerCase();
  if (!/^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(address))
    throw new Refused(
      'invalid_input',
      `"${argument}" must be the whole mail address: personal data is masked here, and a search for parts would reveal it.`,
    );
  return (value) => value.normalize('NFKC').trim().toLowerCase() === address;
}

/** Family names of two syllables. */
const TWO_SYLLABLE_NAMES = new Set([
  '남궁',
  '황보',
  '제갈',
  '사공',
  '선우',
  '서문',
  '독고',
  '동방',
  '어금',
  '망절',
  '강전',
  '소봉',
  '무본',
  '장곡',
]);

const getLastWord = (name: string) => normalizeForMatch(name.trim().split(/\s+/).at(-1) ?? '');

export function matchWholeName(argument: string, searchText: string): (value: string) => boolean {
  const name = normalizeForMatch(searchText);
  if (name === '') throw new Refused('invalid_input', `"${argument}" contains nothing to search for.`);
  const isHangul = /^\p{Script=Hangul}+$/u.test(name);
  const isFamilyName = isHangul && ([...name].length === 1 || TWO_SYLLABLE_NAMES.has(name));
  return (value) => {
    const whole = normalizeForMatch(value);
    if (whole === name || (isFamilyName && whole.startsWith(name))) return true;
    return !isHangul && getLastWord(value) === name;
  };
}
