import { describe, expect, it } from 'vitest';
import { createPin } from '../../src/approval/pin.ts';

describe('the PIN', () => {
  it('takes nothing while it is locked, not even itself', () => {
    let now = 0;
    const pin = createPin('246810', () => now);
    for (let tries = 0; tries < 5; tries += 1) expect(pin.matches('000000')).toBe(false);
    expect([pin.locked(), pin.matches('246810')]).toEqual([true, false]);
    now = 299;
    expect([pin.locked(), pin.matches('246810')]).toEqual([true, false]);
    now = 300;
    expect([pin.locked(), pin.matches('246810')]).toEqual([false, true]);
  });

  it('gives all tries back once it was right', () => {
    const pin = createPin('246810', () => 0);
    for (let tries = 0; tries < 4; tries += 1) pin.matches('000000');
    expect(pin.triesLeft()).toBe(1);
    expect(pin.matches('246810')).toBe(true);
    expect(pin.triesLeft()).toBe(5);
  });

  it('makes whoever guesses on wait for a day at most', () => {
    let now = 0;
    const pin = createPin('246810', () => now);
    const pauses: number[] = [];
    for (let round = 0; round < 11; round += 1) {
      for (let tries = 0; tries < 5; tries += 1) pin.matches('000000');
      const from = now;
      while (pin.locked()) now += 300;
      pauses.push(now - from);
    }
    expect(pauses.slice(0, 4)).toEqual([300, 600, 1_200, 2_400]);
    expect(pauses.at(-1)).toBe(86_400);
  });

  it.each(['', '24681', '2468100', ' 246810', '２４６８１０'])('is not %j', (typed) => {
    expect(createPin('246810', () => 0).matches(typed)).toBe(false);
  });
});
