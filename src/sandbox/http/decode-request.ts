import qs from 'qs';
import { isRecord } from '../../base/json.ts';
import type { ArgumentPlace } from '../../endpoints/endpoint.ts';
import { getWireName } from '../../endpoints/endpoint.ts';
import type { Row } from '../../endpoints/index.ts';
import { coerceValue, type Encoding } from './coerce-value.ts';
import { getSubstitutes, isDocumentExample, isFormAllowed, type RequestDeviation } from './strictness.ts';

export interface RawRequest {
  /** Percent-decoded path values. */
  path: Record<string, string>;
  /** Without the question mark. */
  query: string;
  contentType: string | undefined;
  body: string;
}

export type DecodedRequest =
  | { args: Record<string, unknown>; deviations: RequestDeviation[] }
  /** Invalid even for the lenient sandbox. */
  | { refused: string; missing?: string[] };

/** Parses a form with `a[]`, `a[k]` and `a[0][k]`, as PHP, Java and old Node clients write them. */
export const parseForm = (text: string): Record<string, unknown> =>
  qs.parse(text, { arrayLimit: 1_000, parameterLimit: 5_000, depth: 6, plainObjects: true }) as Record<string, unknown>;

function parseBody(row: Row, { contentType = '', body }: RawRequest, deviations: RequestDeviation[]) {
  if (body.trim() === '') return { values: {}, encoding: 'json' as Encoding };
  const type = contentType.split(';')[0]?.trim().toLowerCase() ?? '';
  if (type === 'application/x-www-form-urlencoded') {
    if (!isFormAllowed(row.route))
      deviations.push({ field: 'Content-Type', problem: 'this operation accepts JSON only' });
    return { values: parseForm(body), encoding: 'text' as Encoding };
  }
  if (type !== 'application/json')
    deviations.push({ field: 'Content-Type', problem: 'a body must be application/json or a form' });
  try {
    const values: unknown = JSON.parse(body);
    return isRecord(values) ? { values, encoding: 'json' as Encoding } : 'the body must be a JSON object';
  } catch {
    return 'the body is not valid JSON';
  }
}

/**
 * Decodes the arguments of a request, by the names that the endpoint uses. An argument in the wrong place is accepted
 * and noted.
 */
export function decodeRequest(row: Row, raw: RawRequest): DecodedRequest {
  const deviations: RequestDeviation[] = [];
  const body = parseBody(row, raw, deviations);
  if (typeof body === 'string') return { refused: body };
  if (row.method === 'GET' && Object.keys(body.values).length > 0)
    deviations.push({ field: 'body', problem: 'a GET must not have a body' });

  const valuesByPlace: Record<ArgumentPlace, Record<string, unknown>> = {
    path: { ...raw.path },
    query: { ...parseForm(raw.query) },
    body: { ...body.values },
  };
  delete valuesByPlace.query._token;
  const encodings: Record<ArgumentPlace, Encoding> = { path: 'text', query: 'text', body: body.encoding };
  const args: Record<string, unknown> = {};
  const missing: string[] = [];
  const problems: string[] = [];

  for (const [name, schema] of Object.entries(row.fields)) {
    const wire = getWireName(row, name);
    const place = row.places[name] ?? 'body';
    const found = findValue(valuesByPlace, wire, place, raw.query);
    if (!found) {
      if (!schema.safeParse(undefined).success) missing.push(name);
      continue;
    }
    if (found.place !== place)
      deviations.push({ field: wire, problem: `belongs in the ${place}, was sent in the ${found.place}` });
    const values = valuesByPlace[found.place];
    const value = coerceValue(schema, values[found.key], encodings[found.place], {
      field: wire,
      noteDeviation: (field, problem) => deviations.push({ field, problem }),
      reject: (field, problem) => problems.push(`${field} ${problem}`),
    });
    delete values[found.key];
    if (value !== undefined) args[name] = value;
    else if (!schema.safeParse(undefined).success) missing.push(name);
  }

  for (const place of ['query', 'body'] as const) {
    for (const field of Object.keys(valuesByPlace[place]))
      deviations.push({
        field,
        problem: field in args ? `is also in the ${place}` : `is unknown in the ${place}`,
      });
  }
  noteExampleValues(args, '', deviations);
  const stillMissing = missing.filter((field) => getSubstitutes(row.route, field) === undefined);
  if (stillMissing.length > 0)
    return { refused: `필수 파라메터가 누락되었습니다. (${stillMissing.join(', ')})`, missing: stillMissing };
  for (const field of missing) {
    if (!getSubstitutes(row.route, field)?.some((other) => other in args))
      deviations.push({ field, problem: 'is required by the document' });
  }
  if (problems.length > 0) return { refused: problems.join('; ') };
  return { args, deviations };
}

/** Form parsers turn `imp_uid[]` into `imp_uid`; in JSON the brackets may remain. */
const stripBrackets = (wire: string): string => wire.replace(/\[\]$/, '');

/** Finds a field where it belongs, or else wherever the client has put it. */
function findValue(
  valuesByPlace: Record<ArgumentPlace, Record<string, unknown>>,
  wire: string,
  place: ArgumentPlace,
  query: string,
) {
  for (const candidate of [place, 'query', 'body'] as const) {
    const name = stripBrackets(wire);
    if (wire in valuesByPlace[candidate]) return { place: candidate, key: wire };
    // `imp_uid=` without brackets does not count as a list.
    if (name !== wire && name in valuesByPlace[candidate] && (candidate !== 'query' || isBracketed(query, name)))
      return { place: candidate, key: name };
  }
  return undefined;
}

const isBracketed = (query: string, name: string): boolean =>
  [...new URLSearchParams(query).keys()].some((key) => key.startsWith(`${name}[`));

function noteExampleValues(value: unknown, field: string, deviations: RequestDeviation[]): void {
  if (typeof value === 'string') {
    if (isDocumentExample(value))
      deviations.push({ field, problem: 'is an example from the documentation, not a real value' });
  } else if (Array.isArray(value)) for (const item of value) noteExampleValues(item, field, deviations);
  else if (isRecord(value))
    for (const [name, inner] of Object.entries(value)) noteExampleValues(inner, field || name, deviations);
}
