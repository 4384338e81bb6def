import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { cancelPayment, getPayment } from '../../../src/endpoints/catalog/payments.ts';
import { CredentialsRefused, PortOneUnreachable } from '../../../src/portone/errors.ts';
import { catchPortOneError, usePortOne } from '../../support/portone-fixture.ts';
import {
  type ResponseBehavior,
  resetConnection,
  respondHtml,
  respondLater,
  respondRejection,
  respondSuccess,
  respondToken,
} from '../../support/scripted-server.ts';
import { sendUnguarded } from '../../support/unguarded-write.ts';

const fixture = usePortOne();
const readPayment = () => fixture.portone.call(getPayment, { imp_uid: 'imp_1' });
const getBearers = () => fixture.server.received.map(({ headers }) => headers.authorization);

describe('the access token', () => {
  it('fifty concurrent calls request one token', async () => {
    fixture.server.tokenScript.push(respondLater(30, respondToken('shared', 1800)));
    await Promise.all(Array.from({ length: 50 }, readPayment));
    expect(fixture.server.tokenRequests).toHaveLength(1);
    expect(new Set(getBearers())).toEqual(new Set(['Bearer shared']));
    expect(fixture.server.received).toHaveLength(50);
  });

  it('the token is requested with key and secret as JSON and without a token', async () => {
    await readPayment();
    const [asked] = fixture.server.tokenRequests;
    expect(asked).toMatchObject({ method: 'POST', url: '/users/getToken' });
    expect(JSON.parse(asked?.body ?? '')).toEqual({ imp_key: 'the-key', imp_secret: 'the-secret' });
    expect(asked?.headers['content-type']).toBe('application/json');
    expect(asked?.headers).not.toHaveProperty('authorization');
  });

  it('the token is renewed one minute before it expires, by the local monotonic clock', async () => {
    // PortOne's clock differs from the local one by decades: only the difference of its two times matters.
    fixture.server.tokenScript.push(respondToken('a', 1800, 5), respondToken('b', 1800, 1_000));
    await readPayment();
    fixture.clock.now += 1_739_000;
    await readPayment();
    fixture.clock.now += 2_000;
    await readPayment();
    expect(getBearers()).toEqual(['Bearer a', 'Bearer a', 'Bearer b']);
  });

  it.each([30, 0, -100])('a token valid for %i seconds serves only the waiting calls', async (life) => {
    fixture.server.tokenScript.push(respondToken('a', life), respondToken('b', life), respondToken('c', 1800));
    await Promise.all([readPayment(), readPayment()]);
    await readPayment();
    await readPayment();
    await readPayment();
    expect(getBearers()).toEqual(['Bearer a', 'Bearer a', 'Bearer b', 'Bearer c', 'Bearer c']);
  });

  it("the expiry of the token is reported by PortOne's clock", async () => {
    fixture.server.tokenScript.push(respondToken('a', 1800, 1_700_000_000));
    expect(await fixture.portone.getTokenExpiry()).toBe(1_700_001_800);
    await readPayment();
    expect(fixture.server.tokenRequests).toHaveLength(1);
  });

  it('a token request continues for other callers when one caller aborts', async () => {
    fixture.server.tokenScript.push(respondLater(60, respondToken('shared', 1800)));
    const giveUp = new AbortController();
    const abortedCall = fixture.portone.call(getPayment, { imp_uid: 'imp_1' }, { signal: giveUp.signal });
    const waitingCall = readPayment();
    giveUp.abort(new Error('gave up'));
    await expect(abortedCall).rejects.toThrow('gave up');
    await waitingCall;
    expect(fixture.server.tokenRequests).toHaveLength(1);
    expect(fixture.server.received).toHaveLength(1);
  });
});

describe('the response to HTTP 401', () => {
  it('a 401 is followed by a new token and one more attempt, also for a write', async () => {
    fixture.server.script.push(respondRejection(401, 'Unauthorized'), respondSuccess({ imp_uid: 'imp_1' }));
    const reply = await sendUnguarded(fixture.connection, cancelPayment, { imp_uid: 'imp_1', amount: 5 });
    expect(reply.response.imp_uid).toBe('imp_1');
    expect(getBearers()).toEqual(['Bearer token-1', 'Bearer token-2']);
    expect(fixture.server.received[1]?.body).toBe(fixture.server.received[0]?.body);
  });

  it('a second 401 is final', async () => {
    fixture.server.script.push(respondRejection(401, 'Unauthorized'), respondRejection(401, 'Unauthorized'));
    expect(await catchPortOneError(readPayment())).toMatchObject({
      kind: 'unauthorized',
      httpStatus: 401,
      upstreamMessage: 'Unauthorized',
    });
    expect(fixture.server.received).toHaveLength(2);
  });

  it('fifty calls that get a 401 with one old token request one new token', async () => {
    await readPayment();
    // All fifty arrive before the first is answered; some responses come after the renewal.
    const refused =
      (n: number): ResponseBehavior =>
      async (response, request) => {
        while (fixture.server.received.length < 51) await delay(1);
        await respondLater((n % 10) * 5, respondRejection(401, 'Unauthorized'))(response, request);
      };
    fixture.server.script.push(...Array.from({ length: 50 }, (_, n) => refused(n)));
    // PortOne returns the same token again while it is valid; a late 401 must not drop it again.
    fixture.server.tokenScript.push(respondToken('token-1', 1800));
    await Promise.all(Array.from({ length: 50 }, readPayment));
    expect(fixture.server.tokenRequests).toHaveLength(2);
    expect(fixture.server.received).toHaveLength(101);
  });
});

describe('a token request that fails', () => {
  it.each([400, 401])('HTTP %i names both credential variables, is not retried and sends no call', async (status) => {
    fixture.server.tokenScript.push(respondRejection(status, '인증에 실패하였습니다.'));
    const error = await catchPortOneError(sendUnguarded(fixture.connection, cancelPayment, { imp_uid: 'imp_1' }));
    expect(error).toBeInstanceOf(CredentialsRefused);
    expect(error).toMatchObject({ kind: 'unauthorized', upstreamMessage: '인증에 실패하였습니다.' });
    expect(error.next).toContain('PORTONE_V1_API_KEY');
    expect(error.next).toContain('PORTONE_V1_API_SECRET');
    expect(JSON.stringify(error) + error.message).not.toMatch(/the-key|the-secret/);
    expect(fixture.server.tokenRequests).toHaveLength(1);
    expect(fixture.server.received).toHaveLength(0);
  });

  it.each([
    [401, 'unauthorized'],
    [403, 'unreachable'],
    [404, 'unreachable'],
  ])('HTTP %i with a foreign page points to the base URL and the network: %s', async (status, kind) => {
    fixture.server.tokenScript.push(respondHtml(status));
    expect(await catchPortOneError(readPayment())).toMatchObject({
      kind,
      message: expect.stringMatching(`HTTP ${status}.*not PortOne's JSON`),
      next: expect.stringContaining('PORTONE_V1_BASE_URL'),
    });
  });

  it('a token request is retried when the gateway is busy or the connection breaks', async () => {
    fixture.server.tokenScript.push(respondHtml(503), resetConnection);
    await readPayment();
    expect(fixture.server.tokenRequests).toHaveLength(3);
  });

  it('a failed token request leaves the write unsent, and the next call requests again', async () => {
    fixture.server.tokenScript.push(respondHtml(502), respondHtml(502), respondHtml(502));
    const error = await catchPortOneError(sendUnguarded(fixture.connection, cancelPayment, { imp_uid: 'imp_1' }));
    expect(error).toBeInstanceOf(PortOneUnreachable);
    expect(fixture.server.received).toHaveLength(0);
    await readPayment();
    expect(fixture.server.tokenRequests).toHaveLength(4);
  });

  it.each([{}, { access_token: 5 }, { access_token: 'a\nb' }, null])('a token response %j fails', async (response) => {
    fixture.server.tokenScript.push(respondSuccess(response));
    expect(await catchPortOneError(readPayment())).toBeInstanceOf(PortOneUnreachable);
  });
});
