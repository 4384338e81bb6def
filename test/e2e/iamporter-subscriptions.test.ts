import { Iamporter, type Said } from 'iamporter';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Sandbox, startSandbox } from '../../src/sandbox/server.ts';

const CARD = { card_number: '4000-1234-5678-9010', expiry: '2099-12', birth: '900101', pwd_2digit: '12' };
const DAY = 86_400;
let sandbox: Sandbox;
let client: Iamporter;

async function sendRequest(method: string, url: string, data?: unknown): Promise<Said> {
  await client._updateToken();
  return client._request({ method, url, data });
}

beforeEach(async () => {
  sandbox = await startSandbox();
  client = new Iamporter({ apiKey: 'sandbox_key', secret: 'sandbox_secret', host: sandbox.url });
});
afterEach(() => sandbox.close());

describe('the public client library iamporter against the sandbox', () => {
  it('iamporter issues, reads and deletes a billing key', async () => {
    const issued = await client.createSubscription({ customer_uid: 'anna', ...CARD });
    expect(issued).toMatchObject({
      status: 200,
      message: null,
      // The shop's default channel.
      data: { customer_uid: 'anna', pg_provider: 'nice_v2', pg_id: 'sandbox00m' },
    });
    expect(issued.data.inserted).toBe(issued.data.updated);
    expect((await client.getSubscription('anna')).data).toEqual(issued.data);
    expect((await client.deleteSubscription('anna')).data).toEqual(issued.data);
    // The library returns a 404 as a normal response.
    expect(await client.getSubscription('anna')).toMatchObject({
      status: 404,
      message: '요청하신 customer_uid(anna)로 등록된 정보를 찾을 수 없습니다.',
      data: null,
    });
  });

  it('iamporter issues a billing key at the PG that it names', async () => {
    const at = async (pg: string) => {
      const { data } = await client.createSubscription({ customer_uid: 'anna', pg, ...CARD });
      return [data.pg_provider, data.pg_id];
    };
    expect(await at('kcp')).toEqual(['kcp', 'SB002']);
    expect(await at('nice_v2.nictest04m')).toEqual(['nice_v2', 'nictest04m']);
    expect(await at('nice')).toEqual(['nice_v2', 'sandbox00m']);
  });

  it('iamporter rejects a missing billing key that the sandbox answers with HTTP 200', async () => {
    sandbox.getWorld().missingBillingKey = '200';
    await expect(client.getSubscription('anna')).rejects.toThrow(/등록된 정보를 찾을 수 없습니다\./);
    await expect(client.deleteSubscription('anna')).rejects.toThrow(/등록된 정보를 찾을 수 없습니다\./);
  });

  it('iamporter gets the reason why a card was rejected', async () => {
    const refused = { customer_uid: 'anna', ...CARD, card_number: '1234-1234-1234-0000' };
    await expect(client.createSubscription(refused)).rejects.toThrow(
      '카드정보 인증 및 빌키 발급에 실패하였습니다. [F112]유효하지않은 카드번호를 입력하셨습니다. (card_bin 없음)',
    );
    await expect(
      client.payOnetime({ merchant_uid: 'o1', amount: 5_000, ...CARD, card_number: '4000-0000-0000-0113' }),
    ).rejects.toThrow('카드정보 인증에 실패하였습니다. [F113]거래거절 카드번호틀림');
  });

  it('iamporter charges a card, stores it, and charges the billing key again', async () => {
    const first = await client.payOnetime({ merchant_uid: 'o1', amount: 5_000, customer_uid: 'anna', ...CARD });
    expect(first.data).toMatchObject({ status: 'paid', amount: 5_000, channel: 'api' });
    const again = { customer_uid: 'anna', merchant_uid: 'o2', amount: 7_000 };
    expect((await client.paySubscription(again)).data).toMatchObject({ status: 'paid', customer_uid: 'anna' });
    expect((await client.findByMerchantUid('o2')).data).toMatchObject({ merchant_uid: 'o2', amount: 7_000 });
    await expect(client.paySubscription(again)).rejects.toMatchObject({ status: 200, raw: { code: 1 } });
    await expect(client.paySubscription({ ...again, customer_uid: 'nobody', merchant_uid: 'o3' })).rejects.toThrow(
      '등록되지 않은 구매자입니다.',
    );
  });

  it('iamporter treats a failed charge with code 0 as a failure', async () => {
    const customer_uid = sandbox.getSamples().refusing_key?.customer_uid;
    await expect(client.paySubscription({ customer_uid, merchant_uid: 'o1', amount: 7_000 })).rejects.toThrow(
      '[3054]잔액부족',
    );
  });

  it('iamporter creates, runs and cancels schedules through its generic request', async () => {
    await client.createSubscription({ customer_uid: 'anna', ...CARD });
    const at = sandbox.getWorld().clock.now() + DAY;
    const schedules = ['s1', 's2'].map((merchant_uid, index) => ({
      merchant_uid,
      schedule_at: at + index * DAY,
      amount: 9_900,
      currency: 'KRW',
      name: '구독',
    }));
    const booked = await sendRequest('POST', '/subscribe/payments/schedule', { customer_uid: 'anna', schedules });
    expect(booked.data).toMatchObject([{ merchant_uid: 's1', schedule_status: 'scheduled' }, { merchant_uid: 's2' }]);

    await fetch(`${sandbox.url}/_sandbox/clock`, { method: 'POST', body: JSON.stringify({ advance: DAY + 1 }) });
    // The token has expired by the sandbox's clock, which the library does not know.
    client = new Iamporter({ apiKey: 'sandbox_key', secret: 'sandbox_secret', host: sandbox.url });
    expect((await sendRequest('GET', '/subscribe/payments/schedule/s1')).data).toMatchObject({
      payment_status: 'paid',
    });
    expect((await client.findByMerchantUid('s1')).data).toMatchObject({ status: 'paid', amount: 9_900 });

    const revoked = await sendRequest('POST', '/subscribe/payments/unschedule', { customer_uid: 'anna' });
    expect(revoked.data).toMatchObject([{ merchant_uid: 's2', schedule_status: 'revoked' }]);
    await expect(sendRequest('POST', '/subscribe/payments/unschedule', { customer_uid: 'anna' })).rejects.toThrow(
      '취소할 예약결제 기록이 존재하지 않습니다.',
    );
    const ledger = (await (await fetch(`${sandbox.url}/_sandbox/ledger`)).json()) as { entries: { method: string }[] };
    expect(ledger.entries.map(({ method }) => method)).toEqual(['POST', 'POST', 'SCHEDULE', 'POST']);
  });
});
