import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { factsOf as factsOfSeen } from '../../src/guard/facts.ts';
import { lookAt } from '../../src/guard/look.ts';
import { createPortOne, type PortOne } from '../../src/portone/client.ts';
import { type SandboxSession, sandboxSession } from '../support/sandbox-session.ts';

const NOW = 1_795_000_000;
let sandbox: SandboxSession;
let portone: PortOne;

beforeEach(async () => {
  sandbox = await sandboxSession();
  portone = createPortOne({
    ...{ baseUrl: sandbox.url, apiKey: 'sandbox_key', apiSecret: 'sandbox_secret', userAgent: 'a-test/1' },
  });
});
afterEach(async () => {
  await portone.close();
  await sandbox.close();
});

/** The order numbers of two charges that are booked. */
const booked = () => {
  const { merchant_uid = '', later_merchant_uid = '' } = sandbox.samples().subscription ?? {};
  return [merchant_uid, later_merchant_uid] as const;
};
const factsOf = async (kind: 'schedule' | 'schedules', args: Record<string, unknown>) =>
  factsOfSeen(await lookAt([kind], args, { portone, now: NOW }), args, NOW).map(
    ({ label, value }) => `${label.en}: ${value.en}`,
  );

describe('a look at schedules', () => {
  it('shows what the order numbers of new bookings have already', async () => {
    const [taken] = booked();
    const facts = await factsOf('schedule', { schedules: [{ merchant_uid: taken }, { merchant_uid: 'never_booked' }] });
    expect(facts).toEqual([expect.stringContaining(`Booked now: "${taken}"`)]);
  });

  it('says that nothing is booked under new order numbers', async () => {
    const facts = await factsOf('schedule', { schedules: [{ merchant_uid: 'never_booked' }] });
    expect(facts).toEqual(['Booked now under these order numbers: nothing']);
  });

  it('shows what is cancelled by order number alone', async () => {
    const [one, other] = booked();
    const facts = await factsOf('schedules', { merchant_uid: [one, other] });
    expect(facts).toEqual([expect.stringContaining(one), expect.stringContaining(other)]);
    expect(one).not.toBe(other);
  });
});
