import { expect, it } from 'vitest';
import { createDeclineLimit } from '../../../../src/guard/confirmation/decline-limit.ts';
import { createMemoryStore } from '../../../../src/store/memory/store.ts';

function setUp() {
  let now = 0;
  const declines = createDeclineLimit(createMemoryStore(() => now));
  const decline = async (caller: string, times: number) => {
    for (let n = 0; n < times; n++) await declines.recordDecline(caller);
  };
  return { declines, decline, wait: (seconds: number) => (now += seconds) };
}

it('after five declines in a row a caller may not ask for a minute, and others may', async () => {
  const { declines, decline, wait } = setUp();
  await decline('anna', 4);
  await expect(declines.assertMayAsk('anna')).resolves.toBeUndefined();
  await decline('anna', 1);
  await expect(declines.assertMayAsk('anna')).rejects.toMatchObject({
    kind: 'rate_limited',
    message: expect.stringContaining('for 60 seconds'),
  });
  await expect(declines.assertMayAsk('bert')).resolves.toBeUndefined();
  wait(61);
  await expect(declines.assertMayAsk('anna')).resolves.toBeUndefined();
});

it('each decline after the fifth begins a longer pause, up to ten minutes', async () => {
  const { declines } = setUp();
  const pauses: number[] = [];
  for (let n = 0; n < 10; n++) pauses.push(await declines.recordDecline('anna'));
  expect(pauses).toEqual([0, 0, 0, 0, 60, 120, 300, 600, 600, 600]);
});

it('a row of declines is forgotten an hour after its first', async () => {
  const { declines, decline, wait } = setUp();
  await decline('anna', 9);
  expect(await declines.isRepeatedlyDeclined('anna')).toBe(true);
  wait(3_601);
  expect(await declines.isRepeatedlyDeclined('anna')).toBe(false);
  expect(await declines.recordDecline('anna')).toBe(0);
});

it('an approval ends the row of declines and the pause', async () => {
  const { declines, decline } = setUp();
  await decline('anna', 5);
  await declines.recordApproval('anna');
  await expect(declines.assertMayAsk('anna')).resolves.toBeUndefined();
  await decline('anna', 4);
  await expect(declines.assertMayAsk('anna')).resolves.toBeUndefined();
});

it('after five unanswered questions in a row no more forms are opened for ten minutes, and the caller may still ask', async () => {
  const { declines, wait } = setUp();
  for (let n = 0; n < 5; n++) {
    expect(await declines.isOftenUnanswered('anna')).toBe(false);
    await declines.recordUnanswered('anna');
  }
  expect(await declines.isOftenUnanswered('anna')).toBe(true);
  expect(await declines.isOftenUnanswered('bert')).toBe(false);
  await expect(declines.assertMayAsk('anna')).resolves.toBeUndefined();
  wait(601);
  expect(await declines.isOftenUnanswered('anna')).toBe(false);
});
