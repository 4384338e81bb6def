import { expect, it } from 'vitest';
import { createExpiringMap } from '../../../src/store/memory/expiring-map.ts';

it('an entry that lives for a day does not keep those of a few minutes in memory', () => {
  let now = 0;
  const map = createExpiringMap<true>(() => now);
  map.set('day', true, 86_400);
  for (let n = 0; n < 1_000; n++) map.set(`webhook ${n}`, true, 300);
  now = 400;
  map.set('next', true, 300);
  expect(map.size).toBe(2);
  expect([map.get('day'), map.get('webhook 1'), map.get('next')]).toEqual([true, undefined, true]);
});
