import { describe, expect, it, vi } from 'vitest';
import { agrees, eras, openHttpSession } from '../../support/clients.ts';
import { inScene } from '../../support/http-environment.ts';
import type { HttpServer } from '../../support/http-server.ts';
import type { Upstream } from '../../support/upstream.ts';

const strike = (upstream: Upstream, kind: string, more: object = {}) =>
  upstream.control('faults', { route: 'POST /payments/cancel', kind, times: 1, ...more });
/** What the ledger on stderr says of how the writes ended. */
const outcomes = (server: HttpServer) =>
  server
    .written()
    .split('\n')
    .filter((line) => line.includes('"step":"outcome"'))
    .map((line) => (JSON.parse(line) as { audit: Record<string, unknown> }).audit)
    .map(({ tool, verdict, proof }) => [tool, verdict, proof]);

/** The ledger comes by another way than the figures and the answer, and may come a moment later. */
const recorded = (server: HttpServer) =>
  vi.waitFor(() => expect(outcomes(server)).toEqual([['refund_payment', 'executed', 'read back']]), 5_000);

describe.concurrent.each(eras)('a refund over HTTP whose answer is lost, %s', (era) => {
  it(
    'is found by reading back',
    inScene(async ({ server, upstream, refund }) => {
      const session = await openHttpSession(era, server, { form: agrees });
      await strike(upstream, 'reset_after');
      const { isError, structured } = await session.call('refund_payment', refund);
      expect(isError).toBe(false);
      expect(structured).toMatchObject({ refunded: 1_000, after: { cancel_amount: 1_000 } });
      await session.close();
      await recorded(server);
      expect((await upstream.ledger()).entries).toHaveLength(1);
    }),
  );

  it(
    'is looked for and recorded though its client has gone away meanwhile',
    inScene(async ({ server, upstream, refund, writesAre }) => {
      const session = await openHttpSession(era, server, { form: agrees });
      await strike(upstream, 'timeout_after', { delay_ms: 800 });
      const gone = new AbortController();
      const answer = session.call('refund_payment', refund, { signal: gone.signal });
      answer.catch(() => undefined);
      await writesAre(1);
      gone.abort();
      await expect(answer).rejects.toThrow();
      await session.close();
      await writesAre(0);
      await recorded(server);
      expect((await upstream.ledger()).entries).toHaveLength(1);
    }),
  );
});
