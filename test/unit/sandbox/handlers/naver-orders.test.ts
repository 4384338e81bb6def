import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type SandboxSession, startSandboxSession } from '../../../support/sandbox-session.ts';
import { getSample } from '../../../support/tool-results.ts';

let sandbox: SandboxSession;
beforeEach(async () => {
  sandbox = await startSandboxSession();
});
afterEach(() => sandbox.close());
const getSampleRow = (situation: string) => getSample(sandbox.getSamples(), situation);
const postOperation = (situation: string, operation: string, body: object = {}) =>
  sandbox.call('POST', `/payments/${getSampleRow(situation).imp_uid}/naver/${operation}`, body);

describe('the shipping fields of Naver orders in the sandbox', () => {
  const parcel = { delivery_company: 'CJGLS', tracking_number: '650000000001' };

  test.each([
    ['naver_placed', 'ship', { dispatched_at: 1_795_000_000, delivery_method: 'DELIVERY' }],
    ['naver_exchange_collected', 'ship-exchanged', { delivery_method: 'DELIVERY' }],
    ['naver_delivering', 'request-return', { delivery_method: 'RETURN_DELIVERY' }],
  ])('the sample %s: %s gets 400 without a courier and a tracking number', async (situation, operation, body) => {
    for (const bad of [body, { ...body, delivery_company: 'CJGLS' }, { ...body, tracking_number: '1' }])
      expect(await postOperation(situation, operation, bad)).toMatchObject({ status: 400, code: -1 });
    expect(await postOperation(situation, operation, { ...body, ...parcel, delivery_method: 'PIGEON' })).toMatchObject({
      status: 400,
    });
    expect((await sandbox.readLedger()).entries).toEqual([]);
    expect(await postOperation(situation, operation, { ...body, ...parcel })).toMatchObject({ status: 200, code: 0 });
    expect((await sandbox.readLedger()).entries).toMatchObject([parcel]);
  });

  test('handing over goods in person requires no courier', async () => {
    const body = { dispatched_at: 1_795_000_000, delivery_method: 'VISIT_RECEIPT' };
    expect(await postOperation('naver_placed', 'ship', body)).toMatchObject({ status: 200 });
    expect(
      await postOperation('naver_delivering', 'request-return', { delivery_method: 'RETURN_INDIVIDUAL' }),
    ).toMatchObject({
      status: 200,
    });
  });

  test('an operation without a method, a date or a memo gets 400', async () => {
    expect(await postOperation('naver_placed', 'ship', { dispatched_at: 1_795_000_000 })).toMatchObject({
      status: 400,
    });
    expect(await postOperation('naver_placed', 'ship', { delivery_method: 'NOTHING' })).toMatchObject({ status: 400 });
    expect(await postOperation('naver_return_requested', 'reject-return')).toMatchObject({ status: 400 });
    expect(await postOperation('naver_return_requested', 'withhold-return')).toMatchObject({ status: 400 });
  });
});

test('an unknown reason is replaced by the default reason', async () => {
  await postOperation('naver_paid', 'cancel', { reason: 'I_JUST_WANT_TO' });
  await postOperation('naver_delivering', 'request-return', { reason: 'NO', delivery_method: 'RETURN_INDIVIDUAL' });
  await postOperation('naver_return_requested', 'withhold-return', { reason: 'NO', memo: '확인 중입니다.' });
  expect((await sandbox.readLedger()).entries).toMatchObject([
    { reason: 'PRODUCT_UNSATISFIED' },
    { reason: 'INTENT_CHANGED' },
    { reason: 'ETC', extra_charge: 0 },
  ]);
});

test('a withheld return is released and approved, and the payment shows the refund', async () => {
  const { imp_uid, product_order_id } = getSampleRow('naver_return_requested');
  const only = { product_order_id: [product_order_id] };
  expect(
    await postOperation('naver_return_requested', 'withhold-return', { ...only, memo: '배송비를 보내 주세요.' }),
  ).toMatchObject({ status: 200 });
  expect(await postOperation('naver_return_requested', 'approve-return', only)).toMatchObject({
    status: 500,
    response: null,
  });
  expect(await postOperation('naver_return_requested', 'resolve-return', only)).toMatchObject({ status: 200 });
  expect(await postOperation('naver_return_requested', 'approve-return', only)).toMatchObject({
    status: 200,
    response: [{ product_order_id, product_order_status: 'RETURNED', claim_status: 'RETURN_DONE' }],
  });
  expect((await sandbox.call('GET', `/payments/${imp_uid}`)).response).toMatchObject({
    status: 'cancelled',
    amount: 47_000,
    cancel_amount: 35_000,
    cancel_history: [{ amount: 35_000, cancellation_id: expect.any(String) }],
  });
});

test('items are read by payment and one by one', async () => {
  const { imp_uid, product_order_id, product_order_id_2 } = getSampleRow('naver_placed');
  const list = await sandbox.call('GET', `/payments/${imp_uid}/naver/product-orders`);
  expect(list).toMatchObject({
    status: 200,
    response: [{ product_order_id }, { product_order_id: product_order_id_2 }],
  });
  const one = await sandbox.call('GET', `/naver/product-orders/${product_order_id}`);
  expect(one.response).toEqual((list.response as unknown[])[0]);
  expect(await sandbox.call('GET', '/naver/product-orders/2026000000000000')).toMatchObject({ status: 404 });
  expect(await sandbox.call('GET', '/payments/imp_000000000000/naver/product-orders')).toMatchObject({ status: 404 });
});

test('the items of every sample order add up to its payment', () => {
  const { payments, naverItems } = sandbox.getWorld();
  const orders = new Set([...naverItems.values()].map(({ impUid }) => impUid));
  expect(orders.size).toBeGreaterThan(8);
  for (const impUid of orders) {
    const items = [...naverItems.values()].filter((item) => item.impUid === impUid);
    const sumPrices = (some: typeof items) =>
      some.reduce((sum, { record }) => sum + (record.product_amount ?? 0) + (record.delivery_amount ?? 0), 0);
    const cancelledItems = items.filter(({ record }) =>
      ['CANCELED', 'RETURNED'].includes(record.product_order_status ?? ''),
    );
    expect(payments.get(impUid)?.record).toMatchObject({
      amount: sumPrices(items),
      cancel_amount: sumPrices(cancelledItems),
    });
  }
});

describe('Naver reviews in the sandbox', () => {
  const listReviews = (more: Record<string, string> = {}) => {
    const query = new URLSearchParams({ ...getSampleRow('naver_reviews'), review_type: 'general', ...more });
    return sandbox.call('GET', `/naver/reviews?${query}`);
  };

  test('reviews are listed by kind and within the requested period', async () => {
    const general = (await listReviews()).response as { content: unknown; created_at: number }[];
    const premium = (await listReviews({ review_type: 'premium' })).response as typeof general;
    expect(general.length).toBeGreaterThan(0);
    expect(general.every(({ content }) => content === null)).toBe(true);
    expect(premium.every(({ content }) => typeof content === 'string')).toBe(true);
    const first = Math.min(...general.map(({ created_at }) => created_at));
    expect((await listReviews({ to: String(first) })).response).toHaveLength(
      general.filter(({ created_at }) => created_at === first).length,
    );
    expect((await listReviews({ to: String(first - 1) })).response).toEqual([]);
  });

  test('reviews get 400 for an unknown kind, another channel or a reversed period', async () => {
    const { from = '', to = '' } = getSampleRow('naver_reviews');
    expect(await listReviews({ review_type: 'bad' })).toMatchObject({ status: 400 });
    expect(await listReviews({ channel_key: getSampleRow('benepia').channel_key ?? '' })).toMatchObject({
      status: 400,
    });
    expect(await listReviews({ from: to, to: from })).toMatchObject({ status: 400 });
  });
});

describe('Naver payment-type orders in the sandbox', () => {
  const callOperation = (situation: string, operation: string, body?: object) =>
    sandbox.call(body ? 'POST' : 'GET', `/payments/${getSampleRow(situation).imp_uid}/naver/${operation}`, body);

  test('Naver points are granted once', async () => {
    expect(await callOperation('naver_pay', 'point', {})).toMatchObject({ status: 200, code: 0 });
    expect(await callOperation('naver_pay', 'point', {})).toMatchObject({ status: 500 });
    expect(await callOperation('naver_paid', 'point', {})).toMatchObject({ status: 500 });
  });

  test('an escrow order is confirmed once, and other orders never', async () => {
    expect(await callOperation('naver_pay_escrow', 'confirm', { requester: 'nobody' })).toMatchObject({ status: 400 });
    expect(await callOperation('naver_pay_escrow', 'confirm', {})).toMatchObject({ status: 200, code: 0 });
    expect(await callOperation('naver_pay_escrow', 'confirm', {})).toMatchObject({ status: 500 });
    expect(await callOperation('naver_pay', 'confirm', {})).toMatchObject({ status: 500 });
    expect((await sandbox.readLedger()).entries).toMatchObject([{ confirmed: true, requester: 'admin' }]);
  });

  test('the cash receipt amount is the remaining amount, and an order-type payment gets 400', async () => {
    const { imp_uid = '' } = getSampleRow('naver_pay_escrow');
    const payment = sandbox.getWorld().payments.get(imp_uid);
    if (payment) Object.assign(payment.record, { status: 'cancelled', cancel_amount: 165_000 });
    expect((await callOperation('naver_pay_escrow', 'cash-amount')).response).toEqual({
      amount_total: 110_000,
      amount_by_npoint: 0,
      amount_by_primary: 110_000,
      amount_supply: 100_000,
      amount_vat: 10_000,
    });
    expect(await callOperation('naver_paid', 'cash-amount')).toMatchObject({ status: 400 });
  });
});
