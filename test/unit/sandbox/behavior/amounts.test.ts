import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type SandboxSession, startSandboxSession } from '../../../support/sandbox-session.ts';

let sandbox: SandboxSession;
beforeEach(async () => {
  sandbox = await startSandboxSession();
});
afterEach(() => sandbox.close());

const getChannelKey = (situation: string) => sandbox.getSamples()[situation]?.channel_key ?? '';
const customer_uid = 'customer_sample_0001';
const card = { card_number: '4000-1234-5678-9010', expiry: '2099-12' };

/** Every operation that records an amount, and the status with which it refuses an invalid one. */
const writers: [string, number, (amount: number) => Promise<{ status: number; code: number }>][] = [
  [
    'a charge of a key',
    200,
    (amount) =>
      sandbox.call('POST', '/subscribe/payments/again', { customer_uid, merchant_uid: 'm1', amount, name: 'x' }),
  ],
  [
    'a charge of a card',
    200,
    (amount) => sandbox.call('POST', '/subscribe/payments/onetime', { merchant_uid: 'm1', amount, ...card }),
  ],
  [
    'a schedule',
    200,
    (amount) => {
      const one = { merchant_uid: 'm1', schedule_at: 1_795_100_000, amount, currency: 'KRW', name: 'x' };
      return sandbox.call('POST', '/subscribe/payments/schedule', { customer_uid, schedules: [one] });
    },
  ],
  [
    'a virtual account',
    200,
    (amount) =>
      sandbox.call('POST', '/vbanks', {
        channel_key: getChannelKey('vbank_channel'),
        merchant_uid: 'm1',
        amount,
        vbank_code: '004',
        vbank_due: 1_795_100_000,
        vbank_holder: 'x',
        name: 'x',
      }),
  ],
  [
    'an unpaid virtual account',
    400,
    (amount) => sandbox.call('PUT', `/vbanks/${sandbox.getSamples().vbank_waiting?.imp_uid}`, { amount }),
  ],
  [
    'a barcode',
    200,
    (amount) =>
      sandbox.call('POST', '/cvs', {
        channel_key: getChannelKey('cvs_channel'),
        merchant_uid: 'm1',
        amount,
        name: 'x',
        barcode: '12',
      }),
  ],
  [
    'an external receipt',
    400,
    (amount) =>
      sandbox.call('POST', '/receipts/external/m1', {
        channel_key: getChannelKey('receipt_channel'),
        amount,
        identifier: '01000001111',
        name: 'x',
      }),
  ],
  ['a prepared amount', 200, (amount) => sandbox.call('POST', '/payments/prepare', { merchant_uid: 'm1', amount })],
  [
    'a changed prepared amount',
    400,
    (amount) => sandbox.call('PUT', '/payments/prepare', { merchant_uid: 'order_prepared', amount }),
  ],
];

describe('an amount of zero or less', () => {
  it.each(writers)('%s rejects an amount of zero or less and records nothing', async (_what, status, write) => {
    for (const amount of [0, -5]) {
      const answer = await write(amount);
      expect(answer).toMatchObject({ status, response: null });
      expect(answer.code).not.toBe(0);
    }
    expect((await sandbox.readLedger()).entries).toEqual([]);
    expect(await write(1_000)).toMatchObject({ status: 200, code: 0 });
    expect((await sandbox.readLedger()).entries).toHaveLength(1);
  });
});

describe('an amount in KRW', () => {
  it.each(writers)('%s rejects a fraction of a won and records nothing', async (_what, status, write) => {
    for (const amount of [10.5, 1_000.01]) {
      const answer = await write(amount);
      expect(answer).toMatchObject({ status, response: null });
      expect(answer.code).not.toBe(0);
    }
    expect((await sandbox.readLedger()).entries).toEqual([]);
  });

  it.each(['KRW', 'krw', ''])('a charge rejects part of a won for currency "%s"', async (currency) => {
    const order = { customer_uid, merchant_uid: 'm1', amount: 10.5, name: 'x', currency };
    const answer = await sandbox.call('POST', '/subscribe/payments/again', order);
    expect(answer).toMatchObject({ status: 200, code: 1, message: '결제금액이 올바르지 않습니다.' });
  });

  it('a refund rejects a fraction of a won', async () => {
    const imp_uid = sandbox.getSamples().paid_card?.imp_uid;
    for (const amount of [10.5, 0.01]) {
      const answer = await sandbox.call('POST', '/payments/cancel', { imp_uid, amount });
      expect(answer).toEqual({ status: 200, code: 1, message: '취소 요청금액이 유효하지 않습니다.', response: null });
    }
    expect((await sandbox.readLedger()).entries).toEqual([]);
    expect(sandbox.getWorld().payments.get(imp_uid ?? '')?.record).toMatchObject({ status: 'paid', cancel_amount: 0 });
  });
});

describe('an amount in a foreign currency', () => {
  const chargeKey = (merchant_uid: string, amount: number) =>
    sandbox.call('POST', '/subscribe/payments/again', {
      customer_uid,
      merchant_uid,
      amount,
      name: 'x',
      currency: 'USD',
    });

  it('charges, schedules and prepared amounts accept two decimals of a foreign currency and no more', async () => {
    // 1.15 * 100 is less than 115 in binary floating point.
    for (const amount of [1.15, 10.5, 0.29]) {
      const merchant_uid = `order_${amount}`;
      expect((await chargeKey(merchant_uid, amount)).response).toMatchObject({
        status: 'paid',
        amount,
        currency: 'USD',
      });
    }
    expect(await chargeKey('too_fine', 10.555)).toMatchObject({ status: 200, code: 1, response: null });

    const scheduleCharge = (merchant_uid: string, amount: number) => {
      const one = { merchant_uid, schedule_at: 1_795_100_000, amount, currency: 'USD', name: 'x' };
      return sandbox.call('POST', '/subscribe/payments/schedule', { customer_uid, schedules: [one] });
    };
    expect((await scheduleCharge('s1', 10.55)).code).toBe(0);
    expect((await scheduleCharge('s2', 10.555)).code).toBe(1);

    const prepared = { merchant_uid: 'p1', amount: 10.55, currency: 'USD' };
    expect((await sandbox.call('POST', '/payments/prepare', prepared)).code).toBe(0);
    const changeSchedule = (amount: number, more = {}) =>
      sandbox.call('PUT', '/payments/prepare', { merchant_uid: 'p1', amount, ...more });
    expect((await changeSchedule(9.25)).response).toMatchObject({ amount: 9.25, currency: 'USD' });
    expect((await changeSchedule(9.255)).status).toBe(400);
    expect((await changeSchedule(9.25, { currency: 'KRW' })).status).toBe(400);
  });

  it('refunds accept two decimals of a foreign currency and no more', async () => {
    const { imp_uid } = (await chargeKey('m1', 10.55)).response as { imp_uid: string };
    const refundPayment = (amount: number) => sandbox.call('POST', '/payments/cancel', { imp_uid, amount });
    expect((await refundPayment(0.255)).code).toBe(1);
    expect((await refundPayment(0.25)).response).toMatchObject({ cancel_amount: 0.25 });
    expect((await refundPayment(10.3)).response).toMatchObject({ cancel_amount: 10.55 });
  });
});

it('a hundred concurrent refunds of one payment never exceed the amount paid', async () => {
  const imp_uid = sandbox.getSamples().paid_card?.imp_uid;
  const answers = await Promise.all(
    Array.from({ length: 100 }, () => sandbox.call('POST', '/payments/cancel', { imp_uid, amount: 1_000 })),
  );
  expect(answers.filter(({ code }) => code === 0)).toHaveLength(89);
  expect(sandbox.getWorld().payments.get(imp_uid ?? '')?.record).toMatchObject({
    amount: 89_000,
    cancel_amount: 89_000,
  });
  expect((await sandbox.readLedger()).entries).toHaveLength(89);
});
