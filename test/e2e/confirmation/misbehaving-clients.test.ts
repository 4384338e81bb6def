import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import type { ConfirmationTimes } from '../../../src/guard/confirmation/service.ts';
import { openApprovalPage } from '../../support/approval-page.ts';
import {
  type Fields,
  type Host,
  type Outcome,
  openConnection,
  type Question,
  startHost,
} from '../../support/host-connection.ts';
import { type RawRevision, rawRevisions } from '../../support/raw-client.ts';
import type { Samples } from '../../support/tool-case.ts';
import { startUpstream, type Upstream } from '../../support/upstream.ts';

/** To a server with this time, every answer of a test comes faster than anybody can read; to others, none does. */
const AT_ONCE: Partial<ConfirmationTimes> = { minAnswerMs: 60_000 };
const READ: Partial<ConfirmationTimes> = { minAnswerMs: 0 };

let upstream: Upstream;
let samples: Samples;
beforeAll(async () => {
  upstream = await startUpstream();
  samples = await upstream.readSamples();
});
beforeEach(() => upstream.reset());
afterAll(() => upstream.close());

const buildRefund = (amount = 1000) => ({ imp_uid: samples.paid_card?.imp_uid, amount });
const buildCharge = () => ({
  customer_uid: samples.subscription?.customer_uid,
  merchant_uid: 'order-of-a-test',
  name: 'a thing',
});
const countChanges = async () => (await upstream.readLedger()).entries.length;
const yes = { result: { action: 'accept', content: { confirm: 'yes' } } };

interface ToolError {
  kind: string;
  message: string;
  next: string;
  approval_url?: string;
}
const getError = ({ structured }: Outcome): ToolError => structured?.error as ToolError;

const transports = ['stdio', 'http', 'http without a token'] as const;
type TestedTransport = (typeof transports)[number];

interface HostOptions {
  times?: Partial<ConfirmationTimes>;
  flags?: readonly string[];
  capabilities?: Fields;
}

async function openHost(
  [revision, transport]: readonly [RawRevision, TestedTransport],
  { times = READ, flags = [], capabilities }: HostOptions = {},
): Promise<Host> {
  const [name, hasToken] = transport === 'stdio' ? [transport, true] : ['http' as const, transport === 'http'];
  const connection = await openConnection(name, { upstreamUrl: upstream.url, flags, times, hasToken });
  onTestFinished(() => connection.close());
  return startHost(revision, connection, capabilities);
}

const approveOnPage = async (url: string | undefined) =>
  (await (await openApprovalPage(String(url))).post({ decision: 'approve' })).status;

async function ask(host: Host, args: Fields = buildRefund()): Promise<Question> {
  const outcome = await host.call('cancel_payment', args).outcome;
  if (!outcome.question) throw new Error(`A question was expected, not ${JSON.stringify(outcome.structured)}`);
  return outcome.question;
}

const hosts = rawRevisions.flatMap((revision) => transports.map((name) => [revision, name] as const));
/** Without connections and tokens, nothing tells one client from another. */
const isUnknown = ([revision, transport]: readonly [RawRevision, TestedTransport]) =>
  revision === '2026-07-28' && transport === 'http without a token';

interface Misbehavior {
  what: string;
  reply: { result: unknown } | { error: unknown };
  /** Otherwise the client answers at once. */
  reads?: true;
  says: RegExp;
  /** The next question is asked on a page too. */
  isRemembered?: true;
}

const accept = (content: unknown) => ({ result: { action: 'accept', content } });
const misbehaviors: Misbehavior[] = [
  { what: 'cancels at once', reply: { result: { action: 'cancel' } }, says: /faster than anybody/, isRemembered: true },
  {
    what: 'declines at once',
    reply: { result: { action: 'decline' } },
    says: /faster than anybody/,
    isRemembered: true,
  },
  { what: 'accepts yes at once', reply: yes, says: /faster than anybody/, isRemembered: true },
  { what: 'accepts an empty form at once', reply: accept({}), says: /faster than anybody/, isRemembered: true },
  {
    what: 'does not know the method',
    reply: { error: { code: -32601, message: 'Method not found: SECRET-OF-THE-CLIENT' } },
    says: /client failed to ask/,
    isRemembered: true,
  },
  {
    what: 'answers with an unknown action',
    reply: { result: { action: 'SECRET-OF-THE-CLIENT' } },
    reads: true,
    says: /client failed to ask/,
    isRemembered: true,
  },
  {
    what: 'answers with nothing',
    reply: { result: {} },
    reads: true,
    says: /client failed to ask/,
    isRemembered: true,
  },
  ...(
    [
      ['a null result', { result: null }],
      ['a text as result', { result: 'yes' }],
      ['a text as error', { error: 'nope' }],
    ] as const
  ).map(([what, reply]) => ({
    ...{ what: `replies with ${what}`, reply, reads: true as const },
    ...{ says: /client failed to ask/, isRemembered: true as const },
  })),
  { what: 'closes the form', reply: { result: { action: 'cancel' } }, reads: true, says: /closed without an answer/ },
  { what: 'accepts an empty form', reply: accept({}), reads: true, says: /without choosing/ },
  { what: 'accepts with a ticked box', reply: accept({ confirm: true }), reads: true, says: /without choosing/ },
  { what: 'accepts with other text', reply: accept({ confirm: 'ask my boss' }), reads: true, says: /without choosing/ },
];

describe.each(hosts)('a client of %s over %s that does not ask the person', (...host) => {
  it.each(misbehaviors)(
    'a client that $what is given the page, where a person approves exactly one execution',
    async ({ reply, reads, says, isRemembered }) => {
      const client = await openHost(host, { times: reads ? READ : AT_ONCE });
      const question = await ask(client);
      const error = getError(await question.reply(reply).outcome);
      expect(error).toMatchObject({ kind: 'approval_required', message: expect.stringMatching(says) });
      expect(error.message).toContain('Nothing was sent');
      expect(error.next.split('\n')).toContain(error.approval_url);
      expect(JSON.stringify(error)).not.toContain('SECRET-OF-THE-CLIENT');
      // The same answer again executes nothing either.
      if (host[0] === '2026-07-28') {
        const again = await question.reply(yes).outcome;
        expect(getError(again).kind).toMatch(/not_confirmed|approval_required/);
      }

      const isClientRemembered = isRemembered && !isUnknown(host);
      const other = await client.call('cancel_payment', buildRefund(2000)).outcome;
      expect(other.question === undefined).toBe(isClientRemembered === true);
      const { structured } = await client.call('check_connection', {}).outcome;
      const unremembered = isUnknown(host) ? 'this client declares forms, and' : 'this client supports forms';
      const how = isClientRemembered ? 'this client declared forms but' : unremembered;
      expect(structured).toMatchObject({ confirmation: expect.stringContaining(how) });
      const lines = client.connection.readLog().match(/this client declared forms but .* web page/g) ?? [];
      expect(lines).toHaveLength(isClientRemembered ? 1 : 0);

      const early = getError(await client.call('cancel_payment', buildRefund()).outcome);
      expect(early).toMatchObject({ kind: 'approval_required', approval_url: error.approval_url });
      expect(await countChanges()).toBe(0);
      expect(await approveOnPage(error.approval_url)).toBe(303);
      const done = await client.call('cancel_payment', buildRefund()).outcome;
      expect(done.structured).toMatchObject({ result: { cancel_amount: 1000 } });
      const { question: newQuestion, structured: newError } = await client.call('cancel_payment', buildRefund())
        .outcome;
      if (!newQuestion) expect(newError).toMatchObject({ error: { kind: 'approval_required' } });
      expect(await countChanges()).toBe(1);
    },
  );

  it('a link that is declined at once is given to the model, and the next one too', async () => {
    const client = await openHost(host, { times: AT_ONCE, capabilities: { elicitation: { url: {} } } });
    const question = await ask(client);
    expect(question.params).toMatchObject({ mode: 'url', elicitationId: expect.stringMatching(/^[0-9a-f-]{36}$/) });
    const error = getError(await question.reply({ result: { action: 'decline' } }).outcome);
    expect(error).toMatchObject({ kind: 'approval_required', approval_url: question.params.url });
    if (!isUnknown(host)) {
      const next = getError(await client.call('cancel_payment', buildRefund(2000)).outcome);
      expect(next).toMatchObject({ kind: 'approval_required' });
    }
    expect(await countChanges()).toBe(0);
    expect(await approveOnPage(error.approval_url)).toBe(303);
    const done = await client.call('cancel_payment', buildRefund()).outcome;
    expect(done.structured).toMatchObject({ result: { cancel_amount: 1000 } });
    expect(await countChanges()).toBe(1);
  });

  it('a person who declines after reading is not offered the page', async () => {
    const question = await ask(await openHost(host));
    const error = getError(await question.reply({ result: { action: 'decline' } }).outcome);
    expect(error).toMatchObject({ kind: 'not_confirmed', message: 'The person declined. Nothing was sent.' });
    expect(error.approval_url).toBeUndefined();
    expect(await countChanges()).toBe(0);
  });

  it('a yes in a form closes the page that was offered for the same call, so that both together execute once', async () => {
    const client = await openHost(host);
    const [kept, closed] = [await ask(client), await ask(client)];
    const { approval_url } = getError(await closed.reply({ result: { action: 'cancel' } }).outcome);
    expect((await kept.reply(yes).outcome).structured).toMatchObject({ result: { cancel_amount: 1000 } });
    const page = await openApprovalPage(String(approval_url));
    expect(page.firstResponse.text).toContain('This approval was already used');
    expect(page.token).toBe('');
    expect((await client.call('cancel_payment', buildRefund()).outcome).question).toBeDefined();
    expect(await countChanges()).toBe(1);
  });

  it('a form accepted without the amount to type is given the page, and a wrong amount is a wrong amount', async () => {
    const client = await openHost(host);
    const args = { ...buildCharge(), amount: 1_500_000 };
    const accepted = (amount: Fields) => ({ result: { action: 'accept', content: { confirm: 'yes', ...amount } } });
    const askCharge = async () => (await client.call('pay_with_billing_key', args).outcome).question;
    const wrong = getError((await (await askCharge())?.reply(accepted({ amount: '15' })).outcome) ?? {});
    expect(wrong).toMatchObject({ kind: 'not_confirmed', message: expect.stringContaining('is not the amount') });
    const missing = getError((await (await askCharge())?.reply(accepted({})).outcome) ?? {});
    expect(missing).toMatchObject({
      kind: 'approval_required',
      message: expect.stringMatching(/^The form was accepted without typing the amount; .* Nothing was sent\.$/),
    });
    expect(await countChanges()).toBe(0);
  });

  it('five closed forms are no declines: the sixth question comes on a page instead of a form', async () => {
    const client = await openHost(host, { times: { ...READ, maxDeclines: 5 } });
    for (let amount = 1; amount <= 5; amount++)
      await (await ask(client, buildRefund(amount))).reply({ result: { action: 'cancel' } }).outcome;
    const { kind, approval_url } = getError(await client.call('cancel_payment', buildRefund()).outcome);
    expect(kind).toBe('approval_required');
    await approveOnPage(approval_url);
    expect((await client.call('cancel_payment', buildRefund()).outcome).structured).toHaveProperty('result');
    expect((await client.call('cancel_payment', buildRefund(2000)).outcome).question).toBeDefined();
  });

  it('a person who reads and chooses yes confirms, and a second answer changes nothing', async () => {
    const question = await ask(await openHost(host));
    const outcomes = await Promise.all([question.reply(yes).outcome, question.reply(yes).outcome]);
    expect(outcomes.some(({ structured }) => structured?.result !== undefined)).toBe(true);
    expect(await countChanges()).toBe(1);
  });

  it('a yes after the client gave up executes nothing by itself, and counts for a repeat of the same call', async () => {
    const client = await openHost(host);
    const call = client.call('cancel_payment', buildRefund());
    const { question } = await call.outcome;
    if (!question) throw new Error('A question was expected');
    call.cancel();
    // Over HTTP, two messages could overtake each other.
    await sleep(200);
    const late = question.reply(yes);
    if (host[0] === '2025-11-25') {
      await sleep(50);
      expect(await countChanges()).toBe(0);
      // Another call is asked about.
      expect((await client.call('cancel_payment', buildRefund(2000)).outcome).question).toBeDefined();
      const repeated = await client.call('cancel_payment', buildRefund()).outcome;
      expect(repeated.structured).toMatchObject({ result: { cancel_amount: 1000 } });
      expect((await client.call('cancel_payment', buildRefund()).outcome).question).toBeDefined();
    } else expect((await late.outcome).structured).toMatchObject({ result: { cancel_amount: 1000 } });
    expect(await countChanges()).toBe(1);
  });

  it.each(['refuse', 'token'])(
    'without pages (%s), the error says what happened and nothing is sent',
    async (fallback) => {
      const client = await openHost(host, { times: AT_ONCE, flags: ['--confirm-fallback', fallback] });
      const error = getError(await (await ask(client)).reply(yes).outcome);
      expect(error).toMatchObject({ kind: 'not_confirmed', message: expect.stringContaining('Nothing was sent') });
      expect(error).not.toHaveProperty('confirm_token');
      expect(error.next).toContain('--confirm-fallback page');
      const { structured } = await client.call('check_connection', {}).outcome;
      const how = isUnknown(host) ? 'not remembered without a token; without an answer' : 'it is asked again each time';
      expect(structured).toMatchObject({ confirmation: expect.stringContaining(how) });
      expect((await client.call('cancel_payment', buildRefund()).outcome).question).toBeDefined();
      expect(await countChanges()).toBe(0);
    },
  );

  it('with --confirm page the page is offered although the client declares forms', async () => {
    const error = getError(
      await (await openHost(host, { flags: ['--confirm', 'page'] })).call('cancel_payment', buildRefund()).outcome,
    );
    expect(error.kind).toBe('approval_required');
  });
});

describe.each(['stdio', 'http'] as const)('a client of 2025-11-25 over %s that stays silent', (transport) => {
  it('a client that never answers is given the page when the time is up, with progress until then', async () => {
    const client = await openHost(['2025-11-25', transport], {
      times: { ...READ, maxWaitMs: 1_500, progressMs: 100 },
    });
    const call = client.call('cancel_payment', buildRefund());
    await call.outcome;
    const error = getError(await call.result);
    expect(error).toMatchObject({
      kind: 'approval_required',
      message: expect.stringMatching(/^Nobody answered the question in time.*Nothing was sent/),
    });
    const progress = client.connection.received.filter(({ method }) => method === 'notifications/progress');
    expect(progress.length).toBeGreaterThan(3);
    expect(progress[0]?.params).toMatchObject({ progressToken: 'waiting', message: expect.any(String) });
    const next = getError(await client.call('cancel_payment', buildRefund()).outcome);
    expect(next.kind).toBe('approval_required');
    expect(await countChanges()).toBe(0);
  });
});
