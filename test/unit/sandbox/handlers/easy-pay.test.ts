import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type SandboxSession, startSandboxSession } from '../../../support/sandbox-session.ts';
import { getSample } from '../../../support/tool-results.ts';

let sandbox: SandboxSession;
beforeEach(async () => {
  sandbox = await startSandboxSession();
});
afterEach(() => sandbox.close());
const getSampleRow = (situation: string) => getSample(sandbox.getSamples(), situation);

describe('Payco orders in the sandbox', () => {
  const updateStatus = (status: string, imp_uid = getSampleRow('payco_order').imp_uid) =>
    sandbox.call('POST', `/payco/orders/status/${imp_uid}`, { status });

  test('the status of a Payco order advances until the purchase decision and moves no money', async () => {
    expect(await updateStatus('DELIVERY_START')).toMatchObject({ code: 0, response: { status: 'DELIVERY_START' } });
    expect(await updateStatus('PURCHASE_DECISION')).toMatchObject({
      code: 0,
      response: { status: 'PURCHASE_DECISION' },
    });
    expect(await updateStatus('CANCELED')).toMatchObject({ status: 200, code: -1, response: null });
    expect(sandbox.getWorld().payments.get(getSampleRow('payco_order').imp_uid ?? '')?.record).toMatchObject({
      status: 'paid',
      cancel_amount: 0,
    });
  });

  test("an unknown Payco status is rejected in Payco's words", async () => {
    expect((await updateStatus('asdf')).message).toBe(
      '파라미터 정보가 유효하지 않습니다. orderProductStatus field reject, expected OrderProductStatusType{DELIVERY_START, PURCHASE_DECISION, CANCELED}, but [asdf]',
    );
  });

  test('a Payco status is rejected for payments of other PGs and unknown payments', async () => {
    for (const imp_uid of [getSampleRow('naver_pay').imp_uid, 'imp_000000000000'])
      expect(await updateStatus('DELIVERY_START', imp_uid)).toMatchObject({ status: 200, code: -1, response: null });
    expect((await sandbox.readLedger()).entries).toEqual([]);
  });
});

describe('Benepia points in the sandbox', () => {
  const getLogin = () => {
    const { benepia_user, benepia_password, channel_key } = getSampleRow('benepia');
    return { benepia_user, benepia_password, channel_key };
  };
  const points = async () => (await sandbox.call('POST', '/benepia/point', getLogin())).response;
  const payWithPoints = (more: object = {}) =>
    sandbox.call('POST', '/benepia/payment', {
      ...getLogin(),
      benepia_member_code: 'SANDBOX01',
      merchant_uid: 'order_1',
      name: '복지몰',
      amount: 12_000,
      ...more,
    });

  test('a Benepia payment spends points and never reveals the password', async () => {
    expect(await points()).toEqual({ point: 50_000 });
    const paid = await payWithPoints();
    expect(paid).toMatchObject({ code: 0, response: { status: 'paid', amount: 12_000, sandbox: false } });
    expect(await points()).toEqual({ point: 38_000 });
    const password = getLogin().benepia_password ?? '';
    expect(password).not.toBe('');
    expect(JSON.stringify(paid)).not.toContain(password);
    const { text, entries } = await sandbox.readLedger();
    expect(entries).toHaveLength(1);
    expect(text).not.toContain(password);
  });

  test('a Benepia payment without a member code is a test payment that spends no points', async () => {
    expect(await payWithPoints({ benepia_member_code: undefined })).toMatchObject({
      response: { status: 'paid', sandbox: true },
    });
    expect(await points()).toEqual({ point: 50_000 });
  });

  test.each([
    ['a wrong password', { benepia_password: 'wrong' }],
    ['an unknown user', { benepia_user: 'nobody' }],
    ['too few points', { amount: 50_001 }],
    ['a zero amount', { amount: 0 }],
    ['an unknown channel', { channel_key: 'channel-key-unknown' }],
  ])('a Benepia payment is rejected for %s', async (_, bad) => {
    const reply = await payWithPoints(bad);
    expect(reply).toMatchObject({ status: 200, response: null });
    expect(reply.code).not.toBe(0);
    expect(await points()).toEqual({ point: 50_000 });
    expect((await sandbox.readLedger()).entries).toEqual([]);
  });

  test('a Benepia order is paid once, and a failed charge spends no points', async () => {
    sandbox.getWorld().benepiaPoints.set('rich', { password: 'p', points: 2_000_000 });
    const rich = { benepia_user: 'rich', benepia_password: 'p' };
    expect(await payWithPoints({ ...rich, amount: 999_054 })).toMatchObject({
      code: 0,
      response: { status: 'failed' },
    });
    expect(await payWithPoints(rich)).toMatchObject({ code: 0, response: { status: 'paid' } });
    expect((await payWithPoints(rich)).code).not.toBe(0);
    expect(sandbox.getWorld().benepiaPoints.get('rich')?.points).toBe(1_988_000);
  });
});

describe('Paymentwall deliveries in the sandbox', () => {
  const buildDelivery = () => ({
    ...getSampleRow('paymentwall'),
    type: 'digital',
    status: 'order_placed',
    estimated_delivery_datetime: 1_795_100_000,
    estimated_update_datetime: 1_795_100_000,
    refundable: 'yes',
    shipping_address_email: 'buyer@example.com',
  });
  const registerRow = (more: object = {}) =>
    sandbox.call('POST', '/paymentwall/delivery', { ...buildDelivery(), ...more });

  test('the status of a Paymentwall delivery only advances', async () => {
    expect(await registerRow()).toEqual({ status: 200, code: 0, message: null, response: { success: 1 } });
    expect(await registerRow({ status: 'delivering' })).toMatchObject({ code: 0 });
    expect(await registerRow({ status: 'order_shipped' })).toMatchObject({
      status: 200,
      code: -1,
      response: { error_code: 400 },
    });
    expect(await registerRow({ status: 'delivered' })).toMatchObject({ code: 0 });
  });

  test('a physical Paymentwall order requires each field of its address', async () => {
    const reply = await registerRow({ type: 'physical', carrier_type: 'EMS' });
    expect(reply).toMatchObject({ status: 200, code: -1 });
    const { notices } = reply.response as { notices: string[] };
    expect(notices).toContain('shipping_address_city is required');
    expect(notices).not.toContain('carrier_type is required');
  });

  test.each([
    ['an order number of another payment', { merchant_uid: 'other' }],
    ['an unknown payment', { imp_uid: 'imp_000000000000' }],
    ['an unknown status', { status: 'lost' }],
  ])('a Paymentwall delivery is rejected for %s', async (_, bad) => {
    expect(await registerRow(bad)).toMatchObject({ status: 200, code: -1 });
    expect((await sandbox.readLedger()).entries).toEqual([]);
  });
});

describe('partner receipts in the sandbox', () => {
  const part = { business_registration_number: '000-00-00001', company_name: '장터 하나', amount: 88_000 };
  const registerRow = (data: object[], imp_uid = getSampleRow('partner_receipt_due').imp_uid) =>
    sandbox.call('POST', `/partners/receipts/${imp_uid}`, { data });

  test('partner receipts are registered once', async () => {
    expect(await registerRow([part])).toMatchObject({
      status: 200,
      code: 0,
      response: { receipt_url: expect.any(String) },
    });
    expect(await registerRow([part])).toMatchObject({ status: 400, code: -1 });
    expect((await sandbox.readLedger()).entries).toHaveLength(1);
  });

  test.each([
    [
      'more than the amount paid',
      [
        { ...part, amount: 50_000 },
        { ...part, amount: 38_001 },
      ],
    ],
    ['more tax-free than there is', [{ ...part, tax_free: 88_001 }]],
    ['an invalid business number', [{ ...part, business_registration_number: '12' }]],
    ['an empty list', []],
  ])('partner receipts get 400 for %s', async (_, data) => {
    expect(await registerRow(data)).toMatchObject({ status: 400, code: -1 });
  });

  test('partner receipts get 501 for another PG, 404 for an unknown payment and 400 for an unpaid one', async () => {
    expect(await registerRow([part], getSampleRow('payco_order').imp_uid)).toMatchObject({ status: 501 });
    expect(await registerRow([part], 'imp_000000000000')).toMatchObject({ status: 404 });
    const { imp_uid = '' } = getSampleRow('partner_receipt_due');
    const payment = sandbox.getWorld().payments.get(imp_uid);
    if (payment) sandbox.getWorld().payments.update(payment, { status: 'cancelled' });
    expect(await registerRow([part])).toMatchObject({ status: 400 });
  });
});
