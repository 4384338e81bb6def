import { expect, it } from 'vitest';
import { waitForTurn } from '../../../src/base/turns.ts';

it('pieces of work that wait for their turn run in different turns of the event loop', async () => {
  const order: string[] = [];
  let isDone = false;
  const tick = () => {
    order.push('other');
    if (!isDone) setImmediate(tick);
  };
  setImmediate(tick);
  await Promise.all(
    ['first', 'second', 'third'].map(async (name) => {
      await waitForTurn();
      order.push(name);
    }),
  );
  isDone = true;
  const at = (name: string) => order.indexOf(name);
  expect(order.slice(at('first'), at('second'))).toContain('other');
  expect(order.slice(at('second'), at('third'))).toContain('other');
});
