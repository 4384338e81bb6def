import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { chromiumPath, startChromium } from '../support/chromium.ts';
import { startUpstream, type Upstream } from '../support/upstream.ts';
import { connectClient, revisions, transports } from './connect-client.ts';
import { startTestHost } from './test-host.ts';

const ABSENT = 'There is no Chromium on this machine: install one (Debian: chromium) to see the views in a browser.';

let upstream: Upstream;
let browser: Browser | undefined;

beforeAll(async () => {
  if (!chromiumPath) return;
  upstream = await startUpstream();
  browser = await startChromium(chromiumPath);
});
afterAll(async () => {
  if (!browser) return;
  await browser.close();
  await upstream.close();
});
beforeEach((ctx) => {
  if (!browser) ctx.skip(ABSENT);
});

it.each(revisions.flatMap((revision) => transports.map((transport) => ({ revision, transport }))))(
  'a host that speaks $revision over $transport shows a search, and opens a payment from it',
  async ({ revision, transport }) => {
    if (!browser) return;
    const { client, close } = await connectClient(upstream.url, { revision, transport });
    expect(client.getNegotiatedProtocolVersion()).toBe(revision);
    const host = await startTestHost(client, browser);
    const { view, complaints } = await host.show({ tool: 'search_payments', args: { period: 'last 7 days' } });
    await view.locator('.open').first().click();
    await view.waitForSelector('article.payment');
    expect(await view.textContent('main')).toMatch(/imp_\d+/);
    expect(complaints).toEqual([]);
    await host.close();
    await close();
  },
);
