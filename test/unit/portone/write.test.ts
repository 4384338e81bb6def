import { createServer } from 'node:net';
import { describe, expect, it } from 'vitest';
import { deleteBillingKey } from '../../../src/endpoints/catalog/billing-keys.ts';
import { cancelNaverOrders } from '../../../src/endpoints/catalog/naver-orders.ts';
import { cancelPayment, getPayment, updatePaymentPrepare } from '../../../src/endpoints/catalog/payments.ts';
import { payWithBillingKey } from '../../../src/endpoints/catalog/subscriptions.ts';
import { createPortOne } from '../../../src/portone/client.ts';
import { OutcomeUnknown, PortOneUnreachable } from '../../../src/portone/errors.ts';
import { createHttpClient } from '../../../src/portone/http-client.ts';
import { catchPortOneError, usePortOne } from '../../support/portone-fixture.ts';
import {
  closeConnection,
  leaveUnanswered,
  type ResponseBehavior,
  resetConnection,
  respondHtml,
  respondJson,
  respondLater,
  respondRejection,
  respondSuccess,
  respondToken,
  sendCutJson,
  sendHugeBody,
  stallBody,
  truncateBody,
} from '../../support/scripted-server.ts';
import { sendUnguarded } from '../../support/unguarded-write.ts';

const fixture = usePortOne({ timeouts: { write: 400 } });
const readPayment = () => fixture.portone.call(getPayment, { imp_uid: 'imp_1' });
const writes = {
  POST: () => sendUnguarded(fixture.connection, cancelPayment, { imp_uid: 'imp_1', reason: 'a private reason' }),
  PUT: () => sendUnguarded(fixture.connection, updatePaymentPrepare, { merchant_uid: 'm', amount: 1 }),
  DELETE: () => sendUnguarded(fixture.connection, deleteBillingKey, { customer_uid: 'c' }),
};

describe('a write whose response is lost', () => {
  const losses: Record<string, ResponseBehavior> = {
    'a reset before an answer': resetConnection,
    'a connection closed without a word': closeConnection,
    'a connection cut in the middle of the answer': truncateBody,
    'JSON that ends too early': sendCutJson,
    'an HTML page with HTTP 500': respondHtml(500),
    'an HTML page with HTTP 502': respondHtml(502),
    'an HTML page with HTTP 200': respondHtml(200),
    'an HTML page with HTTP 401': respondHtml(401),
    'an HTML page with HTTP 403': respondHtml(403),
    'an HTML page with HTTP 404': respondHtml(404),
    'an HTML page with HTTP 499': respondHtml(499),
    'no answer in time': leaveUnanswered,
    'an answer that stops half-way': stallBody,
  };
  const cases = Object.keys(losses).flatMap((loss) => Object.keys(writes).map((method) => ({ loss, method })));

  it.each(cases)('$method is sent once and has an unknown outcome after $loss', async ({ loss, method }) => {
    // The first request leaves a kept-alive connection, where such failures happen.
    await readPayment();
    fixture.server.script.push(losses[loss] ?? leaveUnanswered);
    const error = await catchPortOneError(writes[method as keyof typeof writes]());
    expect(error).toBeInstanceOf(OutcomeUnknown);
    expect(error.kind).toBe('outcome_unknown');
    expect(error.next).toContain('Do not repeat');
    expect(JSON.stringify(error) + error.message).not.toMatch(/private reason|imp_1|token-|secret|127\.0\.0\.1/);
    await readPayment();
    const { received } = fixture.server;
    expect(received.map((request) => request.method)).toEqual(['GET', method, 'GET']);
    // One of the two connections that the token request and the read left open.
    expect([1, 2]).toContain(received[1]?.connection);
    expect(fixture.slept).toEqual([]);
  });

  it('a write is not repeated after an endless response', async () => {
    const portone = createPortOne({ baseUrl: fixture.server.baseUrl, apiKey: 'k', apiSecret: 's', userAgent: 'u' });
    fixture.server.script.push(sendHugeBody);
    const error = await catchPortOneError(sendUnguarded(portone, cancelPayment, { imp_uid: 'imp_1' }));
    expect(error).toBeInstanceOf(OutcomeUnknown);
    expect(error.message).toContain('too large');
    expect(fixture.server.received).toHaveLength(1);
    await portone.close();
  });
});

describe('a write that PortOne answers with HTTP 401', () => {
  const unauthorized = respondRejection(401, 'Unauthorized');

  it('a write is sent a second time with the new token after its token expired', async () => {
    fixture.server.script.push(unauthorized, respondSuccess({ imp_uid: 'imp_1' }));
    expect((await writes.POST()).response).toEqual({ imp_uid: 'imp_1' });
    expect(fixture.server.received.map(({ headers }) => headers.authorization)).toEqual([
      'Bearer token-1',
      'Bearer token-2',
    ]);
  });

  it.each([
    ['a rejection', respondRejection(200, '이미 처리되었습니다.', 1), 'rejected'],
    ['another 401', unauthorized, 'unauthorized'],
    ['a failed charge', respondSuccess({ merchant_uid: 'm', status: 'failed' }), 'rejected'],
  ])('%s after the second sending proves nothing', async (_, second, kind) => {
    fixture.server.script.push(unauthorized, second);
    const charge = { customer_uid: 'c', merchant_uid: 'm', amount: 1, name: 'tea' };
    const error = await catchPortOneError(sendUnguarded(fixture.connection, payWithBillingKey, charge));
    expect(error).toMatchObject({ kind, isConclusive: false });
    expect(fixture.server.received).toHaveLength(2);
  });

  it('a second sending without a connection leaves the first response open', async () => {
    fixture.server.script.push(async (response, request) => {
      await unauthorized(response, request);
      setImmediate(() => void fixture.server.close());
    });
    expect(await catchPortOneError(writes.POST())).toMatchObject({ kind: 'unauthorized', isConclusive: false });
  });

  it('a write is sent once if PortOne issues the same token again', async () => {
    fixture.server.tokenScript.push(respondToken('token-1', 1_800), respondToken('token-1', 1_800));
    fixture.server.script.push(unauthorized);
    expect(await catchPortOneError(writes.POST())).toMatchObject({ kind: 'unauthorized', isConclusive: false });
    expect(fixture.server.received).toHaveLength(1);
  });

  it('a write is sent once if PortOne issues no other token', async () => {
    fixture.server.tokenScript.push(respondToken('token-1', 1_800), respondRejection(401, 'wrong key'));
    fixture.server.script.push(unauthorized);
    expect(await catchPortOneError(writes.POST())).toMatchObject({ kind: 'unauthorized', isConclusive: false });
    expect(fixture.server.received).toHaveLength(1);
  });

  it('a rejection of the only request is conclusive', async () => {
    fixture.server.script.push(respondRejection(200, '환불할 수 없습니다.', 1));
    expect(await catchPortOneError(writes.POST())).toMatchObject({ kind: 'rejected', isConclusive: true });
  });
});

it('a response whose ids are no texts does not hide that the write was executed', async () => {
  const id = { toString: 1, valueOf: 1 };
  fixture.server.script.push(respondSuccess([{ product_order_id: id }], 207));
  const args = { imp_uid: 'imp_1', product_order_id: ['p'] };
  const error = await catchPortOneError(sendUnguarded(fixture.connection, cancelNaverOrders, args));
  expect(error).toMatchObject({ kind: 'outcome_unknown' });
});

describe('a write request', () => {
  it.each([429, 503])('a write is not repeated after HTTP %i', async (status) => {
    fixture.server.script.push(
      respondJson(status, { code: -1, message: 'busy', response: null }, { 'retry-after': '1' }),
    );
    const { kind } = await catchPortOneError(writes.POST());
    expect(kind).toBe(status === 429 ? 'rate_limited' : 'outcome_unknown');
    expect(fixture.server.received).toHaveLength(1);
  });

  it('a write without a connection is reported as not sent', async () => {
    await fixture.portone.getTokenExpiry();
    await fixture.server.close();
    for (const write of Object.values(writes)) {
      const error = await catchPortOneError(write());
      expect(error).toBeInstanceOf(PortOneUnreachable);
      expect(error.message).toContain('ECONNREFUSED');
    }
  });

  it('a write whose TLS handshake never finished is reported as not sent', async () => {
    // It accepts connections and never answers the TLS handshake.
    const silentServer = createServer();
    await new Promise<void>((resolve) => silentServer.listen(0, '127.0.0.1', resolve));
    const address = silentServer.address();
    const port = typeof address === 'object' ? address?.port : undefined;
    const connection = createHttpClient({ baseUrl: `https://127.0.0.1:${port}` }, 100);
    const exchange = connection.send({ method: 'POST', path: '/', body: '{}' }, { headers: {}, timeout: 20_000 });
    await expect(exchange).rejects.toMatchObject({
      sent: false,
      message: expect.stringContaining('UND_ERR_CONNECT_TIMEOUT'),
    });
    silentServer.close();
  });

  it('a write is not aborted after it was sent', async () => {
    const stop = new AbortController();
    fixture.server.script.push(async (response, request) => {
      stop.abort();
      await respondLater(50, respondSuccess({ imp_uid: 'imp_1' }))(response, request);
    });
    const reply = await sendUnguarded(fixture.connection, cancelPayment, { imp_uid: 'imp_1' }, { signal: stop.signal });
    expect(reply.response.imp_uid).toBe('imp_1');
  });

  it('a write can be aborted before it is sent', async () => {
    const stop = new AbortController();
    fixture.server.tokenScript.push((response, request) => {
      stop.abort(new Error('called off'));
      return respondToken('t', 1800)(response, request);
    });
    const call = sendUnguarded(fixture.connection, cancelPayment, { imp_uid: 'imp_1' }, { signal: stop.signal });
    await expect(call).rejects.toThrow('called off');
    await readPayment();
    expect(fixture.server.received.map(({ method }) => method)).toEqual(['GET']);
  });
});
