import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createLocalApprovals, createMountedApprovals } from '../../../src/approval-page/index.ts';
import type { ApprovalRequest, Approvals } from '../../../src/guard/confirmation/approvals.ts';
import { createMemoryStore } from '../../../src/store/memory/store.ts';
import { openApprovalPage, sendPageRequest } from '../../support/approval-page.ts';
import { buildCardRequest, buildRefundRequest } from '../../support/approval-request.ts';

let now = 1_800_000_000;
const createParts = () => ({ store: createMemoryStore(() => now), now: () => now });

let approvals: Approvals;
beforeEach(() => {
  approvals = createLocalApprovals(createParts());
});
afterEach(() => approvals.close());

const openRequest = async (request: ApprovalRequest) => (await approvals.open(request)).url;
const highAmount = { typedAmounts: { amounts: [{ amount: 1_250_000, currency: 'KRW' }], text: '₩1,250,000' } };

describe('opening an approval page', () => {
  it('opening a page returns an unguessable local address that expires in five minutes', async () => {
    const { url, expiresAt } = await approvals.open(buildRefundRequest());
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/a\/[A-Za-z0-9_-]{22}$/);
    expect(expiresAt).toBe(now + 300);
  });

  it('the same binding gets the same page, whatever the order of its keys, until the decision is consumed', async () => {
    const { binding } = buildRefundRequest();
    const url = await openRequest(buildRefundRequest());
    now += 60;
    const reordered = {
      caller: binding.caller,
      fingerprintFields: binding.fingerprintFields,
      args: binding.args,
      tool: binding.tool,
    };
    expect(await approvals.open(buildRefundRequest({ binding: reordered }))).toMatchObject({
      url,
      expiresAt: now + 240,
    });
    await (await openApprovalPage(url)).post({ decision: 'deny' });
    await approvals.consume(binding);
    expect(await openRequest(buildRefundRequest())).not.toBe(url);
  });

  it('opening a page for a changed snapshot closes the older page', async () => {
    const { binding } = buildRefundRequest();
    const older = await openApprovalPage(await openRequest(buildRefundRequest()));
    const fingerprintFields = [{ status: 'paid', cancel_amount: 10_000 }];
    const newer = await openRequest(buildRefundRequest({ binding: { ...binding, fingerprintFields } }));
    expect((await older.post({ decision: 'approve' })).status).toBe(410);
    expect(await approvals.consume(binding)).toBeUndefined();
    expect((await sendPageRequest(newer)).status).toBe(200);
  });

  it('a caller that opens more than twenty pages in five minutes is rate-limited, and others are not', async () => {
    const { binding } = buildRefundRequest();
    const buildNumberedRequest = (n: number, caller = 'anna') =>
      buildRefundRequest({ binding: { ...binding, caller, args: { n } } });
    for (let n = 0; n < 20; n += 1) await approvals.open(buildNumberedRequest(n));
    await expect(approvals.open(buildNumberedRequest(20))).rejects.toMatchObject({ kind: 'rate_limited' });
    await expect(approvals.open(buildNumberedRequest(20, 'bert'))).resolves.toBeDefined();
    now += 300;
    await expect(approvals.open(buildNumberedRequest(20))).resolves.toBeDefined();
  });

  it('all callers together have at most a hundred open pages', async () => {
    const { binding } = buildRefundRequest();
    const open = (n: number) =>
      approvals.open(buildRefundRequest({ binding: { ...binding, caller: `caller ${n % 10}`, args: { n } } }));
    for (let n = 0; n < 100; n += 1) await open(n);
    await expect(open(100)).rejects.toMatchObject({ kind: 'rate_limited' });
  });

  it('a decision that its call has not heard of survives the pages that others open', async () => {
    const { binding } = buildRefundRequest();
    const request = buildRefundRequest({ binding: { ...binding, caller: 'bert' } });
    await (await openApprovalPage(await openRequest(request))).post({ decision: 'deny' });
    for (let n = 0; n < 210; n += 1) {
      const flooding = { ...binding, caller: 'anna', args: { n } };
      await approvals.open(buildRefundRequest({ binding: flooding }));
      await approvals.cancel({ tool: flooding.tool, args: flooding.args, caller: 'anna' }, 'declined');
    }
    expect(await approvals.consume(request.binding)).toMatchObject({ status: 'declined' });
  });
});

describe('the question on the page', () => {
  it('the page shows the operation, the amount, the remaining amount, the buyer and the warning', async () => {
    const { text } = await sendPageRequest(await openRequest(buildRefundRequest()));
    const question = buildRefundRequest().question.ko;
    for (const expectedText of [question.title, question.warning, '₩25,000', '₩64,000', '홍○동 · •••5678', '실결제'])
      expect(text).toContain(expectedText);
  });

  it.each([
    ['?lang=en', undefined, 'en', 'Approve ₩25,000', '한국어'],
    ['?lang=ko', 'en', 'ko', '₩25,000 승인', 'English'],
    ['', 'en-US,en;q=0.9,ko;q=0.8', 'en', 'Approve ₩25,000', '한국어'],
    ['?lang=xx', 'ko-KR,ko;q=0.9,en;q=0.8', 'ko', '₩25,000 승인', 'English'],
    ['', 'fr', 'ko', '₩25,000 승인', 'English'],
    ['', undefined, 'ko', '₩25,000 승인', 'English'],
  ])(
    'the page opened with "%s" by a browser that prefers %s is in %s and offers the other language',
    async (query, acceptLanguage, lang, button, other) => {
      const headers = acceptLanguage === undefined ? {} : { 'accept-language': acceptLanguage };
      const { text } = await sendPageRequest((await openRequest(buildRefundRequest())) + query, { headers });
      expect(text).toContain(`<html lang="${lang}">`);
      expect(text).toContain(`>${button}</button>`);
      expect(text).toContain(`>${other}</a>`);
    },
  );

  it('the page escapes outside text instead of rendering it as markup', async () => {
    const htmlInjection = `"><script>alert(1)</script>'&<img src=x onerror=y>`;
    const view = {
      lead: [htmlInjection, htmlInjection, htmlInjection] as const,
      title: htmlInjection,
      amount: { label: htmlInjection, text: htmlInjection },
      facts: [[htmlInjection, htmlInjection]] as const,
      warning: htmlInjection,
      advice: [htmlInjection],
      alerts: [htmlInjection],
      changes: [{ label: htmlInjection, before: htmlInjection, after: htmlInjection }],
      summary: [[htmlInjection, htmlInjection]] as const,
      table: { title: htmlInjection, columns: [{ label: htmlInjection }], rows: [[htmlInjection]] },
      sandbox: true,
    };
    const secrets = buildCardRequest().secrets.map((field) => ({
      ...field,
      label: { ko: htmlInjection, en: htmlInjection },
    }));
    const url = await openRequest(
      buildRefundRequest({
        question: { ko: view, en: view },
        shop: htmlInjection,
        asker: htmlInjection,
        secrets,
        typedAmounts: { amounts: [{ amount: 1, currency: 'KRW' }], text: htmlInjection },
      }),
    );
    const questionPage = await openApprovalPage(url);
    const wrong = await questionPage.post({ decision: 'approve', amount: htmlInjection });
    await questionPage.post({ decision: 'deny' });
    for (const { text } of [questionPage.firstResponse, wrong, await questionPage.get()]) {
      expect(text).toContain('&quot;&gt;&lt;script&gt;');
      expect(text).not.toMatch(/<script|<img|onerror=y>/);
    }
  });
});

describe('the HTTP responses of the page', () => {
  it('every response forbids scripts, frames, caching, referrers and content sniffing', async () => {
    const url = await openRequest(buildRefundRequest());
    const page = await openApprovalPage(url);
    const answers = [
      page.firstResponse,
      await page.post({ decision: 'nonsense' }),
      await sendPageRequest(url.replace(/.{22}$/, 'x'.repeat(22))),
      await sendPageRequest(url, { headers: { host: 'evil.example' } }),
      await sendPageRequest(url, { method: 'PUT' }),
      await page.post({ decision: 'approve' }),
      await page.get(),
    ];
    expect(answers.map(({ status }) => status)).toEqual([200, 400, 404, 421, 405, 303, 200]);
    for (const { headers, text } of answers) {
      expect(headers).toMatchObject({
        'cache-control': 'no-store',
        'referrer-policy': 'no-referrer',
        'x-content-type-options': 'nosniff',
        'x-frame-options': 'DENY',
        'cross-origin-opener-policy': 'same-origin',
        'content-type': 'text/html; charset=utf-8',
      });
      const hashes = [...text.matchAll(/<style>(.*?)<\/style>/gs)].map(
        ([, style = '']) => `'sha256-${createHash('sha256').update(style).digest('base64')}'`,
      );
      expect(headers['content-security-policy']).toBe(
        `default-src 'none'; style-src ${hashes.join(' ') || "'none'"}; img-src data:; form-action 'self'; frame-ancestors 'none'; base-uri 'none'`,
      );
      expect(text).not.toMatch(/<script|javascript:|\son\w+=|\sstyle=|https?:\/\//i);
    }
  });

  it('the page sets a cookie limited to its own path and to same-site requests', async () => {
    const url = await openRequest(buildRefundRequest());
    const { firstResponse } = await openApprovalPage(url);
    expect(firstResponse.headers['set-cookie']).toEqual([
      expect.stringMatching(
        new RegExp(`^portone-approval=[\\w.-]+; Path=${new URL(url).pathname}; HttpOnly; SameSite=Strict$`),
      ),
    ]);
  });

  it('the page answers HEAD like GET, without a body', async () => {
    expect(await sendPageRequest(await openRequest(buildRefundRequest()), { method: 'HEAD' })).toMatchObject({
      status: 200,
      text: '',
    });
  });
});

describe('a finished page', () => {
  const ends: [string, number, string, (url: string, request: ApprovalRequest) => Promise<unknown>][] = [
    ['approved', 200, '승인했습니다', async (url) => (await openApprovalPage(url)).post({ decision: 'approve' })],
    ['declined', 200, '거절했습니다', async (url) => (await openApprovalPage(url)).post({ decision: 'deny' })],
    [
      'used',
      410,
      '이미 사용된 승인입니다',
      async (url, { binding }) => {
        await (await openApprovalPage(url)).post({ decision: 'approve' });
        await approvals.consume(binding);
      },
    ],
  ];
  it.each(ends)('a finished page says that it is %s', async (_, status, title, end) => {
    const request = buildRefundRequest();
    const url = await openRequest(request);
    await end(url, request);
    const page = await sendPageRequest(url);
    expect(page.status).toBe(status);
    expect(page.text).toContain(`<h1>${title}</h1>`);
    expect(page.text).not.toContain('<form');
  });

  it('an expired page tells its visitor that the time is up', async () => {
    const page = await openApprovalPage(await openRequest(buildRefundRequest()));
    now += 300;
    const late = await page.get('?lang=en');
    expect(late.status).toBe(410);
    expect(late.text).toContain('<h1>Time is up</h1>');
  });
});

describe('a high amount on the page', () => {
  it.each(['1250000', '1,250,000', ' ₩1,250,000 ', '1,250,000원', '１２５００００'])(
    'the page accepts the typed amount %j',
    async (amount) => {
      const request = buildRefundRequest(highAmount);
      const page = await openApprovalPage(await openRequest(request));
      expect((await page.post({ decision: 'approve', amount })).status).toBe(303);
      expect(await approvals.consume(request.binding)).toEqual({ status: 'approved', secrets: {} });
    },
  );

  it.each(['', '1250001', '125000', '1,25,0000', '1250000.5', '0x1312D0', '1250000 1250000', '1e6', '-1250000'])(
    'the page rejects the typed amount %j',
    async (amount) => {
      const request = buildRefundRequest(highAmount);
      const page = await openApprovalPage(await openRequest(request));
      const reply = await page.post({ decision: 'approve', amount });
      expect(reply.status).toBe(422);
      expect(reply.text).toContain('aria-invalid="true"');
      expect(await approvals.consume(request.binding)).toBeUndefined();
    },
  );

  it.each(['USD 10.50', '10.50', '10.5', 'usd10.50', '10.50 USD'])(
    'in a foreign currency is agreed to with %j, as the page asks for it',
    async (amount) => {
      const request = buildRefundRequest({
        typedAmounts: { amounts: [{ amount: 10.5, currency: 'USD' }], text: 'USD 10.50' },
      });
      const page = await openApprovalPage(await openRequest(request));
      expect((await page.post({ decision: 'approve', amount })).status).toBe(303);
    },
  );

  it('in another currency than the one asked for is not agreed to', async () => {
    const request = buildRefundRequest({
      typedAmounts: { amounts: [{ amount: 10.5, currency: 'USD' }], text: 'USD 10.50' },
    });
    const page = await openApprovalPage(await openRequest(request));
    expect((await page.post({ decision: 'approve', amount: 'EUR 10.50' })).status).toBe(422);
  });

  it('a high amount can be denied without typing it', async () => {
    const request = buildRefundRequest(highAmount);
    await (await openApprovalPage(await openRequest(request))).post({ decision: 'deny' });
    expect(await approvals.consume(request.binding)).toEqual({ status: 'declined' });
  });
});

describe('secret arguments typed on the page', () => {
  const typed = {
    'secret.card_number': '4092 0211 2345 6789',
    'secret.expiry': '03/29',
    'secret.birth': '990817',
    'secret.pwd_2digit': '97',
    'secret.cvc': '',
  };

  it("typed secrets are handed over once, in PortOne's format", async () => {
    const request = buildCardRequest();
    const page = await openApprovalPage(await openRequest(request));
    expect((await page.post({ decision: 'approve', ...typed })).status).toBe(303);
    expect(await approvals.consume(request.binding)).toEqual({
      status: 'approved',
      secrets: { card_number: '4092-0211-2345-6789', expiry: '2029-03', birth: '990817', pwd_2digit: '97' },
    });
    expect(await approvals.consume(request.binding)).toBeUndefined();
  });

  it('typed secrets are not handed over when the person denies', async () => {
    const request = buildCardRequest();
    await (await openApprovalPage(await openRequest(request))).post({ decision: 'deny', ...typed });
    expect(await approvals.consume(request.binding)).toEqual({ status: 'declined' });
  });

  it('typed secrets are never displayed again, not even after an input error', async () => {
    const page = await openApprovalPage(await openRequest(buildCardRequest()));
    const reply = await page.post({ decision: 'approve', ...typed, 'secret.expiry': '13/99', 'secret.cvc': '8642x' });
    expect(reply.status).toBe(422);
    expect(reply.text).not.toMatch(/4092|6789|990817|13\/99|8642|value="97"/);
    expect(reply.text.match(/aria-invalid="true"/g)).toHaveLength(2);
    expect(reply.text).toContain('<a href="#secret.expiry">');
  });

  it('typed secrets appear in no address and no header', async () => {
    const page = await openApprovalPage(await openRequest(buildCardRequest()));
    const { headers } = await page.post({ decision: 'approve', ...typed });
    expect(JSON.stringify(headers)).not.toMatch(/4092|990817/);
  });

  it('secret inputs have a label and a hint and disable browser autocomplete', async () => {
    const { text } = await sendPageRequest(await openRequest(buildCardRequest()));
    const inputs = text.match(/<input id=[^>]+>/g) ?? [];
    expect(inputs).toHaveLength(5);
    for (const input of inputs) {
      const [, id] = /id="([^"]+)"/.exec(input) ?? [];
      expect(text).toContain(`<label for="${id}">`);
      expect(text).toContain(`id="${id}.hint"`);
      expect(input).toContain(`aria-describedby="${id}.hint"`);
      expect(input).toContain('autocomplete="off"');
    }
  });
});

describe('approvals mounted on an existing HTTP server', () => {
  it("mounted approvals serve the same pages at the server's own address", async () => {
    let handle: ReturnType<typeof createMountedApprovals>['handle'] | undefined;
    const server = createServer((request, response) => void handle?.(request, response));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const mounted = createMountedApprovals({ ...createParts(), origin: 'https://pay.example' });
    handle = mounted.handle;
    const { url } = await mounted.open(buildRefundRequest());
    expect(url).toMatch(/^https:\/\/pay\.example\/approvals\//);
    const local = `http://127.0.0.1:${port}${new URL(url).pathname}`;
    expect((await sendPageRequest(local)).status).toBe(421);
    const { status, headers } = await sendPageRequest(local, { headers: { host: 'pay.example' } });
    expect(status).toBe(200);
    expect(headers['set-cookie']?.[0]).toMatch(/; Secure$/);
    await new Promise((resolve) => server.close(resolve));
  });
});
