import * as z from 'zod';
import type { Row } from '../../endpoints/index.ts';
import { endpoints } from '../../endpoints/index.ts';
import { unwrapSchema } from '../../endpoints/sensitivity.ts';

interface RoutePattern {
  row: Row;
  segments: readonly { literal?: string; name?: string }[];
}

export type RouteMatch =
  | { row: Row; path: Record<string, string>; trailingSlash: boolean }
  | 'not_found'
  | 'method_not_allowed'
  | 'malformed';

/** In find and findAll, `{payment_status}` may be left out together with its slash. */
const isOptional = (row: Row, name: string | undefined): boolean =>
  name !== undefined && (row.fields[name]?.safeParse(undefined).success ?? false);

function buildPatterns(row: Row): RoutePattern[] {
  const segments = row.template
    .slice(1)
    .split('/')
    .map((part) => (part.startsWith('{') ? { name: part.slice(1, -1) } : { literal: part }));
  const full: RoutePattern = { row, segments };
  return isOptional(row, segments.at(-1)?.name) ? [full, { row, segments: segments.slice(0, -1) }] : [full];
}

/**
 * Fixed segments take precedence over placeholders, from the left: `/payments/prepare/{…}` before
 * `/payments/{imp_uid}/…`.
 */
const getSortKey = ({ segments }: RoutePattern): string =>
  segments.map(({ literal }) => (literal ? '0' : '1')).join('');

const patterns = endpoints
  .flatMap(buildPatterns)
  .sort((one, other) => getSortKey(one).localeCompare(getSortKey(other)));

const isMatch = ({ segments }: RoutePattern, parts: readonly string[]): boolean =>
  segments.length === parts.length &&
  segments.every(({ literal }, index) => (literal === undefined ? parts[index] !== '' : literal === parts[index]));

/** Finds the endpoint of a raw path and decodes its path values. */
export function matchRoute(method: string, rawPath: string): RouteMatch {
  const trailingSlash = rawPath.length > 1 && rawPath.endsWith('/');
  const parts = (trailingSlash ? rawPath.slice(0, -1) : rawPath).slice(1).split('/');
  const matching = patterns.filter((pattern) => isMatch(pattern, parts));
  if (matching.length === 0) return 'not_found';
  const found = matching.find(({ row }) => row.method === method);
  if (!found) return 'method_not_allowed';
  const path: Record<string, string> = {};
  try {
    found.segments.forEach(({ name }, index) => {
      if (name) path[name] = decodeURIComponent(parts[index] ?? '');
    });
  } catch {
    return 'malformed';
  }
  return { row: found.row, path, trailingSlash };
}

/** Whether an endpoint reads a list of records. */
export function returnsList({ effect, returns }: Row): boolean {
  const response = unwrapSchema(returns);
  return (
    effect === 'read' &&
    (response instanceof z.ZodArray || (response instanceof z.ZodObject && 'list' in response.shape))
  );
}
