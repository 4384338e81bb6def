import { describe, expect, it } from 'vitest';
import { endpoints } from '../../../../src/endpoints/index.ts';
import { decode, type RawRequest } from '../../../../src/sandbox/http/decode-request.ts';
import { matchRoute } from '../../../../src/sandbox/http/match-route.ts';

const FORM = 'application/x-www-form-urlencoded';
const JSON_TYPE = 'application/json';

function rowOf(route: string) {
  const row = endpoints.find((one) => one.route === route);
  if (!row) throw new Error(`no row ${route}`);
  return row;
}
const decoded = (route: string, raw: Partial<RawRequest>) =>
  decode(rowOf(route), { path: {}, query: '', contentType: undefined, body: '', ...raw });
const json = (route: string, body: unknown, raw: Partial<RawRequest> = {}) =>
  decoded(route, { contentType: JSON_TYPE, body: JSON.stringify(body), ...raw });
const form = (route: string, body: string, raw: Partial<RawRequest> = {}) =>
  decoded(route, { contentType: FORM, body, ...raw });

const CANCEL = 'POST /payments/cancel';
const ORDER = { merchant_uid: 'm', amount: 100 };

describe('the same arguments', () => {
  it('come out of JSON and of a form, with nested keys and lists', () => {
    const args = { imp_uid: 'imp_1', amount: 1000, extra: { requester: 'admin' } };
    expect(json(CANCEL, args)).toEqual({ args, slips: [] });
    expect(form(CANCEL, 'imp_uid=imp_1&amount=1000&extra[requester]=admin')).toEqual({ args, slips: [] });

    const route = 'POST /subscribe/payments/schedule';
    const item = { merchant_uid: 's1', schedule_at: 1_800_000_000, amount: 9900, currency: 'KRW', name: '구독' };
    const booking = { customer_uid: 'c', schedules: [item, { ...item, merchant_uid: 's2' }] };
    const fields = booking.schedules.flatMap((one, index) =>
      Object.entries(one).map(([key, value]): [string, string] => [`schedules[${index}][${key}]`, String(value)]),
    );
    const body = new URLSearchParams([['customer_uid', 'c'], ...fields]).toString();
    expect(json(route, booking)).toEqual({ args: booking, slips: [] });
    expect(form(route, body)).toEqual({ args: booking, slips: [] });
    const packed = new URLSearchParams({ customer_uid: 'c', schedules: JSON.stringify(booking.schedules) });
    expect(form(route, packed.toString())).toEqual({ args: booking, slips: [] });
  });

  it('are named as the row names them, whatever HTTP calls them', () => {
    const many = Array.from({ length: 100 }, (_, index) => `imp_${index}`);
    const query = many.map((uid) => `imp_uid%5B%5D=${uid}`).join('&');
    expect(decoded('GET /payments', { query })).toEqual({ args: { imp_uids: many }, slips: [] });
    expect(decoded('GET /payments', { query: 'imp_uid[]=imp_1' })).toEqual({
      args: { imp_uids: ['imp_1'] },
      slips: [],
    });
    const route = 'GET /subscribe/customers/{customer_uid}/schedules';
    const asked = decoded(route, { path: { customer_uid: 'c' }, query: 'schedule-status=revoked&from=1&to=2' });
    expect(asked).toMatchObject({ args: { schedule_status: 'revoked' }, slips: [] });
  });

  it('have the types of the row though a query is text', () => {
    expect(decoded('GET /payments/{imp_uid}', { path: { imp_uid: 'a' }, query: 'include_sandbox=true' })).toEqual({
      args: { imp_uid: 'a', include_sandbox: true },
      slips: [],
    });
    const listed = decoded('GET /payments/status/{payment_status}', {
      path: { payment_status: 'all' },
      query: 'limit=5&from=1795000000',
    });
    expect(listed).toMatchObject({ args: { limit: 5, from: 1_795_000_000 } });
  });

  it('leave out what is null, and need no body', () => {
    expect(json(CANCEL, { imp_uid: 'imp_1', checksum: null })).toEqual({ args: { imp_uid: 'imp_1' }, slips: [] });
    expect(decoded(CANCEL, {})).toEqual({ args: {}, slips: [] });
  });
});

describe('what is refused however lenient the sandbox is', () => {
  it.each([
    ['broken JSON', () => decoded(CANCEL, { contentType: JSON_TYPE, body: '{' }), 'not valid JSON'],
    ['a list for a body', () => json(CANCEL, []), 'must be a JSON object'],
    ['a word for a number', () => json(CANCEL, { imp_uid: 'a', amount: 'all' }), 'amount must be a number'],
    [
      'a number that no number can hold',
      () => decoded(CANCEL, { contentType: JSON_TYPE, body: '{"imp_uid":"a","amount":1e999}' }),
      'amount must be a number',
    ],
    ['a word for a number in a form', () => form(CANCEL, 'imp_uid=a&amount=1e3'), 'amount must be a number'],
    [
      'ISO 8601 for a time',
      () =>
        decoded('GET /payments/status/{payment_status}', { path: { payment_status: 'all' }, query: 'from=2026-11-21' }),
      'from must be a number',
    ],
    ['an object for text', () => json(CANCEL, { imp_uid: { a: 1 } }), 'imp_uid must be text'],
    ['text for an object', () => json(CANCEL, { imp_uid: 'a', extra: 'admin' }), 'extra must be an object'],
    ['a missing field', () => json('POST /payments/prepare', { amount: 1 }), 'merchant_uid'],
    ['an empty number', () => form('POST /payments/prepare', 'merchant_uid=m&amount='), 'amount'],
  ])('%s', (_what, run, named) => {
    expect(run()).toMatchObject({ refused: expect.stringContaining(named) });
  });
});

describe('slips', () => {
  const PREPARE = 'POST /payments/prepare';
  it.each([
    ['an unknown field', () => json(PREPARE, { ...ORDER, foo: 1 }), 'foo'],
    ['an unknown field deep inside', () => json(CANCEL, { imp_uid: 'a', extra: { who: 1 } }), 'extra[who]'],
    ['an unknown query', () => json(PREPARE, ORDER, { query: 'page=1' }), 'page'],
    ['text for a number in JSON', () => json(PREPARE, { ...ORDER, amount: '100' }), 'amount'],
    ['a number for text', () => json(PREPARE, { ...ORDER, merchant_uid: 5 }), 'merchant_uid'],
    ['text for a flag in JSON', () => json(CANCEL, { imp_uid: 'a', enable_webhook: 'true' }), 'enable_webhook'],
    ['a body field in the query', () => decoded(PREPARE, { query: 'merchant_uid=m&amount=100' }), 'merchant_uid'],
    ['a field in both', () => json(PREPARE, ORDER, { query: 'amount=5' }), 'amount'],
    [
      'a path value in the body as well',
      () => json('PUT /vbanks/{imp_uid}', { imp_uid: 'b', amount: 5 }, { path: { imp_uid: 'a' } }),
      'imp_uid',
    ],
    ['a bare name where brackets belong', () => decoded('GET /payments', { query: 'imp_uid=a' }), 'imp_uid'],
    ['a type that is neither JSON nor form', () => json(PREPARE, ORDER, { contentType: 'text/plain' }), 'Content-Type'],
    ['a body on a GET', () => json('GET /banks', { page: 1 }), 'body'],
    [
      'milliseconds',
      () => json('PUT /vbanks/{imp_uid}', { vbank_due: 1_795_000_000_000 }, { path: { imp_uid: 'a' } }),
      'vbank_due',
    ],
    [
      'the document’s example order',
      () => json(PREPARE, { ...ORDER, merchant_uid: 'merchant_1448280088556' }),
      'merchant_uid',
    ],
    [
      'the document’s example path',
      () => decoded('GET /payments/{imp_uid}', { path: { imp_uid: 'imp_448280090638' } }),
      'imp_uid',
    ],
    [
      'the document’s example customer',
      () => decoded('GET /subscribe/customers', { query: 'customer_uid[]=customer_1234' }),
      'customer_uids',
    ],
  ])('%s', (_what, run, field) => {
    const result = run();
    expect(result).toHaveProperty('args');
    expect('slips' in result && result.slips.map((slip) => slip.field)).toContain(field);
  });

  it('a form for an operation that takes JSON only', () => {
    const path = { member_id: 'm' };
    const route = 'POST /kcpquick/members/{member_id}/fido/release';
    const sent = form(route, 'channel_key=k&site_code=S1&partner_type=PT01&partner_subtype=PS01', { path });
    expect(sent).toMatchObject({ slips: expect.arrayContaining([expect.objectContaining({ field: 'Content-Type' })]) });
  });

  it('take the value all the same', () => {
    expect(json(PREPARE, { merchant_uid: 'm', amount: '100' })).toMatchObject({ args: ORDER });
    expect(decoded(PREPARE, { query: 'merchant_uid=m&amount=100' })).toMatchObject({ args: ORDER });
  });

  it('a path value wins over the same name elsewhere', () => {
    const sent = json('PUT /vbanks/{imp_uid}', { imp_uid: 'b', amount: 5 }, { path: { imp_uid: 'a' } });
    expect(sent).toMatchObject({ args: { imp_uid: 'a', amount: 5 } });
  });
});

describe('the lengths of the document', () => {
  const booked = { schedule_at: 1_800_000_000, amount: 1, currency: 'KRW', merchant_uid: 's1' };
  const again = { customer_uid: 'c', merchant_uid: 'm', amount: 1, name: 'x' };
  const key = { channel_key: 'k', card_number: '1', expiry: '2' };
  const keyed = (value: object, customer_uid = 'c') =>
    json('POST /subscribe/customers/{customer_uid}', { ...key, ...value }, { path: { customer_uid } });
  // Copied from the document by hand: the rows are not asked what they should say.
  const fields: [string, string, number, (value: string) => ReturnType<typeof decode>][] = [
    [
      'POST /payments/prepare',
      'merchant_uid',
      40,
      (it) => json('POST /payments/prepare', { ...ORDER, merchant_uid: it }),
    ],
    [
      'PUT /payments/prepare',
      'merchant_uid',
      40,
      (it) => json('PUT /payments/prepare', { ...ORDER, merchant_uid: it }),
    ],
    ['a form', 'merchant_uid', 40, (it) => form('POST /payments/prepare', `amount=1&merchant_uid=${it}`)],
    ['a charge', 'merchant_uid', 40, (it) => json('POST /subscribe/payments/again', { ...again, merchant_uid: it })],
    ['a charge', 'customer_uid', 80, (it) => json('POST /subscribe/payments/again', { ...again, customer_uid: it })],
    ['a charge', 'name', 40, (it) => json('POST /subscribe/payments/again', { ...again, name: it })],
    ['a charge', 'buyer_name', 16, (it) => json('POST /subscribe/payments/again', { ...again, buyer_name: it })],
    ['a charge', 'buyer_addr', 128, (it) => json('POST /subscribe/payments/again', { ...again, buyer_addr: it })],
    ['a charge', 'buyer_postcode', 8, (it) => json('POST /subscribe/payments/again', { ...again, buyer_postcode: it })],
    ['a billing key', 'channel_key', 55, (it) => keyed({ channel_key: it })],
    ['a billing key', 'pg', 80, (it) => keyed({ pg: it })],
    ['a billing key', 'customer_email', 200, (it) => keyed({ customer_email: it })],
    ['a path', 'customer_uid', 80, (it) => keyed({}, it)],
    [
      'a query',
      'site_code',
      80,
      (it) =>
        decoded('DELETE /kcpquick/members/{member_id}', {
          path: { member_id: 'm' },
          query: `site_code=${it}&partner_type=PT01&partner_subtype=PS01`,
        }),
    ],
    [
      'a list',
      'schedules[0][name]',
      40,
      (it) => json('POST /subscribe/payments/schedule', { customer_uid: 'c', schedules: [{ ...booked, name: it }] }),
    ],
  ];
  it.each(fields)('in %s: %s has at most %i', (_what, field, longest, send) => {
    expect(send('9'.repeat(longest))).toMatchObject({ slips: [] });
    const value = '9'.repeat(longest + 1);
    const sent = send(value);
    expect(sent).toMatchObject({
      slips: [{ field, problem: `is longer than the documented ${longest} characters` }],
    });
    expect(JSON.stringify(sent)).toContain(value);
  });

  it('are counted in characters, whatever they are made of', () => {
    const named = (name: string) => json('POST /subscribe/payments/again', { ...again, name });
    expect(named('🧃'.repeat(40))).toMatchObject({ slips: [] });
    expect(named('가'.repeat(41))).toMatchObject({ slips: [{ field: 'name' }] });
  });

  it('hold for what should have been text as well', () => {
    const sent = json('POST /subscribe/payments/again', { ...again, buyer_postcode: 123_456_789 });
    expect(sent).toMatchObject({ slips: [{ field: 'buyer_postcode' }, { field: 'buyer_postcode' }] });
  });

  it('are none where the document gives none', () => {
    expect(json(CANCEL, { imp_uid: 'a', reason: 'x'.repeat(5_000) })).toMatchObject({ slips: [] });
  });
});

describe('what the document has come to require', () => {
  const route = 'POST /subscribe/customers/{customer_uid}';
  const card = { card_number: '4000-1234-5678-9010', expiry: '2099-12' };
  const issue = (body: object) => json(route, { ...card, ...body }, { path: { customer_uid: 'c' } });

  it('may be left out by those who say the same in the older way', () => {
    for (const said of [{ pg: 'kcp' }, { pg: 'kcp.SB002' }, { channel_group_id: 'g' }, { channel_key: 'k' }])
      expect(issue(said)).toEqual({ args: { customer_uid: 'c', ...card, ...said }, slips: [] });
    expect(form(route, 'pg=kcp&card_number=1&expiry=2', { path: { customer_uid: 'c' } })).toMatchObject({ slips: [] });
  });

  it('is missed, and no more, in those who do not', () => {
    const slips = [{ field: 'channel_key', problem: 'is required by the document' }];
    expect(issue({})).toEqual({ args: { customer_uid: 'c', ...card }, slips });
    expect(issue({ channel_key: null })).toMatchObject({ slips });
    const charge = { customer_uid: 'c', merchant_uid: 'm', amount: 1 };
    expect(json('POST /subscribe/payments/again', charge)).toEqual({
      args: charge,
      slips: [{ field: 'name', problem: 'is required by the document' }],
    });
  });

  it('leaves nothing else out', () => {
    expect(json(route, { pg: 'kcp' }, { path: { customer_uid: 'c' } })).toEqual({
      refused: '필수 파라메터가 누락되었습니다. (card_number, expiry)',
      missing: ['card_number', 'expiry'],
    });
  });
});

describe('routes', () => {
  const routeOf = (method: string, path: string) => {
    const match = matchRoute(method, path);
    return typeof match === 'string' ? match : [match.row.route, match.path];
  };

  it('of every row are found by their template', () => {
    for (const { method, template, route } of endpoints) {
      const path = template.replaceAll(/\{(\w+)\}/g, 'x');
      expect(routeOf(method, path)[0], route).toBe(route);
    }
  });

  it('prefer words to placeholders', () => {
    expect(routeOf('GET', '/payments/prepare/o1')).toEqual([
      'GET /payments/prepare/{merchant_uid}',
      { merchant_uid: 'o1' },
    ]);
    expect(routeOf('GET', '/payments/i1/balance')).toEqual(['GET /payments/{imp_uid}/balance', { imp_uid: 'i1' }]);
    expect(routeOf('GET', '/payments/find/balance')[0]).toBe('GET /payments/find/{merchant_uid}/{payment_status}');
  });

  it('of find and findAll do without their last segment', () => {
    const template = 'GET /payments/findAll/{merchant_uid}/{payment_status}';
    expect(routeOf('GET', '/payments/findAll/o1')).toEqual([template, { merchant_uid: 'o1' }]);
    expect(routeOf('GET', '/payments/findAll/o1/')).toEqual([template, { merchant_uid: 'o1' }]);
    expect(routeOf('GET', '/payments/findAll/o1/paid')).toEqual([
      template,
      { merchant_uid: 'o1', payment_status: 'paid' },
    ]);
  });

  it('decode what stands in the path, slashes too', () => {
    expect(routeOf('GET', '/payments/find/%EC%A3%BC%EB%AC%B8%2F1%2B2')).toMatchObject([
      expect.any(String),
      { merchant_uid: '주문/1+2' },
    ]);
    expect(routeOf('GET', '/payments/find/%E0%A4%A')).toBe('malformed');
  });

  it('that do not exist are not found, and methods that do not fit are not allowed', () => {
    expect(routeOf('GET', '/nowhere')).toBe('not_found');
    expect(routeOf('GET', '/payments//balance')).toBe('not_found');
    expect(routeOf('PATCH', '/payments/cancel')).toBe('method_not_allowed');
  });
});
