import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { visit } from '../../support/approval-page.ts';
import { pageOf, questionOf } from '../../support/attack-runner.ts';
import {
  capabilities,
  type RawClient,
  type RawEra,
  type Round,
  rawClient,
  rawEras,
  yes,
} from '../../support/raw-client.ts';
import type { Samples } from '../../support/tool-case.ts';
import { serverAt, serverFor, startUpstream, type Upstream } from '../../support/upstream.ts';

const CARD = '4000-1234-5678-9010';
const PIN = '246810';
const approve = { decision: 'approve' };

let upstream: Upstream;
let samples: Samples;
beforeAll(async () => {
  upstream = await startUpstream();
  samples = await upstream.samples();
});
beforeEach(() => upstream.reset());
afterAll(() => upstream.close());

const refund = (amount = 1000) => ({ imp_uid: samples.paid_card?.imp_uid, amount });

function start({ era, declares = 'none', flags = [], env = {} }: Setting): Promise<RawClient> {
  const server = serverFor(era, upstream.url, '--lang', 'en', ...flags);
  return rawClient(era, { ...server, env: { ...server.env, ...env } }, capabilities[declares]);
}

async function withClient(setting: Setting, use: (client: RawClient) => Promise<void>): Promise<void> {
  const client = await start(setting);
  try {
    await use(client);
  } finally {
    await client.close();
  }
}

interface Setting {
  era: RawEra;
  declares?: keyof typeof capabilities;
  flags?: string[];
  env?: Record<string, string>;
}

const changes = async () => (await upstream.ledger()).entries.map(({ method, path }) => `${method} ${path}`);
const cancelled = 'POST /payments/cancel';

describe.each(rawEras)('with a client of %s', (era) => {
  let asking: RawClient;
  let coding: RawClient;
  beforeAll(async () => {
    asking = await start({ era, declares: 'form' });
    coding = await start({ era, flags: ['--confirm-fallback', 'token'] });
  });
  afterAll(async () => {
    await Promise.all([asking.close(), coding.close()]);
  });

  it('a page is given out, approved, used once, and given out anew', () =>
    withClient({ era }, async (client) => {
      const asked = await client.call('cancel_payment', refund());
      expect(asked.kind).toBe('approval_required');
      expect(asked.error).toMatchObject({
        approval_url: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/approvals\/[\w-]{43}$/),
        expires_at: expect.stringMatching(/\+09:00$/),
      });
      const page = await visit(pageOf(asked));
      expect(page.first.text).toContain('Approve ₩1,000');
      expect(page.first.text).toContain('order_paid_card');
      expect((await page.post(approve)).status).toBe(303);
      expect((await page.get()).text).toContain('Approved');
      expect(await changes()).toEqual([]);

      const done = await client.call('cancel_payment', refund());
      expect(done.structured).toMatchObject({ result: { status: 'cancelled', cancel_amount: 1000 } });
      expect(await changes()).toEqual([cancelled]);
      expect((await page.get()).status).toBe(410);

      const again = await client.call('cancel_payment', refund());
      expect(again.kind).toBe('approval_required');
      expect(pageOf(again)).not.toBe(pageOf(asked));
      expect(await changes()).toEqual([cancelled]);
    }));

  it('a card is typed on the page, stored, and seen nowhere else', async () => {
    const key = { customer_uid: 'gate-card', channel_key: samples.api_channel?.channel_key };
    const asked = await asking.call('issue_billing_key', key);
    expect(asked.kind).toBe('approval_required');
    const page = await visit(pageOf(asked));
    for (const name of ['card_number', 'expiry', 'birth', 'pwd_2digit'])
      expect(page.first.text).toContain(`name="secret.${name}"`);
    const incomplete = await page.post({ ...approve, 'secret.card_number': CARD });
    expect(incomplete.status).toBe(422);
    expect(incomplete.text).not.toContain('5678');
    const card = {
      'secret.card_number': CARD,
      'secret.expiry': '12/99',
      'secret.birth': '900101',
      'secret.pwd_2digit': '12',
    };
    expect((await page.post({ ...approve, ...card })).status).toBe(303);
    const done = await asking.call('issue_billing_key', key);
    expect(done.structured).toMatchObject({ result: { customer_uid: 'gate-card' } });
    expect(await changes()).toEqual(['POST /subscribe/customers/gate-card']);
    const everything = asking.written() + JSON.stringify(await upstream.ledger()) + (await page.get()).text;
    for (const secret of [CARD, CARD.replaceAll('-', ''), '900101', '5678-9010'])
      expect(everything).not.toContain(secret);
    expect((await asking.call('issue_billing_key', key)).kind).toBe('approval_required');
  });

  it('a code is given out where the operator wants that, and counts once', async () => {
    const asked = await coding.call('cancel_payment', refund());
    expect(asked.kind).toBe('not_confirmed');
    expect(asked.error?.message).toContain('Refund now: ₩1,000');
    const confirm_token = asked.error?.confirm_token;
    const done = await coding.call('cancel_payment', { ...refund(), confirm_token });
    expect(done.kind).toBe('done');
    const again = await coding.call('cancel_payment', { ...refund(), confirm_token });
    expect(again.kind).toBe('not_confirmed');
    expect(await changes()).toEqual([cancelled]);
  });

  it('a high amount is charged by code once the user has typed it', async () => {
    const customer_uid = samples.subscription?.customer_uid;
    const charge = { customer_uid, merchant_uid: 'gate-high-code', amount: 1_500_000, name: 'tea' };
    const asked = await coding.call('pay_with_billing_key', charge);
    expect(asked.error?.next).toContain('confirm_amount');
    const answer = { confirm_token: asked.error?.confirm_token, confirm_amount: '1,500,000원' };
    const done = await coding.call('pay_with_billing_key', { ...charge, ...answer });
    expect(done.structured).toMatchObject({ result: { status: 'paid', amount: 1_500_000 } });
  });

  it('a high amount is typed and charged', async () => {
    const customer_uid = samples.subscription?.customer_uid;
    const charge = { customer_uid, merchant_uid: 'gate-high', amount: 1_500_000, name: 'tea' };
    const question = await questionOf(asking.call('pay_with_billing_key', charge));
    expect(question.schema).toMatchObject({ required: ['amount', 'confirm'] });
    const done = await question.answer({ action: 'accept', content: { confirm: true, amount: '₩1,500,000' } });
    expect(done.structured).toMatchObject({ result: { status: 'paid', amount: 1_500_000 } });
    expect(await changes()).toEqual(['POST /subscribe/payments/again']);
  });
});

describe.each(rawEras)('a write whose answer is lost, %s', (era) => {
  const update = () => ({ imp_uid: samples.payco?.imp_uid, status: 'DELIVERY_START' });
  const TOLD = /"[^"]+" was sent at .* and its answer was lost/;

  it('is told of in the next question, and a yes to one that did not know of it is void', () =>
    withClient({ era, declares: 'form' }, async (client) => {
      const call = () => questionOf(client.call('update_payco_order_status', update()));
      const [first, second] = [await call(), await call()];
      for (const { message } of [first, second]) expect(message).not.toMatch(TOLD);
      await upstream.control('faults', { route: 'POST /payco/orders/status/{imp_uid}', kind: 'reset_after', times: 1 });
      expect((await first.answer(yes)).kind).toBe('outcome_unknown');
      expect((await second.answer(yes)).kind).not.toBe('done');
      const third = await call();
      expect(third.message).toMatch(TOLD);
      expect((await upstream.ledger()).entries).toHaveLength(1);
      await third.answer(yes);
      expect((await upstream.ledger()).entries).toHaveLength(2);
      // Of something else there is nothing to tell.
      expect((await questionOf(client.call('cancel_payment', refund()))).message).not.toMatch(TOLD);
    }));
});

it('a write whose answer is lost is told of in questions about the same member, whatever they ask', () =>
  withClient({ era: '2025-11-25', declares: 'form' }, async (client) => {
    const { member_id, channel_key, site_code, partner_type, partner_subtype } = samples.kcpquick_member ?? {};
    await upstream.control('faults', {
      route: 'POST /kcpquick/members/{member_id}/fido/release',
      kind: 'reset_after',
      times: 1,
    });
    const first = await questionOf(client.call('release_kcpquick_fido', { member_id, channel_key }));
    expect((await first.answer(yes)).kind).toBe('outcome_unknown');
    const removal = { member_id, site_code, partner_type, partner_subtype };
    const next = await questionOf(client.call('delete_kcpquick_member', removal));
    expect(next.message).toContain('its answer was lost');
  }));

const SECOND_PIN = '135791';
const FIRST = { PORTONE_V1_APPROVAL_PIN: PIN };
const PINS = { ...FIRST, PORTONE_V1_SECOND_APPROVER_PIN: SECOND_PIN };

describe.each(rawEras)('a policy that wants a second approver, %s', (era) => {
  let folder: string;
  let policy: string;
  const ledger = () => join(folder, 'ledger.jsonl');
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'gate-'));
    policy = join(folder, 'policy.json');
    await writeFile(policy, JSON.stringify({ second_approver_above: 500 }));
  });
  afterAll(() => rm(folder, { recursive: true }));

  it('asks the first in the client and the second, who knows the PIN, on the page', () =>
    withClient(
      { era, declares: 'form', flags: ['--policy', policy, '--audit', ledger()], env: PINS },
      async (client) => {
        const first = async (): Promise<Round> =>
          (await questionOf(client.call('cancel_payment', refund()))).answer(yes);
        const asked = await first();
        expect(asked.kind).toBe('approval_required');
        expect(asked.error?.message).toContain('second person');
        const page = await visit(pageOf(asked));
        expect((await page.post({ ...approve, pin: PIN })).status).toBe(403);
        expect(pageOf(await client.call('cancel_payment', refund()))).toBe(pageOf(asked));
        expect(await changes()).toEqual([]);
        expect((await page.post({ ...approve, pin: SECOND_PIN })).status).toBe(303);
        expect((await client.call('cancel_payment', refund())).kind).toBe('done');
        expect((await questionOf(client.call('cancel_payment', refund()))).message).toContain('Refund now');
        expect(await changes()).toEqual([cancelled]);
        const lines = (await readFile(ledger(), 'utf8')).trimEnd().split('\n');
        const agreed = lines.map((line) => JSON.parse(line)).filter(({ step }) => step === 'agreed');
        expect(agreed.map(({ channel }) => channel)).toEqual(['form', 'page']);
        await rm(ledger());
        await rm(`${ledger()}.head`);
      },
    ));

  it('asks both on pages where the client cannot ask, however often the call is repeated', () =>
    withClient({ era, flags: ['--policy', policy], env: PINS }, async (client) => {
      const call = () => client.call('cancel_payment', refund());
      const first = pageOf(await call());
      expect(pageOf(await call())).toBe(first);
      expect((await (await visit(first)).post({ ...approve, pin: SECOND_PIN })).status).toBe(403);
      expect((await (await visit(first)).post({ ...approve, pin: PIN })).status).toBe(303);
      const second = pageOf(await call());
      expect(second).not.toBe(first);
      expect(pageOf(await call())).toBe(second);
      expect(await changes()).toEqual([]);
      expect((await (await visit(second)).post({ ...approve, pin: PIN })).status).toBe(403);
      expect((await (await visit(second)).post({ ...approve, pin: SECOND_PIN })).status).toBe(303);
      expect((await call()).kind).toBe('done');
      expect(pageOf(await call())).not.toBe(second);
      expect(await changes()).toEqual([cancelled]);
    }));

  it('asks the first alone below the amount', () =>
    withClient({ era, declares: 'form', flags: ['--policy', policy], env: PINS }, async (client) => {
      const question = await questionOf(client.call('cancel_payment', refund(500)));
      expect((await question.answer(yes)).kind).toBe('done');
    }));

  it('refuses where the second has no PIN of their own', () =>
    withClient({ era, declares: 'form', flags: ['--policy', policy], env: FIRST }, async (client) => {
      const { kind, error } = await client.call('cancel_payment', refund());
      expect([kind, error?.next]).toEqual(['policy_refused', expect.stringContaining('SECOND_APPROVER_PIN')]);
      expect(await changes()).toEqual([]);
    }));
});

describe.each(rawEras)('a client of the SDK that opens links, %s', (era) => {
  it('opens the page, waits for the person, and refunds once', async () => {
    const client = new Client(
      { name: 'test-client', version: '1.0.0' },
      {
        capabilities: { elicitation: { url: {} } },
        ...(era === '2026-07-28' ? { versionNegotiation: { mode: { pin: era } } } : {}),
      },
    );
    const opened: string[] = [];
    client.setRequestHandler('elicitation/create', async ({ params }) => {
      if (params.mode !== 'url') throw new Error('a link was expected');
      opened.push(params.message);
      await (await visit(params.url)).post(approve);
      return { action: 'accept' };
    });
    await client.connect(new StdioClientTransport({ ...serverAt(upstream.url, '--lang', 'en'), stderr: 'ignore' }));
    try {
      const { isError, structuredContent } = await client.callTool({ name: 'cancel_payment', arguments: refund() });
      expect(isError).not.toBe(true);
      expect(structuredContent).toMatchObject({ result: { cancel_amount: 1000 } });
      expect(opened).toEqual([expect.stringContaining('Cancel payment')]);
      expect(await changes()).toEqual([cancelled]);
    } finally {
      await client.close();
    }
  });
});
