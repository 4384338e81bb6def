import qs from 'qs';
import type { Place } from '../../endpoints/endpoint.ts';
import { wireName } from '../../endpoints/endpoint.ts';
import type { Row } from '../../endpoints/index.ts';
import { type Encoding, shaped } from './coerce-value.ts';
import { isExample, type Slip, standInsFor, takesForms } from './strictness.ts';

export interface RawRequest {
  /** Path values, already percent-decoded. */
  path: Record<string, string>;
  /** Without the question mark. */
  query: string;
  contentType: string | undefined;
  body: string;
}

export type Decoded =
  | { args: Record<string, unknown>; slips: Slip[] }
  /** What cannot be understood at all: refused however lenient the sandbox is. */
  | { refused: string; missing?: string[] };

/** `a[]`, `a[k]` and `a[0][k]` as PHP, Java and old Node clients write them. */
export const parseForm = (text: string): Record<string, unknown> =>
  qs.parse(text, { arrayLimit: 1_000, parameterLimit: 5_000, depth: 6, plainObjects: true }) as Record<string, unknown>;

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function parseBody(row: Row, { contentType = '', body }: RawRequest, slips: Slip[]) {
  if (body.trim() === '') return { values: {}, encoding: 'json' as Encoding };
  const type = contentType.split(';')[0]?.trim().toLowerCase() ?? '';
  if (type === 'application/x-www-form-urlencoded') {
    if (!takesForms(row.route)) slips.push({ field: 'Content-Type', problem: 'this operation takes JSON only' });
    return { values: parseForm(body), encoding: 'text' as Encoding };
  }
  if (type !== 'application/json')
    slips.push({ field: 'Content-Type', problem: 'a body must be application/json or a form' });
  try {
    const values: unknown = JSON.parse(body);
    return isRecord(values) ? { values, encoding: 'json' as Encoding } : 'the body must be a JSON object';
  } catch {
    return 'the body is not valid JSON';
  }
}

/** Arguments by the name that the row gives them; what is in an unusual place is taken all the same, and noted. */
export function decode(row: Row, raw: RawRequest): Decoded {
  const slips: Slip[] = [];
  const body = parseBody(row, raw, slips);
  if (typeof body === 'string') return { refused: body };
  if (row.method === 'GET' && Object.keys(body.values).length > 0)
    slips.push({ field: 'body', problem: 'a GET carries no body' });

  const given: Record<Place, Record<string, unknown>> = {
    path: { ...raw.path },
    query: { ...parseForm(raw.query) },
    body: { ...body.values },
  };
  delete given.query._token;
  const encodings: Record<Place, Encoding> = { path: 'text', query: 'text', body: body.encoding };
  const args: Record<string, unknown> = {};
  const missing: string[] = [];
  const problems: string[] = [];

  for (const [name, schema] of Object.entries(row.fields)) {
    const wire = wireName(row, name);
    const place = row.places[name] ?? 'body';
    const found = locate(given, wire, place, raw.query);
    if (!found) {
      if (!schema.safeParse(undefined).success) missing.push(name);
      continue;
    }
    if (found.place !== place)
      slips.push({ field: wire, problem: `belongs in the ${place}, came in the ${found.place}` });
    const values = given[found.place];
    const value = shaped(schema, values[found.key], encodings[found.place], {
      field: wire,
      slip: (field, problem) => slips.push({ field, problem }),
      refuse: (field, problem) => problems.push(`${field} ${problem}`),
    });
    delete values[found.key];
    if (value !== undefined) args[name] = value;
    else if (!schema.safeParse(undefined).success) missing.push(name);
  }

  for (const place of ['query', 'body'] as const) {
    for (const field of Object.keys(given[place]))
      slips.push({ field, problem: field in args ? `stands in the ${place} as well` : `is unknown in the ${place}` });
  }
  noteExamples(args, '', slips);
  const lacking = missing.filter((field) => standInsFor(row.route, field) === undefined);
  if (lacking.length > 0)
    return { refused: `필수 파라메터가 누락되었습니다. (${lacking.join(', ')})`, missing: lacking };
  for (const field of missing) {
    if (!standInsFor(row.route, field)?.some((other) => other in args))
      slips.push({ field, problem: 'is required by the document' });
  }
  if (problems.length > 0) return { refused: problems.join('; ') };
  return { args, slips };
}

/** A form parser turns `imp_uid[]` into `imp_uid`; in JSON the brackets may stand. */
const bare = (wire: string): string => wire.replace(/\[\]$/, '');

/** Where a field is: where it belongs, or else wherever the client has put it. */
function locate(given: Record<Place, Record<string, unknown>>, wire: string, place: Place, query: string) {
  for (const at of [place, 'query', 'body'] as const) {
    const name = bare(wire);
    if (wire in given[at]) return { place: at, key: wire };
    // A bare `imp_uid=` where `imp_uid[]=` is meant reads as nothing asked for.
    if (name !== wire && name in given[at] && (at !== 'query' || isBracketed(query, name)))
      return { place: at, key: name };
  }
  return undefined;
}

const isBracketed = (query: string, name: string): boolean =>
  [...new URLSearchParams(query).keys()].some((key) => key.startsWith(`${name}[`));

function noteExamples(value: unknown, field: string, slips: Slip[]): void {
  if (typeof value === 'string') {
    if (isExample(value)) slips.push({ field, problem: 'is an example of the documentation, not a value' });
  } else if (Array.isArray(value)) for (const item of value) noteExamples(item, field, slips);
  else if (isRecord(value))
    for (const [name, inner] of Object.entries(value)) noteExamples(inner, field || name, slips);
}
