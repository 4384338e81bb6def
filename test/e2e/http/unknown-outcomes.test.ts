import { describe, expect, it, vi } from 'vitest';
import { acceptForm, clientKinds, openHttpSession } from '../../support/clients.ts';
import { withHttpEnvironment } from '../../support/http-environment.ts';
import type { HttpServer } from '../../support/http-server.ts';
import type { Upstream } from '../../support/upstream.ts';

const injectFault = (upstream: Upstream, kind: string, more: object = {}) =>
  upstream.control('faults', { route: 'POST /payments/cancel', kind, times: 1, ...more });
/** The outcomes of the writes in the audit log on stderr. */
const readOutcomes = (server: HttpServer) =>
  server
    .readStderr()
    .split('\n')
    .filter((line) => line.includes('"step":"outcome"'))
    .map((line) => (JSON.parse(line) as { audit: Record<string, unknown> }).audit)
    .map(({ tool, verdict, proof }) => [tool, verdict, proof]);

/** The audit log arrives through another pipe than the metrics and the answer, and may be a moment later. */
const countRecorded = (server: HttpServer) =>
  vi.waitFor(() => expect(readOutcomes(server)).toEqual([['refund_payment', 'executed', 'read back']]), 5_000);

describe.concurrent.each(clientKinds)('a refund over HTTP with a lost answer, with %s', (clientKind) => {
  it(
    'a refund over HTTP with a lost answer is found by reading back',
    withHttpEnvironment(async ({ server, upstream, refund }) => {
      const session = await openHttpSession(clientKind, server, { form: acceptForm });
      await injectFault(upstream, 'reset_after');
      const { isError, structured } = await session.call('refund_payment', refund);
      expect(isError).toBe(false);
      expect(structured).toMatchObject({ refunded: 1_000, after: { cancel_amount: 1_000 } });
      await session.close();
      await countRecorded(server);
      expect((await upstream.readLedger()).entries).toHaveLength(1);
    }),
  );

  it(
    'a lost refund is reconciled and recorded although its client has disconnected',
    withHttpEnvironment(async ({ server, upstream, refund, waitForWritesInFlight }) => {
      const session = await openHttpSession(clientKind, server, { form: acceptForm });
      await injectFault(upstream, 'timeout_after', { delay_ms: 800 });
      const abortController = new AbortController();
      const answer = session.call('refund_payment', refund, { signal: abortController.signal });
      answer.catch(() => undefined);
      await waitForWritesInFlight(1);
      abortController.abort();
      await expect(answer).rejects.toThrow();
      await session.close();
      await waitForWritesInFlight(0);
      await countRecorded(server);
      expect((await upstream.readLedger()).entries).toHaveLength(1);
    }),
  );
});
