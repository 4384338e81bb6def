import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createLocalApprovals } from '../../../src/approval-page/index.ts';
import { type Context, createWriteQueue } from '../../../src/context.ts';
import { cancelPayment } from '../../../src/endpoints/catalog/payments.ts';
import { disabledAudit } from '../../../src/guard/audit/audit.ts';
import type { Approvals } from '../../../src/guard/confirmation/approvals.ts';
import type {
  Caller,
  ConfirmationFallback,
  ConfirmationReply,
  PendingConfirmation,
} from '../../../src/guard/confirmation/confirm.ts';
import { createConfirmationTokens } from '../../../src/guard/confirmation/confirmation-token.ts';
import { createUnconfirmedWrites } from '../../../src/guard/outcome/unconfirmed-writes.ts';
import { createPolicy } from '../../../src/guard/policy/policy.ts';
import { disabledTelemetry } from '../../../src/guard/telemetry.ts';
import { createPortOne } from '../../../src/portone/client.ts';
import { createChangeEvents } from '../../../src/store/change-events.ts';
import { createMemoryStore } from '../../../src/store/memory/store.ts';
import { type CallOutcome, callTool } from '../../../src/tools/call-tool.ts';
import { openApprovalPage } from '../../support/approval-page.ts';
import { startUpstream, type Upstream } from '../../support/upstream.ts';

// A server's clock cannot be moved from outside, and stdio has only one caller: these attacks run on the parts of a server.

const approve = { decision: 'approve' };
let upstream: Upstream;
let refund: Record<string, unknown>;
let time: number;
let approvals: Approvals;

beforeAll(async () => {
  upstream = await startUpstream();
  refund = { imp_uid: (await upstream.readSamples()).paid_card?.imp_uid, amount: 1000 };
});
beforeEach(async () => {
  await upstream.reset();
  time = Math.floor(Date.now() / 1000);
});
afterAll(() => upstream.close());

function createContext(fallback: ConfirmationFallback, onSleep: () => Promise<void> = async () => {}): Context {
  const now = () => time;
  const store = createMemoryStore(now);
  approvals = createLocalApprovals({ store, now });
  const portone = createPortOne({
    baseUrl: upstream.url,
    apiKey: 'sandbox_key',
    apiSecret: 'sandbox_secret',
    userAgent: 'test',
  });
  return {
    portone: async () => portone,
    confirmations: {
      tokens: createConfirmationTokens(new Uint8Array(32).fill(1), store, now),
      getApprovals: async () => approvals,
      fallback,
      hasSecondPin: false,
      lang: 'en',
      sandbox: false,
      sleep: onSleep,
    },
    policy: createPolicy({}, store),
    audit: disabledAudit,
    now,
    getMonotonicMs: () => performance.now(),
    sleep: async () => {},
    log: () => {},
    pii: 'masked',
    allowCardData: false,
    writeQueue: createWriteQueue(),
    unconfirmedWrites: createUnconfirmedWrites(store, new Uint8Array(32), now),
    telemetry: disabledTelemetry,
    offeredTools: [],
    excludedTools: [],
    runtimeInfo: { version: '0', host: 'sandbox', readOnly: false, audit: true, policy: false, store: 'memory' },
    changes: createChangeEvents(() => {}),
  };
}

const buildCaller = (how: Partial<Caller>): Caller => ({
  id: 'local',
  supportsFormElicitation: false,
  supportsUrlElicitation: false,
  signal: new AbortController().signal,
  ...how,
});
const confirmQuestion = (
  ask: PendingConfirmation,
  channel: ConfirmationReply['channel'] = 'form',
): ConfirmationReply => ({ token: ask.token, decision: 'yes', channel });

const getQuestion = (outcome: CallOutcome): PendingConfirmation => {
  if (!('ask' in outcome)) throw new Error(`A question was expected, not ${JSON.stringify(outcome)}`);
  return outcome.ask;
};
const getError = (outcome: CallOutcome): Record<string, unknown> => ('error' in outcome ? { ...outcome.error } : {});
const getKind = (outcome: CallOutcome): unknown =>
  'ask' in outcome ? 'asked' : 'error' in outcome ? outcome.error.kind : 'done';

const countRefunds = async () => (await upstream.readLedger()).entries.length;

/** The delay of an approval, the outcome, and the number of refunds. */
const delays: [seconds: number, ends: string, refunds: number][] = [
  [300, 'done', 1],
  [301, 'not_confirmed', 0],
  [86_400, 'not_confirmed', 0],
];

describe('a late approval', () => {
  it.each(delays)('an approval by form after %i seconds ends in %s', async (seconds, ends, changes) => {
    const context = createContext('page');
    const ask = getQuestion(
      await callTool(context, buildCaller({ supportsFormElicitation: true }), 'cancel_payment', refund),
    );
    time += seconds;
    const answered = buildCaller({ supportsFormElicitation: true, reply: confirmQuestion(ask) });
    expect(getKind(await callTool(context, answered, 'cancel_payment', refund))).toBe(ends);
    expect(await countRefunds()).toBe(changes);
  });

  it.each(delays)('an approval by token after %i seconds ends in %s', async (seconds, ends, changes) => {
    const context = createContext('token');
    const { confirm_token } = getError(await callTool(context, buildCaller({}), 'cancel_payment', refund));
    time += seconds;
    const reply = { token: String(confirm_token), decision: 'yes', channel: 'token' } as const;
    expect(getKind(await callTool(context, buildCaller({ reply }), 'cancel_payment', refund))).toBe(ends);
    expect(await countRefunds()).toBe(changes);
  });

  it.each([
    [299, 'done', 1],
    [300, 'approval_required', 0],
  ])('an approval on the page used after %i seconds ends in %s', async (seconds, ends, changes) => {
    const context = createContext('page');
    const { approval_url } = getError(await callTool(context, buildCaller({}), 'cancel_payment', refund));
    await (await openApprovalPage(String(approval_url))).post(approve);
    time += seconds;
    expect(getKind(await callTool(context, buildCaller({}), 'cancel_payment', refund))).toBe(ends);
    expect(await countRefunds()).toBe(changes);
    await approvals.close();
  });

  it('an approval on the page after five minutes is refused', async () => {
    const context = createContext('page');
    const { approval_url } = getError(await callTool(context, buildCaller({}), 'cancel_payment', refund));
    const page = await openApprovalPage(String(approval_url));
    time += 300;
    expect((await page.post(approve)).status).toBe(410);
    expect(getKind(await callTool(context, buildCaller({}), 'cancel_payment', refund))).toBe('approval_required');
    expect(await countRefunds()).toBe(0);
    await approvals.close();
  });

  it('an approval after the call was cancelled refunds nothing', async () => {
    const context = createContext('page');
    const ask = getQuestion(
      await callTool(context, buildCaller({ supportsFormElicitation: true }), 'cancel_payment', refund),
    );
    const late = buildCaller({
      supportsFormElicitation: true,
      reply: confirmQuestion(ask),
      signal: AbortSignal.abort(),
    });
    expect(getKind(await callTool(context, late, 'cancel_payment', refund))).not.toBe('done');
    expect(await countRefunds()).toBe(0);
  });

  it('an opened link without a decision on the page refunds nothing', async () => {
    const context = createContext('page');
    const ask = getQuestion(
      await callTool(context, buildCaller({ supportsUrlElicitation: true }), 'cancel_payment', refund),
    );
    const answered = buildCaller({ supportsUrlElicitation: true, reply: confirmQuestion(ask, 'url') });
    expect(getKind(await callTool(context, answered, 'cancel_payment', refund))).toBe('approval_required');
    expect(await countRefunds()).toBe(0);
    await approvals.close();
  });
});

it('a payment that changes while a call waits for its page is not refunded', async () => {
  let page: Awaited<ReturnType<typeof openApprovalPage>> | undefined;
  const context = createContext('page', async () => {
    const portone = await context.portone();
    await portone.call(cancelPayment, { ...refund, amount: 777 });
    await page?.post(approve);
  });
  const ask = getQuestion(
    await callTool(context, buildCaller({ supportsUrlElicitation: true }), 'cancel_payment', refund),
  );
  page = await openApprovalPage('url' in ask ? ask.url : '');
  const answered = buildCaller({ supportsUrlElicitation: true, reply: confirmQuestion(ask, 'url') });
  const outcome = getError(await callTool(context, answered, 'cancel_payment', refund));
  expect(outcome).toMatchObject({ kind: 'not_confirmed', message: expect.stringContaining('has changed meanwhile') });
  expect((await upstream.readLedger()).entries).toMatchObject([{ amount: 777 }]);
  await approvals.close();
});

describe('an approval given to another caller', () => {
  it('an approval by form does not count for another caller', async () => {
    const context = createContext('page');
    const ask = getQuestion(
      await callTool(context, buildCaller({ supportsFormElicitation: true, id: 'one' }), 'cancel_payment', refund),
    );
    const other = buildCaller({ supportsFormElicitation: true, id: 'two', reply: confirmQuestion(ask) });
    expect(getKind(await callTool(context, other, 'cancel_payment', refund))).toBe('not_confirmed');
    expect(await countRefunds()).toBe(0);
  });

  it('an approval by token does not count for another caller', async () => {
    const context = createContext('token');
    const { confirm_token } = getError(await callTool(context, buildCaller({ id: 'one' }), 'cancel_payment', refund));
    const reply = { token: String(confirm_token), decision: 'yes', channel: 'token' } as const;
    expect(getKind(await callTool(context, buildCaller({ id: 'two', reply }), 'cancel_payment', refund))).toBe(
      'not_confirmed',
    );
    expect(await countRefunds()).toBe(0);
  });

  it('an approval on the page does not count for another caller', async () => {
    const context = createContext('page');
    const { approval_url } = getError(await callTool(context, buildCaller({ id: 'one' }), 'cancel_payment', refund));
    await (await openApprovalPage(String(approval_url))).post(approve);
    expect(getKind(await callTool(context, buildCaller({ id: 'two' }), 'cancel_payment', refund))).toBe(
      'approval_required',
    );
    expect(await countRefunds()).toBe(0);
    await approvals.close();
  });
});
