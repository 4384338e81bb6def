import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { deleteBillingKey, listBillingKeySchedules } from '../../../src/endpoints/catalog/billing-keys.ts';
import {
  cancelPayment,
  findPaymentByOrder,
  getPayment,
  listPaymentsByIds,
  listPaymentsByStatus,
} from '../../../src/endpoints/catalog/payments.ts';
import { createSchedules, retrySchedule } from '../../../src/endpoints/catalog/subscriptions.ts';
import { endpoint } from '../../../src/endpoints/endpoint.ts';
import { Segment } from '../../../src/endpoints/fields.ts';
import { Empty } from '../../../src/endpoints/models/empty.ts';
import { UnsafePath } from '../../../src/portone/errors.ts';
import { buildRequest } from '../../../src/portone/request.ts';

describe('the path of a request', () => {
  it('the path percent-encodes its values', () => {
    expect(buildRequest(getPayment, { imp_uid: '주문/1 +%2e?#' }).path).toBe(
      `/payments/${encodeURIComponent('주문/1 +%2e?#')}`,
    );
  });

  it.each([
    '',
    ' ',
    '\u200b',
    '.',
    '..',
    '../users/pg',
    'a/../b',
    'a\\..\\b',
    '%2e%2e',
    '%252e%252e%252fb',
    '..;/b',
    'a\ud800',
    undefined,
  ])('the path value %j is rejected and the argument is named', (imp_uid) => {
    const buildUnsafe = () => buildRequest(getPayment, { imp_uid });
    expect(buildUnsafe).toThrow(UnsafePath);
    expect(buildUnsafe).toThrow('"imp_uid"');
  });

  it('the path contains an optional last segment that is given', () => {
    expect(buildRequest(findPaymentByOrder, { merchant_uid: 'm', payment_status: 'paid' }).path).toBe(
      '/payments/find/m/paid',
    );
  });

  it('the path omits an optional last segment and its slash', () => {
    expect(buildRequest(findPaymentByOrder, { merchant_uid: 'm', sorting: '-paid' }).path).toBe(
      '/payments/find/m?sorting=-paid',
    );
  });
});

describe('the query of a request', () => {
  const parseQuery = (path: string) => [...new URL(path, 'http://x').searchParams];

  it('the query repeats the upstream name of a list', () => {
    const { path, body } = buildRequest(listPaymentsByIds, { imp_uids: ['a', 'b&c'] });
    expect(parseQuery(path)).toEqual([
      ['imp_uid[]', 'a'],
      ['imp_uid[]', 'b&c'],
    ]);
    expect(body).toBeUndefined();
  });

  it('the query flattens an object', () => {
    const { path } = buildRequest(deleteBillingKey, {
      customer_uid: 'c',
      reason: 'a b+c',
      extra: { requester: 'admin' },
    });
    expect(path).toMatch(/^\/subscribe\/customers\/c\?/);
    expect(path).not.toContain('+');
    expect(parseQuery(path)).toEqual([
      ['reason', 'a b+c'],
      ['extra[requester]', 'admin'],
    ]);
  });

  it('the query writes booleans and numbers as text and uses the upstream names', () => {
    expect(buildRequest(getPayment, { imp_uid: 'i', include_sandbox: false }).path).toBe(
      '/payments/i?include_sandbox=false',
    );
    const { path } = buildRequest(listBillingKeySchedules, {
      customer_uid: 'c',
      from: 1,
      to: 2,
      schedule_status: 'executed',
    });
    expect(parseQuery(path)).toEqual([
      ['from', '1'],
      ['to', '2'],
      ['schedule-status', 'executed'],
    ]);
  });

  it('the query omits undefined values', () => {
    expect(buildRequest(listPaymentsByStatus, { payment_status: 'all', page: undefined }).path).toBe(
      '/payments/status/all',
    );
  });
});

describe('the body of a request', () => {
  it('the body is JSON of the declared and given arguments', () => {
    const { body, path, method } = buildRequest(cancelPayment, {
      imp_uid: 'i',
      amount: 10,
      reason: undefined,
      extra: { requester: 'customer' },
      full_refund: true,
    });
    expect({ method, path }).toEqual({ method: 'POST', path: '/payments/cancel' });
    expect(JSON.parse(body ?? '')).toEqual({ imp_uid: 'i', amount: 10, extra: { requester: 'customer' } });
  });

  it('the body keeps nested lists unchanged', () => {
    const schedules = [{ merchant_uid: 'm', schedule_at: 1, currency: 'KRW', amount: 1, name: '우유' }];
    expect(JSON.parse(buildRequest(createSchedules, { customer_uid: 'c', schedules }).body ?? '')).toEqual({
      customer_uid: 'c',
      schedules,
    });
  });

  it('the body is an empty object if declared but not given, and absent if not declared', () => {
    const optional = endpoint('POST /things/{id}', {
      ...{ name: 'do_thing', title: 'Do', description: 'Do.', effect: 'write', returns: Empty },
      path: { id: Segment() },
      body: { note: z.string().optional() },
    });
    expect(buildRequest(optional, { id: '1' }).body).toBe('{}');
    expect(buildRequest(retrySchedule, { merchant_uid: 'm' })).not.toHaveProperty('body');
  });
});
