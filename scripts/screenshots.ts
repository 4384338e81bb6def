/** Takes the screenshots of the approval page and the list of approvals in docs/images/ with the Chromium of this machine. */
import { mkdirSync } from 'node:fs';
import { createLocalApprovals } from '../src/approval-page/index.ts';
import { formatMoney } from '../src/base/money.ts';
import { issueBillingKey } from '../src/endpoints/catalog/billing-keys.ts';
import { cancelPayment } from '../src/endpoints/catalog/payments.ts';
import { createSchedules, payWithBillingKey } from '../src/endpoints/catalog/subscriptions.ts';
import type { Row } from '../src/endpoints/index.ts';
import { getEndpointTitle } from '../src/endpoints/titles.ts';
import type { ApprovalRequest } from '../src/guard/confirmation/approvals.ts';
import { planOperation } from '../src/guard/confirmation/prepare.ts';
import { getSecretFields } from '../src/guard/confirmation/secret-field.ts';
import { evaluateRules, summarizeWarnings } from '../src/guard/pg-rules/index.ts';
import { createPortOne } from '../src/portone/client.ts';
import { startSandbox } from '../src/sandbox/server.ts';
import { createMemoryStore } from '../src/store/memory/store.ts';
import { openApprovalPage } from '../test/support/approval-page.ts';
import { chromiumPath, startChromium } from '../test/support/chromium.ts';

const OUT = 'docs/images';
/** Noon in Seoul, so that the pictures do not change from day to day. */
const now = () => Date.parse('2026-11-21T12:00:00+09:00') / 1000;

interface Picture {
  name: string;
  request: ApprovalRequest;
  lang: 'ko' | 'en';
  dark?: boolean;
  phone?: boolean;
  pin?: string;
  secondPin?: string;
  /** Fields to fill in, or the button to press. */
  fill?: Record<string, string>;
  press?: 'approve' | 'deny';
}

/** The question that a server would ask, built from the sandbox's data but shown as live. */
async function buildApprovalRequest(
  row: Omit<Row, 'domain'>,
  args: Record<string, unknown>,
  typed?: number,
): Promise<ApprovalRequest> {
  const plan = await planOperation({ ...row, title: getEndpointTitle(row), previews: row.preview ?? [] }, args, {
    portone: connection.reader,
    now: now(),
  });
  const secrets = getSecretFields(row.fields);
  const later = secrets.map((field) => field.name);
  const advice = summarizeWarnings(evaluateRules(row.name, plan.args, plan.snapshot, now(), later).warnings);
  const view = (lang: 'ko' | 'en') => plan.buildQuestion(lang, { advice, sandbox: false });
  return {
    binding: { tool: row.name, args, fingerprintFields: plan.fingerprintFields, caller: 'local' },
    question: { ko: view('ko'), en: view('en') },
    ...(typed ? { typedAmount: { amount: typed, currency: 'KRW', text: formatMoney(typed) } } : {}),
    secrets,
    shop: '감귤상회',
    asker: 'anna',
    lang: 'ko',
  };
}

const sandbox = await startSandbox({ startedAt: now() });
const credentials = { apiKey: 'sandbox_key', apiSecret: 'sandbox_secret', userAgent: 'screenshots' };
const connection = createPortOne({ baseUrl: sandbox.url, ...credentials });
const { paid_card, subscription } = sandbox.getSamples();
const refund = await buildApprovalRequest(cancelPayment, {
  imp_uid: paid_card?.imp_uid,
  amount: 25_000,
  reason: '단순 변심',
});
const high = await buildApprovalRequest(
  payWithBillingKey,
  {
    customer_uid: subscription?.customer_uid,
    merchant_uid: 'order-20261121-0042',
    amount: 1_250_000,
    name: '연간 구독',
  },
  1_250_000,
);
const card = await buildApprovalRequest(issueBillingKey, { customer_uid: 'member-7' });

const schedules = await buildApprovalRequest(createSchedules, {
  customer_uid: subscription?.customer_uid,
  schedules: Array.from({ length: 24 }, (_, month) => ({
    merchant_uid: `sub-member-7-${String(month + 1).padStart(2, '0')}`,
    schedule_at: Date.UTC(2026, 11 + month, 1, 3) / 1000,
    currency: 'KRW',
    amount: 9_900,
    name: `월간 구독 ${month + 1}회차`,
  })),
});

const pictures: Picture[] = [
  { name: 'approval-ko', request: refund, lang: 'ko' },
  { name: 'approval-ko-dark', request: refund, lang: 'ko', dark: true },
  { name: 'approval-en', request: refund, lang: 'en' },
  { name: 'approval-en-dark', request: refund, lang: 'en', dark: true },
  { name: 'approval-ko-phone', request: refund, lang: 'ko', phone: true },
  { name: 'approval-high-amount-ko', request: high, lang: 'ko', pin: '246810' },
  {
    name: 'approval-second-en',
    request: { ...refund, approver: 'second', firstApproval: 'page' },
    lang: 'en',
    secondPin: '135791',
  },
  { name: 'approval-schedules-ko-phone', request: schedules, lang: 'ko', phone: true },
  { name: 'approval-first-of-two-ko', request: { ...refund, approver: 'first' }, lang: 'ko', press: 'approve' },
  { name: 'approval-secrets-ko', request: card, lang: 'ko' },
  { name: 'approval-secrets-en-phone', request: card, lang: 'en', phone: true, dark: true },
  {
    name: 'approval-secrets-mistake-ko',
    request: card,
    lang: 'ko',
    fill: { 'secret.card_number': '1234', 'secret.expiry': '13/29' },
    press: 'approve',
  },
  { name: 'approval-approved-ko', request: refund, lang: 'ko', press: 'approve' },
  { name: 'approval-denied-en-dark', request: refund, lang: 'en', dark: true, press: 'deny' },
];

if (!chromiumPath) throw new Error('There is no Chromium: install one, such as the package "chromium" of Debian.');
mkdirSync(OUT, { recursive: true });
const browser = await startChromium(chromiumPath);
for (const { name, request, lang, dark, phone, pin, secondPin, fill, press } of pictures) {
  const approvals = createLocalApprovals({ store: createMemoryStore(now), now, pin, secondPin });
  const { url } = await approvals.open(request);
  const context = await browser.newContext({
    viewport: phone ? { width: 390, height: 844 } : { width: 760, height: 640 },
    colorScheme: dark ? 'dark' : 'light',
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  await page.goto(`${url}?lang=${lang}`);
  for (const [field, value] of Object.entries(fill ?? {})) await page.fill(`[name="${field}"]`, value);
  if (press) await page.click(`button[value=${press}]`);
  // A window as high as the page, since its buttons are at the bottom of the window.
  const height = await page.evaluate<number>('document.documentElement.scrollHeight');
  await page.setViewportSize({ width: page.viewportSize()?.width ?? 0, height });
  await page.screenshot({ path: `${OUT}/${name}.png` });
  await context.close();
  await approvals.close();
}

/** A list with three that wait and three that were decided, as an approver sees it who typed the PIN. */
async function openList(clock: { now: number }) {
  const pins = { pin: '246810', secondPin: '135791' };
  const readClock = () => clock.now;
  const approvals = createLocalApprovals({ store: createMemoryStore(readClock), now: readClock, ...pins });
  const open = async (request: ApprovalRequest, minute: number, asker: string) => {
    clock.now = now() + minute * 60;
    const binding = { ...request.binding, caller: asker };
    return { binding, url: (await approvals.open({ ...request, binding, asker })).url };
  };
  const decide = async (url: string, decision: string, pin: string) => {
    const page = await openApprovalPage(url);
    await page.post({ decision, pin });
  };
  const approved = await open(refund, -22, 'anna');
  await decide(approved.url, 'approve', pins.pin);
  await approvals.consume(approved.binding);
  await decide((await open(refund, -14, 'support-bot')).url, 'deny', '');
  await open(card, -9, 'bora');
  await open(schedules, -3, 'bora');
  await open({ ...refund, approver: 'second', firstApproval: 'form' }, -2, 'anna');
  const { url } = await open(refund, -1, 'support-bot');
  clock.now = now();
  return { url: `${new URL(url).origin}/a`, pin: pins.pin, close: approvals.close };
}

const lists: readonly Pick<Picture, 'name' | 'lang' | 'dark' | 'phone'>[] = [
  { name: 'approvals-ko', lang: 'ko' },
  { name: 'approvals-en', lang: 'en' },
  { name: 'approvals-ko-phone', lang: 'ko', phone: true },
  { name: 'approvals-ko-dark', lang: 'ko', dark: true },
];
for (const { name, lang, dark, phone } of lists) {
  const list = await openList({ now: now() });
  const context = await browser.newContext({
    viewport: phone ? { width: 390, height: 844 } : { width: 760, height: 640 },
    colorScheme: dark ? 'dark' : 'light',
  });
  const page = await context.newPage();
  await page.goto(`${list.url}?lang=${lang}`);
  await page.fill('[name="pin"]', list.pin);
  await page.click('button');
  await page.screenshot({ path: `${OUT}/${name}.png`, fullPage: true });
  await context.close();
  await list.close();
}
await browser.close();
await connection.close();
await sandbox.close();
