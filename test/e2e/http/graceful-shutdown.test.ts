import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it, vi } from 'vitest';
import { exchange } from '../../support/approval-page.ts';
import { agrees, eras, openHttpSession } from '../../support/clients.ts';
import { inScene, until } from '../../support/http-environment.ts';
import { modernCall, startHttpServer } from '../../support/http-server.ts';

describe.concurrent.each(['SIGTERM', 'SIGINT'] as const)('%s', (signal) => {
  it(
    'ends a server that has nothing to do at once, streams and sessions included',
    inScene(async ({ server, ready }) => {
      const session = await openHttpSession('SDK v2, 2025-11-25', server);
      await session.listTools();
      expect(await ready()).toBe(true);
      server.signal(signal);
      expect(await server.ended).toBe(0);
    }),
  );
});

describe.concurrent.each(eras)('SIGTERM while a refund is under way, %s', (era) => {
  it(
    'says at once that it is not ready, begins nothing, ends the refund and answers it',
    inScene(async ({ server, upstream, refund, ready, writesAre }) => {
      const session = await openHttpSession(era, server, { form: agrees });
      await upstream.control('faults', { route: 'POST /payments/cancel', kind: 'slow', times: 1, delay_ms: 1_500 });
      const answer = session.call('cancel_payment', refund);
      // The person has agreed once the figures speak of a write.
      await writesAre(1);

      server.signal('SIGTERM');
      await until(async () => !(await ready()));
      const { status, headers } = await exchange(server.url, modernCall('list_bank_codes'));
      expect({ status, retry: headers['retry-after'] }).toEqual({ status: 503, retry: '1' });
      expect((await exchange(`${server.origin}/healthz`)).status).toBe(200);

      expect(await answer).toMatchObject({ isError: false });
      expect(await server.ended).toBe(0);
      expect((await upstream.ledger()).entries).toHaveLength(1);
    }),
  );
});

it.concurrent(
  'asked to stop again and again, it waits for a write and for nothing else',
  inScene(async ({ server, upstream, samples, refund, writesAre }) => {
    const session = await openHttpSession('SDK v2, 2025-11-25', server, { form: agrees });
    await upstream.control('faults', { route: 'POST /payments/cancel', kind: 'slow', times: 1, delay_ms: 2_000 });
    const answer = session.call('cancel_payment', refund);
    await writesAre(1);
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
  }),
  15_000,
);

it.concurrent(
  'a write is ended even when its client has gone away',
  inScene(async ({ server, upstream, refund, writesAre }) => {
    const session = await openHttpSession('SDK v2, 2026-07-28', server, { form: agrees });
    await upstream.control('faults', { route: 'POST /payments/cancel', kind: 'slow', times: 1, delay_ms: 2_000 });
    const gone = new AbortController();
    const answer = session.call('cancel_payment', refund, { signal: gone.signal });
    answer.catch(() => undefined);
    await writesAre(1);
    gone.abort();
    await expect(answer).rejects.toThrow();
    server.signal('SIGTERM');
    expect(await server.ended).toBe(0);
    expect((await upstream.ledger()).entries).toHaveLength(1);
    // What a process wrote may be read after its end is known.
    await vi.waitFor(() => expect(server.written()).toContain('"verdict":"executed"'));
  }),
);

it.concurrent(
  'goes on when nobody reads its log any more, and ends what it is asked to do',
  inScene(async ({ server, refund }) => {
    const session = await openHttpSession('SDK v2, 2026-07-28', server, { form: agrees });
    server.hangUp();
    expect(await session.call('cancel_payment', refund)).toMatchObject({ isError: false });
    expect((await exchange(`${server.origin}/healthz`)).status).toBe(200);
    server.signal('SIGTERM');
    expect(await server.ended).toBe(0);
  }),
);

it.concurrent('is not ready while PortOne cannot be reached', async () => {
  const nowhere = await startHttpServer('http://127.0.0.1:9');
  const { status, text } = await exchange(`${nowhere.origin}/readyz`);
  await nowhere.close();
  expect(status).toBe(503);
  expect(JSON.parse(text)).toMatchObject({ ready: false, store: true, upstream: { reachable: 0, of: 1 } });
});
