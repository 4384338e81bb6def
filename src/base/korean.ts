import { josa, numberToHangul } from 'es-hangul';

export type Particle = '이/가' | '을/를' | '은/는' | '와/과' | '으로/로';

/** Adds the particle that fits the word as it is read aloud: `가상계좌를`, `"imp_448"을`, `10,000원으로`, `get_schedule을`. */
export const withParticle = (word: string, particle: Particle): string =>
  `${word}${josa.pick(readLastSyllable(word), particle)}`;

/** Trailing quotes, punctuation and bracketed notes are not read aloud: `환불(부분)` takes the particle of `환불`. */
const UNREAD_ENDING = /(?:[\s"'`“”‘’「」『』《》<>.,!?…:;)\]}]|\([^()]*\)|\[[^[\]]*\])+$/;

/** es-hangul only handles Hangul, so any other ending is replaced by a syllable with the same final sound. */
function readLastSyllable(word: string): string {
  const text = word.normalize('NFKC');
  const spoken = text.replace(UNREAD_ENDING, '') || text.replace(/\P{L}+$/u, '');
  if (/₩\s?[\d,.]+$/.test(spoken)) return '원';
  if (/%$/.test(spoken)) return '트';
  const [, before = '', digits] = /([^\s"'(~/]*?)([\d,]+)$/.exec(spoken) ?? [];
  if (digits !== undefined) return readDigits(digits.replaceAll(',', ''), before === '');
  const [letters] = /[A-Za-z]+$/.exec(spoken) ?? [];
  return letters === undefined ? spoken.slice(-1) : readLatin(letters);
}

/** A separate number is read as a whole (`25000`, 이만 오천); the digits in an id are read one by one. */
function readDigits(digits: string, isNumber: boolean): string {
  const isReadAsNumber = isNumber && digits.length <= 15 && !digits.startsWith('0');
  return numberToHangul(Number(isReadAsNumber ? digits : digits.slice(-1))).slice(-1);
}

const VOWEL = '아';
/** Names of letters that end in a consonant: 엘, 엠, 엔, 알. */
const LETTER_SYLLABLES: Readonly<Record<string, string>> = { l: '엘', m: '엠', n: '엔', r: '알' };
/** Exceptions to the rules below. */
const IRREGULAR_WORDS: Readonly<Record<string, string>> = { check: '크', ip: '피', ksnet: '넷', otp: '피', type: '입' };
/** The final sounds of English words in Korean, as in 스케줄, 네임, 리즌, 셋 and 북. */
const WORD_ENDINGS: readonly (readonly [ending: RegExp, syllable: string])[] = [
  [/le?$/, '알'],
  [/me?$/, '암'],
  [/ne?$|ng$/, '안'],
  [/(?:^|[^aeiou])[aeiou][pt]$|ck$|ook$/, '앗'],
];

function readLatin(letters: string): string {
  const word = letters.toLowerCase();
  const irregular = IRREGULAR_WORDS[word];
  if (irregular !== undefined) return irregular;
  const isSpelledOut = letters === letters.toUpperCase() || !/[aeiouy]/.test(word);
  if (isSpelledOut) return LETTER_SYLLABLES[word.slice(-1)] ?? VOWEL;
  return WORD_ENDINGS.find(([ending]) => ending.test(word))?.[1] ?? VOWEL;
}
