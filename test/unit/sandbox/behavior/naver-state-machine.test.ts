import { describe, expect, test } from 'vitest';
import { applyNaverOperation } from '../../../../src/sandbox/behavior/naver-orders.ts';
import {
  enterNaverState,
  getNaverState,
  type NaverOperationName,
  type NaverState,
  naverOperations,
  naverStates,
} from '../../../../src/sandbox/behavior/naver-state-machine.ts';
import { createWorld } from '../../../../src/sandbox/seed/index.ts';
import { getSample } from '../../../support/tool-results.ts';

const operations = Object.keys(naverOperations) as NaverOperationName[];
const states = Object.keys(naverStates) as NaverState[];

/**
 * The transitions that Naver accepts, copied by hand from the reference: operation → from → to.
 * Every other transition must be rejected and change nothing.
 */
const taken: Record<NaverOperationName, string> = {
  place: 'paid>placed',
  cancel: 'paid>canceled',
  'approve-cancel': 'cancel_requested>canceled_placed',
  ship: 'placed>delivering cancel_rejected>delivering',
  'request-return':
    'delivering>return_requested_early return_rejected_early>return_requested_early ' +
    'delivered>return_requested return_rejected>return_requested decision_released>return_requested',
  'withhold-return':
    'return_requested>return_requested_withheld return_requested_early>return_requested_early_withheld ' +
    'return_collecting>return_collecting_withheld return_collected>return_collected_withheld',
  'resolve-return':
    'return_requested_withheld>return_requested return_requested_early_withheld>return_requested_early ' +
    'return_collecting_withheld>return_collecting return_collected_withheld>returned',
  'approve-return':
    'return_requested>returned return_requested_early>returned return_collecting>returned return_collected>returned',
  'reject-return':
    'return_requested>return_rejected return_requested_early>return_rejected_early ' +
    'return_collecting>return_rejected return_collected>return_rejected',
  'collect-exchanged': 'exchange_collecting>exchange_collected',
  'ship-exchanged': 'exchange_collected>exchange_redelivering',
};
const refunding = ['canceled', 'canceled_placed', 'returned'];

const { world, samples } = createWorld({ seed: 1, startedAt: 1_790_000_000 });
const impUid = getSample(samples, 'naver_paid').imp_uid ?? '';
const untouched = structuredClone(world.payments.get(impUid)?.record);

/** An order of three items in the given states; items without a given state are paid. */
function buildOrder(...wanted: readonly NaverState[]) {
  const items = [...world.naverItems.values()].filter((item) => item.impUid === impUid);
  const payment = world.payments.get(impUid);
  if (!payment || !untouched || items.length !== 3) throw new Error('naver_paid must be a payment with three items');
  world.payments.update(payment, structuredClone(untouched));
  for (const item of items) enterNaverState(item, 'paid');
  wanted.forEach((state, index) => {
    const item = items[index];
    if (item) enterNaverState(item, state);
  });
  return { world, payment, impUid, items, ids: items.map(({ record }) => record.product_order_id) };
}

test('every Naver state is distinguished from every other', () => {
  const { items } = buildOrder();
  const [item] = items;
  for (const state of states) {
    if (item) enterNaverState(item, state);
    expect(item && getNaverState(item)).toBe(state);
  }
});

describe.each(operations)('the Naver operation %s', (name) => {
  const moves = new Map(taken[name].split(' ').map((move) => move.split('>') as [string, string]));

  test.each(states)('the operation follows the reference from the state %s', (from) => {
    const { world, payment, impUid, items, ids } = buildOrder(from);
    const [item] = items;
    const [id = ''] = ids;
    const to = moves.get(from);
    const price = (item?.record.product_amount ?? 0) + (item?.record.delivery_amount ?? 0);

    const answer = applyNaverOperation(world, name, { imp_uid: impUid, product_order_id: [id] });

    expect(item && getNaverState(item)).toBe(to ?? from);
    if (to === undefined) {
      expect(answer).toMatchObject({ status: 500, response: null });
      expect(answer.code).not.toBe(0);
      expect(answer.changed).toBeUndefined();
      expect(payment.record).toMatchObject({ status: 'paid', cancel_amount: 0 });
      return;
    }
    expect(answer).toMatchObject({ status: 200, code: 0, response: [{ product_order_id: id }] });
    expect(answer.changed).toMatchObject({ imp_uid: impUid, product_order_id: [id] });
    const refunds = refunding.includes(to);
    expect(payment.record).toMatchObject(
      refunds ? { status: 'cancelled', cancel_amount: price } : { status: 'paid', cancel_amount: 0 },
    );
    expect(payment.record.cancel_history).toHaveLength(refunds ? 1 : 0);
  });
});

describe('the items that a Naver operation covers', () => {
  test('an operation without item ids covers all items of the payment', () => {
    const { world, payment, impUid, ids } = buildOrder();
    const answer = applyNaverOperation(world, 'cancel', { imp_uid: impUid });
    expect(answer.status).toBe(200);
    expect(answer.changed).toMatchObject({ product_order_id: ids, amount: payment.record.amount });
    expect(payment.record.cancel_amount).toBe(payment.record.amount);
    expect(payment.record.cancel_history).toHaveLength(ids.length);
  });

  test('an operation returns 207 with only the items that it accepted', () => {
    const { world, impUid, items, ids } = buildOrder('paid', 'delivering', 'paid');
    const answer = applyNaverOperation(world, 'place', { imp_uid: impUid });
    expect(answer).toMatchObject({
      status: 207,
      code: 0,
      response: [{ product_order_id: ids[0] }, { product_order_id: ids[2] }],
    });
    expect(answer.changed).toMatchObject({ product_order_id: [ids[0], ids[2]] });
    expect(items.map(getNaverState)).toEqual(['placed', 'delivering', 'placed']);
  });

  test('a repeated item id counts once, and an item id of another payment is ignored', () => {
    const { world, payment, impUid, items, ids } = buildOrder();
    const [id = ''] = ids;
    const foreign =
      [...world.naverItems.values()].find((item) => item.impUid !== impUid)?.record.product_order_id ?? '';
    const answer = applyNaverOperation(world, 'cancel', { imp_uid: impUid, product_order_id: [id, id, foreign] });
    expect(answer).toMatchObject({ status: 207, response: [{ product_order_id: id }] });
    expect(payment.record.cancel_amount).toBe(27_000);
    expect(items.map(getNaverState)).toEqual(['canceled', 'paid', 'paid']);
  });

  test('an operation returns 404 for an unknown payment and for one of another PG', () => {
    const { world } = buildOrder();
    const other =
      [...world.payments.values()].find(({ record }) => record.pg_provider === 'payco')?.record.imp_uid ?? '';
    expect(world.payments.has(other)).toBe(true);
    for (const imp_uid of ['imp_000000000000', other])
      expect(applyNaverOperation(world, 'place', { imp_uid })).toMatchObject({ status: 404, response: null });
  });

  test('an operation never refunds more than the remaining amount', () => {
    const { world, payment, impUid, items } = buildOrder();
    world.payments.update(payment, { cancel_amount: payment.record.amount - 10_000 });
    const answer = applyNaverOperation(world, 'cancel', { imp_uid: impUid });
    // Only the brush, at 6,500, still fits into the remaining amount.
    expect(answer).toMatchObject({ status: 207, changed: { amount: 6_500 } });
    expect(items.map(getNaverState)).toEqual(['paid', 'canceled', 'paid']);
  });
});
