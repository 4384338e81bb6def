/** What views do with results and messages that were made to break them. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { chromiumPath, startChromium } from '../support/chromium.ts';
import { type Connection, connectClient } from './connect-client.ts';
import { startTestHost, type TestHost } from './test-host.ts';

const ABSENT = 'There is no Chromium on this machine: install one (Debian: chromium) to see the views in a browser.';
const TOOLS = ['investigate_payment', 'search_payments', 'summarize_payments', 'review_subscriptions'];

let connection: Connection;
let browser: Browser | undefined;
let host: TestHost;

beforeAll(async () => {
  if (!chromiumPath) return;
  // PortOne is never called: the host shows results of its own.
  connection = await connectClient('http://127.0.0.1:9', { revision: '2026-07-28', transport: 'stdio' });
  browser = await startChromium(chromiumPath);
  host = await startTestHost(connection.client, browser);
});
afterAll(async () => {
  if (!browser) return;
  await host.close();
  await browser.close();
  await connection.close();
});
beforeEach((ctx) => {
  if (!browser) ctx.skip(ABSENT);
});

const toResult = (structuredContent: object) => ({ content: [], structuredContent });

const MARKUP = '<img src=x onerror="document.title=1"><script>document.title=1</script>';
const payment = {
  imp_uid: MARKUP,
  merchant_uid: MARKUP,
  name: MARKUP,
  status: MARKUP,
  pay_method: MARKUP,
  pg_provider: MARKUP,
  buyer_name: MARKUP,
  fail_reason: MARKUP,
  currency: MARKUP,
  amount: 1_000,
  cancel_amount: 10,
  paid_at: MARKUP,
  card_name: MARKUP,
};
const step = { tool: MARKUP, arguments: { imp_uid: MARKUP }, why: MARKUP };
const charge = { ...payment, customer_uid: MARKUP, schedule_at: '2026-11-20 10:00', reason: MARKUP, todo: MARKUP };
const sums = { currency: MARKUP, paid_count: 1, gross: 10, cancelled: 3, cancel_count: 1 };

const hostile: Readonly<Record<string, object>> = {
  investigate_payment: {
    payment,
    findings: [{ code: MARKUP, severity: MARKUP, text: MARKUP }],
    timeline: [{ at: MARKUP, text: MARKUP, imp_uid: MARKUP }],
    candidates: [payment],
    next_steps: [step],
    unavailable: [MARKUP],
  },
  search_payments: { payments: [payment], totals: [{ ...sums, status: MARKUP }], searched: { period: MARKUP } },
  summarize_payments: {
    sales: {
      totals: [sums],
      by_day: [{ ...sums, day: MARKUP }],
      by_pg_provider: [{ ...sums, pg_provider: MARKUP }],
      by_name: [{ ...sums, name: MARKUP }],
    },
    searched: { period: MARKUP },
  },
  review_subscriptions: {
    failed: [{ ...charge, next_steps: [step] }],
    summary: [{ state: MARKUP, count: 1, total: 1, currency: MARKUP }],
    cards: [{ customer_uid: MARKUP, billing_key: MARKUP, card_name: MARKUP }],
    next_steps: [step],
    searched: { text: MARKUP },
  },
};

/** Values that are nothing like what a view expects of a field. */
const ODD = [null, 7, 'text', true, {}, [[]], [null, 1, 'x', {}], { list: {} }];
const FIELDS = [
  ...['payment', 'result', 'findings', 'timeline', 'candidates', 'near', 'next_steps', 'unavailable'],
  ...['payments', 'in_every_row', 'totals', 'searched', 'cursor', 'matching', 'sales', 'test', 'before', 'change'],
  ...['failed', 'due', 'summary', 'cards', 'more'],
];

describe.each(TOOLS)('The view of %s', (tool) => {
  it('shows markup in every field as text', async () => {
    const { view, complaints } = await host.show({ tool, result: toResult(hostile[tool] ?? {}) });
    expect(await view.textContent('body')).toContain('<img src=x');
    expect(await view.$$('img, main script, [onerror]')).toEqual([]);
    expect(await view.title()).not.toBe('1');
    expect(await view.$$('.step')).toEqual([]);
    expect(complaints).toEqual([]);
  });

  it('shows something whatever the fields of a result hold', async () => {
    const shown = await host.show({ tool, result: toResult({}) });
    for (const odd of ODD) {
      await shown.sendResult(toResult(Object.fromEntries(FIELDS.map((name) => [name, odd]))));
      expect(await shown.view.locator('main').count()).toBe(1);
    }
    expect(shown.complaints).toEqual([]);
  });

  it('shows the message of a failed call', async () => {
    const error = { kind: 'invalid_input', message: `"period" is not understood ${MARKUP}` };
    const { view } = await host.show({ tool, result: { ...toResult({ error }), isError: true } });
    expect(await view.textContent('.notice.problem')).toContain('"period" is not understood <img');
  });

  it('shows a result that the host passes on as text only', async () => {
    const text = JSON.stringify(hostile[tool]);
    const { view } = await host.show({ tool, result: { content: [{ type: 'text', text }] } });
    expect(await view.textContent('main')).toContain('<img src=x');
  });
});

describe('A view', () => {
  it('hears no window but that of its host', async () => {
    const { view } = await host.show({ tool: 'search_payments', result: toResult({ payments: [] }) });
    const before = await view.textContent('main');
    const message = {
      jsonrpc: '2.0',
      method: 'ui/notifications/tool-result',
      params: toResult({ payments: [{ name: 'forged' }] }),
    };
    // The view's own window, and a frame inside of it, send what only the host may.
    await view.evaluate(`window.postMessage(${JSON.stringify(message)}, '*')`);
    await view.evaluate(`(() => {
      const frame = document.createElement('iframe');
      frame.srcdoc = '<script>parent.postMessage(${JSON.stringify(message)}, "*")</' + 'script>';
      document.body.append(frame);
      return new Promise((resolve) => { frame.onload = resolve; });
    })()`);
    expect(await view.textContent('main')).toBe(before);
  });

  it('answers the host that takes it down', async () => {
    const shown = await host.show({ tool: 'search_payments', result: toResult({ payments: [] }) });
    await shown.tearDown();
  });

  it('is not stopped by messages that are no protocol', async () => {
    const shown = await host.show({ tool: 'search_payments', result: toResult({ payments: [] }) });
    for (const message of [null, 1, 'x', {}, { jsonrpc: '2.0' }, { jsonrpc: '2.0', id: 99, result: 1 }])
      await shown.page.evaluate(
        `document.querySelector('iframe').contentWindow.postMessage(${JSON.stringify(message)}, '*')`,
      );
    await shown.page.evaluate(
      `document.querySelector('iframe').contentWindow.postMessage({ jsonrpc: '2.0', method: 'constructor' }, '*')`,
    );
    await shown.sendResult(toResult({ payments: [{ name: '감귤' }] }));
    await shown.view.waitForSelector('text=감귤');
    expect(shown.complaints).toEqual([]);
  });
});
