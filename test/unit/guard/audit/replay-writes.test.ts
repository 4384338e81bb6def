import { expect, it } from 'vitest';
import { createPseudonyms } from '../../../../src/base/pseudonym.ts';
import { collectWrites } from '../../../../src/guard/audit/replay-writes.ts';
import { getMovementKey } from '../../../../src/guard/impact/operation-keys.ts';

const pseudonyms = createPseudonyms(new Uint8Array(32));
const AT = 1_795_000_000;
const at = new Date(AT * 1_000).toISOString();
const moves = [{ payment: 'order_1', amount: 5_000, currency: 'KRW' }];
const started = {
  ...{ step: 'started', call: 'a', tool: 'pay_with_billing_key', at, money: 'charge_now', moves },
  related: ['merchant_uid order_1', 'customer_uid c'],
};
const outcome = { step: 'outcome', call: 'a', at };

function replay(...lines: Record<string, unknown>[]) {
  const collected = collectWrites(AT - 1_000);
  for (const line of lines) collected.visit(line);
  return collected.getWrites(pseudonyms);
}

it('a write that started and has no outcome counts as interrupted', () => {
  expect(replay({ step: 'asked', call: 'a' }, started)).toEqual([
    {
      ...{ tool: 'pay_with_billing_key', status: 'interrupted', at: AT, amount: '₩5,000' },
      keys: ['merchant_uid order_1', 'customer_uid c', getMovementKey('charge_now', moves, pseudonyms)],
    },
  ]);
});

it.each([
  ['an executed write', { verdict: 'executed', proof: 'answered' }, ['executed']],
  ['a write with an unknown outcome', { verdict: 'unknown', kind: 'outcome_unknown' }, ['unconfirmed']],
  ['a write that the PG may still execute', { verdict: 'not_executed', proof: 'read back' }, ['unconfirmed']],
  ['a write that PortOne rejected', { verdict: 'not_executed', kind: 'rejected' }, []],
])('%s is restored after a restart if a person must know of it', (_, line, statuses) => {
  expect(replay(started, { ...outcome, ...line }).map(({ status }) => status)).toEqual(statuses);
});

it('each outcome ends one of several writes of the same call', () => {
  const lines = [started, { ...outcome, verdict: 'not_executed' }, started];
  expect(replay(...lines).map(({ status }) => status)).toEqual(['interrupted']);
});

it('a write that is too old is left out', () => {
  expect(replay({ ...started, at: new Date((AT - 1_001) * 1_000).toISOString() })).toEqual([]);
});

it('a line of an earlier version is related by its ids and movements', () => {
  const { related: _, ...line } = started;
  expect(replay({ ...line, ids: { merchant_uid: 'order_1', customer_uid: ['c', 'd'], amount: 1 } })).toMatchObject([
    {
      keys: [
        ...['merchant_uid order_1', 'customer_uid c', 'customer_uid d', 'moved order_1'],
        getMovementKey('charge_now', moves, pseudonyms),
      ],
    },
  ]);
});
