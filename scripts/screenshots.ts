/** Takes the screenshots of the approval page in docs/images/ with the Chromium of this machine. */
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
await browser.close();
await connection.close();
await sandbox.close();
