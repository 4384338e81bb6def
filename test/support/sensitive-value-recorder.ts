import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import * as z from 'zod';
import { endpoints } from '../../src/endpoints/index.ts';
import { type FieldMeta, getFieldMeta, type Privacy, unwrapOptional } from '../../src/endpoints/sensitivity.ts';
import { mask } from '../../src/output/mask.ts';
import { matchRoute } from '../../src/sandbox/http/match-route.ts';

/** Values that identify a person or a card and must not leave, each with the place where it was first found. */
export type SensitiveValues = Map<string, string>;

/** Collects from a value what its model marks as personal or secret, beyond what its own mask shows. */
function collect(value: unknown, schema: z.ZodType, at: string, found: SensitiveValues): void {
  const mark = getFieldMeta(schema);
  if (mark?.privacy === 'personal' || mark?.privacy === 'secret') {
    if (typeof value === 'string') recordValue(value, mark, at, found);
    return;
  }
  const inner = unwrapOptional(schema);
  if (inner) collect(value, inner, at, found);
  else if (schema instanceof z.ZodArray && Array.isArray(value))
    for (const item of value) collect(item, schema.element as z.ZodType, `${at}[]`, found);
  else if (schema instanceof z.ZodObject)
    // An account is shown while it waits to be paid and masked afterwards, so the same number is in both outputs.
    for (const [name, part] of Object.entries(schema.shape))
      if (!getFieldMeta(part as z.ZodType)?.shownWhile)
        collect(Object(value)[name], part as z.ZodType, `${at}.${name}`, found);
}

function recordValue(value: string, { kind }: FieldMeta, at: string, found: SensitiveValues): void {
  const isName = /^\p{Script=Hangul}{2,}$/u.test(value);
  if (!isName && value.length < 4) return;
  if (kind !== undefined && kind !== 'custom' && mask(kind, value) === value) return;
  for (const form of new Set([value, value.replace(/(?<=\d)[ -](?=\d)/g, '')]))
    if (!found.has(form)) found.set(form, at);
}

export interface Recorder {
  url: string;
  /** The values of people and cards in the responses. */
  sensitiveValues: SensitiveValues;
  countResponses(): number;
  close(): Promise<void>;
}

/** A proxy between the server and a sandbox that collects sensitive values of the raw responses. */
export async function startRecorder(upstream: string): Promise<Recorder> {
  const sensitiveValues: SensitiveValues = new Map();
  let answers = 0;
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const { method = 'GET', url = '/' } = request;
    const { host: _, connection: __, 'content-length': ___, 'transfer-encoding': ____, ...headers } = request.headers;
    const reply = await fetch(upstream + url, {
      method,
      // What Node read from a request can be sent with one.
      headers: headers as Record<string, string>,
      ...(chunks.length > 0 ? { body: Buffer.concat(chunks) } : {}),
    });
    const text = await reply.text();
    const match = matchRoute(method, url.split('?')[0] ?? '');
    if (typeof match !== 'string') {
      answers += 1;
      collect(JSON.parse(text).response, match.row.returns, match.row.name, sensitiveValues);
    }
    response.writeHead(reply.status, { 'content-type': reply.headers.get('content-type') ?? 'application/json' });
    response.end(text);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // A server that listens on TCP has an address with a port.
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    sensitiveValues,
    countResponses: () => answers,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** Collects the sensitive values in the arguments of a call, or only those of one privacy. */
export function collectArguments(
  tool: string,
  args: Record<string, unknown>,
  found: SensitiveValues,
  only?: Privacy,
): void {
  const row = endpoints.find(({ name }) => name === tool);
  if (!row) throw new Error(`${tool} is no row`);
  for (const [name, schema] of Object.entries(row.fields))
    if (only === undefined || getFieldMeta(schema)?.privacy === only)
      collect(args[name], schema, `${tool}(${name})`, found);
}
