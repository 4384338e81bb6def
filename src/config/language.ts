import type { Environment } from './parsers.ts';

/** What the operating system says about its user. */
interface SystemLocale {
  /** A language tag such as `ko-KR`. */
  locale: string;
  timeZone: string;
}

const readSystemLocale = (): SystemLocale => new Intl.DateTimeFormat().resolvedOptions();

/**
 * The first of these that names a language decides: the locale variables, the locale of the system, and the time zone
 * of Korea. Clients often start a server without any variables.
 */
export function detectLanguage(
  { LC_ALL, LC_MESSAGES, LANG }: Environment,
  { locale, timeZone }: SystemLocale = readSystemLocale(),
) {
  const variable = LC_ALL || LC_MESSAGES || LANG || '';
  // `C` and `POSIX` stand for no language.
  if (variable !== '' && !/^(C|POSIX)\b/.test(variable)) return isKorean(variable) ? 'ko' : 'en';
  if (isKorean(locale)) return 'ko';
  // `en-US` is also what is reported where no locale is set, so it decides nothing.
  if (!/^en-US\b/.test(locale)) return 'en';
  return timeZone === 'Asia/Seoul' ? 'ko' : 'en';
}

const isKorean = (locale: string) => /^ko\b|^ko_/i.test(locale);
