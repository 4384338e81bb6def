/** The languages that a person is spoken to in. */
export type Language = 'ko' | 'en';
export const languages: readonly Language[] = ['en', 'ko'];
/** The same said in both. */
export type Localized = Readonly<Record<Language, string>>;
