import { setTimeout as sleep } from 'node:timers/promises';
import type { TestContext } from 'vitest';
import { exchange } from './approval-page.ts';
import { type HttpServer, startHttpServer } from './http-server.ts';
import type { Samples } from './tool-case.ts';
import { startUpstream, type Upstream } from './upstream.ts';

/** A server and a sandbox that no other test has, so that tests which wait a lot can wait beside each other. */
export interface Scene {
  upstream: Upstream;
  server: HttpServer;
  samples: Samples;
  refund: Record<string, unknown>;
  ready(): Promise<boolean>;
  /** What the server's figures say of writes that are on their way. */
  writesAre(count: number): Promise<void>;
}

export const inScene =
  (use: (scene: Scene) => Promise<void>) =>
  async ({ onTestFinished }: TestContext): Promise<void> => {
    const upstream = await startUpstream();
    onTestFinished(() => upstream.close());
    const server = await startHttpServer(upstream.url);
    // Unlike what stands behind the test, this happens after one that came to no end too.
    onTestFinished(() => server.close());
    const samples = await upstream.samples();
    const get = (path: string) => exchange(server.origin + path);
    const figure = (count: number) => new RegExp(`writes_in_flight ${count}\\n`);
    await use({
      upstream,
      server,
      samples,
      refund: { imp_uid: samples.paid_card?.imp_uid, amount: 1_000, reason: '반품' },
      ready: async () => (await get('/readyz')).status === 200,
      writesAre: (count) => until(async () => figure(count).test((await get('/metrics')).text)),
    });
  };

export async function until(what: () => Promise<boolean>): Promise<void> {
  while (!(await what())) await sleep(10);
}
