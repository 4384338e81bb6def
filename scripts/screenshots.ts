/** Draws the pictures of the approval page in docs/images/ with the machine's own Chromium. */
import { mkdirSync } from 'node:fs';
import { localApprovals } from '../src/approval/index.ts';
import type { ApprovalRequest } from '../src/guard/approvals.ts';
import { createMemoryStore } from '../src/store/memory.ts';
import { cardRequest, refundRequest } from '../test/support/approval-request.ts';
import { chromiumPath, startChromium } from '../test/support/chromium.ts';

const OUT = 'docs/images';
/** Noon in Seoul, so that the pictures are the same every day. */
const now = () => Date.parse('2026-11-21T12:00:00+09:00') / 1000;

interface Picture {
  name: string;
  request: ApprovalRequest;
  lang: 'ko' | 'en';
  dark?: boolean;
  phone?: boolean;
  pin?: string;
  /** Fields to fill in, or the button to press. */
  fill?: Record<string, string>;
  press?: 'approve' | 'deny';
}

const high = { typedAmount: { amount: 1_250_000, text: '₩1,250,000' } };
const refund = refundRequest();
const large = (lang: 'ko' | 'en') => ({
  ...refund.question[lang],
  amount: { label: lang === 'ko' ? '이번에 환불할 금액' : 'Refund now', text: '₩1,250,000' },
  facts: refund.question[lang].facts.map(([label, value]): readonly [string, string] =>
    value.startsWith('₩89,000') ? [label, value.replace('₩89,000', '₩1,314,000')] : [label, value],
  ),
});
const highRefund = refundRequest({ ...high, question: { ko: large('ko'), en: large('en') } });

const pictures: Picture[] = [
  { name: 'approval-ko', request: refund, lang: 'ko' },
  { name: 'approval-ko-dark', request: refund, lang: 'ko', dark: true },
  { name: 'approval-en', request: refund, lang: 'en' },
  { name: 'approval-en-dark', request: refund, lang: 'en', dark: true },
  { name: 'approval-ko-phone', request: refund, lang: 'ko', phone: true },
  { name: 'approval-high-amount-ko', request: highRefund, lang: 'ko', pin: '246810' },
  { name: 'approval-secrets-ko', request: cardRequest(), lang: 'ko' },
  { name: 'approval-secrets-en-phone', request: cardRequest(), lang: 'en', phone: true, dark: true },
  {
    name: 'approval-secrets-mistake-ko',
    request: cardRequest(),
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
for (const { name, request, lang, dark, phone, pin, fill, press } of pictures) {
  const approvals = localApprovals({ store: createMemoryStore(now), now, pin });
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
  await page.screenshot({ path: `${OUT}/${name}.png`, fullPage: true });
  await context.close();
  await approvals.close();
}
await browser.close();
