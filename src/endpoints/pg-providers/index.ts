import type { Language } from '../../base/bilingual.ts';
import { type Pg, pgProviders } from './providers.ts';

export type { Pg } from './providers.ts';

/** PortOne adds PGs on ordinary days: of a code that is not in the table nothing is known, and nothing is refused. */
export const isKnownPg = (code: string): code is Pg => Object.hasOwn(pgProviders, code);

export const knownPgs: readonly Pg[] = Object.keys(pgProviders).filter(isKnownPg);

/** What the table says of a PG; an empty row for one that it does not have. */
export const getPgFacts = (code: string | null | undefined): Partial<(typeof pgProviders)[Pg]> =>
  code && isKnownPg(code) ? pgProviders[code] : {};

/** The PGs of which something is so, by code. */
export const findPgs = (matches: (facts: (typeof pgProviders)[Pg]) => unknown): readonly Pg[] =>
  knownPgs.filter((code) => matches(pgProviders[code]));

/** Everything that people call a PG, in English and Korean. */
export function getPgNames(code: string): readonly string[] {
  const { name, aliases = [] } = getPgFacts(code);
  return name ? [name.en, name.ko, ...aliases] : [];
}

/** `NICE Payments or KG Inicis`: names alone, for people. Old and new codes of one PG are named once. */
export const formatPgNames = (pgs: readonly Pg[], language: Language): string =>
  joinAlternatives([...new Set(pgs.map((pg) => pgProviders[pg].name[language]))], language);

/** `KSNET (ksnet)`: the name for people, the code for those who look at the data. */
export const formatPgList = (pgs: readonly Pg[], language: Language): string =>
  joinAlternatives(
    pgs.map((pg) => `${pgProviders[pg].name[language]} (${pg})`),
    language,
  );

function joinAlternatives(names: readonly string[], language: Language): string {
  const last = names.at(-1) ?? '';
  if (names.length < 2) return last;
  return `${names.slice(0, -1).join(', ')}${language === 'en' ? ' or ' : ', '}${last}`;
}
