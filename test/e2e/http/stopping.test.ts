import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { exchange } from '../../support/approval-page.ts';
import { agrees, eras, openHttpSession } from '../../support/clients.ts';
import { type HttpServer, modernCall, startHttpServer } from '../../support/http-server.ts';
import { startUpstream, type Upstream } from '../../support/serving.ts';

let upstream: Upstream;
let server: HttpServer;

beforeEach(async () => {
  upstream = await startUpstream();
  server = await startHttpServer(upstream.url);
});
afterEach(async () => {
  await server.close();
  await upstream.close();
});

async function until(what: () => Promise<boolean>): Promise<void> {
  while (!(await what())) await sleep(10);
}

const ready = async () => (await exchange(`${server.origin}/readyz`)).status === 200;

describe.each(['SIGTERM', 'SIGINT'] as const)('%s', (signal) => {
  it('ends a server that has nothing to do at once, streams and sessions included', async () => {
    const session = await openHttpSession('SDK v2, 2025-11-25', server);
    await session.listTools();
    expect(await ready()).toBe(true);
    server.signal(signal);
    expect(await server.ended).toBe(0);
  });
});

describe.each(eras)('SIGTERM while a refund is under way, %s', (era) => {
  it('says at once that it is not ready, begins nothing, ends the refund and answers it', async () => {
    const samples = await upstream.samples();
    const refund = { imp_uid: samples.paid_card?.imp_uid, amount: 1_000 };
    const session = await openHttpSession(era, server, { form: agrees });
    await upstream.control('faults', { route: 'POST /payments/cancel', kind: 'slow', times: 1, delay_ms: 1_500 });
    const answer = session.call('cancel_payment', refund);
    // The person has agreed once the figures speak of a write.
    await until(async () => /writes_in_flight 1/.test((await exchange(`${server.origin}/metrics`)).text));

    server.signal('SIGTERM');
    await until(async () => !(await ready()));
    const { status, headers } = await exchange(server.url, modernCall('list_bank_codes'));
    expect({ status, retry: headers['retry-after'] }).toEqual({ status: 503, retry: '1' });
    expect((await exchange(`${server.origin}/healthz`)).status).toBe(200);

    expect(await answer).toMatchObject({ isError: false });
    expect(await server.ended).toBe(0);
    expect((await upstream.ledger()).entries).toHaveLength(1);
  });
});

it('asked to stop again and again, it waits for a write and for nothing else', async () => {
  const samples = await upstream.samples();
  const session = await openHttpSession('SDK v2, 2025-11-25', server, { form: agrees });
  await upstream.control('faults', { route: 'POST /payments/cancel', kind: 'slow', times: 1, delay_ms: 2_000 });
  const answer = session.call('cancel_payment', { imp_uid: samples.paid_card?.imp_uid, amount: 1_000 });
  await until(async () => /writes_in_flight 1/.test((await exchange(`${server.origin}/metrics`)).text));
  let wasAsked = () => {};
  const asked = new Promise<void>((resolve) => {
    wasAsked = resolve;
  });
  // Somebody who never decides.
  const form = () => {
    wasAsked();
    return new Promise<never>(() => {});
  };
  const thinking = await openHttpSession('SDK v2, 2025-11-25', server, { form });
  const undecided = thinking.call('cancel_payment', { imp_uid: samples.partially_cancelled?.imp_uid, amount: 100 });
  undecided.catch(() => undefined);
  await asked;
  for (const signal of ['SIGTERM', 'SIGTERM', 'SIGINT', 'SIGTERM'] as const) {
    server.signal(signal);
    await sleep(50);
  }
  expect(await answer).toMatchObject({ isError: false });
  expect(await server.ended).toBe(0);
  expect((await upstream.ledger()).entries).toHaveLength(1);
}, 15_000);

it('a write is ended even when its client has gone away', async () => {
  const samples = await upstream.samples();
  const session = await openHttpSession('SDK v2, 2026-07-28', server, { form: agrees });
  await upstream.control('faults', { route: 'POST /payments/cancel', kind: 'slow', times: 1, delay_ms: 1_000 });
  const gone = new AbortController();
  const answer = session.call(
    'cancel_payment',
    { imp_uid: samples.paid_card?.imp_uid, amount: 1_000 },
    { signal: gone.signal },
  );
  answer.catch(() => undefined);
  await until(async () => /writes_in_flight 1/.test((await exchange(`${server.origin}/metrics`)).text));
  gone.abort();
  await expect(answer).rejects.toThrow();
  server.signal('SIGTERM');
  expect(await server.ended).toBe(0);
  expect((await upstream.ledger()).entries).toHaveLength(1);
  expect(server.written()).toContain('"verdict":"executed"');
});

it('goes on when nobody reads its log any more, and ends what it is asked to do', async () => {
  const samples = await upstream.samples();
  const session = await openHttpSession('SDK v2, 2026-07-28', server, { form: agrees });
  server.hangUp();
  const refund = { imp_uid: samples.paid_card?.imp_uid, amount: 1_000 };
  expect(await session.call('cancel_payment', refund)).toMatchObject({ isError: false });
  expect((await exchange(`${server.origin}/healthz`)).status).toBe(200);
  server.signal('SIGTERM');
  expect(await server.ended).toBe(0);
});

it('is not ready while PortOne cannot be reached', async () => {
  await server.close();
  const nowhere = await startHttpServer('http://127.0.0.1:9');
  const { status, text } = await exchange(`${nowhere.origin}/readyz`);
  await nowhere.close();
  expect(status).toBe(503);
  expect(JSON.parse(text)).toMatchObject({ ready: false, store: true, upstream: { reachable: 0, of: 1 } });
});
