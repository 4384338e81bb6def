import type { Limit } from './policy-file.ts';

/** Returns the limit in a currency; undefined if it has none. A plain number is KRW. */
export function getLimit(limit: Limit, currency: string): number | undefined {
  if (typeof limit === 'number') return currency === 'KRW' ? limit : undefined;
  return Object.hasOwn(limit, currency) ? limit[currency] : undefined;
}
