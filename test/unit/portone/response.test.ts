import { describe, expect, it } from 'vitest';
import { listBillingKeys } from '../../../src/endpoints/catalog/billing-keys.ts';
import { cancelNaverOrders } from '../../../src/endpoints/catalog/naver-orders.ts';
import { cancelPayment, getPayment, listPaymentsByIds } from '../../../src/endpoints/catalog/payments.ts';
import { listSchedules, payWithBillingKey } from '../../../src/endpoints/catalog/subscriptions.ts';
import { OutcomeUnknown, PortOneRejected, PortOneUnreachable } from '../../../src/portone/errors.ts';
import { replyOf } from '../../../src/portone/response.ts';

const answer = (response: unknown, { status = 200, code = 0 as unknown, message = null as unknown } = {}) => ({
  status,
  text: JSON.stringify({ code, message, response }),
});

/** What a call throws, or its answer where it throws nothing. */
function outcome(call: () => unknown): unknown {
  try {
    return call();
  } catch (error) {
    return error;
  }
}

describe('success', () => {
  it('lets unknown fields and values pass', () => {
    const payment = { imp_uid: 'i', status: 'brand_new', tomorrow: { x: 1 } };
    expect(replyOf(getPayment, {}, answer(payment))).toEqual({ response: payment });
  });

  it('takes a code written as text', () => {
    expect(replyOf(getPayment, {}, answer({ imp_uid: 'i' }, { code: '0' })).response.imp_uid).toBe('i');
    expect(outcome(() => replyOf(getPayment, {}, answer(null, { code: '1' })))).toMatchObject({ code: 1 });
  });

  it('carries a message only when there is one', () => {
    expect(replyOf(getPayment, {}, answer({}, { message: '해제되었습니다.' })).message).toBe('해제되었습니다.');
    expect(replyOf(getPayment, {}, answer({}))).not.toHaveProperty('message');
  });

  it('takes a missing object for an empty one', () => {
    expect(replyOf(getPayment, {}, answer(null)).response).toEqual({});
  });

  it('takes a bare list for a page and a page for a bare list', () => {
    const rows = [{ merchant_uid: 'm' }];
    expect(replyOf(listSchedules, {}, answer(rows)).response).toEqual({ list: rows });
    const page = { total: 1, previous: 0, next: 0, list: rows };
    expect(replyOf(listSchedules, {}, answer(page)).response).toEqual(page);
    expect(replyOf(listPaymentsByIds, {}, answer(page)).response).toEqual(rows);
  });
});

describe('207', () => {
  it('names the ids asked for that were not answered', () => {
    const reply = replyOf(
      listPaymentsByIds,
      { imp_uids: ['a', 'b', 'c'] },
      answer([{ imp_uid: 'b', merchant_uid: 'a' }], { status: 207 }),
    );
    expect(reply.partial).toEqual({ failed: ['a', 'c'] });
  });

  it('goes by the argument that was given', () => {
    const reply = replyOf(
      listPaymentsByIds,
      { merchant_uids: ['a', 'b'] },
      answer([{ imp_uid: 'b', merchant_uid: 'a' }], { status: 207 }),
    );
    expect(reply.partial).toEqual({ failed: ['b'] });
    expect(replyOf(listBillingKeys, { customer_uids: ['x'] }, answer([], { status: 207 })).partial).toEqual({
      failed: ['x'],
    });
  });

  it('names none when no ids were given', () => {
    const reply = replyOf(cancelNaverOrders, { imp_uid: 'i' }, answer([{ product_order_id: 'p' }], { status: 207 }));
    expect(reply.partial).toEqual({ failed: [] });
  });

  it('is no part of a full success', () => {
    expect(replyOf(listPaymentsByIds, { imp_uids: ['a'] }, answer([]))).not.toHaveProperty('partial');
  });
});

describe('refusals', () => {
  it.each([
    [404, 'not_found'],
    [401, 'unauthorized'],
    [429, 'rate_limited'],
    [400, 'rejected'],
    [409, 'rejected'],
    [500, 'rejected'],
    [501, 'rejected'],
    [200, 'rejected'],
  ])('HTTP %i with a code is %s, for reads and writes', (status, kind) => {
    for (const row of [getPayment, cancelPayment]) {
      const error = outcome(() => replyOf(row, {}, answer(null, { status, code: -1, message: '안 됩니다' })));
      expect(error).toBeInstanceOf(PortOneRejected);
      expect(error).toMatchObject({ kind, httpStatus: status, code: -1, upstreamMessage: '안 됩니다' });
    }
  });

  it('a charge whose payment failed carries the payment and its reason', () => {
    const payment = { imp_uid: 'i', status: 'failed', fail_reason: '[F113] 한도초과' };
    const error = outcome(() => replyOf(payWithBillingKey, {}, answer(payment)));
    expect(error).toBeInstanceOf(PortOneRejected);
    expect(error).toMatchObject({ kind: 'rejected', upstreamMessage: '[F113] 한도초과', response: payment });
    expect(replyOf(getPayment, {}, answer(payment)).response.status).toBe('failed');
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
  ])('a charge that is answered with %j is not known to be one', (payment) => {
    expect(outcome(() => replyOf(payWithBillingKey, {}, answer(payment)))).toBeInstanceOf(OutcomeUnknown);
  });

  it('an answer about another order or payment proves nothing', () => {
    const other = answer({ imp_uid: 'i', merchant_uid: 'other', status: 'paid' });
    expect(outcome(() => replyOf(payWithBillingKey, { merchant_uid: 'm' }, other))).toMatchObject({
      kind: 'outcome_unknown',
      answered: true,
    });
    const refunded = answer({ imp_uid: 'other', status: 'cancelled' });
    expect(outcome(() => replyOf(cancelPayment, { imp_uid: 'i' }, refunded))).toMatchObject({
      kind: 'outcome_unknown',
      answered: true,
    });
    expect(replyOf(cancelPayment, { merchant_uid: 'm' }, refunded).response.imp_uid).toBe('other');
  });

  it('cleans and cuts what PortOne said', () => {
    const message = `줄\n바꿈\u202e\u0007\u200b ${'가'.repeat(400)}`;
    const error = outcome(() => replyOf(getPayment, {}, answer(null, { status: 400, code: 1, message })));
    expect(error).toMatchObject({ upstreamMessage: `줄 바꿈 ${'가'.repeat(294)}…` });
  });
});

describe('an answer that is not PortOne’s', () => {
  const texts = ['', '<html>secret page</html>', '{"code":0,"mess', '[]', 'null', '"x"', '{"message":"Internal"}'];

  it.each(texts)('%j is unreachable for a read and of unknown outcome for a write', (text) => {
    for (const status of [200, 500, 502, 302, 408]) {
      expect(outcome(() => replyOf(getPayment, {}, { status, text }))).toBeInstanceOf(PortOneUnreachable);
      const error = outcome(() => replyOf(cancelPayment, {}, { status, text }));
      expect(error).toBeInstanceOf(OutcomeUnknown);
      expect(JSON.stringify(error) + String(error)).not.toContain('secret page');
    }
  });

  it('a gateway’s status leaves the outcome of a write unknown even with an envelope', () => {
    const gone = answer(null, { status: 504, code: -1, message: 'timeout' });
    expect(outcome(() => replyOf(cancelPayment, {}, gone))).toMatchObject({ kind: 'outcome_unknown', httpStatus: 504 });
  });

  it.each([
    [403, 'rejected'],
    [404, 'rejected'],
    [413, 'rejected'],
    [429, 'rate_limited'],
  ])('HTTP %i refuses, and says nothing about what was asked for: %s', (status, kind) => {
    expect(outcome(() => replyOf(cancelPayment, {}, { status, text: '<html>' }))).toMatchObject({ kind });
  });

  it.each([401, 403, 404, 429])('HTTP %i is said to be perhaps another’s, and where to look', (status) => {
    for (const row of [getPayment, cancelPayment])
      expect(outcome(() => replyOf(row, {}, { status, text: '<html>' }))).toMatchObject({
        httpStatus: status,
        message: expect.stringMatching(`HTTP ${status}.*not PortOne's JSON.*Nothing was done`),
        next: expect.stringContaining('PORTONE_V1_BASE_URL'),
      });
    expect(outcome(() => replyOf(getPayment, {}, answer(null, { status, code: -1 })))).toMatchObject({
      message: expect.not.stringContaining('JSON'),
    });
  });

  it('with HTTP 200 or a redirect leads there too, but not a gateway that is busy', () => {
    const read = (status: number) => outcome(() => replyOf(getPayment, {}, { status, text: '<html>' }));
    for (const status of [200, 302]) expect(read(status)).toMatchObject({ next: expect.stringContaining('BASE_URL') });
    for (const status of [408, 502, 503, 504]) expect(read(status)).toMatchObject({ next: 'Try again later.' });
  });
});
