import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { CallOutcome } from '../../src/tools/call-tool.ts';
import { type InProcessShop, openShop } from '../support/in-process-shop.ts';

let shop: InProcessShop;
let impUid: string;

beforeAll(async () => {
  shop = await openShop();
});
beforeEach(async () => {
  await shop.reset();
  impUid = shop.sandbox.getSamples().paid_card?.imp_uid ?? '';
});
afterAll(async () => {
  await shop.close();
});

const buildRefund = (amount: number, reason = 'returned') => ({ imp_uid: impUid, amount, reason });

async function askForRefund(tool: string, args: Record<string, unknown>) {
  const outcome = await shop.callTool(tool, args);
  if (outcome.status !== 'pending' || outcome.channel !== 'form') throw new Error(JSON.stringify(outcome));
  return outcome;
}
const approve = (
  tool: string,
  args: Record<string, unknown>,
  token: string,
  signal?: AbortSignal,
): Promise<CallOutcome> =>
  shop.callTool(tool, args, { token, decision: 'approved', channel: 'form' }, signal ?? new AbortController().signal);

async function refund(tool: string, args: Record<string, unknown>): Promise<CallOutcome> {
  return approve(tool, args, (await askForRefund(tool, args)).token);
}

/** Refunds without this server. */
async function refundElsewhere(amount: number): Promise<void> {
  const post = async (path: string, body: object, headers = {}) => {
    const reply = await fetch(`${shop.sandbox.url}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });
    return Object((await reply.json()) as unknown);
  };
  const { response } = await post('/users/getToken', { imp_key: 'sandbox_key', imp_secret: 'sandbox_secret' });
  await post('/payments/cancel', { imp_uid: impUid, amount }, { authorization: `Bearer ${response.access_token}` });
}

describe('the question about a write', () => {
  it('the same refund in the last five minutes is mentioned, whichever tool and reason', async () => {
    expect((await askForRefund('refund_payment', buildRefund(1_000))).message).not.toContain('Already done');
    expect((await refund('refund_payment', buildRefund(1_000))).status).toBe('done');
    for (const [tool, args] of [
      ['refund_payment', buildRefund(1_000)],
      ['cancel_payment', buildRefund(1_000, 'another reason')],
    ] as const) {
      const { message } = await askForRefund(tool, args);
      expect(message.split('\n')[2]).toMatch(/⚠ Already done at \d\d:\d\d:\d\d\.$/);
      expect(message).toMatch(
        /⚠ Already done at 2026-\d\d-\d\d \d\d:\d\d:\d\d KST: "Refund" \(₩1,000\)\. If you agree, it is done once more/,
      );
    }
    expect((await askForRefund('refund_payment', buildRefund(2_000))).message).not.toContain('Already done');
    await shop.advance(301);
    expect((await askForRefund('refund_payment', buildRefund(1_000))).message).not.toContain('Already done');
  });

  it('a refund whose caller was gone before the result is mentioned for the same payment', async () => {
    const args = buildRefund(1_000);
    const { token } = await askForRefund('refund_payment', args);
    const stop = new AbortController();
    shop.proxy.lieOnce('POST', /cancel$/, (body) => {
      stop.abort();
      return { status: 200, contentType: 'application/json', body };
    });
    expect((await approve('refund_payment', args, token, stop.signal)).status).toBe('done');
    const { message } = await askForRefund('cancel_payment', buildRefund(2_000));
    expect(message).toMatch(/⚠ Already done at .*"Refund" \(₩1,000\), for the same payment.*had stopped waiting/);
  });

  it('an approval given before the same refund was done is void', async () => {
    const args = buildRefund(1_000);
    const [first, second] = [await askForRefund('refund_payment', args), await askForRefund('refund_payment', args)];
    expect((await approve('refund_payment', args, first.token)).status).toBe('done');
    const again = await approve('refund_payment', args, second.token);
    expect(again).toMatchObject({ status: 'pending', message: expect.stringContaining('Already done at') });
    expect(await shop.readLedger()).toHaveLength(1);
  });
});

describe('a write whose response is replaced on its way', () => {
  const html = (status: number) => ({ status, contentType: 'text/html', body: '<html>blocked</html>' });
  const lies = [
    ['a filter page with HTTP 403', html(403)],
    ['a page with HTTP 404', html(404)],
    ['a page with HTTP 499', html(499)],
    ['a page with HTTP 200', html(200)],
    ["a gateway's JSON", { status: 403, contentType: 'application/json', body: '{"code":403,"message":"Forbidden"}' }],
    [
      'a 401 in the envelope of PortOne',
      {
        status: 401,
        contentType: 'application/json',
        body: '{"code":-1,"message":"Unauthorized","response":null}',
      },
    ],
  ] as const;

  it.each(lies)('a refund is found by reading back after %s', async (_, lie) => {
    shop.proxy.lieOnce('POST', /^\/payments\/cancel$/, lie);
    expect(await refund('refund_payment', buildRefund(1_000))).toMatchObject({
      status: 'done',
      result: { confirmed_by: 'read back', refunded: 1_000 },
    });
    expect(await shop.readLedger()).toHaveLength(1);
  });

  it('a refund of another amount than the requested one is no success', async () => {
    shop.proxy.lieOnce('POST', /^\/payments\/cancel$/, async (body) => {
      await refundElsewhere(59_000);
      const { response, ...envelope } = JSON.parse(body);
      const answer = { ...envelope, response: { ...response, cancel_amount: 60_000 } };
      return { status: 200, contentType: 'application/json', body: JSON.stringify(answer) };
    });
    expect(await refund('refund_payment', buildRefund(1_000))).toMatchObject({
      status: 'failed',
      error: { kind: 'outcome_unknown', message: expect.stringMatching(/₩60,000, but ₩1,000 was requested/) },
    });
  });

  it('a wrong amount in the response alone is corrected by reading back', async () => {
    shop.proxy.lieOnce('POST', /^\/payments\/cancel$/, (body) => ({
      status: 200,
      contentType: 'application/json',
      body: body.replace('"cancel_amount":1000', '"cancel_amount":60000'),
    }));
    expect(await refund('refund_payment', buildRefund(1_000))).toMatchObject({
      status: 'done',
      result: { confirmed_by: 'read back', refunded: 1_000 },
    });
  });

  it('a missing billing key is not believed on the word of a gateway', async () => {
    const { customer_uid } = shop.sandbox.getSamples().subscription ?? {};
    const notFound = { status: 404, contentType: 'application/json', body: '{"code":404,"message":"Not Found"}' };
    shop.proxy.lieOnce('GET', /^\/subscribe\/customers\/[^/]+$/, notFound);
    expect(await shop.callTool('get_billing_key', { customer_uid })).toMatchObject({
      status: 'failed',
      error: { kind: expect.not.stringMatching('not_found'), http_status: 404 },
    });
  });
});
