/** How views follow the theme, the colors, the width and the language of their host. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { chromiumPath, startChromium } from '../support/chromium.ts';
import { startUpstream, type Upstream } from '../support/upstream.ts';
import { type Connection, connectClient } from './connect-client.ts';
import { type ShownView, startTestHost, type TestHost } from './test-host.ts';

const ABSENT = 'There is no Chromium on this machine: install one (Debian: chromium) to see the views in a browser.';

let upstream: Upstream;
let connection: Connection;
let browser: Browser | undefined;
let host: TestHost;

beforeAll(async () => {
  if (!chromiumPath) return;
  upstream = await startUpstream();
  connection = await connectClient(upstream.url, { revision: '2026-07-28', transport: 'stdio' });
  browser = await startChromium(chromiumPath);
  host = await startTestHost(connection.client, browser);
});
afterAll(async () => {
  if (!browser) return;
  await host.close();
  await browser.close();
  await connection.close();
  await upstream.close();
});
beforeEach((ctx) => {
  if (!browser) ctx.skip(ABSENT);
});

const cases = [
  { tool: 'investigate_payment', args: { merchant_uid: 'order_ksnet_nine_partials' } },
  { tool: 'search_payments', args: { period: 'last 7 days', limit: 8 } },
  { tool: 'summarize_payments', args: { period: 'last 30 days', compare: true } },
  { tool: 'summarize_payments', args: { period: 'last 30 days', group_by: 'card_name' } },
  { tool: 'review_subscriptions', args: { period: 'last 30 days' } },
];

const readStyle = ({ view }: ShownView, property: string) =>
  view.evaluate<string>(`getComputedStyle(document.documentElement).${property}`);

/** The texts of a view whose contrast with what lies behind them is below 4.5:1. */
const FIND_FAINT = `(() => {
  const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  const toChannels = (color) => {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = color;
    canvas.fillRect(0, 0, 1, 1);
    const [r, g, b, a] = canvas.getImageData(0, 0, 1, 1).data;
    return { rgb: [r, g, b], alpha: a / 255 };
  };
  const getLuminance = (rgb) => {
    const [r, g, b] = rgb.map((one) => (one / 255 <= 0.04045 ? one / 255 / 12.92 : ((one / 255 + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const getBack = (element) => {
    for (let one = element; one; one = one.parentElement) {
      const { rgb, alpha } = toChannels(getComputedStyle(one).backgroundColor);
      if (alpha > 0.99) return rgb;
    }
    return [255, 255, 255];
  };
  const faint = [];
  for (const element of document.querySelectorAll('main *')) {
    const text = [...element.childNodes].filter((node) => node.nodeType === 3).map((node) => node.data).join('').trim();
    if (text === '' || element.closest('[aria-hidden=true], :disabled, .visually-hidden, .empty') || element.offsetParent === null) continue;
    const [one, other] = [toChannels(getComputedStyle(element).color).rgb, getBack(element)].map(getLuminance);
    const ratio = (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
    if (ratio < 4.5) faint.push(text.slice(0, 30) + ' ' + ratio.toFixed(2));
  }
  return faint;
})()`;

it.each(cases.flatMap((one) => ['light', 'dark'].map((theme) => ({ ...one, theme }))))(
  'every text of the view of $tool can be read in the $theme theme, also on a phone',
  async ({ tool, args, theme }) => {
    for (const width of [760, 360]) {
      const shown = await host.show({ tool, args, width, context: { theme, locale: 'ko-KR' } });
      expect(await readStyle(shown, 'colorScheme')).toBe(theme);
      expect(await shown.view.evaluate(FIND_FAINT)).toEqual([]);
      expect(await shown.view.evaluate<number>('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width);
      expect(shown.complaints).toEqual([]);
    }
  },
);

it('a view takes the colors and the margins of its host, and follows when they change', async () => {
  const [search] = cases.slice(1);
  const shown = await host.show({
    ...search,
    tool: 'search_payments',
    context: {
      theme: 'light',
      styles: { variables: { '--color-background-primary': 'rgb(1, 2, 3)' } },
      safeAreaInsets: { top: 40, right: 0, bottom: 0, left: 0 },
    },
  });
  expect(await readStyle(shown, 'backgroundColor')).toBe('rgb(1, 2, 3)');
  expect(await shown.view.evaluate<string>('getComputedStyle(document.body).paddingTop')).toBe('56px');
  await shown.changeContext({ theme: 'dark', styles: { variables: { '--color-background-primary': 'rgb(4, 5, 6)' } } });
  await expect.poll(() => readStyle(shown, 'backgroundColor')).toBe('rgb(4, 5, 6)');
  expect(await readStyle(shown, 'colorScheme')).toBe('dark');
});

it('a view tells its host the height that it needs, whenever that changes', async () => {
  const shown = await host.show({ tool: 'summarize_payments', args: { period: 'last 30 days' } });
  const readHeight = async () => {
    const sizes = await shown.readRequests('sizes');
    return Number(Object(sizes.at(-1)).height);
  };
  await expect.poll(readHeight).toBeGreaterThan(500);
  const before = await readHeight();
  await shown.view.click('summary');
  await expect.poll(readHeight).toBeGreaterThan(before + 200);
});

it('every control of a view is reached by the keyboard and shows that it has the focus', async () => {
  const shown = await host.show({ tool: 'search_payments', args: { period: 'last 7 days', limit: 3 } });
  const keys: unknown[] = [];
  await shown.view.evaluate('document.body.focus()');
  const count = await shown.view.locator('button:not(:disabled)').count();
  for (let pressed = 0; pressed < count; pressed += 1) {
    await shown.page.keyboard.press('Tab');
    keys.push(await shown.view.evaluate('document.activeElement.dataset.key'));
    expect(await shown.view.evaluate('getComputedStyle(document.activeElement).outlineStyle')).toBe('solid');
  }
  expect(new Set(keys).size).toBe(count);
});
