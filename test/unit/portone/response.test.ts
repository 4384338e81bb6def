import { describe, expect, it } from 'vitest';
import { listBillingKeys } from '../../../src/endpoints/catalog/billing-keys.ts';
import { cancelNaverOrders } from '../../../src/endpoints/catalog/naver-orders.ts';
import { depositNaverPoint } from '../../../src/endpoints/catalog/naver-pay.ts';
import { updatePaycoOrderStatus } from '../../../src/endpoints/catalog/payco.ts';
import { cancelPayment, getPayment, listPaymentsByIds } from '../../../src/endpoints/catalog/payments.ts';
import { cancelSchedules, listSchedules, payWithBillingKey } from '../../../src/endpoints/catalog/subscriptions.ts';
import { OutcomeUnknown, PortOneRejected, PortOneUnreachable } from '../../../src/portone/errors.ts';
import { parseResponse } from '../../../src/portone/response.ts';

const buildResponse = (response: unknown, { status = 200, code = 0 as unknown, message = null as unknown } = {}) => ({
  status,
  text: JSON.stringify({ code, message, response }),
});

/** Returns the error that a call throws, or its result. */
function catchOutcome(call: () => unknown): unknown {
  try {
    return call();
  } catch (error) {
    return error;
  }
}

describe('a successful response', () => {
  it('a response may contain unknown fields and values', () => {
    const payment = { imp_uid: 'i', status: 'brand_new', tomorrow: { x: 1 } };
    expect(parseResponse(getPayment, {}, buildResponse(payment))).toEqual({ response: payment });
  });

  it('a response may contain its code as text', () => {
    expect(parseResponse(getPayment, {}, buildResponse({ imp_uid: 'i' }, { code: '0' })).response.imp_uid).toBe('i');
    expect(catchOutcome(() => parseResponse(getPayment, {}, buildResponse(null, { code: '1' })))).toMatchObject({
      code: 1,
    });
  });

  it('a result has a message only if PortOne sent one', () => {
    expect(parseResponse(getPayment, {}, buildResponse({}, { message: '해제되었습니다.' })).message).toBe(
      '해제되었습니다.',
    );
    expect(parseResponse(getPayment, {}, buildResponse({}))).not.toHaveProperty('message');
  });

  it('a missing response object counts as an empty object', () => {
    expect(parseResponse(getPayment, {}, buildResponse(null)).response).toEqual({});
  });

  it.each([
    ['text in place of a record', getPayment, 'logged out'],
    ['rows in place of a record', getPayment, [{ imp_uid: 'imp_1' }]],
    ['a record in place of rows', listPaymentsByIds, { imp_uid: 'imp_1' }],
    ['a page whose list is text', listSchedules, { list: 'none' }],
  ])('a read that gets %s reports a response that is not of PortOne', (_, row, response) => {
    expect(catchOutcome(() => parseResponse(row as typeof getPayment, {}, buildResponse(response)))).toMatchObject({
      kind: 'unreachable',
      message: expect.stringContaining("does not have the shape of PortOne's"),
      next: expect.stringContaining('PORTONE_V1_BASE_URL'),
    });
  });

  it('an empty list in place of a record counts as an empty record', () => {
    expect(parseResponse(getPayment, {}, buildResponse([])).response).toEqual([]);
  });

  it('a bare list is accepted as a page, and a page as a bare list', () => {
    const rows = [{ merchant_uid: 'm' }];
    expect(parseResponse(listSchedules, {}, buildResponse(rows)).response).toEqual({ list: rows });
    const page = { total: 1, previous: 0, next: 0, list: rows };
    expect(parseResponse(listSchedules, {}, buildResponse(page)).response).toEqual(page);
    expect(parseResponse(listPaymentsByIds, {}, buildResponse(page)).response).toEqual(rows);
  });
});

describe('a response with HTTP 207', () => {
  it('a 207 result names the requested ids that are missing', () => {
    const reply = parseResponse(
      listPaymentsByIds,
      { imp_uids: ['a', 'b', 'c'] },
      buildResponse([{ imp_uid: 'b', merchant_uid: 'a' }], { status: 207 }),
    );
    expect(reply.partial).toEqual({ failed: ['a', 'c'] });
  });

  it('a 207 result compares the ids of the argument that was given', () => {
    const reply = parseResponse(
      listPaymentsByIds,
      { merchant_uids: ['a', 'b'] },
      buildResponse([{ imp_uid: 'b', merchant_uid: 'a' }], { status: 207 }),
    );
    expect(reply.partial).toEqual({ failed: ['b'] });
    expect(
      parseResponse(listBillingKeys, { customer_uids: ['x'] }, buildResponse([], { status: 207 })).partial,
    ).toEqual({
      failed: ['x'],
    });
  });

  it('a 207 result names no ids if none were requested', () => {
    const reply = parseResponse(
      cancelNaverOrders,
      { imp_uid: 'i' },
      buildResponse([{ product_order_id: 'p' }], { status: 207 }),
    );
    expect(reply.partial).toEqual({ failed: [] });
  });

  it('a full success has no partial result', () => {
    expect(parseResponse(listPaymentsByIds, { imp_uids: ['a'] }, buildResponse([]))).not.toHaveProperty('partial');
  });
});

describe('a rejection by PortOne', () => {
  it.each([
    [404, 'not_found'],
    [401, 'unauthorized'],
    [429, 'rate_limited'],
    [400, 'rejected'],
    [409, 'rejected'],
    [500, 'rejected'],
    [501, 'rejected'],
    [200, 'rejected'],
  ])('HTTP %i with a code is "%s", for reads and writes', (status, kind) => {
    for (const row of [getPayment, cancelPayment]) {
      const error = catchOutcome(() =>
        parseResponse(row, {}, buildResponse(null, { status, code: -1, message: '안 됩니다' })),
      );
      expect(error).toBeInstanceOf(PortOneRejected);
      expect(error).toMatchObject({ kind, httpStatus: status, code: -1, upstreamMessage: '안 됩니다' });
    }
  });

  it('a charge with a failed payment carries the payment and its failure reason', () => {
    const payment = { imp_uid: 'i', status: 'failed', fail_reason: '[F113] 한도초과' };
    const error = catchOutcome(() => parseResponse(payWithBillingKey, {}, buildResponse(payment)));
    expect(error).toBeInstanceOf(PortOneRejected);
    expect(error).toMatchObject({ kind: 'rejected', upstreamMessage: '[F113] 한도초과', response: payment });
    expect(parseResponse(getPayment, {}, buildResponse(payment)).response.status).toBe('failed');
  });

  it.each([
    null,
    {},
    [],
    { imp_uid: 'i' },
    { status: null },
    { status: 'ready' },
    { status: 'cancelled' },
    { status: 'new' },
  ])('a charge answered with %j has an unknown outcome', (payment) => {
    expect(catchOutcome(() => parseResponse(payWithBillingKey, {}, buildResponse(payment)))).toBeInstanceOf(
      OutcomeUnknown,
    );
  });

  it('a failed charge of another order does not prove that this one failed', () => {
    const other = buildResponse({ imp_uid: 'i', merchant_uid: 'other', status: 'failed', fail_reason: '한도초과' });
    expect(catchOutcome(() => parseResponse(payWithBillingKey, { merchant_uid: 'm' }, other))).toBeInstanceOf(
      OutcomeUnknown,
    );
  });

  it('a response about another order or payment has an unknown outcome', () => {
    const other = buildResponse({ imp_uid: 'i', merchant_uid: 'other', status: 'paid' });
    expect(catchOutcome(() => parseResponse(payWithBillingKey, { merchant_uid: 'm' }, other))).toMatchObject({
      kind: 'outcome_unknown',
      responseReceived: true,
    });
    const refunded = buildResponse({ imp_uid: 'other', status: 'cancelled' });
    expect(catchOutcome(() => parseResponse(cancelPayment, { imp_uid: 'i' }, refunded))).toMatchObject({
      kind: 'outcome_unknown',
      responseReceived: true,
    });
    expect(parseResponse(cancelPayment, { merchant_uid: 'm' }, refunded).response.imp_uid).toBe('other');
  });

  it('the message of PortOne is cleaned and shortened', () => {
    const message = `줄\n바꿈\u202e\u0007\u200b ${'가'.repeat(400)}`;
    const error = catchOutcome(() =>
      parseResponse(getPayment, {}, buildResponse(null, { status: 400, code: 1, message })),
    );
    expect(error).toMatchObject({ upstreamMessage: `줄 바꿈 ${'가'.repeat(294)}…` });
  });
});

describe("a response that is not PortOne's", () => {
  const texts = ['', '<html>secret page</html>', '{"code":0,"mess', '[]', 'null', '"x"', '{"message":"Internal"}'];

  it.each(texts)('the body %j is unreachable for a read and an unknown outcome for a write', (text) => {
    for (const status of [200, 500, 502, 302, 408]) {
      expect(catchOutcome(() => parseResponse(getPayment, {}, { status, text }))).toBeInstanceOf(PortOneUnreachable);
      const error = catchOutcome(() => parseResponse(cancelPayment, {}, { status, text }));
      expect(error).toBeInstanceOf(OutcomeUnknown);
      expect(JSON.stringify(error) + String(error)).not.toContain('secret page');
    }
  });

  it('a gateway status leaves the outcome of a write unknown, even with an envelope', () => {
    const gone = buildResponse(null, { status: 504, code: -1, message: 'timeout' });
    expect(catchOutcome(() => parseResponse(cancelPayment, {}, gone))).toMatchObject({
      kind: 'outcome_unknown',
      httpStatus: 504,
    });
  });

  it.each([200, 302, 400, 401, 403, 404, 413, 429, 451, 499, 500, 503])(
    'a page with HTTP %i proves nothing about a write',
    (status) => {
      expect(catchOutcome(() => parseResponse(cancelPayment, {}, { status, text: '<html>' }))).toMatchObject({
        kind: 'outcome_unknown',
        httpStatus: status,
        responseReceived: false,
        message: expect.not.stringContaining('Nothing was changed'),
      });
    },
  );

  it.each([
    ['a gateway that repeats the HTTP status as its code', 403, { code: 403, message: 'Forbidden', data: null }],
    ['a gateway without a response field', 404, { code: 5, message: 'Not Found' }],
    ['an error status beside the code of a success', 403, { code: 0, message: null, response: { imp_uid: 'i' } }],
    ['a redirect with an envelope', 307, { code: -1, message: 'moved', response: null }],
  ])('the JSON of %s is no rejection by PortOne', (_, status, body) => {
    const response = { status, text: JSON.stringify(body) };
    expect(catchOutcome(() => parseResponse(cancelPayment, {}, response))).toBeInstanceOf(OutcomeUnknown);
    expect(catchOutcome(() => parseResponse(getPayment, {}, response))).toMatchObject({
      kind: expect.not.stringMatching('not_found'),
      next: expect.stringContaining('PORTONE_V1_BASE_URL'),
    });
  });

  it.each([
    ['no response', { code: 0, message: null }],
    ['an empty response', { code: 0, message: null, response: null }],
  ])('%s in place of the record that a write changed proves nothing', (_, body) => {
    const response = { status: 200, text: JSON.stringify(body) };
    for (const parse of [
      () => parseResponse(cancelPayment, { imp_uid: 'i' }, response),
      () => parseResponse(cancelSchedules, { customer_uid: 'c' }, response),
    ])
      expect(catchOutcome(parse)).toMatchObject({
        kind: 'outcome_unknown',
        responseReceived: true,
        message: expect.stringContaining('the response shows no record'),
      });
  });

  it('an empty response suffices for a write that returns no record, or whose outcome cannot be read back', () => {
    const response = { status: 200, text: JSON.stringify({ code: 0, message: null, response: null }) };
    expect(parseResponse(depositNaverPoint, { imp_uid: 'i' }, response)).toEqual({ response: null });
    expect(parseResponse(updatePaycoOrderStatus, { imp_uid: 'i' }, response)).toEqual({ response: {} });
  });

  it('a rejection that has "data" in place of "response" is one by PortOne', () => {
    const text = JSON.stringify({ code: -1, message: '존재하지 않습니다.', data: null });
    expect(catchOutcome(() => parseResponse(getPayment, {}, { status: 404, text }))).toMatchObject({
      kind: 'not_found',
    });
  });

  it('a rejection of a write proves nothing without "response", which gateways do not send', () => {
    for (const [status, code] of [
      [403, 40_301],
      [200, -1],
      [429, 7],
    ] as const) {
      const parse = (body: object) => () =>
        parseResponse(
          cancelPayment,
          { imp_uid: 'i' },
          { status, text: JSON.stringify({ code, message: 'no', ...body }) },
        );
      expect(catchOutcome(parse({ data: {} }))).toMatchObject({ isConclusive: false });
      expect(catchOutcome(parse({ response: null }))).toMatchObject({ isConclusive: true });
    }
  });

  it.each(['failed', 'paid'])('a charge answered as %s without its order number is looked up', (status) => {
    const answer = (response: object) => () =>
      parseResponse(payWithBillingKey, { merchant_uid: 'm' }, buildResponse({ status, ...response }));
    expect(catchOutcome(answer({}))).toMatchObject({ kind: 'outcome_unknown' });
    if (status === 'failed') expect(catchOutcome(answer({ merchant_uid: 'm' }))).toMatchObject({ isConclusive: true });
    else expect(answer({ merchant_uid: 'm' })()).toMatchObject({ response: { status } });
  });

  it.each([401, 403, 404, 429])('a foreign HTTP %i points to the base URL', (status) => {
    expect(catchOutcome(() => parseResponse(getPayment, {}, { status, text: '<html>' }))).toMatchObject({
      httpStatus: status,
      message: expect.stringMatching(`HTTP ${status}.*not PortOne's JSON.*Nothing was changed`),
      next: expect.stringContaining('PORTONE_V1_BASE_URL'),
    });
    expect(catchOutcome(() => parseResponse(getPayment, {}, buildResponse(null, { status, code: -1 })))).toMatchObject({
      message: expect.not.stringContaining('JSON'),
    });
  });

  it('a foreign HTTP 200 or redirect points to the base URL, a busy gateway does not', () => {
    const parseHtml = (status: number) => catchOutcome(() => parseResponse(getPayment, {}, { status, text: '<html>' }));
    for (const status of [200, 302])
      expect(parseHtml(status)).toMatchObject({ next: expect.stringContaining('BASE_URL') });
    for (const status of [408, 502, 503, 504]) expect(parseHtml(status)).toMatchObject({ next: 'Try again later.' });
  });
});
