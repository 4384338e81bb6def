import { describe, expect, it } from 'vitest';
import { endpoints } from '../../../../src/endpoints/index.ts';
import { decodeRequest, type RawRequest } from '../../../../src/sandbox/http/decode-request.ts';
import { matchRoute } from '../../../../src/sandbox/http/match-route.ts';

const FORM = 'application/x-www-form-urlencoded';
const JSON_TYPE = 'application/json';

function findRow(route: string) {
  const row = endpoints.find((one) => one.route === route);
  if (!row) throw new Error(`no row ${route}`);
  return row;
}
const decodeCall = (route: string, raw: Partial<RawRequest>) =>
  decodeRequest(findRow(route), { path: {}, query: '', contentType: undefined, body: '', ...raw });
const decodeJson = (route: string, body: unknown, raw: Partial<RawRequest> = {}) =>
  decodeCall(route, { contentType: JSON_TYPE, body: JSON.stringify(body), ...raw });
const decodeForm = (route: string, body: string, raw: Partial<RawRequest> = {}) =>
  decodeCall(route, { contentType: FORM, body, ...raw });

const readRejection = (decoded: ReturnType<typeof decodeRequest>) =>
  decoded.status === 'rejected' ? decoded : { status: decoded.status, problems: [], missing: [] };

const CANCEL = 'POST /payments/cancel';
const ORDER = { merchant_uid: 'm', amount: 100 };

describe('the decoded arguments of a request', () => {
  it('JSON and form bodies decode to the same arguments, with nested keys and lists', () => {
    const args = { imp_uid: 'imp_1', amount: 1000, extra: { requester: 'admin' } };
    expect(decodeJson(CANCEL, args)).toEqual({ status: 'decoded', args, deviations: [] });
    expect(decodeForm(CANCEL, 'imp_uid=imp_1&amount=1000&extra[requester]=admin')).toEqual({
      status: 'decoded',
      args,
      deviations: [],
    });

    const route = 'POST /subscribe/payments/schedule';
    const item = { merchant_uid: 's1', schedule_at: 1_800_000_000, amount: 9900, currency: 'KRW', name: '구독' };
    const request = { customer_uid: 'c', schedules: [item, { ...item, merchant_uid: 's2' }] };
    const fields = request.schedules.flatMap((one, index) =>
      Object.entries(one).map(([key, value]): [string, string] => [`schedules[${index}][${key}]`, String(value)]),
    );
    const body = new URLSearchParams([['customer_uid', 'c'], ...fields]).toString();
    expect(decodeJson(route, request)).toEqual({ status: 'decoded', args: request, deviations: [] });
    expect(decodeForm(route, body)).toEqual({ status: 'decoded', args: request, deviations: [] });
    const packed = new URLSearchParams({ customer_uid: 'c', schedules: JSON.stringify(request.schedules) });
    expect(decodeForm(route, packed.toString())).toEqual({ status: 'decoded', args: request, deviations: [] });
  });

  it('decoded arguments have the names of the row, whatever their upstream names', () => {
    const many = Array.from({ length: 100 }, (_, index) => `imp_${index}`);
    const query = many.map((uid) => `imp_uid%5B%5D=${uid}`).join('&');
    expect(decodeCall('GET /payments', { query })).toEqual({
      status: 'decoded',
      args: { imp_uids: many },
      deviations: [],
    });
    expect(decodeCall('GET /payments', { query: 'imp_uid[]=imp_1' })).toEqual({
      status: 'decoded',
      args: { imp_uids: ['imp_1'] },
      deviations: [],
    });
    const route = 'GET /subscribe/customers/{customer_uid}/schedules';
    const asked = decodeCall(route, { path: { customer_uid: 'c' }, query: 'schedule-status=revoked&from=1&to=2' });
    expect(asked).toMatchObject({ args: { schedule_status: 'revoked' }, deviations: [] });
  });

  it('decoded query arguments have the types of the row', () => {
    expect(decodeCall('GET /payments/{imp_uid}', { path: { imp_uid: 'a' }, query: 'include_sandbox=true' })).toEqual({
      status: 'decoded',
      args: { imp_uid: 'a', include_sandbox: true },
      deviations: [],
    });
    const listed = decodeCall('GET /payments/status/{payment_status}', {
      path: { payment_status: 'all' },
      query: 'limit=5&from=1795000000',
    });
    expect(listed).toMatchObject({ args: { limit: 5, from: 1_795_000_000 } });
  });

  it('null arguments are omitted, and a missing body is accepted', () => {
    expect(decodeJson(CANCEL, { imp_uid: 'imp_1', checksum: null })).toEqual({
      status: 'decoded',
      args: { imp_uid: 'imp_1' },
      deviations: [],
    });
    expect(decodeCall(CANCEL, {})).toEqual({ status: 'decoded', args: {}, deviations: [] });
  });
});

describe('a request that even the lenient sandbox rejects', () => {
  it.each([
    ['broken JSON', () => decodeCall(CANCEL, { contentType: JSON_TYPE, body: '{' }), 'not valid JSON'],
    ['a list as the body', () => decodeJson(CANCEL, [1]), 'must be a JSON object'],
    ['a word as a number', () => decodeJson(CANCEL, { imp_uid: 'a', amount: 'all' }), 'amount must be a number'],
    [
      'a number out of range',
      () => decodeCall(CANCEL, { contentType: JSON_TYPE, body: '{"imp_uid":"a","amount":1e999}' }),
      'amount must be a number',
    ],
    ['a word as a number in a form', () => decodeForm(CANCEL, 'imp_uid=a&amount=1e3'), 'amount must be a number'],
    [
      'an ISO 8601 time',
      () =>
        decodeCall('GET /payments/status/{payment_status}', {
          path: { payment_status: 'all' },
          query: 'from=2026-11-21',
        }),
      'from must be a number',
    ],
    ['an object as text', () => decodeJson(CANCEL, { imp_uid: { a: 1 } }), 'imp_uid must be text'],
    ['text as an object', () => decodeJson(CANCEL, { imp_uid: 'a', extra: 'admin' }), 'extra must be an object'],
    ['a missing field', () => decodeJson('POST /payments/prepare', { amount: 1 }), 'merchant_uid'],
    ['an empty number', () => decodeForm('POST /payments/prepare', 'merchant_uid=m&amount='), 'amount'],
  ])('the request is rejected: %s', (_what, run, named) => {
    const { status, problems, missing } = readRejection(run());
    expect(status).toBe('rejected');
    expect([...problems, ...missing].join('; ')).toContain(named);
  });
});

describe('a request that deviates from the document', () => {
  const PREPARE = 'POST /payments/prepare';
  it.each([
    ['an unknown field', () => decodeJson(PREPARE, { ...ORDER, foo: 1 }), 'foo'],
    ['an unknown nested field', () => decodeJson(CANCEL, { imp_uid: 'a', extra: { who: 1 } }), 'extra[who]'],
    ['an unknown query parameter', () => decodeJson(PREPARE, ORDER, { query: 'page=1' }), 'page'],
    ['text as a number in JSON', () => decodeJson(PREPARE, { ...ORDER, amount: '100' }), 'amount'],
    ['a number as text', () => decodeJson(PREPARE, { ...ORDER, merchant_uid: 5 }), 'merchant_uid'],
    ['text as a flag in JSON', () => decodeJson(CANCEL, { imp_uid: 'a', enable_webhook: 'true' }), 'enable_webhook'],
    ['a body field in the query', () => decodeCall(PREPARE, { query: 'merchant_uid=m&amount=100' }), 'merchant_uid'],
    ['a field in body and query', () => decodeJson(PREPARE, ORDER, { query: 'amount=5' }), 'amount'],
    [
      'a path value in the body as well',
      () => decodeJson('PUT /vbanks/{imp_uid}', { imp_uid: 'b', amount: 5 }, { path: { imp_uid: 'a' } }),
      'imp_uid',
    ],
    ['a list without brackets', () => decodeCall('GET /payments', { query: 'imp_uid=a' }), 'imp_uid'],
    ['an unknown content type', () => decodeJson(PREPARE, ORDER, { contentType: 'text/plain' }), 'Content-Type'],
    ['a body on a GET', () => decodeJson('GET /banks', { page: 1 }), 'body'],
    [
      'milliseconds',
      () => decodeJson('PUT /vbanks/{imp_uid}', { vbank_due: 1_795_000_000_000 }, { path: { imp_uid: 'a' } }),
      'vbank_due',
    ],
    [
      'the document’s example order',
      () => decodeJson(PREPARE, { ...ORDER, merchant_uid: 'merchant_1448280088556' }),
      'merchant_uid',
    ],
    [
      'the document’s example path',
      () => decodeCall('GET /payments/{imp_uid}', { path: { imp_uid: 'imp_448280090638' } }),
      'imp_uid',
    ],
    [
      'the document’s example customer',
      () => decodeCall('GET /subscribe/customers', { query: 'customer_uid[]=customer_1234' }),
      'customer_uids',
    ],
  ])('the deviation is recorded: %s', (_what, run, field) => {
    expect(run()).toMatchObject({
      status: 'decoded',
      deviations: expect.arrayContaining([expect.objectContaining({ field })]),
    });
  });

  it('a form for an operation that accepts only JSON is recorded as a deviation', () => {
    const path = { member_id: 'm' };
    const route = 'POST /kcpquick/members/{member_id}/fido/release';
    const sent = decodeForm(route, 'channel_key=k&site_code=S1&partner_type=PT01&partner_subtype=PS01', { path });
    expect(sent).toMatchObject({
      deviations: expect.arrayContaining([expect.objectContaining({ field: 'Content-Type' })]),
    });
  });

  it('a deviating value is still accepted', () => {
    expect(decodeJson(PREPARE, { merchant_uid: 'm', amount: '100' })).toMatchObject({ args: ORDER });
    expect(decodeCall(PREPARE, { query: 'merchant_uid=m&amount=100' })).toMatchObject({ args: ORDER });
  });

  it('a path value takes precedence over the same name elsewhere', () => {
    const sent = decodeJson('PUT /vbanks/{imp_uid}', { imp_uid: 'b', amount: 5 }, { path: { imp_uid: 'a' } });
    expect(sent).toMatchObject({ args: { imp_uid: 'a', amount: 5 } });
  });
});

describe('the documented length limits', () => {
  const scheduled = { schedule_at: 1_800_000_000, amount: 1, currency: 'KRW', merchant_uid: 's1' };
  const again = { customer_uid: 'c', merchant_uid: 'm', amount: 1, name: 'x' };
  const key = { channel_key: 'k', card_number: '1', expiry: '2' };
  const decodeForKey = (value: object, customer_uid = 'c') =>
    decodeJson('POST /subscribe/customers/{customer_uid}', { ...key, ...value }, { path: { customer_uid } });
  // Copied from the document by hand, so that the rows are not their own witness.
  const fields: [string, string, number, (value: string) => ReturnType<typeof decodeRequest>][] = [
    [
      'POST /payments/prepare',
      'merchant_uid',
      40,
      (it) => decodeJson('POST /payments/prepare', { ...ORDER, merchant_uid: it }),
    ],
    [
      'PUT /payments/prepare',
      'merchant_uid',
      40,
      (it) => decodeJson('PUT /payments/prepare', { ...ORDER, merchant_uid: it }),
    ],
    ['a form', 'merchant_uid', 40, (it) => decodeForm('POST /payments/prepare', `amount=1&merchant_uid=${it}`)],
    [
      'a charge',
      'merchant_uid',
      40,
      (it) => decodeJson('POST /subscribe/payments/again', { ...again, merchant_uid: it }),
    ],
    [
      'a charge',
      'customer_uid',
      80,
      (it) => decodeJson('POST /subscribe/payments/again', { ...again, customer_uid: it }),
    ],
    ['a charge', 'name', 40, (it) => decodeJson('POST /subscribe/payments/again', { ...again, name: it })],
    ['a charge', 'buyer_name', 16, (it) => decodeJson('POST /subscribe/payments/again', { ...again, buyer_name: it })],
    ['a charge', 'buyer_addr', 128, (it) => decodeJson('POST /subscribe/payments/again', { ...again, buyer_addr: it })],
    [
      'a charge',
      'buyer_postcode',
      8,
      (it) => decodeJson('POST /subscribe/payments/again', { ...again, buyer_postcode: it }),
    ],
    ['a billing key', 'channel_key', 55, (it) => decodeForKey({ channel_key: it })],
    ['a billing key', 'pg', 80, (it) => decodeForKey({ pg: it })],
    ['a billing key', 'customer_email', 200, (it) => decodeForKey({ customer_email: it })],
    ['a path', 'customer_uid', 80, (it) => decodeForKey({}, it)],
    [
      'a query',
      'site_code',
      80,
      (it) =>
        decodeCall('DELETE /kcpquick/members/{member_id}', {
          path: { member_id: 'm' },
          query: `site_code=${it}&partner_type=PT01&partner_subtype=PS01`,
        }),
    ],
    [
      'a list',
      'schedules[0][name]',
      40,
      (it) =>
        decodeJson('POST /subscribe/payments/schedule', { customer_uid: 'c', schedules: [{ ...scheduled, name: it }] }),
    ],
  ];
  it.each(fields)('the limit in %s: %s has at most %i characters', (_what, field, longest, send) => {
    expect(send('9'.repeat(longest))).toMatchObject({ deviations: [] });
    const value = '9'.repeat(longest + 1);
    const sent = send(value);
    expect(sent).toMatchObject({
      deviations: [{ field, problem: `is longer than the documented ${longest} characters` }],
    });
    expect(JSON.stringify(sent)).toContain(value);
  });

  it('a length limit counts characters, not bytes or code units', () => {
    const named = (name: string) => decodeJson('POST /subscribe/payments/again', { ...again, name });
    expect(named('🧃'.repeat(40))).toMatchObject({ deviations: [] });
    expect(named('가'.repeat(41))).toMatchObject({ deviations: [{ field: 'name' }] });
  });

  it('a length limit applies also to a value that should have been text', () => {
    const sent = decodeJson('POST /subscribe/payments/again', { ...again, buyer_postcode: 123_456_789 });
    expect(sent).toMatchObject({ deviations: [{ field: 'buyer_postcode' }, { field: 'buyer_postcode' }] });
  });

  it('an argument without a documented limit may be long', () => {
    expect(decodeJson(CANCEL, { imp_uid: 'a', reason: 'x'.repeat(5_000) })).toMatchObject({ deviations: [] });
  });
});

describe('an argument that the document requires only recently', () => {
  const route = 'POST /subscribe/customers/{customer_uid}';
  const card = { card_number: '4000-1234-5678-9010', expiry: '2099-12' };
  const decodeIssue = (body: object) => decodeJson(route, { ...card, ...body }, { path: { customer_uid: 'c' } });

  it('the new requirement may be met by its older equivalents', () => {
    for (const said of [{ pg: 'kcp' }, { pg: 'kcp.SB002' }, { channel_group_id: 'g' }, { channel_key: 'k' }])
      expect(decodeIssue(said)).toEqual({
        status: 'decoded',
        args: { customer_uid: 'c', ...card, ...said },
        deviations: [],
      });
    expect(decodeForm(route, 'pg=kcp&card_number=1&expiry=2', { path: { customer_uid: 'c' } })).toMatchObject({
      deviations: [],
    });
  });

  it('a request without the argument or an equivalent is only a deviation', () => {
    const deviations = [{ field: 'channel_key', problem: 'is required by the document', taken: true }];
    expect(decodeIssue({})).toEqual({ status: 'decoded', args: { customer_uid: 'c', ...card }, deviations });
    expect(decodeIssue({ channel_key: null })).toMatchObject({ deviations });
    const charge = { customer_uid: 'c', merchant_uid: 'm', amount: 1 };
    expect(decodeJson('POST /subscribe/payments/again', charge)).toEqual({
      status: 'decoded',
      args: charge,
      deviations: [{ field: 'name', problem: 'is required by the document', taken: true }],
    });
  });

  it('other required arguments are still required', () => {
    expect(decodeJson(route, { pg: 'kcp' }, { path: { customer_uid: 'c' } })).toEqual({
      status: 'rejected',
      problems: [],
      missing: ['card_number', 'expiry'],
    });
  });
});

describe('the routes of the sandbox', () => {
  const matchPath = (method: string, path: string) => {
    const match = matchRoute(method, path);
    return typeof match === 'string' ? match : [match.row.route, match.path];
  };

  it('every row is found by its path template', () => {
    for (const { method, template, route } of endpoints) {
      const path = template.replaceAll(/\{(\w+)\}/g, 'x');
      expect(matchPath(method, path)[0], route).toBe(route);
    }
  });

  it('a literal path segment takes precedence over a placeholder', () => {
    expect(matchPath('GET', '/payments/prepare/o1')).toEqual([
      'GET /payments/prepare/{merchant_uid}',
      { merchant_uid: 'o1' },
    ]);
    expect(matchPath('GET', '/payments/i1/balance')).toEqual(['GET /payments/{imp_uid}/balance', { imp_uid: 'i1' }]);
    expect(matchPath('GET', '/payments/find/balance')[0]).toBe('GET /payments/find/{merchant_uid}/{payment_status}');
  });

  it('the routes find and findAll work without their last segment', () => {
    const template = 'GET /payments/findAll/{merchant_uid}/{payment_status}';
    expect(matchPath('GET', '/payments/findAll/o1')).toEqual([template, { merchant_uid: 'o1' }]);
    expect(matchPath('GET', '/payments/findAll/o1/')).toEqual([template, { merchant_uid: 'o1' }]);
    expect(matchPath('GET', '/payments/findAll/o1/paid')).toEqual([
      template,
      { merchant_uid: 'o1', payment_status: 'paid' },
    ]);
  });

  it('path values are decoded, including encoded slashes', () => {
    expect(matchPath('GET', '/payments/find/%EC%A3%BC%EB%AC%B8%2F1%2B2')).toMatchObject([
      expect.any(String),
      { merchant_uid: '주문/1+2' },
    ]);
    expect(matchPath('GET', '/payments/find/%E0%A4%A')).toBe('malformed');
  });

  it('an unknown path is not found, and a wrong method is not allowed', () => {
    expect(matchPath('GET', '/nowhere')).toBe('not_found');
    expect(matchPath('GET', '/payments//balance')).toBe('not_found');
    expect(matchPath('PATCH', '/payments/cancel')).toBe('method_not_allowed');
  });
});
