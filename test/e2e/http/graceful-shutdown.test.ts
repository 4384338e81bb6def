import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it, vi } from 'vitest';
import { sendPageRequest } from '../../support/approval-page.ts';
import { acceptForm, clientKinds, openHttpSession } from '../../support/clients.ts';
import { waitUntil, withHttpEnvironment } from '../../support/http-environment.ts';
import { buildModernCall, startHttpServer } from '../../support/http-server.ts';

describe.concurrent.each(['SIGTERM', 'SIGINT'] as const)('the signal %s to an idle server', (signal) => {
  it(
    'an idle server ends at once, including its streams and sessions',
    withHttpEnvironment(async ({ server, isReady }) => {
      const session = await openHttpSession('SDK v2, 2025-11-25', server);
      await session.listTools();
      expect(await isReady()).toBe(true);
      server.sendSignal(signal);
      expect(await server.ended).toBe(0);
    }),
  );
});

describe.concurrent.each(clientKinds)('SIGTERM during a refund with %s', (clientKind) => {
  it(
    'the server reports not ready, starts nothing new, finishes the refund and answers it',
    withHttpEnvironment(async ({ server, upstream, refund, isReady, waitForWritesInFlight }) => {
      const session = await openHttpSession(clientKind, server, { form: acceptForm });
      await upstream.control('faults', { route: 'POST /payments/cancel', kind: 'slow', times: 1, delay_ms: 1_500 });
      const answer = session.call('cancel_payment', refund);
      // The person has approved once the metrics show a write in progress.
      await waitForWritesInFlight(1);

      server.sendSignal('SIGTERM');
      await waitUntil(async () => !(await isReady()));
      const { status, headers } = await sendPageRequest(server.url, buildModernCall('list_bank_codes'));
      expect({ status, retry: headers['retry-after'] }).toEqual({ status: 503, retry: '1' });
      expect((await sendPageRequest(`${server.origin}/healthz`)).status).toBe(200);

      expect(await answer).toMatchObject({ isError: false });
      expect(await server.ended).toBe(0);
      expect((await upstream.readLedger()).entries).toHaveLength(1);
    }),
  );
});

it.concurrent(
  'repeated signals wait for a running write and for nothing else',
  withHttpEnvironment(async ({ server, upstream, samples, refund, waitForWritesInFlight }) => {
    const session = await openHttpSession('SDK v2, 2025-11-25', server, { form: acceptForm });
    await upstream.control('faults', { route: 'POST /payments/cancel', kind: 'slow', times: 1, delay_ms: 2_000 });
    const answer = session.call('cancel_payment', refund);
    await waitForWritesInFlight(1);
    let onAsked = () => {};
    const asked = new Promise<void>((resolve) => {
      onAsked = resolve;
    });
    // A person who never decides.
    const form = () => {
      onAsked();
      return new Promise<never>(() => {});
    };
    const thinking = await openHttpSession('SDK v2, 2025-11-25', server, { form });
    const undecided = thinking.call('cancel_payment', { imp_uid: samples.partially_cancelled?.imp_uid, amount: 100 });
    undecided.catch(() => undefined);
    await asked;
    for (const signal of ['SIGTERM', 'SIGTERM', 'SIGINT', 'SIGTERM'] as const) {
      server.sendSignal(signal);
      await sleep(50);
    }
    expect(await answer).toMatchObject({ isError: false });
    expect(await server.ended).toBe(0);
    expect((await upstream.readLedger()).entries).toHaveLength(1);
  }),
  15_000,
);

it.concurrent(
  'a write finishes although its client has disconnected',
  withHttpEnvironment(async ({ server, upstream, refund, waitForWritesInFlight }) => {
    const session = await openHttpSession('SDK v2, 2026-07-28', server, { form: acceptForm });
    await upstream.control('faults', { route: 'POST /payments/cancel', kind: 'slow', times: 1, delay_ms: 2_000 });
    const abortController = new AbortController();
    const answer = session.call('cancel_payment', refund, { signal: abortController.signal });
    answer.catch(() => undefined);
    await waitForWritesInFlight(1);
    abortController.abort();
    await expect(answer).rejects.toThrow();
    server.sendSignal('SIGTERM');
    expect(await server.ended).toBe(0);
    expect((await upstream.readLedger()).entries).toHaveLength(1);
    // The output of a process may arrive after its exit.
    await vi.waitFor(() => expect(server.readStderr()).toContain('"verdict":"executed"'));
  }),
);

it.concurrent(
  'the server continues when its log is closed, and shuts down on request',
  withHttpEnvironment(async ({ server, refund }) => {
    const session = await openHttpSession('SDK v2, 2026-07-28', server, { form: acceptForm });
    server.closeStderr();
    expect(await session.call('cancel_payment', refund)).toMatchObject({ isError: false });
    expect((await sendPageRequest(`${server.origin}/healthz`)).status).toBe(200);
    server.sendSignal('SIGTERM');
    expect(await server.ended).toBe(0);
  }),
);

it.concurrent('the server is not ready while PortOne is unreachable', async () => {
  const nowhere = await startHttpServer('http://127.0.0.1:9');
  const { status, text } = await sendPageRequest(`${nowhere.origin}/readyz`);
  await nowhere.close();
  expect(status).toBe(503);
  expect(JSON.parse(text)).toMatchObject({ ready: false, store: true, upstream: false });
});
