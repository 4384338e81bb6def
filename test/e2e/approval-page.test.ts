import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createLocalApprovals } from '../../src/approval-page/index.ts';
import { type Language, languages } from '../../src/base/bilingual.ts';
import type { ApprovalRequest, Approvals } from '../../src/guard/confirmation/approvals.ts';
import { composeQuestion } from '../../src/guard/confirmation/question/compose-question.ts';
import { createMemoryStore } from '../../src/store/memory/store.ts';
import { tools } from '../../src/tools/index.ts';
import { buildCardRequest, buildRefundRequest } from '../support/approval-request.ts';
import { chromiumPath, startChromium } from '../support/chromium.ts';
import { buildFullSnapshot, pickPreviewed } from '../support/full-snapshot.ts';

const PIN = '246810';
const ABSENT = 'There is no Chromium on this machine: install one (Debian: chromium) to see the page in a browser.';

let now = 1_800_000_000;
let browser: Browser | undefined;
let context: BrowserContext;
/** Keeps the browser window open: a new one for each test takes longer than the tests. */
let blank: Page;
let approvals: Approvals;
/** The complaints of the browser: a policy that blocks our own page appears here. */
let complaints: string[];

beforeAll(async () => {
  browser = chromiumPath ? await startChromium(chromiumPath) : undefined;
  if (!browser) return;
  context = await browser.newContext();
  blank = await context.newPage();
});
afterAll(() => browser?.close());

beforeEach(async (ctx) => {
  if (!browser) return ctx.skip(ABSENT);
  complaints = [];
  setUpApprovals();
});
afterEach(async () => {
  if (!browser) return;
  await approvals.close();
  await context.clearCookies();
  for (const page of context.pages()) if (page !== blank) await page.close();
});

function setUpApprovals(pin?: string): void {
  approvals = createLocalApprovals({ store: createMemoryStore(() => now), now: () => now, pin });
}

async function openPage(request: ApprovalRequest, lang = 'ko'): Promise<Page> {
  const { url } = await approvals.open(request);
  const page = await context.newPage();
  page.on('console', (message) => {
    if (!/status of 4/.test(message.text())) complaints.push(message.text());
  });
  await page.goto(`${url}?lang=${lang}`);
  return page;
}

/** A request about a hundred schedules. */
function buildLongRequest(overrides: Partial<ApprovalRequest> = {}): ApprovalRequest {
  const { question } = buildRefundRequest();
  const rows = Array.from({ length: 100 }, (_, index) => [`2027-01-01 09:${index % 60}`, '₩9,900', `sub_${index}`]);
  const columns = [{ label: 'Due' }, { label: 'Amount', isNumeric: true as const }, { label: 'Order' }];
  const long = { table: { title: '100 schedules', columns, rows }, summary: [['Count', '100']] as const };
  return buildRefundRequest({
    question: { ko: { ...question.ko, ...long }, en: { ...question.en, ...long } },
    ...overrides,
  });
}

/** A request for a refund to an account, with all that a page can show above it. */
function buildAccountRequest(toolName: string): ApprovalRequest {
  const tool = tools.find(({ name }) => name === toolName);
  if (!tool) throw new Error(`There is no tool ${toolName}`);
  const operation = { ...tool, fields: tool.delegatesTo?.endpoint.fields ?? tool.fields };
  const account = {
    refund_bank: '050',
    refund_account: '12345678901234567890',
    refund_holder: '주식회사 아주 긴 이름의 감귤 유통 상회',
  };
  const content = {
    operation,
    args: { imp_uid: 'imp448280090638', amount: 25_000, reason: '고객 변심', ...account },
    snapshot: pickPreviewed(buildFullSnapshot('html5_inicis'), tool.previews),
    amount: { label: { en: 'Refund now', ko: '이번에 환불할 금액' }, text: '₩25,000' },
    refundLines: [],
  };
  const advice = [{ en: 'The fee of the account is not returned.', ko: '가상계좌 수수료는 돌려받지 못합니다.' }];
  const compose = (lang: Language) => composeQuestion(content, { lang, sandbox: false, advice });
  return buildRefundRequest({
    question: { ko: compose('ko'), en: compose('en') },
    shop: '감귤상회',
    asker: 'anna',
    approver: 'second',
    firstApproval: 'page',
  });
}

const readHeading = (page: Page) => page.getByRole('heading', { level: 1 }).textContent();

describe('the approval page in Chromium', () => {
  it('the page is approved with a click, once', async () => {
    const request = buildRefundRequest();
    const page = await openPage(request);
    expect(await approvals.consume(request.binding)).toBeUndefined();
    await page.getByRole('button', { name: '₩25,000 승인' }).click();
    expect(await readHeading(page)).toBe('승인했습니다');
    await page.reload();
    expect(await readHeading(page)).toBe('승인했습니다');
    expect(await approvals.consume(request.binding)).toEqual({ status: 'approved', secrets: {} });
    expect(await approvals.consume(request.binding)).toBeUndefined();
    await page.reload();
    expect(await readHeading(page)).toBe('이미 사용된 승인입니다');
    expect(complaints).toEqual([]);
  });

  it('the page is denied with a click and stays denied after going back', async () => {
    const request = buildRefundRequest();
    const page = await openPage(request, 'en');
    await page.getByRole('button', { name: 'Deny' }).click();
    expect(await readHeading(page)).toBe('Denied');
    await page.goBack();
    expect(await page.getByRole('button').count()).toBe(0);
    expect(await approvals.consume(request.binding)).toEqual({ status: 'declined' });
  });

  it('the page expires while it is open', async () => {
    const request = buildRefundRequest();
    const page = await openPage(request, 'en');
    now += 300;
    await page.getByRole('button', { name: 'Approve' }).click();
    expect(await readHeading(page)).toBe('Time is up');
    expect(await approvals.consume(request.binding)).toBeUndefined();
  });

  it('the page counts wrong PINs, locks and says so', async () => {
    setUpApprovals(PIN);
    const request = buildRefundRequest();
    const page = await openPage(request, 'en');
    for (const left of ['4 tries left', '3 tries left', '2 tries left', 'One try left']) {
      await page.getByLabel('Approval PIN').fill('000000');
      await page.getByRole('button', { name: 'Approve' }).click();
      expect(await page.getByRole('alert').textContent()).toContain('Approval PIN');
      expect(await page.locator('#pin\\.wrong').textContent()).toContain(left);
    }
    await page.getByLabel('Approval PIN').fill('000000');
    await page.getByRole('button', { name: 'Approve' }).click();
    expect(await readHeading(page)).toBe('Too many wrong PINs');
    expect(await approvals.consume(request.binding)).toBeUndefined();
  });

  it('the page accepts the right PIN after a wrong one, when the amount is typed again', async () => {
    setUpApprovals(PIN);
    const request = buildRefundRequest({
      typedAmounts: { amounts: [{ amount: 1_250_000, currency: 'KRW' }], text: '₩1,250,000' },
    });
    const page = await openPage(request, 'en');
    for (const pin of ['000000', PIN]) {
      await page.getByLabel('Type the amount yourself').fill('1,250,000');
      await page.getByLabel('Approval PIN').fill(pin);
      await page.getByRole('button', { name: 'Approve' }).click();
    }
    expect(await readHeading(page)).toBe('Approved');
    expect(await approvals.consume(request.binding)).toEqual({ status: 'approved', secrets: {} });
  });

  it('the page accepts a card and never displays it again', async () => {
    const request = buildCardRequest();
    const page = await openPage(request);
    await page.getByLabel('카드 번호').fill('4092 0211 2345 6789');
    await page.getByLabel('유효 기간').fill('13/29');
    await page.getByLabel('카드 비밀번호 앞 두 자리').fill('97');
    await page.getByRole('button', { name: '승인' }).click();
    expect(await page.locator('input:focus').getAttribute('name')).toBe('secret.expiry');
    expect(await page.content()).not.toMatch(/4092.?0211|2345.?6789/);
    expect(await page.getByLabel('카드 번호').inputValue()).toBe('');
    await page.getByLabel('카드 번호').fill('4092 0211 2345 6789');
    await page.getByLabel('유효 기간').fill('03/29');
    await page.getByRole('button', { name: '승인' }).click();
    expect(await readHeading(page)).toBe('승인했습니다');
    expect(page.url()).not.toMatch(/4092.?0211|2345.?6789/);
    expect(await approvals.consume(request.binding)).toEqual({
      status: 'approved',
      secrets: { card_number: '4092-0211-2345-6789', expiry: '2029-03' },
    });
  });

  it('the page requires missing fields for an approval, but not for a denial', async () => {
    const request = buildCardRequest();
    const page = await openPage(request);
    await page.getByRole('button', { name: '승인' }).click();
    expect(await page.locator('input:invalid').count()).toBe(2);
    expect(await approvals.consume(request.binding)).toBeUndefined();
    await page.getByRole('button', { name: '거절' }).click();
    expect(await readHeading(page)).toBe('거절했습니다');
  });

  it('the page works with the keyboard alone and shows the focus', async () => {
    const request = buildRefundRequest();
    const page = await openPage(request, 'en');
    const seen: string[] = [];
    for (let presses = 0; presses < 3; presses += 1) {
      await page.keyboard.press('Tab');
      seen.push((await page.locator(':focus').textContent()) ?? '');
      expect(await page.evaluate('getComputedStyle(document.activeElement).outlineStyle')).toBe('solid');
    }
    expect(seen).toEqual(['한국어', 'Approve ₩25,000', 'Deny']);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Denied' }).waitFor();
    expect(await approvals.consume(request.binding)).toEqual({ status: 'declined' });
  });

  it('the page has labels and landmarks for a screen reader', async () => {
    setUpApprovals(PIN);
    const page = await openPage(buildRefundRequest(), 'en');
    const outline = await page.locator('body').ariaSnapshot();
    for (const part of ['banner', 'main', 'contentinfo', 'heading "Cancel a payment', 'textbox "Approval PIN', 'link'])
      expect(outline).toContain(part);
    expect(await page.locator('html').getAttribute('lang')).toBe('en');
  });

  it('the page keeps its question when the language is changed', async () => {
    const page = await openPage(buildRefundRequest());
    await page.getByRole('link', { name: 'Show this page in English' }).click();
    expect(await readHeading(page)).toBe('Cancel a payment and refund the buyer');
    await page.getByRole('button', { name: 'Approve ₩25,000' }).click();
    expect(await readHeading(page)).toBe('Approved');
  });

  it('the page fits a phone screen and supports dark mode', async () => {
    const page = await openPage(buildCardRequest());
    await page.setViewportSize({ width: 320, height: 640 });
    const overflow = await page.evaluate('document.documentElement.scrollWidth - innerWidth');
    expect(overflow).toBeLessThanOrEqual(0);
    const readBackground = () => page.evaluate('getComputedStyle(document.body).backgroundColor');
    await page.emulateMedia({ colorScheme: 'light' });
    expect(await readBackground()).toBe('rgb(243, 244, 246)');
    await page.emulateMedia({ colorScheme: 'dark' });
    expect(await readBackground()).toBe('rgb(14, 16, 21)');
  });

  it.each([
    ['a phone', { width: 360, height: 640 }],
    ['a laptop', { width: 1366, height: 768 }],
  ])(
    'the amount, the warning and both buttons are in view on %s, even for a hundred schedules',
    async (_, viewport) => {
      setUpApprovals(PIN);
      const page = await openPage(buildLongRequest({ shop: '감귤상회', asker: 'anna' }), 'en');
      await page.setViewportSize(viewport);
      const isInView = async (name: string) => {
        const box = await page.getByRole('button', { name }).boundingBox();
        return (
          box !== null && box.y >= 0 && box.y + box.height <= viewport.height && box.x + box.width <= viewport.width
        );
      };
      const findTop = async (selector: string) => (await page.locator(selector).boundingBox())?.y ?? Number.NaN;
      const findBottom = async (selector: string) => {
        const box = await page.locator(selector).boundingBox();
        return (box?.y ?? Number.NaN) + (box?.height ?? Number.NaN);
      };
      expect(await findBottom('.amount')).toBeLessThan(await findTop('.bar'));
      expect(await findBottom('.warning')).toBeLessThan(await findTop('.bar'));
      expect([await isInView('Approve ₩25,000'), await isInView('Deny')]).toEqual([true, true]);
      await page.getByText('100 schedules').click();
      await page.evaluate('scrollTo(0, 2000)');
      expect(await page.getByRole('cell', { name: 'sub_99', exact: true }).isVisible()).toBe(true);
      expect([await isInView('Approve ₩25,000'), await isInView('Deny')]).toEqual([true, true]);
      expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0);
      // A focused field is not hidden behind the buttons.
      await page.getByLabel('Approval PIN').focus();
      expect(await findBottom('#pin')).toBeLessThanOrEqual(await findTop('.bar'));
    },
  );

  describe.each([
    ['a phone', { width: 390, height: 844 }],
    ['a laptop', { width: 1366, height: 768 }],
  ])('a refund to an account on %s', (_, viewport) => {
    it.each(
      tools
        .filter(({ fields }) => 'refund_account' in fields)
        .flatMap((tool) => languages.map((lang) => [tool.name, lang] as const)),
    )('the account that %s pays to is in view whole in %s, above the buttons', async (name, lang) => {
      setUpApprovals(PIN);
      const page = await openPage(buildAccountRequest(name), lang);
      await page.setViewportSize(viewport);
      const bar = await page.locator('.bar').boundingBox();
      const bank = lang === 'ko' ? '저축은행' : 'savings bank';
      for (const text of [bank, '"12345678901234567890"', '"주식회사 아주 긴 이름의 감귤 유통 상회"']) {
        const box = await page.getByText(text, { exact: true }).boundingBox();
        expect((box?.y ?? Number.NaN) + (box?.height ?? Number.NaN), text).toBeLessThan(bar?.y ?? 0);
        expect((box?.x ?? Number.NaN) + (box?.width ?? Number.NaN), text).toBeLessThan(viewport.width);
      }
      expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0);
    });
  });

  it('the label of the amount is not covered by the amount in forced colors', async () => {
    const page = await openPage(buildRefundRequest());
    await page.emulateMedia({ forcedColors: 'active' });
    const label = await page.locator('.amount span').boundingBox();
    // The backplate behind the amount is as high as its line of text, which may exceed the box of its line.
    const textTop = await page.evaluate<number>(
      "const range = document.createRange(); range.selectNodeContents(document.querySelector('.amount strong')); range.getBoundingClientRect().top",
    );
    expect(textTop).toBeGreaterThanOrEqual((label?.y ?? 0) + (label?.height ?? 0) - 1);
  });

  it('the page warns in its last minute and is extended once with a click', async () => {
    const request = buildRefundRequest();
    const { url } = await approvals.open(request);
    // The page is opened a second before the warning, since the clock of the browser cannot be moved.
    now += 239;
    const page = await context.newPage();
    await page.goto(`${url}?lang=en`);
    const button = page.getByRole('button', { name: 'Add 5 minutes' });
    expect(await button.isVisible()).toBe(false);
    await button.waitFor();
    expect(await page.getByRole('alert').textContent()).toContain('Less than a minute left');
    await button.click();
    await page.getByText('Extended by five minutes').waitFor();
    expect(await page.getByRole('button').allTextContents()).toEqual(['Approve ₩25,000', 'Deny']);
    now += 300;
    await page.getByRole('button', { name: 'Approve' }).click();
    expect(await readHeading(page)).toBe('Approved');
    expect(await approvals.consume(request.binding)).toEqual({ status: 'approved', secrets: {} });
  });

  it('the page that is left open says when its time is up', async () => {
    const { url } = await approvals.open(buildRefundRequest());
    now += 299;
    const page = await context.newPage();
    await page.goto(`${url}?lang=en`);
    await page.getByText('Time is up. Ask your assistant again.').waitFor();
    expect(await page.getByRole('button', { name: 'Add 5 minutes' }).isVisible()).toBe(false);
  });

  it('a form on another site cannot approve the page', async () => {
    const request = buildRefundRequest();
    const page = await openPage(request);
    const token = await page.locator('input[name=token]').first().getAttribute('value');
    const foreign = await context.newPage();
    // A document without an origin is as foreign as any other and needs no network.
    await foreign.setContent(
      `<form method="post" action="${page.url()}"><input name="token" value="${token}"><button name="decision" value="approve">go</button></form>`,
    );
    await foreign.getByRole('button').click();
    expect(await readHeading(foreign)).toBe('다른 곳에서 온 요청입니다');
    expect(await approvals.consume(request.binding)).toBeUndefined();
  });

  it('the page is not displayed in a frame of another page', async () => {
    const { url } = await approvals.open(buildRefundRequest());
    const foreign = await context.newPage();
    await foreign.setContent(`<iframe src="${url}"></iframe>`);
    expect(foreign.frames().map((frame) => frame.url())).toEqual(['about:blank', 'chrome-error://chromewebdata/']);
  });
});
