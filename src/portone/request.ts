import { type ArgumentPlace, type Endpoint, getWireName, type Method } from '../endpoints/endpoint.ts';
import { isUnsafePathValue } from '../endpoints/path-segment.ts';
import { UnsafePath } from './errors.ts';

/** The parts of a request that depend on the endpoint: no origin, token or common headers. */
export interface HttpRequest {
  method: Method;
  /** Encoded path and query, with a leading slash. */
  path: string;
  /** JSON text. Absent if the request has no body. */
  body?: string;
}

type Values = Readonly<Record<string, unknown>>;

/** Builds the HTTP request of an endpoint call. Sends only declared arguments; `undefined` is left out. */
export function buildRequest(row: Endpoint<unknown>, args: Values): HttpRequest {
  const query = toQueryPairs(getArgumentsAt(row, args, 'query')).join('&');
  const path = `${buildPath(row, args)}${query && '?'}${query}`;
  const body = buildBody(row, args);
  return { method: row.method, path, ...(body === undefined ? {} : { body }) };
}

/** Returns the arguments of one place (path, query or body) that have a value, by wire name. */
function getArgumentsAt(row: Endpoint<unknown>, args: Values, place: ArgumentPlace): [string, unknown][] {
  return Object.keys(row.fields)
    .filter((name) => row.places[name] === place && args[name] !== undefined)
    .map((name) => [getWireName(row, name), args[name]]);
}

function buildPath(row: Endpoint<unknown>, args: Values): string {
  const segments = getSegments(row.template);
  let path = '';
  for (const [index, { text, name }] of segments.entries()) {
    // Omit the whole segment: PortOne serves `/payments/find/{merchant_uid}`, but not with a trailing slash.
    const isLeftOut = name !== undefined && args[name] === undefined && index === segments.length - 1;
    if (isLeftOut && isOptional(row, name)) continue;
    path += `/${name === undefined ? text : encodeSegment(name, args[name])}`;
  }
  return path;
}

/** A path segment: fixed text, or an argument's name. */
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

/** Encodes an argument as one path segment. Throws UnsafePath if it could change the path. */
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
 * Builds a JSON body for every endpoint that declares body arguments, even if none is given: PortOne then expects JSON,
 * and several endpoints accept nothing else. Endpoints without body arguments (a DELETE, or a POST with all arguments
 * in the path) send no body.
 */
function buildBody(row: Endpoint<unknown>, args: Values): string | undefined {
  const hasBody = Object.values(row.places).includes('body');
  return hasBody ? JSON.stringify(Object.fromEntries(getArgumentsAt(row, args, 'body'))) : undefined;
}
