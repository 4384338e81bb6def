import { expect, it } from 'vitest';
import { detectLanguage } from '../../../src/config/language.ts';

it.each([
  [{ LANG: 'ko_KR.UTF-8' }, 'en-US', 'UTC', 'ko'],
  [{ LANG: 'en_US.UTF-8' }, 'ko-KR', 'Asia/Seoul', 'en'],
  [{ LC_ALL: 'de_DE.UTF-8', LANG: 'ko_KR.UTF-8' }, 'en-US', 'Asia/Seoul', 'en'],
  [{ LANG: 'C.UTF-8' }, 'ko-KR', 'UTC', 'ko'],
  [{}, 'ko-KR', 'UTC', 'ko'],
  [{}, 'ja-JP', 'Asia/Seoul', 'en'],
  [{}, 'en-US', 'Asia/Seoul', 'ko'],
  [{ LANG: 'POSIX' }, 'en-US-u-va-posix', 'Asia/Seoul', 'ko'],
  [{}, 'en-US', 'Europe/Berlin', 'en'],
  // Konkani is another language.
  [{ LANG: 'kok_IN' }, 'en-US', 'Asia/Seoul', 'en'],
])('the variables %j, the locale %s and the time zone %s mean %s', (env, locale, timeZone, language) => {
  expect(detectLanguage(env, { locale, timeZone })).toBe(language);
});
