import * as z from 'zod';
import type { Row } from '../../endpoints/index.ts';
import { endpoints } from '../../endpoints/index.ts';
import { unwrapSchema } from '../../endpoints/sensitivity.ts';
import type { RequestDeviation } from './strictness.ts';

interface RoutePattern {
  row: Row;
  segments: readonly { literal?: string; name?: string }[];
}

export type RouteMatch =
  | { row: Row; path: Record<string, string>; deviations: readonly RequestDeviation[] }
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

/** Reads that shops' programs also send as POST, and complete orders with. */
const readsByPost: readonly string[] = [
  'GET /payments/{imp_uid}',
  'GET /payments/find/{merchant_uid}/{payment_status}',
];

/** Paths that only earlier versions of PortOne's API had. They must not be taken for the id of another path. */
const formerPaths: readonly string[] = ['vbanks/holder'];

/**
 * Finds the endpoint of a raw path and decodes its path values. A slash at the end, which PortOne's own clients write,
 * means nothing.
 */
export function matchRoute(method: string, rawPath: string): RouteMatch {
  const parts = rawPath
    .replace(/(?<=.)\/$/, '')
    .slice(1)
    .split('/');
  const matching = patterns.filter((pattern) => isMatch(pattern, parts));
  if (matching.length === 0 || formerPaths.includes(parts.join('/'))) return 'not_found';
  const byMethod = matching.find(({ row }) => row.method === method);
  const byPost = method === 'POST' ? matching.find(({ row }) => readsByPost.includes(row.route)) : undefined;
  const found = byMethod ?? byPost;
  if (!found) return 'method_not_allowed';
  const path: Record<string, string> = {};
  try {
    found.segments.forEach(({ name }, index) => {
      if (name) path[name] = decodeURIComponent(parts[index] ?? '');
    });
  } catch {
    return 'malformed';
  }
  const deviations = byMethod ? [] : [{ field: 'method', problem: 'must be GET' }];
  return { row: found.row, path, deviations };
}

/** Whether an endpoint reads a list of records. */
export function returnsList({ effect, returns }: Row): boolean {
  const response = unwrapSchema(returns);
  return (
    effect === 'read' &&
    (response instanceof z.ZodArray || (response instanceof z.ZodObject && 'list' in response.shape))
  );
}
