import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type SandboxSession, sandboxSession } from '../support/sandbox-session.ts';

let sandbox: SandboxSession;
beforeEach(async () => {
  sandbox = await sandboxSession();
});
afterEach(() => sandbox.close());

const channel = (situation: string) => sandbox.samples()[situation]?.channel_key ?? '';
const customer_uid = 'customer_sample_0001';
const card = { card_number: '4000-1234-5678-9010', expiry: '2099-12' };

/** Everything that writes an amount down, and the status with which its family refuses. */
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
        channel_key: channel('vbank_channel'),
        merchant_uid: 'm1',
        amount,
        vbank_code: '004',
        vbank_due: 1_795_100_000,
        vbank_holder: 'x',
        name: 'x',
      }),
  ],
  [
    'a virtual account that waits',
    400,
    (amount) => sandbox.call('PUT', `/vbanks/${sandbox.samples().vbank_waiting?.imp_uid}`, { amount }),
  ],
  [
    'a barcode',
    200,
    (amount) =>
      sandbox.call('POST', '/cvs', {
        channel_key: channel('cvs_channel'),
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
        channel_key: channel('receipt_channel'),
        amount,
        identifier: '01000001111',
        name: 'x',
      }),
  ],
  ['a prepared amount', 200, (amount) => sandbox.call('POST', '/payments/prepare', { merchant_uid: 'm1', amount })],
  [
    'a prepared amount that is changed',
    400,
    (amount) => sandbox.call('PUT', '/payments/prepare', { merchant_uid: 'order_prepared', amount }),
  ],
];

describe('an amount of nothing, or less', () => {
  it.each(writers)('%s refuses it and writes nothing', async (_what, status, write) => {
    for (const amount of [0, -5]) {
      const answer = await write(amount);
      expect(answer).toMatchObject({ status, response: null });
      expect(answer.code).not.toBe(0);
    }
    expect((await sandbox.ledger()).entries).toEqual([]);
    expect(await write(1_000)).toMatchObject({ status: 200, code: 0 });
    expect((await sandbox.ledger()).entries).toHaveLength(1);
  });
});

it('a hundred refunds of one payment at once never give back more than was paid', async () => {
  const imp_uid = sandbox.samples().paid_card?.imp_uid;
  const answers = await Promise.all(
    Array.from({ length: 100 }, () => sandbox.call('POST', '/payments/cancel', { imp_uid, amount: 1_000 })),
  );
  expect(answers.filter(({ code }) => code === 0)).toHaveLength(89);
  expect(sandbox.world().payments.get(imp_uid ?? '')?.shown).toMatchObject({ amount: 89_000, cancel_amount: 89_000 });
  expect((await sandbox.ledger()).entries).toHaveLength(89);
});
