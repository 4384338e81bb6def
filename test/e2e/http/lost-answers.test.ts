import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { exchange } from '../../support/approval-page.ts';
import { agrees, eras, openHttpSession } from '../../support/clients.ts';
import { type HttpServer, startHttpServer } from '../../support/http-server.ts';
import { startUpstream, type Upstream } from '../../support/serving.ts';

let upstream: Upstream;
let server: HttpServer;
let refund: Record<string, unknown>;

beforeEach(async () => {
  upstream = await startUpstream();
  server = await startHttpServer(upstream.url);
  const { paid_card } = await upstream.samples();
  refund = { imp_uid: paid_card?.imp_uid, amount: 1_000, reason: '반품' };
});
afterEach(async () => {
  await server.close();
  await upstream.close();
});

async function until(what: () => Promise<boolean>): Promise<void> {
  while (!(await what())) await sleep(10);
}
const inFlight = async (count: number) =>
  new RegExp(`writes_in_flight ${count}\\n`).test((await exchange(`${server.origin}/metrics`)).text);
const strike = (kind: string, more: object = {}) =>
  upstream.control('faults', { route: 'POST /payments/cancel', kind, times: 1, ...more });
/** What the ledger on stderr says of how the writes ended. */
const outcomes = () =>
  server
    .written()
    .split('\n')
    .filter((line) => line.includes('"step":"outcome"'))
    .map((line) => (JSON.parse(line) as { audit: Record<string, unknown> }).audit)
    .map(({ tool, verdict, proof }) => [tool, verdict, proof]);

describe.each(eras)('a refund over HTTP whose answer is lost, %s', (era) => {
  it('is found by reading back', async () => {
    const session = await openHttpSession(era, server, { form: agrees });
    await strike('reset_after');
    const { isError, structured } = await session.call('refund_payment', refund);
    expect(isError).toBe(false);
    expect(structured).toMatchObject({ refunded: 1_000, after: { cancel_amount: 1_000 } });
    await session.close();
    expect(outcomes()).toEqual([['refund_payment', 'executed', 'read back']]);
    expect((await upstream.ledger()).entries).toHaveLength(1);
  });

  it('is looked for and recorded though its client has gone away meanwhile', async () => {
    const session = await openHttpSession(era, server, { form: agrees });
    await strike('timeout_after', { delay_ms: 800 });
    const gone = new AbortController();
    const answer = session.call('refund_payment', refund, { signal: gone.signal });
    answer.catch(() => undefined);
    await until(() => inFlight(1));
    gone.abort();
    await expect(answer).rejects.toThrow();
    await session.close();
    await until(() => inFlight(0));
    expect(outcomes()).toEqual([['refund_payment', 'executed', 'read back']]);
    expect((await upstream.ledger()).entries).toHaveLength(1);
  });
});
