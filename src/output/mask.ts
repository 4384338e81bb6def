import type { PersonalKind } from '../endpoints/sensitivity.ts';

/**
 * What replaces hidden text. Hosts render results as Markdown, in which `*`, `_`, `~`, backticks and `<` would be read
 * as markup and disappear.
 */
export const HIDDEN = '•••';
const HIDDEN_SYLLABLE = '○';

/** Characters that a mask contains: this server's, and the `*` of PGs and of earlier versions. */
export const hasMask = (text: string): boolean => /[*•○]/.test(text);

/** Whether a text stands for a missing value, which a mask would show as a hidden one. */
export const isAbsentText = (text: string): boolean =>
  !/[\p{L}\p{N}*•○]/u.test(text) || /^\s*(?:null|undefined|none|n\/a|없음)\s*$/i.test(text);

const keepLastFour = (value: string) => {
  const digits = value.replace(/\D/g, '');
  return digits.length > 4 ? `${HIDDEN}${digits.slice(-4)}` : HIDDEN;
};

const keepInitial = (value: string) => `${/^[\p{L}\p{N}]/u.exec(value)?.[0] ?? ''}${HIDDEN}`;

const HANGUL = /^\p{Script=Hangul}+$/u;

/** 홍길동 → 홍○동, 김수 → 김○, "Jane Doe" → J•••. */
function name(value: string): string {
  const trimmed = value.trim();
  const letters = [...trimmed];
  if (!HANGUL.test(trimmed)) return keepInitial(trimmed);
  if (letters.length <= 1) return HIDDEN_SYLLABLE;
  if (letters.length === 2) return `${letters[0]}${HIDDEN_SYLLABLE}`;
  return `${letters[0]}${HIDDEN_SYLLABLE.repeat(letters.length - 2)}${letters.at(-1)}`;
}

function email(value: string): string {
  const domain = /[^@](@[\w-]+(?:\.[\w-]+)+)$/.exec(value)?.[1];
  return domain && domain.length <= 64 ? `${keepInitial(value)}${domain}` : HIDDEN;
}

const PROVINCE =
  /^(?:서울|부산|대구|인천|광주|대전|울산|세종|경기|강원|충북|충남|충청|전북|전남|전라|경북|경남|경상|제주)\p{L}{0,6}$/u;

/** Korean addresses begin with the province and the district; only these are shown. What follows names the street. */
function address(value: string): string {
  const [province = '', district = '', ...rest] = value.trim().split(/\s+/);
  if (!PROVINCE.test(province) || rest.length === 0) return HIDDEN;
  return /^[가-힣]{1,6}[시군구]$/.test(district) ? `${province} ${district} ${HIDDEN}` : `${province} ${HIDDEN}`;
}

/** PortOne already masks card numbers; hide everything but the last four digits in any case. */
const card = (value: string) => `${HIDDEN}${/\d{0,4}$/.exec(value)?.[0] ?? ''}`;

const hideAll = () => HIDDEN;

const maskers: Record<Exclude<PersonalKind, 'custom'>, (value: string) => string> = {
  name,
  phone: keepLastFour,
  email,
  address,
  postcode: hideAll,
  account: keepLastFour,
  card,
  birth: hideAll,
  identity: hideAll,
  ip: hideAll,
  id: keepInitial,
};

/** Masks a personal value, keeping just enough to recognize it. */
export const mask = (kind: Exclude<PersonalKind, 'custom'>, value: string): string => maskers[kind](value);

const SECRET_NAME = /passw|pwd|secret|token|cvc|cvv|api_?key|imp_?key|비밀번호/i;

/** Whether a field is named like a secret, which is never shown. */
export const isSecretName = (key: string): boolean => SECRET_NAME.test(key);

const kindPatterns: readonly [RegExp, Exclude<PersonalKind, 'custom'>][] = [
  [/e-?mail|메일/i, 'email'],
  [/(^|_|-|[a-z])(tel|phone|mobile|hp)\d?$|phone|전화|연락처|휴대폰|핸드폰/i, 'phone'],
  [/addr|주소|배송지/i, 'address'],
  [/postcode|zip|우편/i, 'postcode'],
  [/account|vbank_num|계좌/i, 'account'],
  [/card_?(number|no)|카드번호/i, 'card'],
  [/birth|생년|생일|주민|jumin|rrn|ssn/i, 'birth'],
  [/(^|_)(ci|di)$|unique_key|unique_in_site|identifier|passport|여권|요청사항/i, 'identity'],
  [
    /(buyer|customer|user|receiver|sender|recipient|orderer|holder|depositor|owner|member|first|last|full|guest)_?(name|nm)$|^(name|recipient|receiver|orderer|buyer|guest|depositor)$|이름|성명|수령인|수취인|주문자|구매자|예금주|입금자|받는|보내는/i,
    'name',
  ],
  [SECRET_NAME, 'identity'],
];

/** Guesses the kind of personal data from a field name, for fields that no model describes. */
export const inferPiiKind = (key: string): Exclude<PersonalKind, 'custom'> | undefined =>
  kindPatterns.find(([pattern]) => pattern.test(key))?.[1];
