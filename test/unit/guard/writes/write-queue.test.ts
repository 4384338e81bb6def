import { setImmediate as aMoment } from 'node:timers/promises';
import { expect, it, vi } from 'vitest';
import { createWriteQueue } from '../../../../src/guard/writes/write-queue.ts';

/** A write that runs until it is released. */
function holdWrite(log: string[], name: string) {
  let release = () => {};
  const gate = new Promise<void>((resolve) => {
    release = resolve;
  });
  const write = async (waited: boolean) => {
    log.push(`${name} begins${waited ? ' after others' : ''}`);
    await gate;
    log.push(`${name} ends`);
    return name;
  };
  return { write, release };
}

it('the write queue runs writes with a common key one by one and others concurrently', async () => {
  const writes = createWriteQueue();
  const log: string[] = [];
  const [a, b, c] = ['a', 'b', 'c'].map((name) => holdWrite(log, name)) as [
    ReturnType<typeof holdWrite>,
    ReturnType<typeof holdWrite>,
    ReturnType<typeof holdWrite>,
  ];
  const all = [
    writes.run(['imp_uid 1', 'order 1'], a.write),
    writes.run(['order 1', 'customer 1'], b.write),
    writes.run(['imp_uid 2'], c.write),
  ];
  await aMoment();
  expect(log).toEqual(['a begins', 'c begins']);
  for (const one of [a, b, c]) one.release();
  expect(await Promise.all(all)).toEqual(['a', 'b', 'c']);
  expect(log.indexOf('b begins after others')).toBeGreaterThan(log.indexOf('a ends'));
});

it('a write is told of writes with a common key that began and ended since its call began', async () => {
  const writes = createWriteQueue();
  const before = await writes.run(['order 1'], async () => 'before');
  const watch = writes.watch();
  const runWatched = () => writes.run(['order 1'], async (contended) => contended, watch);
  expect([before, await writes.run(['order 2'], async () => 'other'), await runWatched()]).toEqual([
    'before',
    'other',
    false,
  ]);
  expect(await runWatched()).toBe(true);
  const later = writes.watch();
  await expect(writes.run(['order 3'], () => Promise.reject(new Error('lost')))).rejects.toThrow('lost');
  expect(await writes.run(['order 3'], async (contended) => contended, later)).toBe(true);
  later.stop();
  await writes.run(['order 4'], async () => 'after the call');
  expect([...later.lockKeys]).toEqual(['order 3']);
});

it('the write queue continues after a failed write', async () => {
  const writes = createWriteQueue();
  const failing = writes.run(['order 1'], () => Promise.reject(new Error('lost')));
  const next = writes.run(['order 1'], async (waited) => waited);
  await expect(failing).rejects.toThrow('lost');
  expect(await next).toBe(true);
  expect(await writes.run(['order 1'], async (waited) => waited)).toBe(false);
});

it('the write queue starts no waiting write after shutdown begins', async () => {
  const writes = createWriteQueue();
  const log: string[] = [];
  const first = holdWrite(log, 'first');
  const running = writes.run(['order 1'], first.write);
  const waiting = writes.run(['order 1'], holdWrite(log, 'second').write);
  const refused = expect(waiting).rejects.toMatchObject({ kind: 'unreachable' });
  const ended = writes.drain();
  first.release();
  expect(await running).toBe('first');
  await refused;
  await ended;
  expect(log).toEqual(['first begins', 'first ends']);
});

it('a write stops waiting after ten seconds, and the next one still waits for the write in progress', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const writes = createWriteQueue();
  const log: string[] = [];
  const first = holdWrite(log, 'first');
  const running = writes.run(['order 1'], first.write);
  const refused = expect(writes.run(['order 1'], holdWrite(log, 'second').write)).rejects.toMatchObject({
    kind: 'unreachable',
    message: expect.stringContaining('Nothing was sent'),
  });
  await vi.advanceTimersByTimeAsync(10_000);
  await refused;
  const third = holdWrite(log, 'third');
  const waiting = writes.run(['order 1'], third.write);
  await aMoment();
  expect(log).toEqual(['first begins']);
  first.release();
  third.release();
  await Promise.all([running, waiting]);
  expect(log).toEqual(['first begins', 'first ends', 'third begins after others', 'third ends']);
  vi.useRealTimers();
});
