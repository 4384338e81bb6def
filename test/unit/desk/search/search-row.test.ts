import { expect, it } from 'vitest';
import { createColumnPicker, hoistSharedValues } from '../../../../src/desk/search/search-row.ts';
import { buildPaidPayment, buildReadyPayment, NOW } from '../../../support/desk-cases.ts';

const pickRow = createColumnPicker(undefined);

it('a waiting virtual account shows its deadline and what came in', () => {
  const waiting = buildReadyPayment({ pay_method: 'vbank', amount: 52_000, vbank_date: NOW + 3_600 });
  expect(pickRow(waiting)).toMatchObject({ vbank_date: NOW + 3_600, deposited: 0 });
  const partly = { ...waiting, deposit_history: [{ amount: 20_000 }, { amount: 30_000 }] };
  expect(pickRow(partly)).toMatchObject({ deposited: 50_000 });
  expect(pickRow(buildPaidPayment({ pay_method: 'vbank' }))).not.toHaveProperty('deposited');
});

it('a row leaves out zeros, won as the currency, and when a finished payment began', () => {
  const row = pickRow(buildPaidPayment());
  for (const column of ['cancel_amount', 'currency', 'started_at', 'failed_at', 'sandbox'])
    expect(row).not.toHaveProperty(column);
  expect(pickRow(buildPaidPayment({ currency: 'USD', sandbox: true }))).toMatchObject({
    currency: 'USD',
    sandbox: true,
  });
});

it('requested columns are shown as they are', () => {
  expect(createColumnPicker(['currency', 'cancel_amount'])(buildPaidPayment())).toEqual({
    imp_uid: 'imp_000000000001',
    currency: 'KRW',
    cancel_amount: 0,
  });
});

it('what came into a virtual account can be requested as a column', () => {
  const partly = buildReadyPayment({ pay_method: 'vbank', deposit_history: [{ amount: 20_000 }, { amount: 30_000 }] });
  expect(createColumnPicker(['deposited'])(partly)).toEqual({ imp_uid: partly.imp_uid, deposited: 50_000 });
});

it('what all of several rows share stands once, and amounts stay in their rows', () => {
  const rows = ['imp_1', 'imp_2', 'imp_3', 'imp_4'].map((imp_uid) => ({ imp_uid, status: 'paid', amount: 1_000 }));
  expect(hoistSharedValues(rows)).toEqual({
    in_every_row: { status: 'paid' },
    payments: rows.map(({ imp_uid, amount }) => ({ imp_uid, amount })),
  });
  expect(hoistSharedValues(rows.slice(0, 3))).toEqual({ payments: rows.slice(0, 3) });
});
