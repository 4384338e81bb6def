import { expect, it, onTestFinished, vi } from 'vitest';
import { DAY_SECONDS } from '../../../src/base/korean-time.ts';
import { readConfig } from '../../../src/config/index.ts';
import { openStore } from '../../../src/main/create-store.ts';
import { createMemoryStore } from '../../../src/store/memory/store.ts';
import type { Store } from '../../../src/store/store.ts';

it('a counter in memory outlives a wall clock that jumps three days ahead and back, since only elapsed time counts', async () => {
  vi.useFakeTimers({ toFake: ['Date', 'performance'], now: 1_795_000_000_000 });
  onTestFinished(() => void vi.useRealTimers());
  const config = readConfig(['--sandbox'], {});
  if (config.command !== 'serve') throw new Error('These flags serve nothing');
  const reserveOne = (store: Store) => store.reserve([{ key: 'day', amount: 1, limit: 1 }], DAY_SECONDS);
  const store = await openStore(config);
  // By the wall clock, the counter would be forgotten.
  const forgetful = createMemoryStore(() => Date.now() / 1000);
  for (const one of [store, forgetful]) expect(await reserveOne(one)).toBeUndefined();

  vi.setSystemTime(Date.now() + 3 * DAY_SECONDS * 1000);
  expect([await reserveOne(store), await reserveOne(forgetful)]).toMatchObject([{ key: 'day' }, undefined]);
  vi.setSystemTime(Date.now() - 3 * DAY_SECONDS * 1000 - 3_600_000);
  expect(await reserveOne(store)).toMatchObject({ key: 'day' });

  vi.advanceTimersByTime(DAY_SECONDS * 1000 - 1);
  expect(await reserveOne(store)).toMatchObject({ key: 'day' });
  vi.advanceTimersByTime(2);
  expect(await reserveOne(store)).toBeUndefined();
});
