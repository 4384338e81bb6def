import { setImmediate as aMoment } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { createWriteQueue } from '../../../../src/guard/writes/write-queue.ts';

/** A write that goes on until it is let go. */
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

it('lets writes of one target follow each other, and others run beside them', async () => {
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

it('goes on after a write that failed', async () => {
  const writes = createWriteQueue();
  const failing = writes.run(['order 1'], () => Promise.reject(new Error('lost')));
  const next = writes.run(['order 1'], async (waited) => waited);
  await expect(failing).rejects.toThrow('lost');
  expect(await next).toBe(true);
  expect(await writes.run(['order 1'], async (waited) => waited)).toBe(false);
});

it('begins nothing that still waits when the server ends', async () => {
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
