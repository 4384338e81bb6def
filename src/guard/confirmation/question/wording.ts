import { type Language, type Localized, languages } from '../../../base/bilingual.ts';
import { formatKst } from '../../../base/korean-time.ts';
import { getStatusName } from '../../../endpoints/code-names.ts';
import { quoteForPerson } from './quotation.ts';

/** A line of a question. */
export interface QuestionLine {
  label: Localized;
  value: Localized;
}

export const localize = (en: string, ko: string): Localized => ({ en, ko });
export const toBothLanguages = (text: string): Localized => ({ en: text, ko: text });
export const localizeWith = (render: (lang: Language) => string): Localized =>
  // Built from all languages, so no key is missing.
  Object.fromEntries(languages.map((lang) => [lang, render(lang)])) as Record<Language, string>;
export const joinLocalized = (parts: readonly Localized[], separator: string): Localized =>
  localizeWith((lang) => parts.map((part) => part[lang]).join(separator));

export const createLine = (en: string, ko: string, value: string | Localized): QuestionLine => ({
  label: { en, ko },
  value: typeof value === 'string' ? toBothLanguages(value) : value,
});

/** Returns the common name of a code; a code without a name is quoted as PortOne returns it. */
export const describeCode = (
  code: string | null | undefined,
  getName: (code: string) => Localized | undefined,
): Localized => (code ? (getName(code) ?? toBothLanguages(quoteForPerson(code))) : localize('unknown', '알 수 없음'));
/** A bank or card company that PortOne shows by a Korean name, in English by its English name; an unknown one is quoted. */
export const describeCompany = (
  name: string,
  findName: (name: string) => Localized | undefined,
  quoteName: (name: string) => string = quoteForPerson,
): Localized => {
  const known = findName(name);
  return known ? { en: known.en, ko: name } : toBothLanguages(quoteName(name));
};
export const describeStatus = (code: string | null | undefined) => describeCode(code, getStatusName);

/** Formats `2026-11-21T09:00:00+09:00` as `2026-11-21 09:00 KST`, with seconds only if they are not zero. */
export const formatTimeText = (time: string): string =>
  `${time.slice(0, 19).replace('T', ' ').replace(/:00$/, '')} KST`;
export const formatTime = (seconds: number | null | undefined): string =>
  seconds ? formatTimeText(formatKst(seconds)) : '?';

export type DescribeMode = (isTest: boolean | null | undefined) => Localized;
const describeMode: DescribeMode = (isTest) => {
  if (typeof isTest !== 'boolean') return localize('possibly live', '실결제일 수 있음');
  return isTest ? localize('test', '테스트') : localize('live', '실결제');
};
/** Sample payments simulate both modes. "live" alone would suggest that real money moves. */
const describeSampleMode: DescribeMode = (isTest) => {
  if (typeof isTest !== 'boolean') return localize('sandbox', '샌드박스');
  const { en, ko } = describeMode(isTest);
  return localize(`sandbox (simulated ${en})`, `샌드박스(${ko} 예시)`);
};
export const getModeWording = (sandbox: boolean): DescribeMode => (sandbox ? describeSampleMode : describeMode);
