import { describe, expect, it } from 'vitest';
import { getAccessToken } from '../../../src/endpoints/catalog/auth.ts';
import { cancelPayment, getPayment, listPaymentsByIds } from '../../../src/endpoints/catalog/payments.ts';
import { retrySchedule } from '../../../src/endpoints/catalog/subscriptions.ts';
import { createPortOne } from '../../../src/portone/client.ts';
import { UnsafePath } from '../../../src/portone/errors.ts';
import { catchPortOneError, usePortOne } from '../../support/portone-fixture.ts';

const fixture = usePortOne();
const readPayment = () => fixture.portone.call(getPayment, { imp_uid: 'imp_1' });

describe('what goes with every request', () => {
  it('is a bearer token, what is accepted, who asks, and nothing compressed', async () => {
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

  it('is the sub-merchant’s code when there is one, and the base URL’s own path', async () => {
    const portone = createPortOne({
      ...{ baseUrl: `${fixture.server.baseUrl}/proxy/v1/`, apiKey: 'k', apiSecret: 's', userAgent: 'u' },
      tier: '001',
    });
    await portone.call(listPaymentsByIds, { imp_uids: ['a', 'b'] });
    await portone.close();
    expect(fixture.server.tokenRequests[0]?.url).toBe('/proxy/v1/users/getToken');
    expect(fixture.server.received[0]?.url).toBe('/proxy/v1/payments?imp_uid%5B%5D=a&imp_uid%5B%5D=b');
    expect(fixture.server.received[0]?.headers.tier).toBe('001');
  });

  it('is JSON where there is a body, and no body otherwise', async () => {
    await fixture.portone.call(cancelPayment, { imp_uid: 'imp_1', amount: 5 });
    await fixture.portone.call(retrySchedule, { merchant_uid: 'm' });
    const [cancelled, retried] = fixture.server.received;
    expect(cancelled?.headers['content-type']).toBe('application/json');
    expect(JSON.parse(cancelled?.body ?? '')).toEqual({ imp_uid: 'imp_1', amount: 5 });
    expect(retried).toMatchObject({ method: 'POST', body: '' });
    expect(retried?.headers).not.toHaveProperty('content-type');
  });

  it('goes over a connection that is there already', async () => {
    // The one that brought the token is not free again in the same turn of the event loop, so there are two.
    for (let n = 0; n < 6; n++) await readPayment();
    expect(Math.max(...fixture.server.received.map(({ connection }) => connection))).toBeLessThanOrEqual(2);
  });
});

describe('nothing is sent', () => {
  it('for a path that would lead elsewhere', async () => {
    const error = await catchPortOneError(fixture.portone.call(getPayment, { imp_uid: '..' }));
    expect(error).toBeInstanceOf(UnsafePath);
    expect(error.kind).toBe('invalid_input');
    expect(fixture.server.tokenRequests).toHaveLength(0);
  });

  it('of the credentials by the generic way', async () => {
    const call = fixture.portone.call(getAccessToken, { imp_key: 'k', imp_secret: 's' } as never);
    await expect(call).rejects.toThrow('getTokenExpiry');
    expect(fixture.server.tokenRequests).toHaveLength(0);
  });
});
