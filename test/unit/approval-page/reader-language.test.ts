import { describe, expect, it } from 'vitest';
import { readReaderLanguage } from '../../../src/approval-page/reader-language.ts';

describe('the language of the reader', () => {
  it.each([
    ['/?lang=en', 'ko', 'en'],
    ['/?lang=ko', 'en', 'ko'],
    ['/?lang=xx', 'en', 'en'],
    ['/', 'ko-KR,ko;q=0.9,en-US;q=0.8,en;q=0.7', 'ko'],
    ['/', 'en-US,en;q=0.9,ko;q=0.8', 'en'],
    ['/', 'fr-FR,fr;q=0.9,KO;q=0.5', 'ko'],
    ['/', 'en;q=0.3, ko-KR;q=0.7', 'ko'],
    ['/', 'ko;q=0, en;q=0.1', 'en'],
    ['/', 'fr, *;q=0.5', undefined],
    ['/', 'kok, eno', undefined],
    ['/', 'ko;q=high', undefined],
    ['/', '', undefined],
    ['/', undefined, undefined],
  ])('for the address %s and the preference "%s" the language is %s', (url, acceptLanguage, expected) => {
    const headers = acceptLanguage === undefined ? {} : { 'accept-language': acceptLanguage };
    expect(readReaderLanguage({ url, headers })).toBe(expected);
  });
});
