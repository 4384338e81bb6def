import { isIP } from 'node:net';
import * as z from 'zod';
import type { Localized } from '../base/bilingual.ts';
import { toSingleLine } from '../base/text.ts';
import { bothLanguages } from './issue-text.ts';

/** What a URL must not contain. */
export const BARE_URL: Localized = {
  en: 'must not contain a user, query or fragment',
  ko: '사용자 이름, 쿼리, # 부분이 없어야 합니다',
};

export type Environment = Readonly<Record<string, string | undefined>>;

/** A sub-merchant code. */
export const tierCode = z
  .string()
  .regex(
    /^[A-Za-z0-9]{3}$/,
    bothLanguages({ en: 'must be a code of three letters or digits', ko: '영문·숫자 세 자리 코드여야 합니다' }),
  );

/** A name that people read in a heading. */
export const shopName = z
  .string()
  .transform(toSingleLine)
  .pipe(
    z
      .string()
      .min(1, bothLanguages({ en: 'must not be blank', ko: '비워 둘 수 없습니다' }))
      .max(40, bothLanguages({ en: 'must have at most 40 characters', ko: '40자를 넘을 수 없습니다' })),
  );

/** One of the choices, in any case. */
export const choice = <const C extends readonly [string, ...string[]]>(...choices: C) =>
  z
    .string()
    .trim()
    .toLowerCase()
    .pipe(
      z.enum(choices, {
        error: ({ input }) =>
          bothLanguages({
            en: `must be ${choices.join(' or ')}, not "${input}"`,
            ko: `"${input}": 쓸 수 없는 값입니다. 가능한 값: ${choices.join(', ')}`,
          }),
      }),
    );

/** A switch that is off by default. */
export const switchValue = () =>
  z
    .string()
    .trim()
    .toLowerCase()
    .pipe(
      z.enum(['1', 'true', '0', 'false'], {
        error: bothLanguages({
          en: 'must be 1 or true to switch it on, 0 or false to switch it off',
          ko: '켜려면 1 또는 true, 끄려면 0 또는 false를 쓰세요',
        }),
      }),
    )
    .transform((text) => text === '1' || text === 'true')
    .default(false);

export const wholeNumber = (max: number, min = 0) =>
  z
    .string()
    .refine((text) => /^\d{1,10}$/.test(text) && Number(text) >= min && Number(text) <= max, {
      error: ({ input }) =>
        bothLanguages({
          en: `must be a whole number from ${min} to ${max}, not "${input}"`,
          ko: `"${input}": ${min}부터 ${max}까지의 정수여야 합니다`,
        }),
    })
    .transform(Number);

/** A secret. Errors mention its minimum length, never its value. */
export const secretValue = (minLength: number) =>
  z
    .string()
    .min(
      minLength,
      bothLanguages({ en: `must have at least ${minLength} characters`, ko: `${minLength}자 이상이어야 합니다` }),
    );

/** Text that is given and names nothing, such as a lone comma, is a mistake: a list that restricts must not be taken for none. */
const namedList = () =>
  z
    .string()
    .refine((text) => text === '' || splitNames(text) !== undefined, {
      error: bothLanguages({ en: 'names nothing', ko: '이름이 하나도 없습니다' }),
      abort: true,
    })
    .optional();

/** A comma-separated list of names in any case; `fallback` if it is empty. */
export const nameList = <F extends readonly string[] | undefined>(fallback: F) =>
  namedList().transform((text): readonly string[] | F => splitNames(text?.toLowerCase()) ?? fallback);

/** A comma-separated list whose entries are parsed one by one. Errors describe a valid entry with `expected`. */
export const listOf = (
  expected: Localized,
  parseEntry: (text: string) => string | undefined,
  fallback: readonly string[] = [],
) =>
  namedList().transform((text, ctx): readonly string[] => {
    const names = splitNames(text);
    return (
      names?.map((name) => {
        const entry = parseEntry(name);
        if (entry === undefined)
          ctx.addIssue({
            code: 'custom',
            message: bothLanguages({
              en: `accepts ${expected.en}, not "${name}"`,
              ko: `"${name}": 쓸 수 없는 값입니다. 가능한 값: ${expected.ko}`,
            }),
          });
        return entry ?? name;
      }) ?? fallback
    );
  });

/** Splits a comma-separated list; undefined if it has no entries. */
export function splitNames(text: string | undefined): string[] | undefined {
  const names = text
    ?.split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
  return names === undefined || names.length === 0 ? undefined : names;
}

/** Whether a text is an IP address, or a network such as 10.0.0.0/8. */
export function isAddressEntry(entry: string): boolean {
  const [address = '', bits, ...rest] = entry.split('/');
  const version = isIP(address);
  if (version === 0 || rest.length > 0) return false;
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (version === 6 ? 128 : 32));
}

/** Whether a host name in a URL means this machine. */
export const isLoopback = (hostname: string): boolean =>
  hostname === 'localhost' || hostname === '[::1]' || hostname === '::1' || /^127(\.\d{1,3}){3}$/.test(hostname);

export const parseUrl = (text: string): URL | undefined => (URL.canParse(text) ? new URL(text) : undefined);

/** A URL that does not reveal secrets to the network: https, or plain HTTP to this machine. */
export const secureUrl = z.string().refine(
  (text) => {
    const url = parseUrl(text);
    return url?.protocol === 'https:' || (url?.protocol === 'http:' && isLoopback(url.hostname));
  },
  {
    error: bothLanguages({
      en: 'must be an https:// address (http:// only for this machine)',
      ko: 'https:// 주소여야 합니다(http://는 이 컴퓨터에서만 가능)',
    }),
    abort: true,
  },
);

/** A proxy, also as `host:port`. Errors do not repeat it, since it may contain a password. */
export const proxyUrl = z
  .string()
  .trim()
  .transform((text) => (text.includes('://') ? text : `http://${text}`))
  .refine((text) => /^https?:$/.test(parseUrl(text)?.protocol ?? ''), {
    error: bothLanguages({
      en: 'must be an HTTP proxy such as http://proxy.example.com:3128; to connect without it, set NO_PROXY=*',
      ko: 'HTTP 프록시 주소여야 합니다(예: http://proxy.example.com:3128). 프록시 없이 접속하려면 NO_PROXY=*',
    }),
  });

/**
 * The URL of the PortOne API. Plain HTTP would reveal the key to the network, so it is allowed only to this machine.
 */
export const upstreamUrl = secureUrl
  .refine((text) => {
    const { username, password, search, hash } = new URL(text);
    return `${username}${password}${search}${hash}` === '';
  }, bothLanguages(BARE_URL))
  .transform((text) => text.replace(/\/+$/, ''));

/** Errors do not repeat the URL, which may contain a password. */
export const redisUrl = z
  .string()
  .refine(
    (text) => {
      const url = parseUrl(text);
      return url && /^rediss?:$/.test(url.protocol) && url.hostname !== '' && /^(\/\d*)?$/.test(url.pathname);
    },
    {
      error: bothLanguages({
        en: 'must be redis://[user:password@]host[:port][/number], or rediss:// for TLS',
        ko: '형식은 redis://[사용자:비밀번호@]호스트[:포트][/번호]입니다(TLS는 rediss://)',
      }),
      abort: true,
    },
  )
  .refine(
    (text) => `${new URL(text).search}${new URL(text).hash}` === '',
    bothLanguages({ en: 'must not contain a query or fragment', ko: '쿼리나 # 부분이 없어야 합니다' }),
  );
