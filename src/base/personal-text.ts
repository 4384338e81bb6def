import { hasLuhnCheckDigit } from './card-number.ts';

/**
 * Where a text comes from decides which numbers count as personal:
 * - `text`: written by people; a plain row of digits counts if it has the form of a telephone, card or resident number
 * - `code`: made by machines (transaction numbers, links); only grouped numbers and mail addresses count
 * - `id`: one id; telephone, card and resident numbers count anywhere inside, accounts do not
 */
export type TextOrigin = 'text' | 'code' | 'id';

export type PersonalTextKind = 'card' | 'other';

interface Pattern {
  pattern: RegExp;
  kind: PersonalTextKind;
  /** Rejects matches that only look like it. `before` is the text in front of the match. */
  accepts?(match: string, before: string): boolean;
}

/** Between the groups of a number. */
const SEPARATOR = String.raw`[ .\-·/_~()]`;
/** Also what people write between the groups of a mobile number so that it does not look like one. */
const ODD_SEPARATOR = String.raw`[ .\-·/_~(),=:*|+#'\\]`;
const COUNTRY = String.raw`(?:\+|00)?82${SEPARATOR}{0,3}(?:\(?0\)?)?${SEPARATOR}?`;
const AREA = '(?:2|3[1-3]|4[1-4]|5[1-5]|6[1-4]|70|80|303|50\\d)';
const BIRTH_DATE = String.raw`\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])`;
const SPELLED_DIGIT = '[공영일이삼사오육칠팔구]';

const toDigits = (text: string) => text.replace(/\D/g, '');

/** Cards begin with 3 to 6 or 9, those of one brand with 2221 to 2720; a number that begins with a year is none. */
const isCardNumber = (text: string): boolean => {
  const digits = toDigits(text);
  return /^(?:[3-69]|2[2-7])\d{12,18}$/.test(digits) && hasLuhnCheckDigit(digits);
};

/**
 * A plain row of 13 digits is a resident number if its holder was born from 1930 to 2011. Numbers of orders made since
 * then begin with a date too, and would otherwise be taken for one.
 */
function isResidentNumber(text: string): boolean {
  const digits = toDigits(text);
  const year = Number(digits.slice(0, 2)) + ('3478'.includes(digits.charAt(6)) ? 2000 : 1900);
  return year >= 1930 && year < 2012;
}

/** Accounts have 10 to 16 digits in groups. Not dates with a serial number, nor business registration numbers. */
function isAccountNumber(text: string): boolean {
  const { length } = toDigits(text);
  const isDated = /^(?:(?:19|20)\d\d[ .-](?:0?[1-9]|1[0-2])[ .-]|20\d{6}(?:\D|\d{6}))/.test(text);
  return length >= 10 && length <= 16 && !isDated && !/^\d{3}([.-])\d{2}\1\d{5}$/.test(text);
}

/** What an amount or a count is followed by. */
const NOT_A_COUNT = '(?! ?(?:원|건|개|KRW|won|WON))';
const AFTER_BANK =
  /(?:예금주|계좌|은행|뱅크|농협|신협|수협|우체국|새마을금고|증권|국민|신한|입금|송금|account|acct)(?!카드)[^\d\n]{0,12}$|(?<![\p{L}\p{N}])(?:KB|NH|IBK|하나|우리|기업|토스|카카오)[ :]{0,2}$/iu;
/** Numbers in groups of three or fewer digits are addresses of computers, versions or amounts. */
const DOTTED_ACCOUNT = /^\d{3,6}\.\d{2,6}\.\d{5,8}$/;
const DOTTED_TRIPLES = /^\d{1,3}(?:\.\d{1,3})+$/;

function createPatterns(before: string, after: string): { grouped: Pattern[]; plain: Pattern[] } {
  const build = (source: string) => new RegExp(`${before}${source}${after}`, 'g');
  const S = SEPARATOR;
  const O = ODD_SEPARATOR;
  return {
    grouped: [
      { kind: 'other', pattern: build(String.raw`\(?(?:${COUNTRY}|0)1[016789]${O}{1,3}\d{3,4}${O}{1,3}\d{4}`) },
      { kind: 'other', pattern: build(String.raw`[Oo0]1[Oo]${O}{1,3}\d{3,4}${O}{1,3}\d{4}`) },
      { kind: 'other', pattern: build(String.raw`\(?(?:${COUNTRY}|0)${AREA}${S}{1,2}\d{3,4}${S}{1,2}\d{4}`) },
      { kind: 'other', pattern: build(String.raw`\+[1-9]\d{0,2}(?:${S}{0,2}\d){7,12}${NOT_A_COUNT}`) },
      { kind: 'other', pattern: build(String.raw`${BIRTH_DATE}${S}{1,3}[1-8][\d*•○xX]{6}`) },
      {
        kind: 'other',
        pattern: build(String.raw`${BIRTH_DATE} ?, ?[1-8][\d*•○xX]{6}${NOT_A_COUNT}`),
        accepts: isResidentNumber,
      },
      {
        kind: 'card',
        pattern: build(String.raw`\d{4}(?:[,/_]\d{4}){3}${NOT_A_COUNT}`),
        accepts: isCardNumber,
      },
      {
        kind: 'card',
        pattern: build(String.raw`(?:[3-69]\d|2[2-7])\d{2}[ \-.]{1,3}(?:[\d*xX•]{4}[ \-.]{1,3}){2}[\d*xX•]{1,7}`),
      },
      { kind: 'card', pattern: build(String.raw`3[47]\d{2}[ \-.]{1,3}\d{6}[ \-.]{1,3}\d{5}`) },
      { kind: 'card', pattern: build(String.raw`[3-69]\d{5,11}[*xX•]{3,}\d{1,6}`) },
    ],
    plain: [
      {
        kind: 'other',
        pattern: new RegExp(
          String.raw`${before}(?:(?:\+|00)?82${S}{0,3}\(?0?\)?|0)${S}?1${S}?[016789](?:${S}{0,2}\d){7,8}${after}`,
          'g',
        ),
      },
      {
        kind: 'other',
        pattern: new RegExp(String.raw`${before}(?<!\d[-./])(?:(?:\+|00)?82|0)${AREA}\d{7,8}${after}`, 'g'),
      },
      { kind: 'other', pattern: build(String.raw`${BIRTH_DATE}[1-8]\d{6}`), accepts: isResidentNumber },
      { kind: 'card', pattern: build(String.raw`\d{13,19}`), accepts: isCardNumber },
      {
        kind: 'card',
        pattern: new RegExp(String.raw`(?:${before}|(?<=card))\d{15,16}(?!\d)`, 'gi'),
        accepts: isCardNumber,
      },
      { kind: 'card', pattern: build(String.raw`\d{3,6}(?:[ \-.]\d{3,6}){2,4}`), accepts: isCardNumber },
      { kind: 'card', pattern: build(String.raw`\d(?:[ \-.]\d){12,18}`), accepts: isCardNumber },
    ],
  };
}

/**
 * Ids of payments are 12 digits after a prefix, and some look like a number of a landline or a card. Those that look like
 * a mobile number stay hidden: somebody may have put one there.
 */
const NOT_A_PAYMENT_ID = String.raw`(?!(?<=(?<![A-Za-z0-9])imps?_)(?!821[016789])\d{12}(?![A-Za-z0-9]))`;
const inText = createPatterns(`(?<![A-Za-z0-9])${NOT_A_PAYMENT_ID}`, '(?![A-Za-z0-9])');
const inId = createPatterns(String.raw`(?<!\d)`, String.raw`(?!\d)`);

/** A date of birth from 1940 to 2011 behind a name: hong.gilsoon.900101. Dates of orders are later. */
const bornInId: Pattern = {
  kind: 'other',
  pattern: /(?<=\p{L}{2}[._-]?)(?:[4-9]\d|0\d|1[01])(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?!\d)/gu,
};

/** Where advice sends a shop. In running text the pattern may match the next word too. */
const SERVICE_ADDRESS = /^(?:cs@portone\.io|tech\.support@portone\.io|settle_pgdev@settlebank\.co\.kr)(?!\.?[\w-])/i;

const mail: Pattern = {
  kind: 'other',
  accepts: (match) => !SERVICE_ADDRESS.test(match),
  pattern:
    /(?<![\p{L}\p{N}_.%+-])[\p{L}\p{N}_.%+-]+ ?(?:@|%(?:25)?40|\[at\]|\(at\)|\(골뱅이\)|골뱅이) ?(?:[a-z0-9-]+(?: ?(?:\.|\[dot\]|\(dot\)) ?[a-z0-9-]+)+|[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)*\.(?:한국|닷컴|닷넷|[a-z]{2,}))/giu,
};
const spelledPhone: Pattern = {
  kind: 'other',
  pattern: new RegExp(`공일[공일육칠팔구](?:[ .,-]{0,2}${SPELLED_DIGIT}){7,8}`, 'gu'),
};
const accounts: readonly Pattern[] = [
  {
    kind: 'other',
    pattern: /(?<![\w-])\d{2,6}(?:-\d{1,8}){2,4}(?![\w-])/gu,
    accepts: isAccountNumber,
  },
  {
    kind: 'other',
    pattern: /(?<![\w.-])\d{2,6}(?:\.\d{1,8}){2,4}(?![\w-]|\.\d)/g,
    accepts: (match, before) =>
      isAccountNumber(match) &&
      (DOTTED_ACCOUNT.test(match) || (AFTER_BANK.test(before) && !DOTTED_TRIPLES.test(match))),
  },
  {
    kind: 'other',
    pattern: new RegExp(String.raw`(?<![\d-])\d[\d -]{8,18}\d(?![\w-])${NOT_A_COUNT}`, 'g'),
    accepts: (match, before) => AFTER_BANK.test(before) && isAccountNumber(match),
  },
  {
    kind: 'other',
    pattern: /(?<![\w-])\d{10,14}(?= ?(?:국민|신한|농협|\p{L}{2,4}(?:은행|뱅크)))/gu,
    accepts: isAccountNumber,
  },
];

const patterns: Readonly<Record<TextOrigin, readonly Pattern[]>> = {
  text: [mail, ...inText.grouped, ...inText.plain, spelledPhone, ...accounts],
  code: [mail, ...inText.grouped],
  id: [mail, ...inId.grouped, ...inId.plain, bornInId],
};

/** Also the vowels ㅡ and ー in place of a dash between digits. */
const WIDE_OR_DASH = /[\p{Nd}\p{Pd}\p{Zs}\u2212\uff20\uff0e\uff0b]|(?<=\p{Nd} ?)[\u3161\u30fc](?= ?\p{Nd})/gu;
const PLAIN = /^[\x20-\x7e가-힣]*$/;

/** Replaces full-width digits and other spellings by plain ones. Positions stay the same. */
const toPlainSpelling = (text: string): string =>
  PLAIN.test(text)
    ? text
    : text.replace(WIDE_OR_DASH, (character) => {
        if (/[\p{Pd}\u2212\u3161\u30fc]/u.test(character)) return '-';
        const plain = character.normalize('NFKC');
        return plain.length === character.length ? plain : character;
      });

/** Fewer digits than any telephone number has. */
const MIN_DIGITS = 8;
/** Within an id, a date of birth. */
const MIN_DIGITS_IN_ID = 6;

/** A quick test: most texts contain nothing that could be personal. */
function mayBePersonal(text: string, origin: TextOrigin): boolean {
  const minDigits = origin === 'id' ? MIN_DIGITS_IN_ID : MIN_DIGITS;
  if (/[@\]]|%(?:25)?40|골뱅이|\(at|공일/i.test(text)) return true;
  let digits = 0;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if ((code > 47 && code < 58) || code === 42) digits += 1;
    if (digits >= minDigits) return true;
  }
  return false;
}

/** Replaces mail addresses and the numbers of telephones, cards, residents and accounts within a text. */
export function replacePersonalText(
  text: string,
  origin: TextOrigin,
  replacement: string,
  kinds: readonly PersonalTextKind[] = ['card', 'other'],
): string {
  let result = text;
  let spelled = toPlainSpelling(text);
  if (!mayBePersonal(spelled, origin)) return text;
  for (const { pattern, kind, accepts } of patterns[origin]) {
    if (!kinds.includes(kind) || spelled.search(pattern) === -1) continue;
    let position = 0;
    let replaced = '';
    for (const { 0: match, index } of spelled.matchAll(pattern)) {
      if (accepts && !accepts(match, spelled.slice(Math.max(0, index - 24), index))) continue;
      replaced += result.slice(position, index) + replacement;
      position = index + match.length;
    }
    if (position === 0) continue;
    result = replaced + result.slice(position);
    spelled = toPlainSpelling(result);
  }
  return result;
}

/** Whether an id contains a mail address or a telephone, card or resident number. */
export const containsPersonalText = (id: string): boolean => replacePersonalText(id, 'id', '') !== id;
