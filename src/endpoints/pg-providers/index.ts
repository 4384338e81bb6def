import type { Language, Localized } from '../../base/bilingual.ts';
import { type Pg, pgProviders } from './providers.ts';

export type { Pg } from './providers.ts';

/** PortOne adds PGs at any time: nothing is known about a PG that is not in the table, so nothing is refused. */
export const isKnownPg = (code: string): code is Pg => Object.hasOwn(pgProviders, code);

export const knownPgs: readonly Pg[] = Object.keys(pgProviders).filter(isKnownPg);

/** Returns the name of a PG in the PortOne console; undefined if it is not in the table. */
export const getPgName = (code: string | null | undefined): Localized | undefined =>
  code && isKnownPg(code) ? pgProviders[code].name : undefined;

/** Returns all names of a PG, in English and Korean. */
export function getPgNames(code: string): readonly string[] {
  if (!isKnownPg(code)) return [];
  const { name, aliases = [] } = pgProviders[code];
  return [name.en, name.ko, ...aliases];
}

/** Formats PG names for people: `NICE Payments or KG Inicis`. A PG with an old and a new code is named once. */
export const formatPgNames = (pgs: readonly Pg[], language: Language): string =>
  joinAlternatives([...new Set(pgs.map((pg) => pgProviders[pg].name[language]))], language);

/** Formats a PG with its name and code: `KSNET (ksnet)`. */
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
