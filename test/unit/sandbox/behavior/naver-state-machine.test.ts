import { describe, expect, test } from 'vitest';
import { operateOnNaverItems } from '../../../../src/sandbox/behavior/naver-orders.ts';
import {
  enterNaverState,
  type NaverOperationName,
  type NaverState,
  naverOperations,
  naverStateOf,
  naverStates,
} from '../../../../src/sandbox/behavior/naver-state-machine.ts';
import { createWorld } from '../../../../src/sandbox/seed/index.ts';
import { sampleOf } from '../../../support/tool-results.ts';

const operations = Object.keys(naverOperations) as NaverOperationName[];
const states = Object.keys(naverStates) as NaverState[];

/**
 * What Naver takes, written a second time and by hand from the reference: operation → from → to.
 * Whatever is not here must be refused and change nothing.
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
const impUid = sampleOf(samples, 'naver_paid').imp_uid ?? '';
const untouched = structuredClone(world.payments.get(impUid)?.shown);

/** The order of three items as at first, its items in the states that are wanted, the others paid. */
function orderOf(...wanted: readonly NaverState[]) {
  const items = [...world.naverItems.values()].filter((item) => item.impUid === impUid);
  const payment = world.payments.get(impUid);
  if (!payment || !untouched || items.length !== 3) throw new Error('naver_paid must be a payment with three items');
  world.payments.update(payment, structuredClone(untouched));
  for (const item of items) enterNaverState(item, 'paid');
  wanted.forEach((state, index) => {
    const item = items[index];
    if (item) enterNaverState(item, state);
  });
  return { world, payment, impUid, items, ids: items.map(({ shown }) => shown.product_order_id) };
}

test('every state is told from every other', () => {
  const { items } = orderOf();
  const [item] = items;
  for (const state of states) {
    if (item) enterNaverState(item, state);
    expect(item && naverStateOf(item)).toBe(state);
  }
});

describe.each(operations)('%s', (name) => {
  const moves = new Map(taken[name].split(' ').map((move) => move.split('>') as [string, string]));

  test.each(states)('from %s', (from) => {
    const { world, payment, impUid, items, ids } = orderOf(from);
    const [item] = items;
    const [id = ''] = ids;
    const to = moves.get(from);
    const price = (item?.shown.product_amount ?? 0) + (item?.shown.delivery_amount ?? 0);

    const answer = operateOnNaverItems(world, name, { imp_uid: impUid, product_order_id: [id] });

    expect(item && naverStateOf(item)).toBe(to ?? from);
    if (to === undefined) {
      expect(answer).toMatchObject({ status: 500, response: null });
      expect(answer.code).not.toBe(0);
      expect(answer.changed).toBeUndefined();
      expect(payment.shown).toMatchObject({ status: 'paid', cancel_amount: 0 });
      return;
    }
    expect(answer).toMatchObject({ status: 200, code: 0, response: [{ product_order_id: id }] });
    expect(answer.changed).toMatchObject({ imp_uid: impUid, product_order_id: [id] });
    const refunds = refunding.includes(to);
    expect(payment.shown).toMatchObject(
      refunds ? { status: 'cancelled', cancel_amount: price } : { status: 'paid', cancel_amount: 0 },
    );
    expect(payment.shown.cancel_history).toHaveLength(refunds ? 1 : 0);
  });
});

describe('which items', () => {
  test('all of the payment when none is named', () => {
    const { world, payment, impUid, ids } = orderOf();
    const answer = operateOnNaverItems(world, 'cancel', { imp_uid: impUid });
    expect(answer.status).toBe(200);
    expect(answer.changed).toMatchObject({ product_order_id: ids, amount: payment.shown.amount });
    expect(payment.shown.cancel_amount).toBe(payment.shown.amount);
    expect(payment.shown.cancel_history).toHaveLength(ids.length);
  });

  test('207 with only the good ones when some are refused', () => {
    const { world, impUid, items, ids } = orderOf('paid', 'delivering', 'paid');
    const answer = operateOnNaverItems(world, 'place', { imp_uid: impUid });
    expect(answer).toMatchObject({
      status: 207,
      code: 0,
      response: [{ product_order_id: ids[0] }, { product_order_id: ids[2] }],
    });
    expect(answer.changed).toMatchObject({ product_order_id: [ids[0], ids[2]] });
    expect(items.map(naverStateOf)).toEqual(['placed', 'delivering', 'placed']);
  });

  test('an item named twice counts once, one of another payment not at all', () => {
    const { world, payment, impUid, items, ids } = orderOf();
    const [id = ''] = ids;
    const foreign = [...world.naverItems.values()].find((item) => item.impUid !== impUid)?.shown.product_order_id ?? '';
    const answer = operateOnNaverItems(world, 'cancel', { imp_uid: impUid, product_order_id: [id, id, foreign] });
    expect(answer).toMatchObject({ status: 207, response: [{ product_order_id: id }] });
    expect(payment.shown.cancel_amount).toBe(27_000);
    expect(items.map(naverStateOf)).toEqual(['canceled', 'paid', 'paid']);
  });

  test('404 for an unknown payment and for one of another kind', () => {
    const { world } = orderOf();
    const other = [...world.payments.values()].find(({ shown }) => shown.pg_provider === 'payco')?.shown.imp_uid ?? '';
    expect(world.payments.has(other)).toBe(true);
    for (const imp_uid of ['imp_000000000000', other])
      expect(operateOnNaverItems(world, 'place', { imp_uid })).toMatchObject({ status: 404, response: null });
  });

  test('money that already went back is not given twice', () => {
    const { world, payment, impUid, items } = orderOf();
    world.payments.update(payment, { cancel_amount: payment.shown.amount - 10_000 });
    const answer = operateOnNaverItems(world, 'cancel', { imp_uid: impUid });
    // Only the brush, at 6,500, still fits into what remains.
    expect(answer).toMatchObject({ status: 207, changed: { amount: 6_500 } });
    expect(items.map(naverStateOf)).toEqual(['paid', 'canceled', 'paid']);
  });
});
