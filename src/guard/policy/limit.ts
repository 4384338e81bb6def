import type { Limit } from './policy-file.ts';

/** A plain number is KRW. Undefined for a currency that the limit does not name. */
export function getLimit(limit: Limit, currency: string): number | undefined {
  if (typeof limit === 'number') return currency === 'KRW' ? limit : undefined;
  return Object.hasOwn(limit, currency) ? limit[currency] : undefined;
}
