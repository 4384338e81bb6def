import { readdir } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { getAccessToken } from '../../src/endpoints/catalog/auth.ts';
import { endpoints } from '../../src/endpoints/index.ts';
import { unwrapSchema } from '../../src/endpoints/sensitivity.ts';
import { createPortOne, type PortOneConnection } from '../../src/portone/client.ts';
import { buildSampleArguments } from '../support/sample-arguments.ts';
import { type Received, respondSuccess, type ScriptedServer, startScriptedServer } from '../support/scripted-server.ts';
import { sendUnguarded } from '../support/unguarded-write.ts';

let server: ScriptedServer;
let portone: PortOneConnection;

beforeAll(async () => {
  server = await startScriptedServer();
  portone = createPortOne({
    baseUrl: server.baseUrl,
    apiKey: 'key',
    apiSecret: 'secret',
    userAgent: 'test',
    tier: '001',
  });
});

afterAll(async () => {
  await server.close();
  await portone.close();
});

/** Formats a received request for a readable snapshot. */
function formatRequest({ method, url, headers, body }: Received): string {
  const sentHeaders = ['accept', 'authorization', 'content-type', 'tier'].filter((name) => headers[name] !== undefined);
  return `${JSON.stringify(
    {
      request: `${method} ${url}`,
      headers: Object.fromEntries(sentHeaders.map((name) => [name, headers[name]])),
      ...(body === '' ? {} : { body: JSON.parse(body) }),
    },
    null,
    2,
  )}\n`;
}

// A changed snapshot means that PortOne receives something else: review it, then run vitest with --update.
describe('the requests on the wire with every argument given', () => {
  it.each(endpoints.map((row) => ({ row, name: row.name })))('$name sends its snapshot', async ({ row, name }) => {
    const isToken = row.route === getAccessToken.route;
    const requests = isToken ? server.tokenRequests : server.received;
    // What a list answers otherwise is not one.
    if (!isToken && unwrapSchema(row.returns) instanceof z.ZodArray) server.script.push(respondSuccess([]));
    const { merchant_uid } = buildSampleArguments(row);
    if (row.checkPaymentStatus) server.script.push(respondSuccess({ status: 'paid', merchant_uid }));
    if (isToken) await portone.reader.getTokenExpiry();
    else if (row.effect === 'read') await portone.reader.call(row, buildSampleArguments(row));
    else await sendUnguarded(portone, row, buildSampleArguments(row));
    const last = requests.at(-1);
    if (!last) throw new Error(`${name} sent nothing`);
    await expect(formatRequest(last)).toMatchFileSnapshot(`__snapshots__/wire/${name}.json`);
  });

  it('every wire snapshot belongs to an existing tool', async () => {
    const savedFiles = await readdir(new URL('__snapshots__/wire', import.meta.url)).catch(() => []);
    const known = endpoints.map(({ name }) => `${name}.json`);
    expect(
      savedFiles.filter((file) => !known.includes(file)),
      'npm run accept',
    ).toEqual([]);
  });
});
