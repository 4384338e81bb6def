import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { getPayment } from '../../../src/endpoints/catalog/payments.ts';
import { PortOneUnreachable } from '../../../src/portone/errors.ts';
import { withTimeLimit } from '../../../src/portone/time-limit.ts';
import { catchPortOneError, usePortOne } from '../../support/portone-fixture.ts';
import { leaveUnanswered, respondHtml, respondLater } from '../../support/scripted-server.ts';

const fixture = usePortOne({
  now: () => performance.now(),
  sleep: async (ms) => void (await delay(ms)),
  timeouts: { token: 300, read: 400, readTotal: 600 },
});

async function measureFailure(call: Promise<unknown>) {
  const startedAt = performance.now();
  const error = await catchPortOneError(call);
  return { error, milliseconds: performance.now() - startedAt };
}
const readPayment = () => fixture.portone.call(getPayment, { imp_uid: 'imp_1' });

describe('the time limit of a read', () => {
  it('a token request without an answer fails as unreachable, with what to do', async () => {
    fixture.server.tokenScript.push(leaveUnanswered);
    const { error, milliseconds } = await measureFailure(readPayment());
    expect(error).toBeInstanceOf(PortOneUnreachable);
    expect(error.message).toContain('no complete response within 0.3 seconds');
    expect(error.next).toMatch(/whoever set up this server: .*slow or down.*check any proxy or firewall/);
    expect(milliseconds).toBeLessThan(1_000);
  });

  it('a read without an answer fails after its own time limit, even with time left for others', async () => {
    fixture.server.script.push(leaveUnanswered);
    const { error, milliseconds } = await measureFailure(readPayment());
    expect(error).toMatchObject({ kind: 'unreachable', message: expect.stringContaining('0.4 seconds') });
    expect(milliseconds).toBeLessThan(1_000);
  });

  it('no retry begins that would exceed the total time', async () => {
    // The second attempt would begin after 300 ms and a pause of 500 ms.
    fixture.server.script.push(respondLater(300, respondHtml(503)));
    const { error, milliseconds } = await measureFailure(readPayment());
    expect(error).toMatchObject({ kind: 'unreachable', httpStatus: 503 });
    expect(fixture.server.received).toHaveLength(1);
    expect(milliseconds).toBeLessThan(700);
  });

  it('reads with a time limit fail when it has passed, and send nothing after it', async () => {
    await readPayment();
    const limited = withTimeLimit(fixture.portone, 150);
    fixture.server.script.push(leaveUnanswered);
    const { error, milliseconds } = await measureFailure(limited.call(getPayment, { imp_uid: 'imp_1' }));
    expect(error.kind).toBe('unreachable');
    expect(milliseconds).toBeLessThan(350);
    const { error: late } = await measureFailure(limited.call(getPayment, { imp_uid: 'imp_1' }));
    expect(late).toMatchObject({ kind: 'unreachable', message: expect.stringContaining('time for this call ran out') });
    expect(fixture.server.received).toHaveLength(2);
  });

  it('a wait for a token that others wait for too ends at the time limit of each', async () => {
    fixture.server.tokenScript.push(leaveUnanswered);
    const limited = withTimeLimit(fixture.portone, 100);
    const { milliseconds } = await measureFailure(limited.getTokenExpiry());
    expect(milliseconds).toBeLessThan(250);
  });
});
