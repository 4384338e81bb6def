import { describe, expect, it } from 'vitest';
import type { Preview } from '../../../../src/endpoints/endpoint.ts';
import { describeSnapshot } from '../../../../src/guard/confirmation/question/snapshot-lines.ts';
import { takeSnapshot } from '../../../../src/guard/snapshot/take-snapshot.ts';
import { usePortOne } from '../../../support/portone-fixture.ts';
import { respondSuccess } from '../../../support/scripted-server.ts';

const fixture = usePortOne();
const ids = { imp_uid: 'imp_1', merchant_uid: 'order_1', customer_uid: 'customer_1' };
const take = (previews: readonly Preview[], ...answers: unknown[]) => {
  fixture.server.script.push(...answers.map((answer) => respondSuccess(answer)));
  return takeSnapshot(previews, ids, { portone: fixture.portone, now: 0 });
};
const REFUSAL = { message: expect.stringContaining('another record than the requested one') };

it.each([
  ['billing_key', { card_name: 'a card' }],
  ['receipt', { amount: 100 }],
  ['external_receipt', { amount: 100 }],
  ['prepare', { amount: 100 }],
  ['order', { total: 1, list: [{ imp_uid: 'imp_1', amount: 100 }] }],
] as const)(
  'the snapshot is refused when PortOne returns a %s without the id that was requested',
  async (kind, shown) => {
    await expect(take([kind], shown)).rejects.toMatchObject(REFUSAL);
  },
);

describe('the items of a Naver payment', () => {
  const payment = { imp_uid: 'imp_1', merchant_uid: 'order_1', amount: 100 };
  const item = { product_order_id: 'item_1', product_amount: 100 };
  const takeItems = (shown: object) => take(['payment', 'naver_items'], payment, [item, { ...item, ...shown }]);
  const describeAll = async (shown: object) =>
    describeSnapshot(await takeItems(shown), { ...ids, all: true }, false).map(({ label }) => label.en);

  it.each([{ imp_uid: 'imp_2' }, { merchant_uid: 'order_2' }])('are refused if one of them shows %j', async (shown) => {
    await expect(takeItems(shown)).rejects.toMatchObject(REFUSAL);
  });

  it('are listed with the remark that their payment could not be checked, unless all show it', async () => {
    expect(await describeAll({ imp_uid: 'imp_1' })).toContain('Not checked');
    const shown = [{ ...item, imp_uid: 'imp_1' }];
    const snapshot = await take(['payment', 'naver_items'], payment, shown);
    expect(describeSnapshot(snapshot, { ...ids, all: true }, false).map(({ label }) => label.en)).not.toContain(
      'Not checked',
    );
  });
});
