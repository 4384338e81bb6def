import { type ArgumentPlace, type Endpoint, getWireName, type Method } from '../endpoints/endpoint.ts';
import { isUnsafePathValue } from '../endpoints/path-segment.ts';
import { UnsafePath } from './errors.ts';

/** A request without what is the same for every row: origin, token, headers. */
export interface HttpRequest {
  method: Method;
  /** Path and query, encoded, beginning with a slash. */
  path: string;
  /** JSON text; absent where nothing is sent. */
  body?: string;
}

type Values = Readonly<Record<string, unknown>>;

/** Lays a row's arguments out as HTTP. Only what the row declares is sent; `undefined` is left out. */
export function buildRequest(row: Endpoint<unknown>, args: Values): HttpRequest {
  const query = toQueryPairs(getArgumentsAt(row, args, 'query')).join('&');
  const path = `${buildPath(row, args)}${query && '?'}${query}`;
  const body = buildBody(row, args);
  return { method: row.method, path, ...(body === undefined ? {} : { body }) };
}

/** The arguments of one place that have a value, by wire name. */
function getArgumentsAt(row: Endpoint<unknown>, args: Values, place: ArgumentPlace): [string, unknown][] {
  return Object.keys(row.fields)
    .filter((name) => row.places[name] === place && args[name] !== undefined)
    .map((name) => [getWireName(row, name), args[name]]);
}

function buildPath(row: Endpoint<unknown>, args: Values): string {
  const segments = getSegments(row.template);
  let path = '';
  for (const [index, { text, name }] of segments.entries()) {
    // `/payments/find/{merchant_uid}` is a path of its own; with a slash behind it, it is not.
    const isLeftOut = name !== undefined && args[name] === undefined && index === segments.length - 1;
    if (isLeftOut && isOptional(row, name)) continue;
    path += `/${name === undefined ? text : encodeSegment(name, args[name])}`;
  }
  return path;
}

/** What stands between two slashes: text, or the name of the argument that takes its place. */
interface Segment {
  text: string;
  name?: string;
}

const getSegments = (template: string): Segment[] =>
  template
    .split('/')
    .slice(1)
    .map((text) => (text.startsWith('{') ? { text, name: text.slice(1, -1) } : { text }));

const isOptional = (row: Endpoint<unknown>, name: string) => row.fields[name]?.safeParse(undefined).success === true;

/** Whatever a field lets pass, no value makes another path of a row's. */
function encodeSegment(argument: string, value: unknown): string {
  const text = typeof value === 'number' ? String(value) : value;
  if (typeof text !== 'string' || isUnsafePathValue(text) || !text.isWellFormed()) throw new UnsafePath(argument);
  return encodeURIComponent(text);
}

/** A list repeats its name; an object becomes `extra[requester]`. */
function toQueryPairs(fields: readonly [string, unknown][]): string[] {
  return fields.flatMap(([name, value]): string[] => {
    if (value === undefined || value === null) return [];
    if (Array.isArray(value)) return toQueryPairs(value.map((item) => [name, item]));
    if (typeof value === 'object')
      return toQueryPairs(Object.entries(value).map(([key, item]) => [`${name}[${key}]`, item]));
    return [`${encodeURIComponent(name)}=${encodeURIComponent(String(value).toWellFormed())}`];
  });
}

/**
 * JSON for every row that has a body, also an empty object: such a row's reader expects JSON, and several are documented
 * to take nothing else. A row that declares no body (a DELETE, or a POST that says it all in its path) sends none.
 */
function buildBody(row: Endpoint<unknown>, args: Values): string | undefined {
  const hasBody = Object.values(row.places).includes('body');
  return hasBody ? JSON.stringify(Object.fromEntries(getArgumentsAt(row, args, 'body'))) : undefined;
}
