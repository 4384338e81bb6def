import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { createLocalApprovals } from '../../../src/approval-page/index.ts';
import type { GuardContext } from '../../../src/context.ts';
import type { Caller, PendingConfirmation } from '../../../src/guard/confirmation/caller.ts';
import { createDeclineLimit, MAX_DECLINES } from '../../../src/guard/confirmation/decline-limit.ts';
import { createOpenQuestions, MAX_OPEN_QUESTIONS } from '../../../src/guard/confirmation/open-questions.ts';
import type { ReplyDecision } from '../../../src/guard/confirmation/reply-decision.ts';
import { createPortOne } from '../../../src/portone/client.ts';
import { createMemoryStore } from '../../../src/store/memory/store.ts';
import { type CallOutcome, callTool } from '../../../src/tools/call-tool.ts';
import { openApprovalPage } from '../../support/approval-page.ts';
import { createGuardContext } from '../../support/guard-context.ts';
import { openConnection, startHost } from '../../support/host-connection.ts';
import { rawRevisions } from '../../support/raw-client.ts';
import { startUpstream, type Upstream } from '../../support/upstream.ts';

let upstream: Upstream;
let impUid: string | undefined;
let time: number;
beforeAll(async () => {
  upstream = await startUpstream();
  impUid = (await upstream.readSamples()).paid_card?.imp_uid;
});
beforeEach(async () => {
  await upstream.reset();
  time = Math.floor(Date.now() / 1000);
});
afterAll(() => upstream.close());

/** A server's parts with the limits that servers have by default, since a server's clock cannot be moved from outside. */
function createGuard(): GuardContext {
  const now = () => time;
  const store = createMemoryStore(now);
  const approvals = createLocalApprovals({ store, now });
  const keys = { apiKey: 'sandbox_key', apiSecret: 'sandbox_secret' };
  const portone = createPortOne({ baseUrl: upstream.url, ...keys, userAgent: 'test' });
  onTestFinished(async () => {
    await approvals.close();
    await portone.close();
  });
  return createGuardContext({
    ...{ portone, store, now },
    confirmations: {
      ...{ getApprovals: async () => approvals, fallback: 'page' },
      declines: createDeclineLimit(store),
      openQuestions: createOpenQuestions(store),
    },
  });
}

interface Agent {
  refund(amount: number, reply?: Caller['reply']): Promise<CallOutcome>;
}

const channels = { form: 'supportsFormElicitation', url: 'supportsUrlElicitation', page: undefined } as const;
type Channel = keyof typeof channels;

function createAgent(guard: GuardContext, channel: Channel, id = 'anna'): Agent {
  const capability = channels[channel];
  const caller: Caller = {
    ...{ id, supportsFormElicitation: false, supportsUrlElicitation: false },
    ...(capability ? { [capability]: true } : {}),
    signal: new AbortController().signal,
  };
  return {
    refund: (amount, reply) =>
      callTool(guard, reply ? { ...caller, reply } : caller, 'cancel_payment', { imp_uid: impUid, amount }),
  };
}

function getQuestion(outcome: CallOutcome): PendingConfirmation {
  if (outcome.status !== 'pending') throw new Error(`A question was expected, not ${JSON.stringify(outcome)}`);
  return outcome;
}
const getError = (outcome: CallOutcome) =>
  outcome.status === 'failed' ? outcome.error : { kind: outcome.status, message: '', next: '' };
const isAsked = (outcome: CallOutcome) =>
  outcome.status === 'pending' || getError(outcome).kind === 'approval_required';

async function answer(agent: Agent, amount: number, decision: ReplyDecision): Promise<CallOutcome> {
  const { token, channel } = getQuestion(await agent.refund(amount));
  return agent.refund(amount, { token, channel, decision });
}

/** Lets the agent ask for a refund and a person say no, and returns what the agent hears. */
const declineBy: Readonly<Record<Channel, (agent: Agent, amount: number) => Promise<CallOutcome>>> = {
  form: (agent, amount) => answer(agent, amount, 'declined'),
  url: (agent, amount) => answer(agent, amount, 'declined'),
  async page(agent, amount) {
    const error = getError(await agent.refund(amount));
    await (await openApprovalPage(String(Object(error).approval_url))).post({ decision: 'deny' });
    return agent.refund(amount);
  },
};

async function declineTimes(agent: Agent, channel: Channel, times: number): Promise<CallOutcome> {
  let outcome = await declineBy[channel](agent, 1);
  for (let n = 1; n < times; n++) outcome = await declineBy[channel](agent, n + 1);
  return outcome;
}

describe.each(['form', 'url', 'page'] as const)('a caller that asks by %s', (channel) => {
  it('after five declines in a row the caller is told to pause, and another caller may ask', async () => {
    const guard = createGuard();
    const agent = createAgent(guard, channel);
    const fourth = getError(await declineTimes(agent, channel, MAX_DECLINES - 1));
    expect(fourth).toMatchObject({ kind: 'not_confirmed', message: 'The person declined. Nothing was sent.' });
    expect(fourth.next).toBe('Do not repeat the call unless the user asks for it.');
    const fifth = getError(await declineBy[channel](agent, 900));
    expect(fifth).toMatchObject({
      kind: 'not_confirmed',
      next: expect.stringContaining('for 60 seconds: tell the user'),
    });

    time += 13;
    expect(getError(await agent.refund(901))).toMatchObject({
      kind: 'rate_limited',
      message: expect.stringMatching(/at least 5 questions .* for 47 seconds\. Nothing was sent\.$/),
      next: expect.stringContaining('tell the user'),
    });
    expect(isAsked(await createAgent(guard, channel, 'bert').refund(902))).toBe(true);
    expect((await upstream.readLedger()).entries).toEqual([]);
  });

  it('the pause ends after a minute, and grows with each further decline', async () => {
    const agent = createAgent(createGuard(), channel);
    await declineTimes(agent, channel, MAX_DECLINES);
    for (const [seconds, text] of [
      [60, '2 minutes'],
      [120, '5 minutes'],
      [300, '10 minutes'],
      [600, '10 minutes'],
    ] as const) {
      time += seconds - 1;
      expect(getError(await agent.refund(900)).kind).toBe('rate_limited');
      time += 2;
      expect(getError(await declineBy[channel](agent, 900 + seconds)).next).toContain(`for ${text}`);
    }
  });
});

it('an approval ends the row of declines', async () => {
  const agent = createAgent(createGuard(), 'form');
  await declineTimes(agent, 'form', MAX_DECLINES - 1);
  expect((await answer(agent, 10, 'approved')).status).toBe('done');
  await declineTimes(agent, 'form', MAX_DECLINES - 1);
  expect(isAsked(await agent.refund(11))).toBe(true);
});

it('declines on pages count although the caller never asks what became of them', async () => {
  const agent = createAgent(createGuard(), 'page');
  for (let amount = 1; amount <= MAX_DECLINES; amount++) {
    const error = getError(await agent.refund(amount));
    await (await openApprovalPage(String(Object(error).approval_url))).post({ decision: 'deny' });
  }
  expect(getError(await agent.refund(900)).kind).toBe('rate_limited');
});

it('of fifty questions asked at once only ten are open, and an answer makes room for another one', async () => {
  const guard = createGuard();
  const agent = createAgent(guard, 'form');
  const outcomes = await Promise.all(Array.from({ length: 50 }, (_, n) => agent.refund(n + 1)));
  const open = outcomes.filter(isAsked);
  expect(open).toHaveLength(MAX_OPEN_QUESTIONS);
  const refused = outcomes.filter((outcome) => !isAsked(outcome)).map(getError);
  expect(refused[0]).toMatchObject({
    kind: 'rate_limited',
    message: '10 questions of this client are already waiting for an answer. Nothing was sent.',
    next: 'Wait until the user has answered, then call again. A question expires after 5 minutes.',
  });
  expect(isAsked(await createAgent(guard, 'form', 'bert').refund(1))).toBe(true);
  const amount = outcomes.findIndex(isAsked) + 1;
  const [{ token } = { token: '' }] = open.map(getQuestion);
  await agent.refund(amount, { token, channel: 'form', decision: 'closed' });
  expect(isAsked(await agent.refund(900))).toBe(true);
  expect(isAsked(await agent.refund(901))).toBe(false);
  time += 301;
  expect(isAsked(await agent.refund(902))).toBe(true);
});

it('after a pause a caller has one question open at a time, until a person approves', async () => {
  const agent = createAgent(createGuard(), 'form');
  await declineTimes(agent, 'form', MAX_DECLINES);
  time += 61;
  const { token } = getQuestion(await agent.refund(20));
  expect(getError(await agent.refund(21))).toMatchObject({
    kind: 'rate_limited',
    message: expect.stringContaining('only one at a time'),
  });
  expect((await agent.refund(20, { token, channel: 'form', decision: 'approved' })).status).toBe('done');
  const outcomes = await Promise.all([agent.refund(22), agent.refund(23)]);
  expect(outcomes.every(isAsked)).toBe(true);
});

const hosts = rawRevisions.flatMap((revision) => (['stdio', 'http'] as const).map((name) => [revision, name] as const));

it.each(hosts)(
  'a host of %s over %s is refused the sixth question after five declines',
  async (revision, transport) => {
    const times = { minAnswerMs: 0, maxDeclines: MAX_DECLINES, maxOpenQuestions: MAX_OPEN_QUESTIONS };
    const connection = await openConnection(transport, { upstreamUrl: upstream.url, times });
    onTestFinished(() => connection.close());
    const host = await startHost(revision, connection);
    for (let amount = 1; amount <= MAX_DECLINES; amount++) {
      const { question } = await host.call('cancel_payment', { imp_uid: impUid, amount }).outcome;
      const { structured } = (await question?.reply({ result: { action: 'decline' } }).outcome) ?? {};
      expect(structured).toMatchObject({ error: { kind: 'not_confirmed' } });
    }
    const { structured } = await host.call('cancel_payment', { imp_uid: impUid, amount: 900 }).outcome;
    expect(structured).toMatchObject({ error: { kind: 'rate_limited', message: expect.stringContaining('seconds') } });
  },
);
