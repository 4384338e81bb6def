import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { listBankCodes } from '../../../src/endpoints/catalog/codes.ts';
import { createPortOne } from '../../../src/portone/client.ts';
import { withConcurrencyLimit } from '../../../src/portone/concurrency-limit.ts';
import { PortOneBusy } from '../../../src/portone/errors.ts';

const respondJson = (response: ServerResponse, body: object) =>
  response
    .writeHead(200, { 'content-type': 'application/json' })
    .end(JSON.stringify({ code: 0, message: null, ...body }));

/** Requests to a fake PortOne that responds only on demand. */
const waiting: ServerResponse[] = [];
let most = 0;
const upstream = createServer((request, response) => {
  if (request.url === '/users/getToken') {
    respondJson(response, { response: { access_token: 'token', now: 0, expired_at: 1_800 } });
    return;
  }
  waiting.push(response);
  most = Math.max(most, waiting.length);
});
beforeAll(() => new Promise<void>((resolve) => upstream.listen(0, '127.0.0.1', resolve)));
afterAll(() => new Promise<void>((resolve) => upstream.close(() => resolve())));

it('the concurrency limit runs some calls, queues some and rejects the rest', async () => {
  const baseUrl = `http://127.0.0.1:${(upstream.address() as AddressInfo).port}`;
  const real = createPortOne({ baseUrl, apiKey: 'k', apiSecret: 's', userAgent: 'test' });
  const portone = withConcurrencyLimit(real, { maxActive: 2, maxQueued: 3 });
  await portone.reader.getTokenExpiry();
  let answered = 0;
  const answering = setInterval(() => {
    const [response] = waiting.splice(0, 1);
    if (!response) return;
    answered += 1;
    respondJson(response, { response: [] });
  }, 20);
  const ended = await Promise.allSettled(Array.from({ length: 6 }, () => portone.reader.call(listBankCodes, {})));
  clearInterval(answering);
  await portone.close();
  expect(ended.map(({ status }) => status)).toEqual([...Array(5).fill('fulfilled'), 'rejected']);
  expect(ended[5]).toMatchObject({ reason: { kind: 'rate_limited' } });
  expect((ended[5] as PromiseRejectedResult).reason).toBeInstanceOf(PortOneBusy);
  expect({ answered, most }).toEqual({ answered: 5, most: 2 });
});
