import {
  formHeaders,
  openApprovalPage,
  type PageResponse,
  type PageVisitor,
  sameOriginHeaders,
  sendPageRequest,
} from '../../support/approval-page.ts';
import {
  type Attack,
  type AttackTarget,
  getApprovalUrl,
  PIN,
  runAttacks,
  type ServerSetupName,
} from '../../support/attack-runner.ts';

const approve = { decision: 'approve' };

/** Requests a page, does something with it, and repeats the same call. */
const attackPage = (
  name: string,
  attackOpenedPage: (page: PageVisitor, url: string, target: AttackTarget) => Promise<unknown>,
  ends = 'approval_required',
): Attack => ({
  name,
  async attack(target) {
    const client = await target.getClient('page');
    const url = getApprovalUrl(await client.call('cancel_payment', target.refund));
    await attackOpenedPage(await openApprovalPage(url), url, target);
    const result = await client.call('cancel_payment', target.refund);
    // This attack must leave nothing that helps the next one.
    if (result.kind === 'approval_required') {
      await (await openApprovalPage(getApprovalUrl(result))).post({ decision: 'deny' });
      await client.call('cancel_payment', target.refund);
    }
    return result;
  },
  ends,
});

/** A POST that is valid except for the given change; its response must have the given status. */
const postToPage = (
  name: string,
  status: number,
  buildRequest: (page: PageVisitor) => Parameters<typeof sendPageRequest>[1],
): Attack =>
  attackPage(name, async (page, url) => {
    assertStatus(await sendPageRequest(url, { method: 'POST', ...buildRequest(page) }), status);
  });

function assertStatus(reply: PageResponse, status: number): void {
  if (reply.status !== status) throw new Error(`The page answered ${reply.status}, not ${status}`);
}

const encodeForm = (fields: Record<string, string>) => String(new URLSearchParams(fields));
const buildValidPost = ({ cookie, token }: PageVisitor) => ({
  headers: { cookie, ...formHeaders, ...sameOriginHeaders },
  body: encodeForm({ token, ...approve }),
});
const overrideHeaders = (page: PageVisitor, headers: Record<string, string>) => ({
  ...buildValidPost(page),
  headers: { ...buildValidPost(page).headers, ...headers },
});

/** Approves a page that requires typing with `typed`, and then repeats the call. */
const fillForms = (
  name: string,
  setupName: ServerSetupName,
  typed: Record<string, string>[],
  last = 'approval_required',
): Attack => ({
  name,
  async attack(target) {
    const client = await target.getClient(setupName);
    const [tool, args] =
      setupName === 'page'
        ? (['pay_with_billing_key', target.bigCharge] as const)
        : (['cancel_payment', target.refund] as const);
    const page = await openApprovalPage(getApprovalUrl(await client.call(tool, args)));
    for (const fields of typed) await page.post({ ...approve, ...fields });
    return client.call(tool, args);
  },
  ends: last,
});

const attacks: Attack[] = [
  attackPage('the call is repeated without an approval', async () => {}),
  attackPage('the page is only viewed', async (page) => assertStatus(await page.get(), 200)),
  attackPage('the page is denied', (page) => page.post({ decision: 'deny' }), 'not_confirmed'),
  attackPage(
    'the page is denied in one tab and approved in the other',
    async (page, url) => {
      const other = await openApprovalPage(url);
      await page.post({ decision: 'deny' });
      assertStatus(await other.post(approve), 409);
    },
    'not_confirmed',
  ),
  attackPage('a decision is part of the URL', async (_, url) => {
    await sendPageRequest(`${url}?decision=approve`);
  }),
  attackPage('a decision has an unknown value', async (page) =>
    assertStatus(await page.post({ decision: 'yes' }), 400),
  ),
  attackPage('the id of another page is guessed', async (page, url) => {
    const guess = url.replace(/[^/]+$/, 'A'.repeat(43));
    const reply = await sendPageRequest(guess, { method: 'POST', ...buildValidPost(page) });
    assertStatus(reply, 404);
  }),
  postToPage('a form comes from a browser that never saw the page', 403, ({ token }) => ({
    headers: { ...formHeaders, ...sameOriginHeaders },
    body: encodeForm({ token, ...approve }),
  })),
  postToPage('a form comes without its token', 403, (page) => ({ ...buildValidPost(page), body: encodeForm(approve) })),
  postToPage('a form comes with an altered token', 403, (page) => ({
    ...buildValidPost(page),
    body: encodeForm({ token: `${page.token.slice(0, -2)}AA`, ...approve }),
  })),
  postToPage('a form comes from another site', 403, (page) =>
    overrideHeaders(page, { 'sec-fetch-site': 'cross-site' }),
  ),
  postToPage('a form comes from another port of this machine', 403, (page) =>
    overrideHeaders(page, { 'sec-fetch-site': 'same-site' }),
  ),
  postToPage('a form comes with the Origin of another site', 403, (page) =>
    overrideHeaders(page, { origin: 'http://attacker.example' }),
  ),
  postToPage('a program posts without an Origin', 403, ({ cookie, token }) => ({
    headers: { cookie, ...formHeaders },
    body: encodeForm({ token, ...approve }),
  })),
  postToPage('another host name points at this machine', 421, (page) =>
    overrideHeaders(page, { host: 'attacker.example' }),
  ),
  postToPage('another host name and its Origin point at this machine', 421, (page) =>
    overrideHeaders(page, { host: 'attacker.example:80', origin: 'http://attacker.example:80' }),
  ),
  postToPage('a form is sent as JSON', 400, (page) => ({
    ...overrideHeaders(page, { 'content-type': 'application/json' }),
    body: JSON.stringify({ token: page.token, ...approve }),
  })),
  postToPage('a form is sent as plain text', 400, (page) => overrideHeaders(page, { 'content-type': 'text/plain' })),
  postToPage('a form holds both decisions', 400, (page) => ({
    ...buildValidPost(page),
    body: `${buildValidPost(page).body}&decision=deny`,
  })),
  postToPage('a form has an additional field', 400, (page) => ({
    ...buildValidPost(page),
    body: `${buildValidPost(page).body}&amount2=1`,
  })),
  attackPage('the token of one page is used on another', async (page, _, { getClient, otherRefund, revision }) => {
    const url = getApprovalUrl(await (await getClient('page')).call('cancel_payment', otherRefund));
    assertStatus(await sendPageRequest(url, { method: 'POST', ...buildValidPost(page) }), 403);
    const result = await (await getClient('page')).call('cancel_payment', otherRefund);
    if (result.kind !== 'approval_required') throw new Error(`${revision}: the other page was approved`);
  }),
  {
    name: 'the payment changes before the approval',
    async attack({ getClient, refund, refundElsewhere }) {
      const page = await getClient('page');
      const url = getApprovalUrl(await page.call('cancel_payment', refund));
      const visitor = await openApprovalPage(url);
      await refundElsewhere();
      await visitor.post(approve);
      return page.call('cancel_payment', refund);
    },
    ends: 'approval_required',
  },
  {
    name: 'the approval is used for other arguments',
    async attack({ getClient, charge }) {
      const page = await getClient('page');
      await (await openApprovalPage(getApprovalUrl(await page.call('pay_with_billing_key', charge)))).post(approve);
      return page.call('pay_with_billing_key', { ...charge, amount: 50_000 });
    },
    ends: 'approval_required',
  },
  {
    name: 'the approval is used for another tool',
    async attack({ getClient, charge, otherRefund }) {
      const page = await getClient('page');
      const other = { ...charge, merchant_uid: 'gate-tool' };
      await (await openApprovalPage(getApprovalUrl(await page.call('pay_with_billing_key', other)))).post(approve);
      return page.call('cancel_payment', otherRefund);
    },
    ends: 'approval_required',
  },
  {
    name: 'the approval is used in another process',
    async attack({ getClient, otherRefund }) {
      const url = getApprovalUrl(await (await getClient('pin')).call('cancel_payment', otherRefund));
      await (await openApprovalPage(url)).post({ ...approve, pin: PIN });
      return (await getClient('page')).call('cancel_payment', otherRefund);
    },
    ends: 'approval_required',
  },
  {
    name: 'the approval is used twice',
    async attack({ getClient, otherRefund }) {
      const page = await getClient('page');
      const args = { ...otherRefund, amount: 1050 };
      await (await openApprovalPage(getApprovalUrl(await page.call('cancel_payment', args)))).post(approve);
      const first = await page.call('cancel_payment', args);
      const second = await page.call('cancel_payment', args);
      return { kind: `${first.kind}, then ${second.kind}` };
    },
    ends: 'done, then approval_required',
    expectedChanges: 1,
  },
  {
    name: 'the page is approved in two tabs',
    async attack({ getClient, otherRefund }) {
      const page = await getClient('page');
      const args = { ...otherRefund, amount: 1100 };
      const url = getApprovalUrl(await page.call('cancel_payment', args));
      const [one, two] = [await openApprovalPage(url), await openApprovalPage(url)];
      const statuses = [(await one.post(approve)).status, (await two.post(approve)).status];
      const first = await page.call('cancel_payment', args);
      const second = await page.call('cancel_payment', args);
      return { kind: [...statuses, first.kind, second.kind].join(' ') };
    },
    ends: '303 409 done approval_required',
    expectedChanges: 1,
  },
  {
    name: 'twenty concurrent calls follow one approval',
    async attack({ getClient, otherRefund }) {
      const page = await getClient('page');
      const args = { ...otherRefund, amount: 1200 };
      await (await openApprovalPage(getApprovalUrl(await page.call('cancel_payment', args)))).post(approve);
      const results = await Promise.all(Array.from({ length: 20 }, () => page.call('cancel_payment', args)));
      return { kind: `${results.filter(({ kind }) => kind === 'done').length} done` };
    },
    ends: '1 done',
    expectedChanges: 1,
  },
  {
    name: 'a call claims that the page was opened',
    async attack({ getClient, refund }) {
      const accepted = { inputResponses: { page: { action: 'accept' } }, requestState: 'e30.e30' };
      return (await getClient('page')).call('cancel_payment', { ...refund, amount: 1300 }, accepted);
    },
    ends: 'approval_required',
  },
  fillForms('a high amount is not typed', 'page', [{}]),
  fillForms('a high amount is typed wrong', 'page', [{ amount: '150000' }]),
  fillForms('a high amount is typed too high', 'page', [{ amount: '₩15,000,000' }]),
  fillForms('the PIN is left out', 'pin', [{}]),
  fillForms('the PIN is wrong', 'pin', [{ pin: '000000' }]),
  fillForms(
    'the right PIN follows guesses that locked it',
    'guessed',
    [...['1111', '2222', '3333', '4444', '5555'].map((pin) => ({ pin })), { pin: PIN }],
    'rate_limited',
  ),
];

runAttacks({ 'attacks on the approval page': attacks });
