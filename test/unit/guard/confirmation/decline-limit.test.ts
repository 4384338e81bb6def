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

it('after five declines in a row a caller may not ask for ten minutes, and others may', async () => {
  const { declines, decline, wait } = setUp();
  await decline('anna', 4);
  await expect(declines.assertMayAsk('anna')).resolves.toBeUndefined();
  await decline('anna', 1);
  await expect(declines.assertMayAsk('anna')).rejects.toMatchObject({ kind: 'rate_limited' });
  await expect(declines.assertMayAsk('bert')).resolves.toBeUndefined();
  wait(601);
  await expect(declines.assertMayAsk('anna')).resolves.toBeUndefined();
});

it('an approval ends the row of declines', async () => {
  const { declines, decline } = setUp();
  await decline('anna', 4);
  await declines.recordApproval('anna');
  await decline('anna', 4);
  await expect(declines.assertMayAsk('anna')).resolves.toBeUndefined();
});
