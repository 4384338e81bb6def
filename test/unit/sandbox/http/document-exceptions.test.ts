import { describe, expect, it } from 'vitest';
import { endpoints } from '../../../../src/endpoints/index.ts';
import { decodeRequest, type RawRequest } from '../../../../src/sandbox/http/decode-request.ts';
import { matchRoute } from '../../../../src/sandbox/http/match-route.ts';

function decode(route: string, raw: Partial<RawRequest>) {
  const row = endpoints.find((one) => one.route === route);
  if (!row) throw new Error(`There is no endpoint ${route}.`);
  return decodeRequest(row, { path: {}, query: '', contentType: undefined, body: '', ...raw });
}
const decodeJson = (route: string, body: unknown, raw: Partial<RawRequest> = {}) =>
  decode(route, { contentType: 'application/json', body: JSON.stringify(body), ...raw });
const decodeForm = (route: string, body: string) =>
  decode(route, { contentType: 'application/x-www-form-urlencoded', body });

const CANCEL = 'POST /payments/cancel';
const AGAIN = 'POST /subscribe/payments/again';
const SCHEDULE = 'POST /subscribe/payments/schedule';
const UNSCHEDULE = 'POST /subscribe/payments/unschedule';
const charge = { customer_uid: 'c', merchant_uid: 'm', amount: 100, name: '구독' };

describe('a form that is read as PHP reads it', () => {
  it.each([
    ['a blank before a name does not belong to the name', 'imp_uid=i& amount=1000& reason=x'],
    ['an encoded blank before a name does not belong to the name', 'imp_uid=i&+amount=1000&%20reason=x'],
    ['the last of two fields with one name counts', 'imp_uid=h&imp_uid=i&amount=1&amount=1000&reason=x'],
    ['blanks before a number do not count', 'imp_uid=i&amount=+1000&reason=x'],
  ])('%s', (_title, body) => {
    expect(decodeForm(CANCEL, body)).toEqual({
      status: 'decoded',
      args: { imp_uid: 'i', amount: 1_000, reason: 'x' },
      deviations: [],
    });
  });

  it('the fields of the merchant’s own data may be nested, and are kept as JSON text', () => {
    const body = 'customer_uid=c&merchant_uid=m&amount=100&name=x&custom_data[a][b]=1&custom_data[c]=2';
    expect(decodeForm(AGAIN, body)).toMatchObject({ args: { custom_data: '{"a":{"b":"1"},"c":"2"}' }, deviations: [] });
  });
});

describe('a value that says nothing', () => {
  it.each(['', null])('the value %j of an optional argument counts as not given', (nothing) => {
    expect(decodeJson(CANCEL, { imp_uid: 'i', amount: nothing, reason: nothing, extra: nothing })).toEqual({
      status: 'decoded',
      args: { imp_uid: 'i' },
      deviations: [],
    });
  });

  it('an empty choice in a query counts as not given', () => {
    const route = 'GET /subscribe/customers/{customer_uid}/schedules';
    const query = 'from=1&to=2&schedule-status=&sorting=';
    expect(decode(route, { path: { customer_uid: 'c' }, query })).toMatchObject({
      args: { customer_uid: 'c', from: 1, to: 2 },
      deviations: [],
    });
  });

  it('an empty required argument is missing', () => {
    expect(decodeJson(AGAIN, { ...charge, customer_uid: '' })).toMatchObject({ missing: ['customer_uid'] });
  });

  it('an empty list in the place of an object, and in the place of a body, counts as not given', () => {
    expect(decodeJson(CANCEL, { imp_uid: 'i', extra: [] })).toMatchObject({ args: { imp_uid: 'i' }, deviations: [] });
    for (const body of [[], null])
      expect(decodeJson('GET /payments/{imp_uid}', body, { path: { imp_uid: 'i' } })).toEqual({
        status: 'decoded',
        args: { imp_uid: 'i' },
        deviations: [],
      });
  });

  it('an empty text in the place of a list of order numbers stays, since no list means all of them', () => {
    expect(decodeJson(UNSCHEDULE, { customer_uid: 'c', merchant_uid: '' })).toMatchObject({
      args: { customer_uid: 'c', merchant_uid: [''] },
    });
  });

  it('an unknown name without a value is no deviation', () => {
    expect(decodeJson(AGAIN, { ...charge, extraCondition: null, foo: '' })).toMatchObject({ deviations: [] });
    expect(decodeJson(AGAIN, { ...charge, extraCondition: {} })).toMatchObject({
      deviations: [{ field: 'extraCondition' }],
    });
  });
});

describe('what PortOne takes although its document says otherwise', () => {
  const item = { merchant_uid: 's1', schedule_at: 1_800_000_000, amount: 8_900, name: '월간 이용권 정기결제' };
  const { name: _name, ...namelessItem } = item;

  it('a schedule without a currency is in KRW, without a deviation', () => {
    expect(decodeJson(SCHEDULE, { customer_uid: 'c', schedules: [item] })).toEqual({
      status: 'decoded',
      args: { customer_uid: 'c', schedules: [{ ...item, currency: 'KRW' }] },
      deviations: [],
    });
  });

  it('a schedule without a name is taken, with a warning that is no mistake of the caller', () => {
    expect(decodeJson(SCHEDULE, { customer_uid: 'c', schedules: [item, namelessItem] })).toMatchObject({
      status: 'decoded',
      deviations: [{ field: 'schedules[1][name]', taken: true }],
    });
  });

  it('a schedule without an amount is still missing it', () => {
    const { amount: _amount, ...rest } = item;
    expect(decodeJson(SCHEDULE, { customer_uid: 'c', schedules: [rest] })).toMatchObject({
      status: 'rejected',
      missing: ['schedules[0][amount]'],
    });
  });

  it.each([
    [
      'POST /vbanks',
      { merchant_uid: 'm', amount: 1, vbank_code: '004', vbank_due: 1_800_000_000, vbank_holder: '홍길동' },
      {},
    ],
    ['POST /receipts/external/{merchant_uid}', { name: 'x', amount: 1, identifier: '1' }, { merchant_uid: 'm' }],
    [
      'POST /certifications/otp/request',
      { name: 'x', phone: '01000001111', birth: '900101', gender_digit: '1', carrier: 'KT' },
      {},
    ],
  ])('%s may name the PG instead of the channel, or neither', (route, body, path) => {
    expect(decodeJson(route, { ...body, pg: 'danal' }, { path })).toMatchObject({
      status: 'decoded',
      args: { pg: 'danal' },
      deviations: [],
    });
    expect(decodeJson(route, body, { path })).toMatchObject({
      status: 'decoded',
      deviations: [{ field: 'channel_key', taken: true }],
    });
  });

  it('the reviews of Naver Pay may be read without a channel, but not without a period', () => {
    const query = 'from=1&to=2&review_type=general';
    expect(decode('GET /naver/reviews', { query })).toMatchObject({ status: 'decoded' });
    expect(decode('GET /naver/reviews', { query: 'review_type=general' })).toMatchObject({ missing: ['from', 'to'] });
  });

  it('operations that are younger than channel_key still require it', () => {
    expect(decodeJson('POST /cvs', { merchant_uid: 'm', amount: 1 })).toMatchObject({
      missing: expect.arrayContaining(['channel_key']),
    });
  });

  it.each([
    ['POST /subscribe/customers/{customer_uid}', { card_number: '1', expiry: '2' }, 'channel_group_id'],
    [
      'POST /subscribe/payments/onetime',
      { merchant_uid: 'm', amount: 1, card_number: '1', expiry: '2' },
      'channelGroupId',
    ],
  ])('%s takes the group of channels in both spellings', (route, body, name) => {
    for (const spelling of ['channelGroupId', 'channel_group_id'])
      expect(decodeJson(route, { ...body, [spelling]: 'g' }, { path: { customer_uid: 'c' } })).toMatchObject({
        args: { [name]: 'g' },
        deviations: [],
      });
  });

  it('custom_data and bypass may be objects, and are kept as JSON text', () => {
    expect(decodeJson(AGAIN, { ...charge, custom_data: { a: 1 }, bypass: { b: [2] } })).toMatchObject({
      args: { custom_data: '{"a":1}', bypass: '{"b":[2]}' },
      deviations: [],
    });
  });

  it('the order numbers of schedules to cancel may be one text', () => {
    expect(decodeJson(UNSCHEDULE, { customer_uid: 'c', merchant_uid: 's1' })).toMatchObject({
      args: { merchant_uid: ['s1'] },
      deviations: [],
    });
  });

  it('the id of the path may be repeated in the body, but not differ', () => {
    const path = { imp_uid: 'a' };
    expect(decodeJson('PUT /vbanks/{imp_uid}', { imp_uid: 'a', amount: 5 }, { path })).toMatchObject({
      deviations: [],
    });
    expect(decodeJson('PUT /vbanks/{imp_uid}', { imp_uid: 'b', amount: 5 }, { path })).toMatchObject({
      deviations: [{ field: 'imp_uid' }],
    });
  });

  it('page 0 of the payments of a billing key is its first page', () => {
    const route = 'GET /subscribe/customers/{customer_uid}/payments';
    expect(decode(route, { path: { customer_uid: 'c' }, query: 'page=0' })).toMatchObject({
      args: { customer_uid: 'c' },
      deviations: [{ field: 'page', taken: true }],
    });
  });

  it('the state "all" of an order’s attempts is taken, as a mistake of the caller', () => {
    const path = { merchant_uid: 'm', payment_status: 'all' };
    const decoded = decode('GET /payments/findAll/{merchant_uid}/{payment_status}', { path });
    expect(decoded).toEqual({
      status: 'decoded',
      args: { merchant_uid: 'm' },
      deviations: [{ field: 'payment_status', problem: 'must not be all' }],
    });
  });

  it.each([
    ['True', true],
    ['1', true],
    ['0', false],
    ['FALSE', false],
  ])('the flag %s in a query is taken, as a mistake of the caller', (written, meant) => {
    const query = `include_sandbox=${written}`;
    expect(decode('GET /payments/{imp_uid}', { path: { imp_uid: 'a' }, query })).toEqual({
      status: 'decoded',
      args: { imp_uid: 'a', include_sandbox: meant },
      deviations: [{ field: 'include_sandbox', problem: 'must be true or false' }],
    });
  });
});

describe('a path as clients write it', () => {
  const match = (method: string, path: string) => {
    const found = matchRoute(method, path);
    return typeof found === 'string' ? found : { route: found.row.route, deviations: found.deviations };
  };

  it('a slash at the end means nothing', () => {
    expect(match('POST', '/payments/cancel/')).toEqual({ route: CANCEL, deviations: [] });
    expect(match('GET', '/payments/findAll/o1/')).toMatchObject({ deviations: [] });
  });

  it('a payment may be read by POST, as a mistake of the caller', () => {
    const deviations = [{ field: 'method', problem: 'must be GET' }];
    expect(match('POST', '/payments/find/o1')).toMatchObject({ deviations });
    expect(match('POST', '/payments/imp_1')).toEqual({ route: 'GET /payments/{imp_uid}', deviations });
    expect(match('POST', '/payments/status/all')).toBe('method_not_allowed');
  });

  it('a path that PortOne no longer documents is not found', () => {
    expect(match('GET', '/vbanks/holder')).toBe('not_found');
    expect(match('POST', '/subscribe/payments/foreign')).toBe('not_found');
  });
});
