import { expect, it } from 'vitest';
import { takeSnapshot } from '../../../../src/guard/snapshot/take-snapshot.ts';
import { usePortOne } from '../../../support/portone-fixture.ts';
import { respondSuccess } from '../../../support/scripted-server.ts';

const fixture = usePortOne();
const buildAttempt = (n: number, more: object) => ({
  imp_uid: `imp_${n}`,
  merchant_uid: 'order',
  amount: 100,
  ...more,
});
const takeSnapshotOf = (...list: object[]) => {
  fixture.server.script.push(respondSuccess({ total: list.length, previous: 0, next: 0, list }));
  return takeSnapshot(['payment'], { merchant_uid: 'order' }, { portone: fixture.portone, now: 1_795_000_000 });
};

it('an order number resolves to its only payment with a refundable balance', async () => {
  const snapshot = await takeSnapshotOf(
    buildAttempt(1, { status: 'failed', paid_at: 0 }),
    buildAttempt(2, { status: 'cancelled', paid_at: 1, cancel_amount: 100 }),
    buildAttempt(3, { status: 'cancelled', paid_at: 1, cancel_amount: 40 }),
  );
  expect(snapshot.payment?.imp_uid).toBe('imp_3');
});

it('an order number with several refundable payments is rejected instead of guessed', async () => {
  const both = takeSnapshotOf(
    buildAttempt(1, { status: 'paid', paid_at: 1 }),
    buildAttempt(2, { status: 'paid', paid_at: 2 }),
  );
  await expect(both).rejects.toMatchObject({
    kind: 'rejected',
    message: expect.stringContaining('2 paid payments'),
    next: expect.stringContaining('imp_uid'),
  });
});

it('an order number without a refundable payment is rejected', async () => {
  await expect(takeSnapshotOf(buildAttempt(1, { status: 'failed', paid_at: 0 }))).rejects.toMatchObject({
    kind: 'rejected',
  });
});
