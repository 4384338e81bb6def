import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import * as z from 'zod';
import type { Row } from '../../src/endpoints/index.ts';
import { getFieldMeta, unwrapSchema } from '../../src/endpoints/sensitivity.ts';
import { matchRoute } from '../../src/sandbox/http/match-route.ts';

/** How an upstream answers a read: rightly, with another record, or in a list with another record after the right one. */
export type RecordAnswer = 'requested' | 'other' | 'requested and other';

export interface RecordUpstream {
  url: string;
  /** The endpoints called, in order. */
  calls: string[];
  /** The answers of some endpoints; all others answer with what was requested. */
  answers: Map<string, RecordAnswer>;
  close(): Promise<void>;
}

type Ids = Readonly<Record<string, string | undefined>>;

/** A PortOne that makes up a record of the right form for every read. It knows nothing of how ids are checked. */
export async function startRecordUpstream(): Promise<RecordUpstream> {
  const calls: string[] = [];
  const answers = new Map<string, RecordAnswer>();
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://upstream');
    const match = matchRoute(request.method ?? 'GET', url.pathname);
    if (typeof match === 'string') {
      response.writeHead(404).end('{"code":-1,"message":"no such address","response":null}');
      return;
    }
    const { row, path } = match;
    const isToken = row.name === 'get_access_token';
    if (!isToken) calls.push(row.name);
    const value = isToken
      ? { access_token: 'token', now: 1_795_000_000, expired_at: 1_795_001_800 }
      : buildAnswer(row, { ...path, ...getListedIds(url) }, answers.get(row.name) ?? 'requested');
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ code: 0, message: null, response: value }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // A server that listens on TCP has an address with a port.
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    calls,
    answers,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** The first of the ids that a query lists, as `imp_uid[]=a`. */
const getListedIds = ({ searchParams }: URL): Ids =>
  Object.fromEntries([...searchParams].reverse().map(([name, value]) => [name.replace('[]', ''), value]));

function buildAnswer({ returns, repeatedAs = {} }: Row, path: Ids, answer: RecordAnswer): unknown {
  const ids: Ids = {
    ...path,
    ...Object.fromEntries(Object.entries(repeatedAs).flatMap(([name, field]) => (field ? [[field, path[name]]] : []))),
  };
  const others = Object.fromEntries(Object.entries(ids).map(([name, id]) => [name, `other_${id}`]));
  const rowIds = { requested: [ids], other: [others], 'requested and other': [ids, others] }[answer];
  const model = unwrapSchema(returns);
  if (model instanceof z.ZodArray) return rowIds.map((one) => buildValue(model.element as z.ZodType, '', one));
  if (!(model instanceof z.ZodObject) || !('list' in model.shape)) return buildValue(model, '', rowIds[0] ?? {});
  const { element } = unwrapSchema(model.shape.list as z.ZodType) as z.ZodArray;
  const list = rowIds.map((one) => buildValue(element as z.ZodType, '', one));
  return { total: list.length, previous: 0, next: 0, list };
}

function buildValue(schema: z.ZodType, name: string, ids: Ids): unknown {
  const inner = unwrapSchema(schema);
  if (getFieldMeta(schema)?.time) return 1_794_900_000;
  if (inner instanceof z.ZodString) return ids[name] ?? `${name}_1`;
  if (inner instanceof z.ZodNumber) return 1_000;
  if (inner instanceof z.ZodBoolean) return false;
  if (inner instanceof z.ZodArray) return [];
  if (!(inner instanceof z.ZodObject)) return {};
  const fields = Object.entries(inner.shape).map(([key, field]) => [key, buildValue(field as z.ZodType, key, ids)]);
  return Object.fromEntries(fields);
}
