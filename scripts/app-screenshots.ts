/**
 * Takes the screenshots of the views of MCP Apps in docs/images/ with the Chromium of this machine. With `--all <folder>`
 * it takes every view in both languages, both themes and both widths, to be looked at after a change.
 */
import { mkdirSync } from 'node:fs';
import { connectClient } from '../test/apps/connect-client.ts';
import { startTestHost } from '../test/apps/test-host.ts';
import { chromiumPath, startChromium } from '../test/support/chromium.ts';
import { startUpstream } from '../test/support/upstream.ts';

const [option, folder = 'docs/images'] = process.argv.slice(2);

const DAY_MS = 86_400_000;
const formatDay = (days: number) => new Date(Date.now() + days * DAY_MS).toISOString().slice(0, 10);

const calls = {
  payment: { tool: 'investigate_payment', args: { merchant_uid: 'order_ksnet_nine_partials' } },
  double: { tool: 'investigate_payment', args: { merchant_uid: 'order_double_second' } },
  search: { tool: 'search_payments', args: { period: 'last 7 days', limit: 8 } },
  summary: { tool: 'summarize_payments', args: { period: 'last 30 days', compare: true } },
  methods: { tool: 'summarize_payments', args: { period: 'last 30 days', group_by: 'pay_method' } },
  subscriptions: { tool: 'review_subscriptions', args: { period: `${formatDay(-14)}~${formatDay(24)}` } },
} as const;

interface Picture {
  name: keyof typeof calls;
  lang: 'ko' | 'en';
  dark?: true;
  phone?: true;
}

const documented: readonly Picture[] = [
  { name: 'double', lang: 'ko' },
  { name: 'payment', lang: 'en', dark: true, phone: true },
  { name: 'search', lang: 'en' },
  { name: 'search', lang: 'ko', dark: true, phone: true },
  { name: 'summary', lang: 'ko' },
  { name: 'methods', lang: 'en', dark: true, phone: true },
  { name: 'subscriptions', lang: 'ko', dark: true },
  { name: 'subscriptions', lang: 'en', phone: true },
];

const listAll = (): Picture[] =>
  (Object.keys(calls) as Picture['name'][]).flatMap((name) =>
    (['ko', 'en'] as const).flatMap((lang): Picture[] => [
      { name, lang },
      { name, lang, dark: true },
      { name, lang, phone: true },
      { name, lang, dark: true, phone: true },
    ]),
  );

if (!chromiumPath) throw new Error('There is no Chromium: install one, such as the package "chromium" of Debian.');
mkdirSync(folder, { recursive: true });
const upstream = await startUpstream();
const { client, close } = await connectClient(upstream.url, { revision: '2026-07-28', transport: 'stdio' });
const browser = await startChromium(chromiumPath);
const host = await startTestHost(client, browser);
for (const { name, lang, dark, phone } of option === '--all' ? listAll() : documented) {
  const context = { locale: lang, theme: dark ? 'dark' : 'light' };
  const { page, readRequests } = await host.show({ ...calls[name], context, width: phone ? 360 : 760 });
  // A window as high as the view, which takes a moment to tell its height.
  while ((await readRequests('sizes')).length === 0) await page.waitForTimeout(20);
  await page.waitForTimeout(100);
  const height = await page.evaluate<number>('document.querySelector("iframe").offsetHeight');
  await page.setViewportSize({ width: page.viewportSize()?.width ?? 0, height });
  const path = `${folder}/app-${[name, lang, dark && 'dark', phone && 'phone'].filter(Boolean).join('-')}.png`;
  await page.locator('iframe').screenshot({ path });
}
await host.close();
await browser.close();
await close();
await upstream.close();
