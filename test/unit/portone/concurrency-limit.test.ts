import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { listBankCodes } from '../../../src/endpoints/catalog/codes.ts';
import { listPaymentsByStatus } from '../../../src/endpoints/catalog/payments.ts';
import { createPortOne, type PortOneConnection } from '../../../src/portone/client.ts';
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

it('a call that waited too long for a free slot is rejected and never sent', async () => {
  const sent: number[] = [];
  const call = (_row: unknown, { page }: { page: number }) => {
    sent.push(page);
    return new Promise<{ response: null }>((resolve) => setTimeout(() => resolve({ response: null }), 100));
  };
  // The limit uses only the calls of a connection.
  const connection = { reader: { call }, writer: {}, close: async () => {} } as unknown as PortOneConnection;
  const { reader } = withConcurrencyLimit(connection, { maxActive: 1, maxQueued: 5, queueTime: 30 });
  const read = (page: number) => reader.call(listPaymentsByStatus, { payment_status: 'all', page });
  const [first, second] = await Promise.allSettled([read(1), read(2)]);
  expect(first.status).toBe('fulfilled');
  expect(second).toMatchObject({ status: 'rejected', reason: { kind: 'rate_limited' } });
  await read(3);
  expect(sent).toEqual([1, 3]);
});

it('a caller that waits for a slow upstream leaves free slots to the others', async () => {
  const running: string[] = [];
  const call = (_row: unknown, _args: unknown, { caller = '' } = {}) => {
    running.push(caller);
    return new Promise(() => {});
  };
  // The limit uses only the calls of a connection.
  const connection = { reader: { call }, writer: {}, close: async () => {} } as unknown as PortOneConnection;
  const { reader } = withConcurrencyLimit(connection, { maxActive: 16, maxQueued: 500 });
  const read = (caller: string) => reader.call(listBankCodes, {}, { caller }).catch(() => {});
  for (let n = 0; n < 100; n++) void read('anna');
  void read('bert');
  await new Promise((resolve) => setImmediate(resolve));
  expect(running.filter((caller) => caller === 'anna')).toHaveLength(12);
  expect(running.filter((caller) => caller === 'bert')).toHaveLength(1);
});
