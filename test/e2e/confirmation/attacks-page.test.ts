import { exchange, form, fromThePage, type Reply, type Visitor, visit } from '../../support/approval-page.ts';
import { type Attack, type Game, PIN, pageOf, playAttacks, type SettingName } from '../../support/attack-runner.ts';

const approve = { decision: 'approve' };

/** A page is asked for, something is done with it, and the same call is made again. */
const withPage = (
  name: string,
  act: (page: Visitor, url: string, game: Game) => Promise<unknown>,
  ends = 'approval_required',
): Attack => ({
  name,
  async attack(game) {
    const client = await game.client('page');
    const url = pageOf(await client.call('cancel_payment', game.refund));
    await act(await visit(url), url, game);
    const round = await client.call('cancel_payment', game.refund);
    // What is left of this attack must not help the next one.
    if (round.kind === 'approval_required') {
      await (await visit(pageOf(round))).post({ decision: 'deny' });
      await client.call('cancel_payment', game.refund);
    }
    return round;
  },
  ends,
});

/** A POST with everything right but what is given; it must be turned down by its status. */
const posts = (name: string, status: number, sent: (page: Visitor) => Parameters<typeof exchange>[1]): Attack =>
  withPage(name, async (page, url) => {
    mustBe(await exchange(url, { method: 'POST', ...sent(page) }), status);
  });

function mustBe(reply: Reply, status: number): void {
  if (reply.status !== status) throw new Error(`The page answered ${reply.status}, not ${status}`);
}

const bodyOf = (fields: Record<string, string>) => String(new URLSearchParams(fields));
const right = ({ cookie, token }: Visitor) => ({
  headers: { cookie, ...form, ...fromThePage },
  body: bodyOf({ token, ...approve }),
});
const withHeaders = (page: Visitor, headers: Record<string, string>) => ({
  ...right(page),
  headers: { ...right(page).headers, ...headers },
});

/** A page that needs more than a click is approved with `typed`, and then the call is repeated. */
const fills = (
  name: string,
  setting: SettingName,
  typed: Record<string, string>[],
  last = 'approval_required',
): Attack => ({
  name,
  async attack(game) {
    const client = await game.client(setting);
    const [tool, args] =
      setting === 'page'
        ? (['pay_with_billing_key', game.bigCharge] as const)
        : (['cancel_payment', game.refund] as const);
    const page = await visit(pageOf(await client.call(tool, args)));
    for (const fields of typed) await page.post({ ...approve, ...fields });
    return client.call(tool, args);
  },
  ends: last,
});

const attacks: Attack[] = [
  withPage('the call is repeated without an approval', async () => {}),
  withPage('the page is only looked at', async (page) => mustBe(await page.get(), 200)),
  withPage('the page is denied', (page) => page.post({ decision: 'deny' }), 'not_confirmed'),
  withPage(
    'the page is denied in one tab and approved in the other',
    async (page, url) => {
      const other = await visit(url);
      await page.post({ decision: 'deny' });
      mustBe(await other.post(approve), 409);
    },
    'not_confirmed',
  ),
  withPage('a decision comes in the address', async (_, url) => {
    await exchange(`${url}?decision=approve`);
  }),
  withPage('a decision is something else', async (page) => mustBe(await page.post({ decision: 'yes' }), 400)),
  withPage('another page is guessed', async (page, url) => {
    const guess = url.replace(/[^/]+$/, 'A'.repeat(43));
    const reply = await exchange(guess, { method: 'POST', ...right(page) });
    mustBe(reply, 404);
  }),
  posts('a form comes from a browser that never saw the page', 403, ({ token }) => ({
    headers: { ...form, ...fromThePage },
    body: bodyOf({ token, ...approve }),
  })),
  posts('a form comes without its token', 403, (page) => ({ ...right(page), body: bodyOf(approve) })),
  posts('a form comes with an altered token', 403, (page) => ({
    ...right(page),
    body: bodyOf({ token: `${page.token.slice(0, -2)}AA`, ...approve }),
  })),
  posts('a form comes from another site', 403, (page) => withHeaders(page, { 'sec-fetch-site': 'cross-site' })),
  posts('a form comes from another port of this machine', 403, (page) =>
    withHeaders(page, { 'sec-fetch-site': 'same-site' }),
  ),
  posts('a form comes with the Origin of another site', 403, (page) =>
    withHeaders(page, { origin: 'http://attacker.example' }),
  ),
  posts('a program posts without saying from where', 403, ({ cookie, token }) => ({
    headers: { cookie, ...form },
    body: bodyOf({ token, ...approve }),
  })),
  posts('another name was made to point at this machine', 421, (page) =>
    withHeaders(page, { host: 'attacker.example' }),
  ),
  posts('another name and its Origin', 421, (page) =>
    withHeaders(page, { host: 'attacker.example:80', origin: 'http://attacker.example:80' }),
  ),
  posts('a form is JSON', 400, (page) => ({
    ...withHeaders(page, { 'content-type': 'application/json' }),
    body: JSON.stringify({ token: page.token, ...approve }),
  })),
  posts('a form is plain text', 400, (page) => withHeaders(page, { 'content-type': 'text/plain' })),
  posts('a form holds both decisions', 400, (page) => ({ ...right(page), body: `${right(page).body}&decision=deny` })),
  posts('a form has a field more', 400, (page) => ({ ...right(page), body: `${right(page).body}&amount2=1` })),
  withPage('the token of one page is used on another', async (page, _, { client, otherRefund, era }) => {
    const url = pageOf(await (await client('page')).call('cancel_payment', otherRefund));
    mustBe(await exchange(url, { method: 'POST', ...right(page) }), 403);
    const round = await (await client('page')).call('cancel_payment', otherRefund);
    if (round.kind !== 'approval_required') throw new Error(`${era}: the other page was approved`);
  }),
  {
    name: 'what was shown changes before the approval',
    async attack({ client, refund, changeState }) {
      const page = await client('page');
      const url = pageOf(await page.call('cancel_payment', refund));
      const visitor = await visit(url);
      await changeState();
      await visitor.post(approve);
      return page.call('cancel_payment', refund);
    },
    ends: 'approval_required',
  },
  {
    name: 'the approval is used for other arguments',
    async attack({ client, charge }) {
      const page = await client('page');
      await (await visit(pageOf(await page.call('pay_with_billing_key', charge)))).post(approve);
      return page.call('pay_with_billing_key', { ...charge, amount: 50_000 });
    },
    ends: 'approval_required',
  },
  {
    name: 'the approval is used for another tool',
    async attack({ client, charge, otherRefund }) {
      const page = await client('page');
      const other = { ...charge, merchant_uid: 'gate-tool' };
      await (await visit(pageOf(await page.call('pay_with_billing_key', other)))).post(approve);
      return page.call('cancel_payment', otherRefund);
    },
    ends: 'approval_required',
  },
  {
    name: 'the approval is used in another process',
    async attack({ client, otherRefund }) {
      const url = pageOf(await (await client('pin')).call('cancel_payment', otherRefund));
      await (await visit(url)).post({ ...approve, pin: PIN });
      return (await client('page')).call('cancel_payment', otherRefund);
    },
    ends: 'approval_required',
  },
  {
    name: 'the approval is used twice',
    async attack({ client, otherRefund }) {
      const page = await client('page');
      const args = { ...otherRefund, amount: 1050 };
      await (await visit(pageOf(await page.call('cancel_payment', args)))).post(approve);
      const first = await page.call('cancel_payment', args);
      const second = await page.call('cancel_payment', args);
      return { kind: `${first.kind}, then ${second.kind}` };
    },
    ends: 'done, then approval_required',
    changes: 1,
  },
  {
    name: 'the page is approved in two tabs',
    async attack({ client, otherRefund }) {
      const page = await client('page');
      const args = { ...otherRefund, amount: 1100 };
      const url = pageOf(await page.call('cancel_payment', args));
      const [one, two] = [await visit(url), await visit(url)];
      const statuses = [(await one.post(approve)).status, (await two.post(approve)).status];
      const first = await page.call('cancel_payment', args);
      const second = await page.call('cancel_payment', args);
      return { kind: [...statuses, first.kind, second.kind].join(' ') };
    },
    ends: '303 409 done approval_required',
    changes: 1,
  },
  {
    name: 'twenty calls at once follow one approval',
    async attack({ client, otherRefund }) {
      const page = await client('page');
      const args = { ...otherRefund, amount: 1200 };
      await (await visit(pageOf(await page.call('cancel_payment', args)))).post(approve);
      const rounds = await Promise.all(Array.from({ length: 20 }, () => page.call('cancel_payment', args)));
      return { kind: `${rounds.filter(({ kind }) => kind === 'done').length} done` };
    },
    ends: '1 done',
    changes: 1,
  },
  {
    name: 'a call says itself that the page was opened',
    async attack({ client, refund }) {
      const accepted = { inputResponses: { page: { action: 'accept' } }, requestState: 'e30.e30' };
      return (await client('page')).call('cancel_payment', { ...refund, amount: 1300 }, accepted);
    },
    ends: 'approval_required',
  },
  fills('a high amount is not typed', 'page', [{}]),
  fills('a high amount is typed wrong', 'page', [{ amount: '150000' }]),
  fills('a high amount is typed too high', 'page', [{ amount: '₩15,000,000' }]),
  fills('the PIN is left out', 'pin', [{}]),
  fills('the PIN is wrong', 'pin', [{ pin: '000000' }]),
  fills(
    'the PIN is guessed until it is locked, and then known',
    'guessed',
    [...['1111', '2222', '3333', '4444', '5555'].map((pin) => ({ pin })), { pin: PIN }],
    'rate_limited',
  ),
];

playAttacks({ 'over the page': attacks });
