import { Iamporter } from 'iamporter';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Sandbox, startSandbox } from '../../src/sandbox/server.ts';

let sandbox: Sandbox;
let client: Iamporter;
const getSample = (situation: string) => {
  const { imp_uid = '', merchant_uid = '' } = sandbox.getSamples()[situation] ?? {};
  return { imp_uid, merchant_uid };
};

beforeEach(async () => {
  sandbox = await startSandbox();
  client = new Iamporter({ apiKey: 'sandbox_key', secret: 'sandbox_secret', host: sandbox.url });
});
afterEach(() => sandbox.close());

describe('the public client library iamporter against the sandbox', () => {
  it('iamporter gets a token, and an error for wrong keys', async () => {
    const { data } = await client.getToken();
    expect(data).toEqual({
      access_token: expect.stringMatching(/^[0-9a-f]{40}$/),
      now: expect.any(Number),
      expired_at: expect.any(Number),
    });
    await expect(client.getToken('sandbox_key', 'wrong')).rejects.toMatchObject({
      message: '아임포트 API 인증에 실패하였습니다.',
      raw: { code: -1, message: '인증에 실패하였습니다. API키와 secret을 확인하세요.', response: null },
    });
  });

  it('iamporter finds payments by id, by order and by status', async () => {
    const { imp_uid, merchant_uid } = getSample('retried_order');
    const found = await client.findByImpUid(imp_uid);
    expect(found).toMatchObject({ status: 200, message: null, data: { imp_uid, merchant_uid, status: 'paid' } });
    expect((await client.findByMerchantUid(merchant_uid)).data).toEqual(found.data);
    const all = await client.findAllByMerchantUid(merchant_uid);
    expect(all.data).toMatchObject({ total: 2, previous: 0, next: 0, list: [{ imp_uid }, { status: 'failed' }] });
    expect((await client.findAllByMerchantUid(merchant_uid, { status: 'failed' })).data).toMatchObject({ total: 1 });
    const page = await client.findAllByStatus('paid', { page: 2, limit: 5 });
    expect(page.data).toMatchObject({ previous: 1, next: 3 });
    expect(page.data.list).toHaveLength(5);
    expect((await client.findAllByStatus()).data.total).toBeGreaterThan(100);
    // The library returns a 404 as a normal response.
    expect(await client.findByImpUid('imp_none')).toMatchObject({
      status: 404,
      message: '존재하지 않는 결제정보입니다.',
      data: null,
    });
  });

  it('iamporter refunds in part and in full, and gets an error when nothing remains', async () => {
    const { imp_uid } = getSample('paid_card');
    const part = await client.cancelByImpUid(imp_uid, { amount: 9_000, reason: '부분 반품' });
    expect(part).toMatchObject({
      status: 200,
      message: null,
      data: { status: 'cancelled', amount: 89_000, cancel_amount: 9_000, cancel_reason: '부분 반품' },
    });
    expect((await client.cancelByImpUid(imp_uid)).data).toMatchObject({ cancel_amount: 89_000 });
    await expect(client.cancelByImpUid(imp_uid)).rejects.toMatchObject({
      status: 200,
      message: '이미 전액취소된 주문입니다.',
    });
    const { merchant_uid } = getSample('double_payment');
    expect((await client.cancelByMerchantUid(merchant_uid)).data).toMatchObject({
      merchant_uid,
      cancel_amount: 45_500,
    });
    await expect(client.cancel({})).rejects.toThrow('취소할 imp_uid 또는 merchant_uid를 지정해주셔야합니다.');
  });

  it('iamporter registers an amount once and reads it', async () => {
    const order = { merchant_uid: 'order_new', amount: 5_000 };
    expect((await client.createPreparedPayment(order)).data).toMatchObject(order);
    await expect(client.createPreparedPayment(order)).rejects.toThrow(
      '결제정보 사전등록에 실패하였습니다(이미 등록된 merchant_uid입니다).',
    );
    expect((await client.getPreparedPayment('order_new')).data).toMatchObject(order);
    expect(await client.getPreparedPayment('none')).toMatchObject({
      status: 404,
      message: '사전등록된 결제정보가 존재하지 않습니다.',
    });
  });
});
