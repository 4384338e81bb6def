import { setTimeout as sleep } from 'node:timers/promises';
import type { TestContext } from 'vitest';
import { sendPageRequest } from './approval-page.ts';
import { type HttpServer, startHttpServer } from './http-server.ts';
import type { Samples } from './tool-case.ts';
import { startUpstream, type Upstream } from './upstream.ts';

/** A separate server and sandbox, so that slow tests can run concurrently. */
export interface HttpTestEnvironment {
  upstream: Upstream;
  server: HttpServer;
  samples: Samples;
  refund: Record<string, unknown>;
  isReady(): Promise<boolean>;
  /** The number of writes in progress according to the server's metrics. */
  waitForWritesInFlight(count: number): Promise<void>;
}

export const withHttpEnvironment =
  (use: (environment: HttpTestEnvironment) => Promise<void>) =>
  async ({ onTestFinished }: TestContext): Promise<void> => {
    const upstream = await startUpstream();
    onTestFinished(() => upstream.close());
    const server = await startHttpServer(upstream.url);
    // Unlike code at the end of a test, this also runs after a test that failed.
    onTestFinished(() => server.close());
    const samples = await upstream.readSamples();
    const getPath = (path: string) => sendPageRequest(server.origin + path);
    const buildMetricPattern = (count: number) => new RegExp(`writes_in_flight ${count}\\n`);
    await use({
      upstream,
      server,
      samples,
      refund: { imp_uid: samples.paid_card?.imp_uid, amount: 1_000, reason: '반품' },
      isReady: async () => (await getPath('/readyz')).status === 200,
      waitForWritesInFlight: (count) =>
        waitUntil(async () => buildMetricPattern(count).test((await getPath('/metrics')).text)),
    });
  };

export async function waitUntil(isMet: () => Promise<boolean>): Promise<void> {
  while (!(await isMet())) await sleep(10);
}
