import type { Localized } from '../base/bilingual.ts';
import { toSingleLine } from '../base/text.ts';

/** A schema's message in both languages. Zod has room for one text, so each language has a line of its own. */
export const bothLanguages = ({ en, ko }: Localized): string => `${toSingleLine(en)}\n${toSingleLine(ko)}`;

/** Takes the text of `bothLanguages` apart. Messages of Zod's own are in English only. */
export function splitLanguages(message: string): Localized {
  const [en = '', ko] = message.split('\n');
  return { en, ko: ko ?? `값이 올바르지 않습니다(${en})` };
}

/** Puts a text in front of both languages. */
export const withPrefix = (prefix: string, { en, ko }: Localized): Localized => ({
  en: `${prefix}${en}`,
  ko: `${prefix}${ko}`,
});
