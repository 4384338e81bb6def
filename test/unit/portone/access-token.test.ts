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

describe('one token', () => {
  it('is asked for once by fifty calls at the same moment', async () => {
    fixture.server.tokenScript.push(respondLater(30, respondToken('shared', 1800)));
    await Promise.all(Array.from({ length: 50 }, readPayment));
    expect(fixture.server.tokenRequests).toHaveLength(1);
    expect(new Set(getBearers())).toEqual(new Set(['Bearer shared']));
    expect(fixture.server.received).toHaveLength(50);
  });

  it('is asked for with key and secret as JSON and without a token', async () => {
    await readPayment();
    const [asked] = fixture.server.tokenRequests;
    expect(asked).toMatchObject({ method: 'POST', url: '/users/getToken' });
    expect(JSON.parse(asked?.body ?? '')).toEqual({ imp_key: 'the-key', imp_secret: 'the-secret' });
    expect(asked?.headers['content-type']).toBe('application/json');
    expect(asked?.headers).not.toHaveProperty('authorization');
  });

  it('is renewed a minute before its end, measured by the local monotonic clock', async () => {
    // PortOne's clock stands decades away from the local one: only the difference of its two times counts.
    fixture.server.tokenScript.push(respondToken('a', 1800, 5), respondToken('b', 1800, 1_000));
    await readPayment();
    fixture.clock.now += 1_739_000;
    await readPayment();
    fixture.clock.now += 2_000;
    await readPayment();
    expect(getBearers()).toEqual(['Bearer a', 'Bearer a', 'Bearer b']);
  });

  it.each([30, 0, -100])('of a life of %i seconds serves the calls that wait for it and no other', async (life) => {
    fixture.server.tokenScript.push(respondToken('a', life), respondToken('b', life), respondToken('c', 1800));
    await Promise.all([readPayment(), readPayment()]);
    await readPayment();
    await readPayment();
    await readPayment();
    expect(getBearers()).toEqual(['Bearer a', 'Bearer a', 'Bearer b', 'Bearer c', 'Bearer c']);
  });

  it('tells when it expires, by PortOne’s clock', async () => {
    fixture.server.tokenScript.push(respondToken('a', 1800, 1_700_000_000));
    expect(await fixture.portone.getTokenExpiry()).toBe(1_700_001_800);
    await readPayment();
    expect(fixture.server.tokenRequests).toHaveLength(1);
  });

  it('is still fetched for others when one caller gives up', async () => {
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

describe('401', () => {
  it('is answered with a new token and one more try, for a write too', async () => {
    fixture.server.script.push(respondRejection(401, 'Unauthorized'), respondSuccess({ imp_uid: 'imp_1' }));
    const reply = await sendUnguarded(fixture.connection, cancelPayment, { imp_uid: 'imp_1', amount: 5 });
    expect(reply.response.imp_uid).toBe('imp_1');
    expect(getBearers()).toEqual(['Bearer token-1', 'Bearer token-2']);
    expect(fixture.server.received[1]?.body).toBe(fixture.server.received[0]?.body);
  });

  it('is final the second time', async () => {
    fixture.server.script.push(respondRejection(401, 'Unauthorized'), respondRejection(401, 'Unauthorized'));
    expect(await catchPortOneError(readPayment())).toMatchObject({
      kind: 'unauthorized',
      httpStatus: 401,
      upstreamMessage: 'Unauthorized',
    });
    expect(fixture.server.received).toHaveLength(2);
  });

  it('of fifty calls with one old token leads to one new token', async () => {
    await readPayment();
    // All fifty have arrived before the first is answered; some answers come after the renewal.
    const refused =
      (n: number): ResponseBehavior =>
      async (response, request) => {
        while (fixture.server.received.length < 51) await delay(1);
        await respondLater((n % 10) * 5, respondRejection(401, 'Unauthorized'))(response, request);
      };
    fixture.server.script.push(...Array.from({ length: 50 }, (_, n) => refused(n)));
    // PortOne gives the same token again while it lives; a late 401 must not drop it once more.
    fixture.server.tokenScript.push(respondToken('token-1', 1800));
    await Promise.all(Array.from({ length: 50 }, readPayment));
    expect(fixture.server.tokenRequests).toHaveLength(2);
    expect(fixture.server.received).toHaveLength(101);
  });
});

describe('no token', () => {
  it.each([400, 401])('HTTP %i names the two variables, is not tried again and sends nothing', async (status) => {
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
  ])('with HTTP %i and a page of somebody else leads to the address and the network: %s', async (status, kind) => {
    fixture.server.tokenScript.push(respondHtml(status));
    expect(await catchPortOneError(readPayment())).toMatchObject({
      kind,
      message: expect.stringMatching(`HTTP ${status}.*not PortOne's JSON`),
      next: expect.stringContaining('PORTONE_V1_BASE_URL'),
    });
  });

  it('is tried for again when the gateway is busy or the connection breaks', async () => {
    fixture.server.tokenScript.push(respondHtml(503), resetConnection);
    await readPayment();
    expect(fixture.server.tokenRequests).toHaveLength(3);
  });

  it('leaves a write unsent and the next call free to ask again', async () => {
    fixture.server.tokenScript.push(respondHtml(502), respondHtml(502), respondHtml(502));
    const error = await catchPortOneError(sendUnguarded(fixture.connection, cancelPayment, { imp_uid: 'imp_1' }));
    expect(error).toBeInstanceOf(PortOneUnreachable);
    expect(fixture.server.received).toHaveLength(0);
    await readPayment();
    expect(fixture.server.tokenRequests).toHaveLength(4);
  });

  it.each([{}, { access_token: 5 }, { access_token: 'a\nb' }, null])('is what %j brings', async (response) => {
    fixture.server.tokenScript.push(respondSuccess(response));
    expect(await catchPortOneError(readPayment())).toBeInstanceOf(PortOneUnreachable);
  });
});
