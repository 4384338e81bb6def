/** Takes the screenshots of the views of MCP Apps in docs/images/ with the Chromium of this machine. */
import { mkdirSync } from 'node:fs';
import { connectClient } from '../test/apps/connect-client.ts';
import { type ShowOptions, startTestHost } from '../test/apps/test-host.ts';
import { chromiumPath, startChromium } from '../test/support/chromium.ts';
import { startUpstream } from '../test/support/upstream.ts';

/** Those of the documentation; `npm run screenshots -- --all <folder>` takes each view in every language, theme and width. */
const OUT = process.argv[3] ?? 'docs/images';

if (!chromiumPath) throw new Error('There is no Chromium: install one, such as the package "chromium" of Debian.');
mkdirSync(OUT, { recursive: true });
const upstream = await startUpstream();
const { client, close } = await connectClient(upstream.url, { revision: '2026-07-28', transport: 'stdio' });
const browser = await startChromium(chromiumPath);
const host = await startTestHost(client, browser);

const views: Readonly<Record<string, ShowOptions>> = {
  payment: { tool: 'investigate_payment', args: { merchant_uid: 'order_double_second' } },
  refunded: { tool: 'investigate_payment', args: { merchant_uid: 'order_ksnet_nine_partials' } },
  search: { tool: 'search_payments', args: { period: 'last 7 days', limit: 12 } },
  summary: { tool: 'summarize_payments', args: { period: 'last 30 days', compare: true, group_by: 'card_name' } },
  subscriptions: { tool: 'review_subscriptions', args: { period: '2026-11-16~2026-12-27' } },
};

for (const [name, options] of Object.entries(views))
  for (const theme of ['light', 'dark'])
    for (const locale of ['ko-KR', 'en-US'])
      for (const width of [760, 360]) {
        const { page } = await host.show({ ...options, width, context: { theme, locale } });
        await page.waitForTimeout(200);
        const height = await page.evaluate<number>('document.querySelector("iframe").offsetHeight');
        await page.setViewportSize({ width: width + 16, height });
        await page.waitForTimeout(200);
        await page.locator('iframe').screenshot({ path: `${OUT}/app-${name}-${locale.slice(0, 2)}-${theme}-${width}.png` });
        await page.context().close();
      }
await host.close();
await browser.close();
await close();
await upstream.close();
