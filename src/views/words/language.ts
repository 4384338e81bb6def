import type { Language, Localized } from '../../base/bilingual.ts';

const toLanguage = (locale: string): Language => (/^ko\b/i.test(locale) ? 'ko' : 'en');

/** One view speaks one language at a time: that of the host, or of the browser until the host says. */
let current: Language = 'en';

export function setLanguage(locale: string): void {
  current = toLanguage(locale);
}

export const getLanguage = (): Language => current;

export const localize = (text: Localized): string => text[current];
