import type { Row } from '../../endpoints/index.ts';
import { endpoints } from '../../endpoints/index.ts';

interface Pattern {
  row: Row;
  segments: readonly { literal?: string; name?: string }[];
}

export type Match =
  | { row: Row; path: Record<string, string>; trailingSlash: boolean }
  | 'not_found'
  | 'method_not_allowed'
  | 'malformed';

/** `{payment_status}` of find and findAll may be left out together with its slash. */
const isOptional = (row: Row, name: string | undefined): boolean =>
  name !== undefined && (row.fields[name]?.safeParse(undefined).success ?? false);

function patternsOf(row: Row): Pattern[] {
  const segments = row.template
    .slice(1)
    .split('/')
    .map((part) => (part.startsWith('{') ? { name: part.slice(1, -1) } : { literal: part }));
  const whole: Pattern = { row, segments };
  return isOptional(row, segments.at(-1)?.name) ? [whole, { row, segments: segments.slice(0, -1) }] : [whole];
}

/** Words win over placeholders, from the left: `/payments/prepare/{…}` before `/payments/{imp_uid}/…`. */
const weight = ({ segments }: Pattern): string => segments.map(({ literal }) => (literal ? '0' : '1')).join('');

const patterns = endpoints.flatMap(patternsOf).sort((one, other) => weight(one).localeCompare(weight(other)));

const fits = ({ segments }: Pattern, parts: readonly string[]): boolean =>
  segments.length === parts.length &&
  segments.every(({ literal }, index) => (literal === undefined ? parts[index] !== '' : literal === parts[index]));

/** The row that a raw path belongs to, with its path values decoded. */
export function matchRoute(method: string, rawPath: string): Match {
  const trailingSlash = rawPath.length > 1 && rawPath.endsWith('/');
  const parts = (trailingSlash ? rawPath.slice(0, -1) : rawPath).slice(1).split('/');
  const fitting = patterns.filter((pattern) => fits(pattern, parts));
  if (fitting.length === 0) return 'not_found';
  const found = fitting.find(({ row }) => row.method === method);
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
