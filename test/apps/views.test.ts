/** The views in a real browser, shown by a host that speaks MCP Apps through the SDK's own bridge. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { chromiumPath, startChromium } from '../support/chromium.ts';
import { startUpstream, type Upstream } from '../support/upstream.ts';
import { type Connection, connectClient } from './connect-client.ts';
import { type ShownView, type ShowOptions, startTestHost, type TestHost } from './test-host.ts';

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

const KO = { locale: 'ko-KR', theme: 'light' };
const show = (options: Partial<ShowOptions> & { tool: string }) => host.show({ context: KO, ...options });
const readText = async ({ view }: ShownView) => (await view.textContent('main')) ?? '';
describe('The view of a payment', () => {
  it('shows status, amounts, findings and what happened, in the language of the host', async () => {
    const shown = await show({ tool: 'investigate_payment', args: { merchant_uid: 'order_ksnet_nine_partials' } });
    const korean = await readText(shown);
    for (const part of ['제주 감귤 5kg', '부분 취소', '100,000원', '남은 금액 55,000원', '장○우', '환불에 제한이 있음'])
      expect(korean).toContain(part);
    expect(korean).toContain('5,000원 취소, 남은 금액 95,000원. 사유: 부분 반품');
    await shown.changeContext({ locale: 'en-GB' });
    await shown.view.waitForSelector('text=Partly refunded');
    const english = await readText(shown);
    for (const part of ['₩100,000', 'Remaining ₩55,000', 'Refund restricted', 'Refunded ₩5,000 (취소)'])
      expect(english).toContain(part);
    expect(await shown.view.getAttribute('html', 'lang')).toBe('en');
    expect(shown.complaints).toEqual([]);
  });

  it('writes the sentence on a button into the chat, word for word, and calls nothing', async () => {
    const shown = await show({ tool: 'investigate_payment', args: { merchant_uid: 'order_double_second' } });
    const button = shown.view.locator('.step').first();
    const sentence = await button.textContent();
    expect(sentence).toMatch(/^imp_\d+ 결제를 전액 환불해 줘\./);
    await button.press('Enter');
    await shown.view.waitForSelector('[role=status]:has-text("대화에 입력했습니다")');
    expect(await shown.readRequests('messages')).toEqual([
      { role: 'user', content: [{ type: 'text', text: sentence }] },
    ]);
    expect(await shown.readRequests('calls')).toEqual([]);
    const { entries } = await upstream.readLedger();
    expect(entries).toEqual([]);
  });

  it('shows the sentence to copy if the host takes no messages', async () => {
    const shown = await show({
      tool: 'investigate_payment',
      args: { merchant_uid: 'order_double_second' },
      refusesMessages: true,
    });
    await shown.view.locator('.step').first().click();
    await shown.view.waitForSelector('[role=status]:has-text("직접 입력해 주세요: imp_")');
  });
});

describe('The view of a search', () => {
  const search = { tool: 'search_payments', args: { period: 'last 7 days', limit: 8 } };
  const readAmounts = ({ view }: ShownView) =>
    view.$$eval('tbody tr > :last-child span:first-child', (cells) =>
      cells.flatMap(({ textContent }) => (textContent?.endsWith('원') ? Number(textContent.replace(/\D/g, '')) : [])),
    );

  it('is sorted by its headings with the keyboard, keeps the focus, and says so to screen readers', async () => {
    const shown = await show(search);
    const heading = shown.view.getByRole('columnheader', { name: /금액/ });
    await heading.getByRole('button').focus();
    await shown.page.keyboard.press('Enter');
    await shown.view.waitForSelector('th[aria-sort=descending]');
    const descending = await readAmounts(shown);
    expect(descending).toEqual([...descending].sort((a, b) => b - a));
    expect(await shown.view.evaluate<string>('document.activeElement.dataset.key')).toBe('sort-amount');
    await shown.page.keyboard.press('Enter');
    await shown.view.waitForSelector('th[aria-sort=ascending]');
    expect(await readAmounts(shown)).toEqual([...descending].reverse());
    expect(await shown.view.$$('th[aria-sort]')).toHaveLength(1);
  });

  it('reads further pages through the host with the cursor, and goes back without a call', async () => {
    const shown = await show(search);
    const first = await readText(shown);
    await shown.view.click('[data-key=next]');
    await shown.view.waitForSelector('text=2쪽');
    expect(await readText(shown)).not.toBe(first);
    expect(await shown.readRequests('calls')).toEqual([
      { name: 'search_payments', arguments: { ...search.args, cursor: expect.any(String) } },
    ]);
    await shown.view.click('[data-key=previous]');
    await shown.view.waitForSelector('text=1쪽');
    expect(await readText(shown)).toBe(first);
    await shown.view.click('[data-key=next]');
    await shown.view.waitForSelector('text=2쪽');
    expect(await shown.readRequests('calls')).toHaveLength(1);
  });

  it('opens a payment in its place, and closes it again', async () => {
    const shown = await show(search);
    await shown.view.getByRole('button', { name: '열기: 블루투스 이어폰' }).first().click();
    await shown.view.waitForSelector('article.payment');
    expect(await readText(shown)).toContain('order_paid_card');
    expect(await shown.readRequests('calls')).toEqual([
      { name: 'investigate_payment', arguments: { imp_uid: expect.stringMatching(/^imp_/) } },
    ]);
    await shown.view.getByRole('button', { name: '뒤로' }).click();
    await shown.view.waitForSelector('table');
  });

  it('asks for a payment in the chat if the host calls no tools', async () => {
    const shown = await show({ ...search, capabilities: { message: {} } });
    expect(await shown.view.$$('[data-key=next]:not([disabled])')).toEqual([]);
    await shown.view.locator('.open').first().click();
    await shown.view.waitForSelector('[role=status]:has-text("대화에 입력했습니다")');
    expect(await shown.readRequests('calls')).toEqual([]);
    expect(JSON.stringify(await shown.readRequests('messages'))).toMatch(/imp_\d+ 결제를 조사해 줘\./);
  });
});

describe('The view of a summary', () => {
  const summary = { tool: 'summarize_payments', args: { period: 'last 30 days' } };

  it('shows each day in the chart and in the table, with the totals of the result', async () => {
    const shown = await show(summary);
    const { structuredContent } = await connection.client.callTool({ name: summary.tool, arguments: summary.args });
    const { sales } = structuredContent as {
      sales: { totals: { gross: number }[]; by_day: { currency?: string; gross: number }[] };
    };
    const days = sales.by_day.filter(({ currency }) => currency === undefined);
    expect(await shown.view.$$('.plot .column')).toHaveLength(days.length);
    expect(await readText(shown)).toContain(`${sales.totals[0]?.gross.toLocaleString('en-US')}원`);
    await shown.view.click('summary');
    expect(await shown.view.$$('details tbody tr')).toHaveLength(sales.by_day.length);
    expect(await shown.view.getAttribute('[role=img]', 'aria-label')).toMatch(/^일별 매출: 최고 \d+월/);
  });

  it('is compared with the period before, and broken down further, through the host', async () => {
    const shown = await show(summary);
    await shown.view.getByRole('button', { name: '이전 기간과 비교' }).click();
    await shown.view.waitForSelector('.change');
    await shown.view.selectOption('select', 'card_name');
    await shown.view.waitForSelector('h2:has-text("카드사별")');
    expect(await shown.readRequests('calls')).toEqual([
      { name: 'summarize_payments', arguments: { ...summary.args, compare: true } },
      { name: 'summarize_payments', arguments: { ...summary.args, compare: true, group_by: 'card_name' } },
    ]);
    // What was read once is not read again.
    await shown.view.selectOption('select', '');
    await shown.view.waitForSelector('.plot');
    expect(await shown.readRequests('calls')).toHaveLength(2);
  });

  it('is saved as CSV through the host', async () => {
    const shown = await show(summary);
    await shown.view.selectOption('select', 'pg_provider');
    await shown.view.waitForSelector('h2:has-text("PG별")');
    await shown.view.getByRole('button', { name: 'CSV로 내려받기' }).click();
    await shown.view.waitForSelector('[role=status]:has-text("전달했습니다")');
    expect(await shown.readRequests('downloads')).toEqual([
      {
        type: 'resource',
        resource: {
          uri: expect.stringMatching(/^file:\/\/\/sales-\d{4}-\d\d-\d\d-\d{4}-\d\d-\d\d\.csv$/),
          mimeType: 'text/csv',
          text: expect.stringMatching(/일별 매출,2026-.*PG별,KG이니시스,KRW,/s),
        },
      },
    ]);
  });

  it('offers only what its host can do', async () => {
    const shown = await show({ ...summary, capabilities: {} });
    expect(await shown.view.$$('.controls *')).toEqual([]);
  });
});

describe('The view of subscriptions', () => {
  const review = { tool: 'review_subscriptions', args: { period: 'last 30 days' } };

  it('shows failed charges in a calendar, why they failed and what to do', async () => {
    const shown = await show(review);
    expect((await shown.view.$$('.calendar .entry')).length).toBeGreaterThan(1);
    const text = await readText(shown);
    for (const part of ['조치가 필요한 결제', '한도 초과', '예약결제를', '고객별']) expect(text).toContain(part);
  });

  it('shows the charges of one customer on request', async () => {
    const shown = await show(review);
    const all = await shown.view.$$('.calendar .entry');
    await shown.view.selectOption('select', { index: 1 });
    const chosen = await shown.view.$$('.calendar .entry');
    expect(chosen.length).toBeGreaterThan(0);
    expect(chosen.length).toBeLessThan(all.length);
  });
});
