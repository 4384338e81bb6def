/** The languages of texts for people. */
export type Language = 'ko' | 'en';
export const languages: readonly Language[] = ['en', 'ko'];
/** One text in every language. */
export type Localized = Readonly<Record<Language, string>>;
