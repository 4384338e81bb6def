import { expect, it } from 'vitest';
import type { Context } from '../../../src/context.ts';
import { createCompletionService } from '../../../src/desk/completion.ts';
import { PortOneUnreachable } from '../../../src/portone/errors.ts';

/** Creates a completion service for a shop with these payments, and counts the requests for them. */
function createShop(rows: { imp_uid: string; merchant_uid: string }[]) {
  const state = { time: 0, calls: 0, down: false };
  const call = async () => {
    state.calls += 1;
    if (state.down) throw new PortOneUnreachable({ detail: 'down' });
    return { response: { list: rows } };
  };
  // Completion uses only the client and the clocks of a context.
  const context = {
    portone: async () => ({ call }),
    now: () => 1_795_000_000,
    getMonotonicMs: () => state.time,
  } as unknown as Context;
  return { state, completing: createCompletionService(context, () => true), context };
}

const rows = [
  { imp_uid: 'imp_1', merchant_uid: 'ORD-2' },
  { imp_uid: 'imp_2', merchant_uid: 'ORD-1' },
  { imp_uid: 'imp_3', merchant_uid: 'ORD-1' },
  { imp_uid: 'imp_4', merchant_uid: 'x\u202eORD' },
];

it('completion offers prefix matches, else substring matches, without duplicates and newest first', async () => {
  const { completing } = createShop(rows);
  expect(await completing.complete('merchant_uid', 'ord')).toEqual(['ORD-2', 'ORD-1']);
  expect(await completing.complete('merchant_uid', '1')).toEqual(['ORD-1']);
  expect(await completing.complete('imp_uid', 'imp_3')).toEqual(['imp_3']);
  expect(await completing.complete('status', 'p')).toEqual(['paid']);
  expect(await completing.complete(['어제', '오늘'], '오')).toEqual(['오늘']);
});

it('completion requests the payments once per half minute of typing', async () => {
  const { completing, state } = createShop(rows);
  for (const typed of ['', 'O', 'OR']) await completing.complete('merchant_uid', typed);
  await completing.complete('imp_uid', '');
  expect(state.calls).toBe(1);
  state.time = 30_001;
  await completing.complete('merchant_uid', '');
  expect(state.calls).toBe(2);
});

it('a failed request is reported and not cached', async () => {
  const { completing, state } = createShop(rows);
  state.down = true;
  await expect(completing.complete('imp_uid', '')).rejects.toMatchObject({ kind: 'unreachable' });
  state.down = false;
  expect(await completing.complete('imp_uid', 'imp_1')).toEqual(['imp_1']);
});

it('completion is empty when the tool that reads the data is disabled', async () => {
  const { context, state } = createShop(rows);
  const without = createCompletionService(context, () => false);
  expect(await without.complete('imp_uid', '')).toEqual([]);
  expect(state.calls).toBe(0);
});
