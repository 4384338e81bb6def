import { describe, expect, it } from 'vitest';
import { createPins, type Pin, type Pins } from '../../../src/approval-page/pin.ts';
import { createStoreCipher } from '../../../src/store/encryption.ts';
import { createMemoryStore } from '../../../src/store/memory/store.ts';

const cipher = createStoreCipher(new Uint8Array(32).fill(7), 'test');
const createTestPins = (first: string, second: string | undefined, now: () => number, store = createMemoryStore(now)) =>
  createPins({ first, second }, { store, cipher, now });
const createPin = (pin: string, now: () => number, store = createMemoryStore(now)) =>
  createTestPins(pin, undefined, now, store).first as Pin;

describe('the PIN check', () => {
  const right = { result: 'right' };
  const locked = { result: 'locked' };

  it('a locked PIN rejects every attempt, including the correct PIN', async () => {
    let now = 0;
    const pin = createPin('246810', () => now);
    const answers = [];
    for (let tries = 0; tries < 5; tries += 1) answers.push(await pin.check('000000'));
    expect(answers).toEqual([...[4, 3, 2, 1].map((attemptsLeft) => ({ result: 'wrong', attemptsLeft })), locked]);
    expect([await pin.isLocked(), await pin.check('246810')]).toEqual([true, locked]);
    now = 299;
    expect([await pin.isLocked(), await pin.check('246810')]).toEqual([true, locked]);
    now = 300;
    expect([await pin.isLocked(), await pin.check('246810')]).toEqual([false, right]);
  });

  it('a correct PIN restores all attempts', async () => {
    const pin = createPin('246810', () => 0);
    for (let tries = 0; tries < 4; tries += 1) await pin.check('000000');
    expect(await pin.check('246810')).toEqual(right);
    expect(await pin.check('000000')).toEqual({ result: 'wrong', attemptsLeft: 4 });
  });

  it('the attempts on all servers of a store are counted together', async () => {
    const store = createMemoryStore(() => 0);
    const pins = [0, 1, 2].map(() => createPin('246810', () => 0, store));
    const guesses = pins.flatMap((pin) => ['1', '2', '3', '4'].map((guess) => pin.check(guess)));
    const answers = (await Promise.all(guesses)).map((one) => one.result);
    expect(answers.filter((one) => one === 'wrong')).toHaveLength(4);
    for (const pin of pins) expect(await pin.check('246810')).toEqual(locked);
  });

  it("the second approver's PIN is separate and has its own attempts", async () => {
    const { first, second } = createTestPins('246810', '135791', () => 0) as Required<Pins>;
    expect(await second.check('246810')).toMatchObject({ result: 'wrong' });
    for (let tries = 0; tries < 5; tries += 1) await first.check('000000');
    expect([await first.isLocked(), await second.isLocked()]).toEqual([true, false]);
    expect(await second.check('135791')).toEqual(right);
    expect(createTestPins('246810', undefined, () => 0)).not.toHaveProperty('second');
  });

  it('the lock grows with each round of wrong guesses, up to one day', async () => {
    let now = 0;
    const pin = createPin('246810', () => now);
    const pauses: number[] = [];
    for (let round = 0; round < 11; round += 1) {
      for (let tries = 0; tries < 5; tries += 1) await pin.check('000000');
      const from = now;
      while (await pin.isLocked()) now += 300;
      pauses.push(now - from);
    }
    expect(pauses.slice(0, 4)).toEqual([300, 600, 1_200, 2_400]);
    expect(pauses.at(-1)).toBe(86_400);
  });

  it.each(['', '24681', '2468100', ' 246810', '２４６８１０'])('the PIN check rejects %j', async (typed) => {
    expect(await createPin('246810', () => 0).check(typed)).toMatchObject({ result: 'wrong' });
  });
});
