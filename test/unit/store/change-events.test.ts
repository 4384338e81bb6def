import { expect, it } from 'vitest';
import type { Change } from '../../../src/store/change-events.ts';
import { createMemoryStore } from '../../../src/store/memory/store.ts';
import { createSharedChanges } from '../../../src/store/shared-change-events.ts';

const log = () => {};

it('tells every process that shares the store', async () => {
  const store = createMemoryStore(() => 0);
  const [here, there] = [await createSharedChanges(store, log), await createSharedChanges(store, log)];
  const heard: [string, Change][] = [];
  here.listen((change) => heard.push(['here', change]));
  const stop = there.listen((change) => heard.push(['there', change]));
  here.tell({ imp_uid: 'imp_1', status: 'paid' });
  await expect.poll(() => heard.length).toBe(2);
  expect(heard).toContainEqual(['there', { imp_uid: 'imp_1', status: 'paid' }]);
  stop();
  await here.close();
  there.tell({ imp_uid: 'imp_2' });
  await new Promise((resolve) => setImmediate(resolve));
  expect(heard).toHaveLength(2);
});

it('tells those of this process when the store is gone', async () => {
  const lines: string[] = [];
  const changes = await createSharedChanges(
    { publish: () => Promise.reject(new Error('gone')), subscribe: async () => async () => {} },
    (line) => lines.push(line),
  );
  const heard: Change[] = [];
  changes.listen((change) => heard.push(change));
  changes.tell({ imp_uid: 'imp_1' });
  await expect.poll(() => heard).toEqual([{ imp_uid: 'imp_1' }]);
  expect(lines).toHaveLength(1);
});

it('takes from the store only what a change is made of', async () => {
  const store = createMemoryStore(() => 0);
  const changes = await createSharedChanges(store, log);
  const heard: Change[] = [];
  changes.listen((change) => heard.push(change));
  for (const message of ['', 'null', '{"imp_uid":{"x":1},"status":"paid","more":1}'])
    await store.publish('changes', message);
  await expect.poll(() => heard.at(-1)).toEqual({ status: 'paid' });
});
