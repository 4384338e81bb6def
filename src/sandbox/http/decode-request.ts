import type * as z from 'zod';
import { isRecord } from '../../base/json.ts';
import type { ArgumentPlace } from '../../endpoints/endpoint.ts';
import { getWireName } from '../../endpoints/endpoint.ts';
import type { Row } from '../../endpoints/index.ts';
import { coerceValue, type Encoding, isNoObject, isNothing } from './coerce-value.ts';
import { getExceptionKey, getExceptions, getUndocumentedFields } from './document-exceptions.ts';
import { parseForm } from './parse-form.ts';
import { isDocumentExample, isFormAllowed, type RequestDeviation } from './strictness.ts';

export interface RawRequest {
  /** Percent-decoded path values. */
  path: Record<string, string>;
  /** Without the question mark. */
  query: string;
  contentType: string | undefined;
  body: string;
}

export type DecodedRequest =
  | { status: 'decoded'; args: Record<string, unknown>; deviations: RequestDeviation[] }
  /** Invalid even for the lenient sandbox. */
  | { status: 'rejected'; problems: readonly string[]; missing: readonly string[] };

type PlacedValues = Record<ArgumentPlace, Record<string, unknown>>;

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
    if (isNoObject(values)) return { values: {}, encoding: 'json' as Encoding };
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
  if (typeof body === 'string') return { status: 'rejected', problems: [body], missing: [] };
  if (row.method === 'GET' && Object.keys(body.values).length > 0)
    deviations.push({ field: 'body', problem: 'a GET must not have a body' });

  const valuesByPlace: PlacedValues = {
    path: { ...raw.path },
    query: { ...parseForm(raw.query) },
    body: { ...body.values },
  };
  delete valuesByPlace.query._token;
  const { spellings = {}, singleTexts = [], defaults = {}, mayLack = {}, ignored = {} } = getExceptions(row.route);
  for (const values of [valuesByPlace.query, valuesByPlace.body]) renameFields(values, spellings);
  const encodings: Record<ArgumentPlace, Encoding> = { path: 'text', query: 'text', body: body.encoding };
  const args: Record<string, unknown> = {};
  const missing: string[] = [];
  const problems: string[] = [];

  /** Notes that a required field is absent, unless another says the same. Returns its default where there is one. */
  const handleMissing = (field: string): string | undefined => {
    const key = getExceptionKey(field);
    const substitutes = mayLack[key];
    if (defaults[key] !== undefined) return defaults[key];
    if (substitutes === undefined) missing.push(field);
    else if (!substitutes.some((other) => !isNothing(valuesByPlace.body[other] ?? args[other])))
      deviations.push({ field, problem: 'is required by the document', taken: true });
    return undefined;
  };

  for (const [name, schema] of Object.entries<z.ZodType>({ ...row.fields, ...getUndocumentedFields(row.route) })) {
    const wire = getWireName(row, name);
    const place = row.places[name] ?? 'body';
    const found = findValue(valuesByPlace, wire, place, raw.query);
    let value: unknown;
    if (found) {
      if (found.place !== place)
        deviations.push({ field: wire, problem: `belongs in the ${place}, was sent in the ${found.place}` });
      const values = valuesByPlace[found.place];
      value = coerceValue(schema, values[found.key], encodings[found.place], {
        field: wire,
        noteDeviation: (field, problem) => deviations.push({ field, problem }),
        reject: (field, problem) => problems.push(`${field} ${problem}`),
        handleMissing,
        isSingleText: (field) => singleTexts.includes(field),
      });
      delete values[found.key];
    }
    const exception = ignored[name];
    if (exception && exception.value === value) {
      deviations.push({
        field: wire,
        problem: `must not be ${value}`,
        ...(exception.taken ? { taken: exception.taken } : {}),
      });
      value = undefined;
    }
    if (value === undefined && !schema.safeParse(undefined).success) value = handleMissing(name);
    if (value !== undefined) args[name] = value;
  }

  noteLeftovers(valuesByPlace, args, raw.path, deviations);
  noteExampleValues(args, '', deviations);
  return missing.length > 0 || problems.length > 0
    ? { status: 'rejected', problems, missing }
    : { status: 'decoded', args, deviations };
}

function renameFields(values: Record<string, unknown>, spellings: Readonly<Record<string, string>>): void {
  for (const [spelling, name] of Object.entries(spellings)) {
    if (!(spelling in values)) continue;
    values[name] ??= values[spelling];
    delete values[spelling];
  }
}

/** Notes the values that no field has taken. A path value may be repeated in the body, as PortOne's own clients do. */
function noteLeftovers(
  valuesByPlace: PlacedValues,
  args: Record<string, unknown>,
  path: Record<string, string>,
  deviations: RequestDeviation[],
): void {
  for (const place of ['query', 'body'] as const) {
    for (const [field, value] of Object.entries(valuesByPlace[place])) {
      if (isNothing(value) || (field in path && String(value) === path[field])) continue;
      deviations.push({
        field,
        problem: field in args ? `is also in the ${place}` : `is unknown in the ${place}`,
      });
    }
  }
}

/** Form parsers turn `imp_uid[]` into `imp_uid`; in JSON the brackets may remain. */
const stripBrackets = (wire: string): string => wire.replace(/\[\]$/, '');

/** Finds a field where it belongs, or else wherever the client has put it. */
function findValue(valuesByPlace: PlacedValues, wire: string, place: ArgumentPlace, query: string) {
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
  [...new URLSearchParams(query).keys()].some((key) => key.trimStart().startsWith(`${name}[`));

function noteExampleValues(value: unknown, field: string, deviations: RequestDeviation[]): void {
  if (typeof value === 'string') {
    if (isDocumentExample(value))
      deviations.push({ field, problem: 'is an example from the documentation, not a real value' });
  } else if (Array.isArray(value)) for (const item of value) noteExampleValues(item, field, deviations);
  else if (isRecord(value))
    for (const [name, inner] of Object.entries(value)) noteExampleValues(inner, field || name, deviations);
}
