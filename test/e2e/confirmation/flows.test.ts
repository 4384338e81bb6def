import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openApprovalPage } from '../../support/approval-page.ts';
import { expectQuestion, getApprovalUrl } from '../../support/attack-runner.ts';
import {
  acceptConfirmation,
  capabilities,
  type RawClient,
  type RawResult,
  type RawRevision,
  rawRevisions,
  startRawClient,
} from '../../support/raw-client.ts';
import type { Samples } from '../../support/tool-case.ts';
import { getCommandFor, getServerCommand, startUpstream, type Upstream } from '../../support/upstream.ts';

const CARD = '4000-1234-5678-9010';
const PIN = '246810';
const approve = { decision: 'approve' };

let upstream: Upstream;
let samples: Samples;
beforeAll(async () => {
  upstream = await startUpstream();
  samples = await upstream.readSamples();
});
beforeEach(() => upstream.reset());
afterAll(() => upstream.close());

const buildRefund = (amount = 1000) => ({ imp_uid: samples.paid_card?.imp_uid, amount });

function startClient({ revision, capability = 'none', flags = [], env = {} }: ClientSetup): Promise<RawClient> {
  const server = getCommandFor(revision, upstream.url, '--lang', 'en', ...flags);
  return startRawClient(revision, { ...server, env: { ...server.env, ...env } }, capabilities[capability]);
}

async function withClient(setup: ClientSetup, use: (client: RawClient) => Promise<void>): Promise<void> {
  const client = await startClient(setup);
  try {
    await use(client);
  } finally {
    await client.close();
  }
}

interface ClientSetup {
  revision: RawRevision;
  capability?: keyof typeof capabilities;
  flags?: string[];
  env?: Record<string, string>;
}

const readChanges = async () => (await upstream.readLedger()).entries.map(({ method, path }) => `${method} ${path}`);
const cancelled = 'POST /payments/cancel';

describe.each(rawRevisions)('the confirmation flows with a client of %s', (revision) => {
  let asking: RawClient;
  let coding: RawClient;
  beforeAll(async () => {
    asking = await startClient({ revision, capability: 'form' });
    coding = await startClient({ revision, flags: ['--confirm-fallback', 'token'] });
  });
  afterAll(async () => {
    await Promise.all([asking.close(), coding.close()]);
  });

  it('a page is offered, approved, used once, and offered again', () =>
    withClient({ revision }, async (client) => {
      const pending = await client.call('cancel_payment', buildRefund());
      expect(pending.kind).toBe('approval_required');
      expect(pending.error).toMatchObject({
        approval_url: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/a\/[\w-]{22}$/),
        expires_at: expect.stringMatching(/\+09:00$/),
      });
      const page = await openApprovalPage(getApprovalUrl(pending));
      expect(page.firstResponse.text).toContain('Approve ₩1,000');
      expect(page.firstResponse.text).toContain('order_paid_card');
      expect((await page.post(approve)).status).toBe(303);
      expect((await page.get()).text).toContain('Approved');
      expect(await readChanges()).toEqual([]);

      const done = await client.call('cancel_payment', buildRefund());
      expect(done.structured).toMatchObject({ result: { status: 'cancelled', cancel_amount: 1000 } });
      expect(await readChanges()).toEqual([cancelled]);
      expect((await page.get()).status).toBe(410);

      const again = await client.call('cancel_payment', buildRefund());
      expect(again.kind).toBe('approval_required');
      expect(getApprovalUrl(again)).not.toBe(getApprovalUrl(pending));
      expect(await readChanges()).toEqual([cancelled]);
    }));

  it('a card typed on the page is stored and appears nowhere else', async () => {
    const key = { customer_uid: 'gate-card', channel_key: samples.api_channel?.channel_key };
    const pending = await asking.call('issue_billing_key', key);
    expect(pending.kind).toBe('approval_required');
    const page = await openApprovalPage(getApprovalUrl(pending));
    for (const name of ['card_number', 'expiry', 'birth', 'pwd_2digit'])
      expect(page.firstResponse.text).toContain(`name="secret.${name}"`);
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
    expect(await readChanges()).toEqual(['POST /subscribe/customers/gate-card']);
    const everything = asking.readOutput() + JSON.stringify(await upstream.readLedger()) + (await page.get()).text;
    for (const secret of [CARD, CARD.replaceAll('-', ''), '900101', '5678-9010'])
      expect(everything).not.toContain(secret);
    expect((await asking.call('issue_billing_key', key)).kind).toBe('approval_required');
  });

  it('a token is issued where the operator allows it, and counts once', async () => {
    const pending = await coding.call('cancel_payment', buildRefund());
    expect(pending.kind).toBe('not_confirmed');
    expect(pending.error?.message).toContain('Refund amount: ₩1,000');
    const confirm_token = pending.error?.confirm_token;
    const done = await coding.call('cancel_payment', { ...buildRefund(), confirm_token });
    expect(done.kind).toBe('done');
    const again = await coding.call('cancel_payment', { ...buildRefund(), confirm_token });
    expect(again.kind).toBe('not_confirmed');
    expect(await readChanges()).toEqual([cancelled]);
  });

  it('a high amount is charged by token after the user has typed it', async () => {
    const customer_uid = samples.subscription?.customer_uid;
    const charge = { customer_uid, merchant_uid: 'gate-high-code', amount: 1_500_000, name: 'tea' };
    const pending = await coding.call('pay_with_billing_key', charge);
    expect(pending.error?.next).toContain('confirm_amount');
    const answer = { confirm_token: pending.error?.confirm_token, confirm_amount: '1,500,000원' };
    const done = await coding.call('pay_with_billing_key', { ...charge, ...answer });
    expect(done.structured).toMatchObject({ result: { status: 'paid', amount: 1_500_000 } });
  });

  it('a high amount is charged by form after the person has typed it', async () => {
    const customer_uid = samples.subscription?.customer_uid;
    const charge = { customer_uid, merchant_uid: 'gate-high', amount: 1_500_000, name: 'tea' };
    const question = await expectQuestion(asking.call('pay_with_billing_key', charge));
    expect(question.schema).toMatchObject({ required: ['amount', 'confirm'] });
    const done = await question.answer({ action: 'accept', content: { confirm: 'yes', amount: '₩1,500,000' } });
    expect(done.structured).toMatchObject({ result: { status: 'paid', amount: 1_500_000 } });
    expect(await readChanges()).toEqual(['POST /subscribe/payments/again']);
  });
});

describe.each(rawRevisions)('a write with a lost answer, with a client of %s', (revision) => {
  const buildUpdate = () => ({ imp_uid: samples.payco?.imp_uid, status: 'DELIVERY_START' });
  const UNCONFIRMED_WRITE_WARNING = /Sent at .*: "[^"]+", for the same payment, order or customer/;

  it('the next question warns about the lost write, and an approval of an older question is void', () =>
    withClient({ revision, capability: 'form' }, async (client) => {
      const askQuestion = () => expectQuestion(client.call('update_payco_order_status', buildUpdate()));
      const [first, second] = [await askQuestion(), await askQuestion()];
      for (const { message } of [first, second]) expect(message).not.toMatch(UNCONFIRMED_WRITE_WARNING);
      await upstream.control('faults', { route: 'POST /payco/orders/status/{imp_uid}', kind: 'reset_after', times: 1 });
      expect((await first.answer(acceptConfirmation)).kind).toBe('outcome_unknown');
      expect((await second.answer(acceptConfirmation)).kind).not.toBe('done');
      const third = await askQuestion();
      expect(third.message).toMatch(UNCONFIRMED_WRITE_WARNING);
      expect((await upstream.readLedger()).entries).toHaveLength(1);
      await third.answer(acceptConfirmation);
      expect((await upstream.readLedger()).entries).toHaveLength(2);
      // A question about something else has no warning.
      expect((await expectQuestion(client.call('cancel_payment', buildRefund()))).message).not.toMatch(
        UNCONFIRMED_WRITE_WARNING,
      );
    }));
});

it('the warning about a lost write appears in every question about the same member', () =>
  withClient({ revision: '2025-11-25', capability: 'form' }, async (client) => {
    const { member_id, channel_key, site_code, partner_type, partner_subtype } = samples.kcpquick_member ?? {};
    await upstream.control('faults', {
      route: 'POST /kcpquick/members/{member_id}/fido/release',
      kind: 'reset_after',
      times: 1,
    });
    const first = await expectQuestion(client.call('release_kcpquick_fido', { member_id, channel_key }));
    expect((await first.answer(acceptConfirmation)).kind).toBe('outcome_unknown');
    const removal = { member_id, site_code, partner_type, partner_subtype };
    const next = await expectQuestion(client.call('delete_kcpquick_member', removal));
    expect(next.message).toContain('It may have been executed');
  }));

const SECOND_PIN = '135791';
const FIRST = { PORTONE_V1_APPROVAL_PIN: PIN };
const PINS = { ...FIRST, PORTONE_V1_SECOND_APPROVER_PIN: SECOND_PIN };

describe.each(rawRevisions)('a policy with a second approver, with a client of %s', (revision) => {
  let folder: string;
  let policy: string;
  const getLedgerPath = () => join(folder, 'ledger.jsonl');
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'gate-'));
    policy = join(folder, 'policy.json');
    await writeFile(policy, JSON.stringify({ second_approver_above: 500 }));
  });
  afterAll(() => rm(folder, { recursive: true }));

  it('the first approver answers in the client and the second one on the page with a PIN', () =>
    withClient(
      { revision, capability: 'form', flags: ['--policy', policy, '--audit', getLedgerPath()], env: PINS },
      async (client) => {
        const first = async (): Promise<RawResult> =>
          (await expectQuestion(client.call('cancel_payment', buildRefund()))).answer(acceptConfirmation);
        const pending = await first();
        expect(pending.kind).toBe('approval_required');
        expect(pending.error?.message).toContain('second person');
        const page = await openApprovalPage(getApprovalUrl(pending));
        expect(page.firstResponse.text).toMatch(/Requested by raw at \d\d:\d\d/);
        expect(page.firstResponse.text).toMatch(/First approval: \d\d:\d\d, in the chat that asked/);
        expect((await page.post({ ...approve, pin: PIN })).status).toBe(403);
        expect(getApprovalUrl(await client.call('cancel_payment', buildRefund()))).toBe(getApprovalUrl(pending));
        expect(await readChanges()).toEqual([]);
        expect((await page.post({ ...approve, pin: SECOND_PIN })).status).toBe(303);
        expect((await client.call('cancel_payment', buildRefund())).kind).toBe('done');
        expect((await expectQuestion(client.call('cancel_payment', buildRefund()))).message).toContain('Refund amount');
        expect(await readChanges()).toEqual([cancelled]);
        const lines = (await readFile(getLedgerPath(), 'utf8')).trimEnd().split('\n');
        const approved = lines.map((line) => JSON.parse(line)).filter(({ step }) => step === 'agreed');
        expect(approved.map(({ channel }) => channel)).toEqual(['form', 'page']);
        await rm(getLedgerPath());
        await rm(`${getLedgerPath()}.head`);
      },
    ));

  it('both approvers use pages if the client has no elicitation, however often the call is repeated', () =>
    withClient({ revision, flags: ['--policy', policy], env: PINS }, async (client) => {
      const askQuestion = () => client.call('cancel_payment', buildRefund());
      const first = getApprovalUrl(await askQuestion());
      expect(getApprovalUrl(await askQuestion())).toBe(first);
      expect((await (await openApprovalPage(first)).post({ ...approve, pin: SECOND_PIN })).status).toBe(403);
      const firstPage = await openApprovalPage(first);
      expect((await firstPage.post({ ...approve, pin: PIN })).status).toBe(303);
      expect((await firstPage.get()).text).toContain('A second approval is still needed');
      const second = getApprovalUrl(await askQuestion());
      const secondPage = await openApprovalPage(second);
      expect(secondPage.firstResponse.text).toMatch(/First approval: \d\d:\d\d, on an approval page/);
      expect(second).not.toBe(first);
      expect(getApprovalUrl(await askQuestion())).toBe(second);
      expect(await readChanges()).toEqual([]);
      expect((await (await openApprovalPage(second)).post({ ...approve, pin: PIN })).status).toBe(403);
      expect((await secondPage.post({ ...approve, pin: SECOND_PIN })).status).toBe(303);
      expect((await secondPage.get()).text).toContain('Tell the person who asked');
      expect((await askQuestion()).kind).toBe('done');
      expect(getApprovalUrl(await askQuestion())).not.toBe(second);
      expect(await readChanges()).toEqual([cancelled]);
    }));

  it('the first approver suffices below the limit', () =>
    withClient({ revision, capability: 'form', flags: ['--policy', policy], env: PINS }, async (client) => {
      const question = await expectQuestion(client.call('cancel_payment', buildRefund(500)));
      expect((await question.answer(acceptConfirmation)).kind).toBe('done');
    }));

  it('the refund is refused if the second approver has no PIN', () =>
    withClient({ revision, capability: 'form', flags: ['--policy', policy], env: FIRST }, async (client) => {
      const { kind, error } = await client.call('cancel_payment', buildRefund());
      expect([kind, error?.next]).toEqual(['policy_refused', expect.stringContaining('SECOND_APPROVER_PIN')]);
      expect(await readChanges()).toEqual([]);
    }));
});

describe.each(rawRevisions)('an SDK client that opens links, with %s', (revision) => {
  it('the client opens the page, the call continues after the approval, and refunds once', async () => {
    const client = new Client(
      { name: 'test-client', version: '1.0.0' },
      {
        capabilities: { elicitation: { url: {} } },
        ...(revision === '2026-07-28' ? { versionNegotiation: { mode: { pin: revision } } } : {}),
      },
    );
    const opened: string[] = [];
    client.setRequestHandler('elicitation/create', async ({ params }) => {
      if (params.mode !== 'url') throw new Error('a link was expected');
      opened.push(params.message);
      await (await openApprovalPage(params.url)).post(approve);
      return { action: 'accept' };
    });
    await client.connect(
      new StdioClientTransport({ ...getServerCommand(upstream.url, '--lang', 'en'), stderr: 'ignore' }),
    );
    try {
      const { isError, structuredContent } = await client.callTool({
        name: 'cancel_payment',
        arguments: buildRefund(),
      });
      expect(isError).not.toBe(true);
      expect(structuredContent).toMatchObject({ result: { cancel_amount: 1000 } });
      expect(opened).toEqual([expect.stringContaining('Cancel payment')]);
      expect(await readChanges()).toEqual([cancelled]);
    } finally {
      await client.close();
    }
  });
});
