import { expect, it } from 'vitest';
import { createSteadyClock } from '../../../src/base/steady-clock.ts';

it('a steady clock goes on at its pace when the wall clock is set back', () => {
  let [wall, monotonic] = [1_000_000, 50];
  const now = createSteadyClock(
    () => wall,
    () => monotonic,
  );
  expect(now()).toBe(1_000_000);
  wall -= 3_600;
  monotonic += 10;
  expect(now()).toBe(1_000_010);
});

it('a steady clock follows the wall clock ahead, and never goes back from there', () => {
  let [wall, monotonic] = [1_000_000, 50];
  const now = createSteadyClock(
    () => wall,
    () => monotonic,
  );
  wall += 8 * 3_600;
  expect(now()).toBe(1_028_800);
  wall -= 8 * 3_600;
  monotonic += 5;
  expect(now()).toBe(1_028_805);
});
