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

/**
 * The language of whoever reads an error of the start: as the setting says, if it says a language, else as the system
 * does. Nothing else of the configuration may be wrong for it.
 */
export function detectReaderLanguage(
  argv: readonly string[] = process.argv.slice(2),
  env: Environment = process.env,
): 'ko' | 'en' {
  const index = argv.findIndex((argument) => argument === '--lang' || argument.startsWith('--lang='));
  const fromFlag = argv[index] === '--lang' ? argv[index + 1] : argv[index]?.slice('--lang='.length);
  const setting = (fromFlag ?? env.PORTONE_V1_LANG ?? '').trim().toLowerCase();
  return setting === 'ko' || setting === 'en' ? setting : detectLanguage(env);
}
