import { closest, distance } from 'fastest-levenshtein';

/** Longer than any name of this server. Comparing takes time that grows with the length. */
const MAX_LENGTH = 60;

/** Suggests the closest known name, if it differs in at most three letters and at most half of them. */
export function suggestName(given: string, known: readonly string[], prefix = ''): string {
  const nearest = known.length > 0 && given.length <= MAX_LENGTH ? closest(given, known) : '';
  const isNear = nearest !== '' && distance(given, nearest) <= Math.min(3, Math.ceil(nearest.length / 2));
  return isNear ? `; did you mean "${prefix}${nearest}"?` : '';
}
