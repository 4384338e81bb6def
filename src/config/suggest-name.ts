import { closest, distance } from 'fastest-levenshtein';
import type { Localized } from '../base/bilingual.ts';

/** Finds the name that was probably meant; undefined if none is near, or if it is the given one. */
export function findNearName(name: string, known: readonly string[], maxDistance = 3): string | undefined {
  if (known.length === 0) return undefined;
  const nearest = closest(name.slice(0, 60), [...known]);
  return nearest !== name && distance(name, nearest) <= maxDistance ? nearest : undefined;
}

/** The end of a sentence that suggests a name; empty if there is none to suggest. */
export const suggest = (name: string | undefined): Localized =>
  name === undefined ? { en: '', ko: '' } : { en: `; did you mean ${name}?`, ko: `. 혹시 ${name}?` };
