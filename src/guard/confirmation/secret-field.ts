import type * as z from 'zod';
import type { Language } from '../../base/bilingual.ts';
import { getFieldMeta, unwrapOptional } from '../../endpoints/sensitivity.ts';

/** A value that a person types on a page, since a model must never see it. */
export interface SecretField {
  /** The argument's name. */
  name: string;
  label: Readonly<Record<Language, string>>;
  /** The expected format, shown beside the field and after a mistake. */
  hint: Readonly<Record<Language, string>>;
  required: boolean;
  keyboard: 'numeric' | 'text';
  /** Whether the input is shown as dots. */
  concealed: boolean;
  /** Returns the value in PortOne's format; undefined if the input is invalid. */
  parse(input: string): string | undefined;
}

type SecretInputFormat = Pick<SecretField, 'label' | 'hint' | 'keyboard' | 'concealed'> & {
  parse: SecretField['parse'];
};

const stripSeparators = (input: string) => input.replace(/[\s-]/g, '');
const createDigitsParser = (pattern: RegExp) => (input: string) =>
  pattern.test(stripSeparators(input)) ? stripSeparators(input) : undefined;

function parseCardNumber(input: string): string | undefined {
  return createDigitsParser(/^\d{14,16}$/)(input)
    ?.match(/\d{1,4}/g)
    ?.join('-');
}

/** Cards show the month and two digits of the year; PortOne expects the four-digit year first. */
function parseExpiry(input: string): string | undefined {
  const text = input.replace(/\s/g, '');
  const [, year, month] = /^(20\d\d)[-/.]?(0[1-9]|1[0-2])$/.exec(text) ?? [];
  if (year && month) return `${year}-${month}`;
  const [, printed, short] = /^(0[1-9]|1[0-2])[-/.]?(\d\d)$/.exec(text) ?? [];
  return printed && short ? `20${short}-${printed}` : undefined;
}

const createPasswordFormat = (en: string, ko: string): SecretInputFormat => ({
  label: { en, ko },
  hint: { en: 'Exactly as it was set', ko: '설정한 그대로 입력' },
  keyboard: 'text',
  concealed: true,
  parse: (input) => input,
});

const secretInputFormats: Readonly<Record<string, SecretInputFormat>> = {
  card_number: {
    label: { en: 'Card number', ko: '카드 번호' },
    hint: { en: '14 to 16 digits, as on the card', ko: '카드에 적힌 숫자 14~16자리' },
    keyboard: 'numeric',
    concealed: false,
    parse: parseCardNumber,
  },
  expiry: {
    label: { en: 'Expiry date', ko: '유효 기간' },
    hint: { en: 'Month and year, such as 03/29 or 2029-03', ko: '월/연도. 예: 03/29 또는 2029-03' },
    keyboard: 'text',
    concealed: false,
    parse: parseExpiry,
  },
  birth: {
    label: { en: 'Birth date or business registration number', ko: '생년월일 또는 사업자등록번호' },
    hint: { en: 'YYMMDD, or the 10 digits of a company card', ko: '개인은 YYMMDD 6자리, 법인카드는 숫자 10자리' },
    keyboard: 'numeric',
    concealed: false,
    parse: createDigitsParser(/^(\d{6}|\d{10})$/),
  },
  pwd_2digit: {
    label: { en: 'Card password, first two digits', ko: '카드 비밀번호 앞 두 자리' },
    hint: { en: '2 digits', ko: '숫자 2자리' },
    keyboard: 'numeric',
    concealed: true,
    parse: createDigitsParser(/^\d{2}$/),
  },
  cvc: {
    label: { en: 'Security code (CVC)', ko: '카드 보안 코드(CVC)' },
    hint: { en: '3 or 4 digits on the back of the card', ko: '카드 뒷면의 숫자 3~4자리' },
    keyboard: 'numeric',
    concealed: true,
    parse: createDigitsParser(/^\d{3,4}$/),
  },
  gender_digit: {
    label: { en: 'Seventh digit of the resident registration number', ko: '주민등록번호 뒷자리 첫 숫자' },
    hint: { en: '1 digit', ko: '숫자 1자리' },
    keyboard: 'numeric',
    concealed: true,
    parse: createDigitsParser(/^\d$/),
  },
  otp: {
    label: { en: 'Code from the text message', ko: '문자로 받은 인증번호' },
    hint: { en: '4 to 8 digits', ko: '숫자 4~8자리' },
    keyboard: 'numeric',
    concealed: false,
    parse: createDigitsParser(/^\d{4,8}$/),
  },
  identifier: {
    label: { en: 'Cash receipt identifier', ko: '현금영수증 발급 번호' },
    hint: {
      en: 'Phone, resident, business or receipt card number; digits only',
      ko: '휴대전화·주민등록·사업자등록·현금영수증카드 번호, 숫자만',
    },
    keyboard: 'numeric',
    concealed: false,
    parse: createDigitsParser(/^\d{10,19}$/),
  },
  pg_api_key: createPasswordFormat('API key of the PG', 'PG사 API 키'),
  escrow_password: createPasswordFormat('Escrow password', '에스크로 비밀번호'),
  benepia_password: createPasswordFormat('Benepia password', '베네피아 비밀번호'),
  code_verifier: createPasswordFormat('Code verifier', '코드 검증값'),
};

/** Returns the secret arguments of an operation. Each is accepted only if the operation's own schema accepts it too. */
export function getSecretFields(fields: Readonly<Record<string, z.ZodType>>): SecretField[] {
  return Object.entries(fields)
    .filter(([, schema]) => getFieldMeta(schema)?.privacy === 'secret')
    .map(([name, schema]) => {
      const format = secretInputFormats[name] ?? createPasswordFormat(name, name);
      return {
        ...format,
        name,
        required: unwrapOptional(schema) === undefined,
        parse(input) {
          const value = format.parse(input.normalize('NFKC').trim());
          return value !== undefined && schema.safeParse(value).success ? value : undefined;
        },
      };
    });
}
