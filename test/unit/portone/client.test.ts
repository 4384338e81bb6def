import { describe, expect, it } from 'vitest';
import { getAccessToken } from '../../../src/endpoints/catalog/auth.ts';
import { cancelPayment, getPayment, listPaymentsByIds } from '../../../src/endpoints/catalog/payments.ts';
import { retrySchedule } from '../../../src/endpoints/catalog/subscriptions.ts';
import { createPortOne } from '../../../src/portone/client.ts';
import { UnsafePath } from '../../../src/portone/errors.ts';
import { catchPortOneError, usePortOne } from '../../support/portone-fixture.ts';
import { respondSuccess } from '../../support/scripted-server.ts';
import { sendUnguarded } from '../../support/unguarded-write.ts';

const fixture = usePortOne();
const readPayment = () => fixture.portone.call(getPayment, { imp_uid: 'imp_1' });

describe('the request headers and body', () => {
  it('every request carries the token, the accepted type and the user agent, and asks for no compression', async () => {
    await readPayment();
    const { headers } = fixture.server.received[0] ?? { headers: {} };
    expect(headers).toMatchObject({
      authorization: 'Bearer token-1',
      accept: 'application/json',
      'user-agent': 'a-test/1',
    });
    expect(headers).not.toHaveProperty('tier');
    expect(headers).not.toHaveProperty('content-type');
    expect(headers).not.toHaveProperty('accept-encoding');
  });

  it('the sub-merchant code and the path of the base URL are part of every request', async () => {
    const portone = createPortOne({
      ...{ baseUrl: `${fixture.server.baseUrl}/proxy/v1/`, apiKey: 'k', apiSecret: 's', userAgent: 'u' },
      tier: '001',
    });
    fixture.server.script.push(respondSuccess([]));
    await portone.reader.call(listPaymentsByIds, { imp_uids: ['a', 'b'] });
    await portone.close();
    expect(fixture.server.tokenRequests[0]?.url).toBe('/proxy/v1/users/getToken');
    expect(fixture.server.received[0]?.url).toBe('/proxy/v1/payments?imp_uid%5B%5D=a&imp_uid%5B%5D=b');
    expect(fixture.server.received[0]?.headers.tier).toBe('001');
  });

  it('a request has a JSON body only if the endpoint declares one', async () => {
    fixture.server.script.push(
      respondSuccess({ imp_uid: 'imp_1' }),
      respondSuccess({ status: 'paid', merchant_uid: 'm' }),
    );
    await sendUnguarded(fixture.connection, cancelPayment, { imp_uid: 'imp_1', amount: 5 });
    await sendUnguarded(fixture.connection, retrySchedule, { merchant_uid: 'm' });
    const [cancelled, retried] = fixture.server.received;
    expect(cancelled?.headers['content-type']).toBe('application/json');
    expect(JSON.parse(cancelled?.body ?? '')).toEqual({ imp_uid: 'imp_1', amount: 5 });
    expect(retried).toMatchObject({ method: 'POST', body: '' });
    expect(retried?.headers).not.toHaveProperty('content-type');
  });

  it('requests reuse open connections', async () => {
    // The connection of the token request is not free again in the same tick of the event loop, so there are two.
    for (let n = 0; n < 6; n++) await readPayment();
    expect(Math.max(...fixture.server.received.map(({ connection }) => connection))).toBeLessThanOrEqual(2);
  });
});

describe('requests that are never sent', () => {
  it('an unsafe path is rejected before anything is sent', async () => {
    const error = await catchPortOneError(fixture.portone.call(getPayment, { imp_uid: '..' }));
    expect(error).toBeInstanceOf(UnsafePath);
    expect(error.kind).toBe('invalid_input');
    expect(fixture.server.tokenRequests).toHaveLength(0);
  });

  it('the credentials cannot be sent through the generic call', async () => {
    const call = fixture.portone.call(getAccessToken, { imp_key: 'k', imp_secret: 's' } as never);
    await expect(call).rejects.toThrow('getTokenExpiry');
    expect(fixture.server.tokenRequests).toHaveLength(0);
  });
});
