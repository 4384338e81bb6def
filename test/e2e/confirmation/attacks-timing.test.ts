import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createLocalApprovals } from '../../../src/approval-page/index.ts';
import type { GuardContext } from '../../../src/context.ts';
import { cancelPayment } from '../../../src/endpoints/catalog/payments.ts';
import type { Approvals } from '../../../src/guard/confirmation/approvals.ts';
import type { Caller, ConfirmationReply, PendingConfirmation } from '../../../src/guard/confirmation/caller.ts';
import type { ConfirmationFallback } from '../../../src/guard/confirmation/service.ts';
import { createPortOne } from '../../../src/portone/client.ts';
import { createMemoryStore } from '../../../src/store/memory/store.ts';
import { type CallOutcome, callTool } from '../../../src/tools/call-tool.ts';
import { openApprovalPage } from '../../support/approval-page.ts';
import { createGuardContext } from '../../support/guard-context.ts';
import { sendUnguarded } from '../../support/unguarded-write.ts';
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

function createGuard(fallback: ConfirmationFallback, onSleep: () => Promise<void> = async () => {}): GuardContext {
  const now = () => time;
  const store = createMemoryStore(now);
  approvals = createLocalApprovals({ store, now });
  const portone = createPortOne({
    baseUrl: upstream.url,
    apiKey: 'sandbox_key',
    apiSecret: 'sandbox_secret',
    userAgent: 'test',
  });
  return createGuardContext({
    ...{ portone, store, now },
    confirmations: { getApprovals: async () => approvals, fallback, sleep: onSleep },
  });
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
): ConfirmationReply => ({ token: ask.token, decision: 'approved', channel });

const getQuestion = (outcome: CallOutcome): PendingConfirmation => {
  if (outcome.status !== 'pending') throw new Error(`A question was expected, not ${JSON.stringify(outcome)}`);
  return outcome;
};
const getError = (outcome: CallOutcome): Record<string, unknown> =>
  outcome.status === 'failed' ? { ...outcome.error } : {};
const getKind = (outcome: CallOutcome): unknown => (outcome.status === 'failed' ? outcome.error.kind : outcome.status);

const countRefunds = async () => (await upstream.readLedger()).entries.length;

/** The delay of an approval, the outcome, and the number of refunds. */
const delays: [seconds: number, ends: string, refunds: number][] = [
  [300, 'done', 1],
  [301, 'not_confirmed', 0],
  [86_400, 'not_confirmed', 0],
];

describe('a late approval', () => {
  it.each(delays)('an approval by form after %i seconds ends in %s', async (seconds, ends, changes) => {
    const guard = createGuard('page');
    const ask = getQuestion(
      await callTool(guard, buildCaller({ supportsFormElicitation: true }), 'cancel_payment', refund),
    );
    time += seconds;
    const answered = buildCaller({ supportsFormElicitation: true, reply: confirmQuestion(ask) });
    expect(getKind(await callTool(guard, answered, 'cancel_payment', refund))).toBe(ends);
    expect(await countRefunds()).toBe(changes);
  });

  it.each(delays)('an approval by token after %i seconds ends in %s', async (seconds, ends, changes) => {
    const guard = createGuard('token');
    const { confirm_token } = getError(await callTool(guard, buildCaller({}), 'cancel_payment', refund));
    time += seconds;
    const reply = { token: String(confirm_token), decision: 'approved', channel: 'token' } as const;
    expect(getKind(await callTool(guard, buildCaller({ reply }), 'cancel_payment', refund))).toBe(ends);
    expect(await countRefunds()).toBe(changes);
  });

  it.each([
    [299, 'done', 1],
    [300, 'approval_required', 0],
  ])('an approval on the page used after %i seconds ends in %s', async (seconds, ends, changes) => {
    const guard = createGuard('page');
    const { approval_url } = getError(await callTool(guard, buildCaller({}), 'cancel_payment', refund));
    await (await openApprovalPage(String(approval_url))).post(approve);
    time += seconds;
    expect(getKind(await callTool(guard, buildCaller({}), 'cancel_payment', refund))).toBe(ends);
    expect(await countRefunds()).toBe(changes);
    await approvals.close();
  });

  it('an approval on the page after five minutes is refused', async () => {
    const guard = createGuard('page');
    const { approval_url } = getError(await callTool(guard, buildCaller({}), 'cancel_payment', refund));
    const page = await openApprovalPage(String(approval_url));
    time += 300;
    expect((await page.post(approve)).status).toBe(410);
    expect(getKind(await callTool(guard, buildCaller({}), 'cancel_payment', refund))).toBe('approval_required');
    expect(await countRefunds()).toBe(0);
    await approvals.close();
  });

  it('an approval after the call was cancelled refunds nothing', async () => {
    const guard = createGuard('page');
    const ask = getQuestion(
      await callTool(guard, buildCaller({ supportsFormElicitation: true }), 'cancel_payment', refund),
    );
    const late = buildCaller({
      supportsFormElicitation: true,
      reply: confirmQuestion(ask),
      signal: AbortSignal.abort(),
    });
    expect(getKind(await callTool(guard, late, 'cancel_payment', refund))).not.toBe('done');
    expect(await countRefunds()).toBe(0);
  });

  it('an opened link without a decision on the page refunds nothing', async () => {
    const guard = createGuard('page');
    const ask = getQuestion(
      await callTool(guard, buildCaller({ supportsUrlElicitation: true }), 'cancel_payment', refund),
    );
    const answered = buildCaller({ supportsUrlElicitation: true, reply: confirmQuestion(ask, 'url') });
    expect(getKind(await callTool(guard, answered, 'cancel_payment', refund))).toBe('approval_required');
    expect(await countRefunds()).toBe(0);
    await approvals.close();
  });
});

it('a payment that changes while a call waits for its page is not refunded', async () => {
  let page: Awaited<ReturnType<typeof openApprovalPage>> | undefined;
  const guard = createGuard('page', async () => {
    await sendUnguarded({ writer: await guard.writer() }, cancelPayment, { ...refund, amount: 777 });
    await page?.post(approve);
  });
  const ask = getQuestion(
    await callTool(guard, buildCaller({ supportsUrlElicitation: true }), 'cancel_payment', refund),
  );
  page = await openApprovalPage(ask.channel === 'url' ? ask.url : '');
  const answered = buildCaller({ supportsUrlElicitation: true, reply: confirmQuestion(ask, 'url') });
  const outcome = getError(await callTool(guard, answered, 'cancel_payment', refund));
  expect(outcome).toMatchObject({ kind: 'not_confirmed', message: expect.stringContaining('has changed since') });
  expect((await upstream.readLedger()).entries).toMatchObject([{ amount: 777 }]);
  await approvals.close();
});

describe('an approval given to another caller', () => {
  it('an approval by form does not count for another caller', async () => {
    const guard = createGuard('page');
    const ask = getQuestion(
      await callTool(guard, buildCaller({ supportsFormElicitation: true, id: 'one' }), 'cancel_payment', refund),
    );
    const other = buildCaller({ supportsFormElicitation: true, id: 'two', reply: confirmQuestion(ask) });
    expect(getKind(await callTool(guard, other, 'cancel_payment', refund))).toBe('not_confirmed');
    expect(await countRefunds()).toBe(0);
  });

  it('an approval by token does not count for another caller', async () => {
    const guard = createGuard('token');
    const { confirm_token } = getError(await callTool(guard, buildCaller({ id: 'one' }), 'cancel_payment', refund));
    const reply = { token: String(confirm_token), decision: 'approved', channel: 'token' } as const;
    expect(getKind(await callTool(guard, buildCaller({ id: 'two', reply }), 'cancel_payment', refund))).toBe(
      'not_confirmed',
    );
    expect(await countRefunds()).toBe(0);
  });

  it('an approval on the page does not count for another caller', async () => {
    const guard = createGuard('page');
    const { approval_url } = getError(await callTool(guard, buildCaller({ id: 'one' }), 'cancel_payment', refund));
    await (await openApprovalPage(String(approval_url))).post(approve);
    expect(getKind(await callTool(guard, buildCaller({ id: 'two' }), 'cancel_payment', refund))).toBe(
      'approval_required',
    );
    expect(await countRefunds()).toBe(0);
    await approvals.close();
  });
});
