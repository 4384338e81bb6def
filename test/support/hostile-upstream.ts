import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import * as z from 'zod';
import { getFieldMeta, unwrapOptional } from '../../src/endpoints/sensitivity.ts';
import { matchRoute } from '../../src/sandbox/http/match-route.ts';

/** What the upstream inserts into its responses. */
export interface InjectedText {
  /** Chooses the text by the path of a field: the same path gives the same text on every read. */
  getText(at: string): string;
  /** Also replace identifying fields, so that little can be done with the response. */
  inAllFields: boolean;
  /** Respond with a rejection whose message is the text. */
  asRejection?: boolean;
}

/** Fields that a server depends on and that PortOne and PGs fill from fixed lists. */
const CONTROL_FIELDS =
  /(^|_)(uid|status|type|id|ids|tid|code|currency|provider|method|usage|key|ci|di)$|^(pay_method|channel|access_token|custom_data|identifier|claim_status|birthday|gender|carrier)/;

/** The response with the text in every text field of its model, filled or not. */
export function injectText(value: unknown, schema: z.ZodType, at: string, injected: InjectedText): unknown {
  const name = at.split('.').at(-1) ?? '';
  const inner = unwrapOptional(schema);
  if (inner) return injectText(value, inner, at, injected);
  if (schema instanceof z.ZodString) {
    const isControlField = CONTROL_FIELDS.test(name) && name !== 'custom_data';
    return isControlField && !injected.inAllFields ? value : injected.getText(at);
  }
  if (schema instanceof z.ZodArray) {
    // Adds an element where there is none, so that rare elements are hostile too.
    const items = Array.isArray(value) && value.length > 0 ? value : injected.inAllFields ? [{}] : [];
    // A few rows suffice, and long texts in each field of many rows exceed the size that a server accepts.
    return items
      .slice(0, 3)
      .map((item, index) => injectText(item, schema.element as z.ZodType, `${at}${index}`, injected));
  }
  if (!(schema instanceof z.ZodObject)) return value;
  if (typeof value !== 'object' && !injected.inAllFields) return value;
  const filledObject: Record<string, unknown> = { ...Object(value) };
  for (const [key, field] of Object.entries(schema.shape))
    if (getFieldMeta(field as z.ZodType)?.privacy !== 'secret')
      filledObject[key] = injectText(filledObject[key], field as z.ZodType, `${at}.${key}`, injected);
  return filledObject;
}

export interface HostileUpstream {
  url: string;
  setInjectedText(injected: InjectedText): void;
  close(): Promise<void>;
}

/** A proxy between the server and a sandbox that inserts the chosen text into every text field of every response. */
export async function startHostileUpstream(sandbox: string): Promise<HostileUpstream> {
  let injected: InjectedText = { getText: () => '', inAllFields: false };
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const { method = 'GET', url = '/' } = request;
    const { host: _, connection: __, 'content-length': ___, 'transfer-encoding': ____, ...headers } = request.headers;
    const reply = await fetch(sandbox + url, {
      method,
      // What Node read from a request can be sent with one.
      headers: headers as Record<string, string>,
      ...(chunks.length > 0 ? { body: Buffer.concat(chunks) } : {}),
    });
    const match = matchRoute(method, url.split('?')[0] ?? '');
    const body = (await reply.json()) as { code: number; message: unknown; response: unknown };
    let { status } = reply;
    if (typeof match !== 'string' && match.row.name !== 'get_access_token') {
      if (injected.asRejection) {
        status = 400;
        Object.assign(body, { code: -1, message: injected.getText(match.row.name), response: null });
      } else if (body.message !== null) body.message = injected.getText(match.row.name);
      if (body.response !== null)
        body.response = injectText(body.response, match.row.returns, match.row.name, injected);
    }
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // A server that listens on TCP has an address with a port.
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    setInjectedText: (next) => {
      injected = next;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
