import { expect, it } from 'vitest';
import type { Change } from '../../../src/store/change-events.ts';
import { createSharedChangeEvents } from '../../../src/store/change-events.ts';
import { createMemoryStore } from '../../../src/store/memory/store.ts';

const log = () => {};

it('a published change reaches every process that shares the store', async () => {
  const store = createMemoryStore(() => 0);
  const [here, there] = [await createSharedChangeEvents(store, log), await createSharedChangeEvents(store, log)];
  const receivedChanges: [string, Change][] = [];
  here.subscribe((change) => receivedChanges.push(['here', change]));
  const stop = there.subscribe((change) => receivedChanges.push(['there', change]));
  here.publish({ imp_uid: 'imp_1', status: 'paid' });
  await expect.poll(() => receivedChanges.length).toBe(2);
  expect(receivedChanges).toContainEqual(['there', { imp_uid: 'imp_1', status: 'paid' }]);
  stop();
  await here.close();
  there.publish({ imp_uid: 'imp_2' });
  await new Promise((resolve) => setImmediate(resolve));
  expect(receivedChanges).toHaveLength(2);
});

it('a published change reaches this process even when the store is unreachable', async () => {
  const lines: string[] = [];
  const changes = await createSharedChangeEvents(
    { publish: () => Promise.reject(new Error('gone')), subscribe: async () => async () => {} },
    (line) => lines.push(line),
  );
  const receivedChanges: Change[] = [];
  changes.subscribe((change) => receivedChanges.push(change));
  changes.publish({ imp_uid: 'imp_1' });
  await expect.poll(() => receivedChanges).toEqual([{ imp_uid: 'imp_1' }]);
  expect(lines).toHaveLength(1);
});

it('a change received from the store keeps only the known fields', async () => {
  const store = createMemoryStore(() => 0);
  const changes = await createSharedChangeEvents(store, log);
  const receivedChanges: Change[] = [];
  changes.subscribe((change) => receivedChanges.push(change));
  for (const message of ['', 'null', '{"imp_uid":{"x":1},"status":"paid","more":1}'])
    await store.publish('changes', message);
  await expect.poll(() => receivedChanges.at(-1)).toEqual({ status: 'paid' });
});
