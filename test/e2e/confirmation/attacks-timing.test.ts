import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { localApprovals } from '../../../src/approval-page/index.ts';
import { type Context, createWrites } from '../../../src/context.ts';
import { cancelPayment } from '../../../src/endpoints/catalog/payments.ts';
import { noAudit } from '../../../src/guard/audit/audit.ts';
import type { Approvals } from '../../../src/guard/confirmation/approvals.ts';
import type { Answer, Ask, Caller, Fallback } from '../../../src/guard/confirmation/confirm.ts';
import { createAgreements } from '../../../src/guard/confirmation/confirmation-token.ts';
import { createLostWrites } from '../../../src/guard/outcome/unconfirmed-writes.ts';
import { createPolicy } from '../../../src/guard/policy/policy.ts';
import { noWatch } from '../../../src/guard/telemetry.ts';
import { createPortOne } from '../../../src/portone/client.ts';
import { createChanges } from '../../../src/store/change-events.ts';
import { createMemoryStore } from '../../../src/store/memory/store.ts';
import { callTool, type Outcome } from '../../../src/tools/call-tool.ts';
import { visit } from '../../support/approval-page.ts';
import { startUpstream, type Upstream } from '../../support/upstream.ts';

// Nobody can move the clock of a server from outside, or be another caller over stdio: these attacks are played on its parts.

const approve = { decision: 'approve' };
let upstream: Upstream;
let refund: Record<string, unknown>;
let time: number;
let approvals: Approvals;

beforeAll(async () => {
  upstream = await startUpstream();
  refund = { imp_uid: (await upstream.samples()).paid_card?.imp_uid, amount: 1000 };
});
beforeEach(async () => {
  await upstream.reset();
  time = Math.floor(Date.now() / 1000);
});
afterAll(() => upstream.close());

function contextOf(fallback: Fallback, whileWaiting: () => Promise<void> = async () => {}): Context {
  const now = () => time;
  const store = createMemoryStore(now);
  approvals = localApprovals({ store, now });
  const portone = createPortOne({
    baseUrl: upstream.url,
    apiKey: 'sandbox_key',
    apiSecret: 'sandbox_secret',
    userAgent: 'test',
  });
  return {
    portone: async () => portone,
    asking: {
      agreements: createAgreements(new Uint8Array(32).fill(1), store, now),
      approvals: async () => approvals,
      fallback,
      hasSecondPin: false,
      lang: 'en',
      sandbox: false,
      sleep: whileWaiting,
    },
    policy: createPolicy({}, store),
    audit: noAudit,
    now,
    monotonic: () => performance.now(),
    sleep: async () => {},
    log: () => {},
    pii: 'masked',
    allowCardData: false,
    writes: createWrites(),
    lost: createLostWrites(store, new Uint8Array(32), now),
    watch: noWatch,
    offered: [],
    excluded: [],
    about: { version: '0', host: 'sandbox', readOnly: false, audit: true, policy: false, store: 'memory' },
    changes: createChanges(() => {}),
  };
}

const callerOf = (how: Partial<Caller>): Caller => ({
  id: 'local',
  canAsk: false,
  canOpen: false,
  signal: new AbortController().signal,
  ...how,
});
const yesTo = (ask: Ask, by: Answer['by'] = 'form'): Answer => ({ token: ask.token, said: 'yes', by });

const askOf = (outcome: Outcome): Ask => {
  if (!('ask' in outcome)) throw new Error(`A question was expected, not ${JSON.stringify(outcome)}`);
  return outcome.ask;
};
const errorOf = (outcome: Outcome): Record<string, unknown> => ('error' in outcome ? { ...outcome.error } : {});
const kindOf = (outcome: Outcome): unknown =>
  'ask' in outcome ? 'asked' : 'error' in outcome ? outcome.error.kind : 'done';

const refunds = async () => (await upstream.ledger()).entries.length;

/** How long a yes takes, and what it comes to. */
const delays: [seconds: number, ends: string, refunds: number][] = [
  [300, 'done', 1],
  [301, 'not_confirmed', 0],
  [86_400, 'not_confirmed', 0],
];

describe('a yes that comes late', () => {
  it.each(delays)('over a form, after %i seconds: %s', async (seconds, ends, changes) => {
    const context = contextOf('page');
    const ask = askOf(await callTool(context, callerOf({ canAsk: true }), 'cancel_payment', refund));
    time += seconds;
    const answered = callerOf({ canAsk: true, answer: yesTo(ask) });
    expect(kindOf(await callTool(context, answered, 'cancel_payment', refund))).toBe(ends);
    expect(await refunds()).toBe(changes);
  });

  it.each(delays)('over a code, after %i seconds: %s', async (seconds, ends, changes) => {
    const context = contextOf('token');
    const { confirm_token } = errorOf(await callTool(context, callerOf({}), 'cancel_payment', refund));
    time += seconds;
    const answer = { token: String(confirm_token), said: 'yes', by: 'token' } as const;
    expect(kindOf(await callTool(context, callerOf({ answer }), 'cancel_payment', refund))).toBe(ends);
    expect(await refunds()).toBe(changes);
  });

  it.each([
    [299, 'done', 1],
    [300, 'approval_required', 0],
  ])('over a page that is approved at once, used after %i seconds: %s', async (seconds, ends, changes) => {
    const context = contextOf('page');
    const { approval_url } = errorOf(await callTool(context, callerOf({}), 'cancel_payment', refund));
    await (await visit(String(approval_url))).post(approve);
    time += seconds;
    expect(kindOf(await callTool(context, callerOf({}), 'cancel_payment', refund))).toBe(ends);
    expect(await refunds()).toBe(changes);
    await approvals.close();
  });

  it('over a page that is approved after five minutes', async () => {
    const context = contextOf('page');
    const { approval_url } = errorOf(await callTool(context, callerOf({}), 'cancel_payment', refund));
    const page = await visit(String(approval_url));
    time += 300;
    expect((await page.post(approve)).status).toBe(410);
    expect(kindOf(await callTool(context, callerOf({}), 'cancel_payment', refund))).toBe('approval_required');
    expect(await refunds()).toBe(0);
    await approvals.close();
  });

  it('after the call was cancelled', async () => {
    const context = contextOf('page');
    const ask = askOf(await callTool(context, callerOf({ canAsk: true }), 'cancel_payment', refund));
    const late = callerOf({ canAsk: true, answer: yesTo(ask), signal: AbortSignal.abort() });
    expect(kindOf(await callTool(context, late, 'cancel_payment', refund))).not.toBe('done');
    expect(await refunds()).toBe(0);
  });

  it('to a link that was opened, when nobody decides on the page', async () => {
    const context = contextOf('page');
    const ask = askOf(await callTool(context, callerOf({ canOpen: true }), 'cancel_payment', refund));
    const answered = callerOf({ canOpen: true, answer: yesTo(ask, 'url') });
    expect(kindOf(await callTool(context, answered, 'cancel_payment', refund))).toBe('approval_required');
    expect(await refunds()).toBe(0);
    await approvals.close();
  });
});

it('what was shown changes while a call waits for its page', async () => {
  let page: Awaited<ReturnType<typeof visit>> | undefined;
  const context = contextOf('page', async () => {
    const portone = await context.portone();
    await portone.call(cancelPayment, { ...refund, amount: 777 });
    await page?.post(approve);
  });
  const ask = askOf(await callTool(context, callerOf({ canOpen: true }), 'cancel_payment', refund));
  page = await visit('url' in ask ? ask.url : '');
  const answered = callerOf({ canOpen: true, answer: yesTo(ask, 'url') });
  const outcome = errorOf(await callTool(context, answered, 'cancel_payment', refund));
  expect(outcome).toMatchObject({ kind: 'not_confirmed', message: expect.stringContaining('has changed meanwhile') });
  expect((await upstream.ledger()).entries).toMatchObject([{ amount: 777 }]);
  await approvals.close();
});

describe('a yes that was given to somebody else', () => {
  it('over a form', async () => {
    const context = contextOf('page');
    const ask = askOf(await callTool(context, callerOf({ canAsk: true, id: 'one' }), 'cancel_payment', refund));
    const other = callerOf({ canAsk: true, id: 'two', answer: yesTo(ask) });
    expect(kindOf(await callTool(context, other, 'cancel_payment', refund))).toBe('not_confirmed');
    expect(await refunds()).toBe(0);
  });

  it('over a code', async () => {
    const context = contextOf('token');
    const { confirm_token } = errorOf(await callTool(context, callerOf({ id: 'one' }), 'cancel_payment', refund));
    const answer = { token: String(confirm_token), said: 'yes', by: 'token' } as const;
    expect(kindOf(await callTool(context, callerOf({ id: 'two', answer }), 'cancel_payment', refund))).toBe(
      'not_confirmed',
    );
    expect(await refunds()).toBe(0);
  });

  it('over a page', async () => {
    const context = contextOf('page');
    const { approval_url } = errorOf(await callTool(context, callerOf({ id: 'one' }), 'cancel_payment', refund));
    await (await visit(String(approval_url))).post(approve);
    expect(kindOf(await callTool(context, callerOf({ id: 'two' }), 'cancel_payment', refund))).toBe(
      'approval_required',
    );
    expect(await refunds()).toBe(0);
    await approvals.close();
  });
});
