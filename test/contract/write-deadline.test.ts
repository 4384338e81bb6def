import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Caller, ConfirmationReply } from '../../src/guard/confirmation/caller.ts';
import { createPortOne, type PortOneConnection } from '../../src/portone/client.ts';
import { createMemoryStore } from '../../src/store/memory/store.ts';
import { type CallOutcome, callTool } from '../../src/tools/call-tool.ts';
import { createGuardContext } from '../support/guard-context.ts';
import {
  type ResponseBehavior,
  respondHtml,
  respondSuccess,
  type ScriptedServer,
  startScriptedServer,
} from '../support/scripted-server.ts';

const NOW = 1_795_000_000;
const refund = { imp_uid: 'imp_1', amount: 1_000, reason: 'returned' };

/** How many seconds a request takes, and when the refund shows in the payment, in seconds after it was sent. */
interface Pace {
  /** Of a read before the write: reads after it are cut off in real time. */
  read?: number;
  write?: number;
  visibleAfter?: number;
  /** What the refund is answered with. */
  answer?: ResponseBehavior;
}

let server: ScriptedServer;
let portone: PortOneConnection;
/** Seconds that requests and waits have taken; nothing is waited for in truth. */
let elapsed = 0;
let pace: Pace = {};
let sentAt: number | undefined;

const respond: ResponseBehavior = (response, request) => {
  if (request.method === 'POST') {
    sentAt = elapsed;
    elapsed += pace.write ?? 0;
    return (pace.answer ?? respondHtml(502))(response, request);
  }
  if (sentAt === undefined) elapsed += pace.read ?? 0;
  const isRefunded = sentAt !== undefined && pace.visibleAfter !== undefined && elapsed >= sentAt + pace.visibleAfter;
  const cancel = { amount: 1_000, cancelled_at: NOW + 1, reason: 'returned' };
  const refunded = { status: 'paid', cancel_amount: 1_000, cancel_history: [cancel] };
  const untouched = { status: 'paid', cancel_amount: 0, cancel_history: [] };
  const payment = { imp_uid: 'imp_1', merchant_uid: 'order_1', amount: 5_000, currency: 'KRW', paid_at: NOW - 60 };
  return respondSuccess({
    ...payment,
    pg_provider: 'nice',
    pay_method: 'card',
    ...(isRefunded ? refunded : untouched),
  })(response, request);
};

beforeEach(async () => {
  elapsed = 0;
  pace = {};
  sentAt = undefined;
  server = await startScriptedServer();
  server.script.push(...Array<ResponseBehavior>(60).fill(respond));
  portone = createPortOne(
    { baseUrl: server.baseUrl, apiKey: 'key', apiSecret: 'secret', userAgent: 'test/1' },
    { now, sleep },
  );
});
afterEach(async () => {
  await portone.close();
  await server.close();
});

const now = () => performance.now() + elapsed * 1000;
const sleep = async (ms: number) => {
  elapsed += ms / 1000;
};

/** Asks at once and answers; returns the outcome and how many seconds it took after the yes. */
async function refundWith(paceAfterYes: Pace): Promise<{ outcome: CallOutcome; seconds: number }> {
  const store = createMemoryStore(() => NOW);
  const context = { getMonotonicMs: now };
  const guard = createGuardContext({ portone, store, now: () => NOW, context, guard: { sleep } });
  const call = (reply?: ConfirmationReply) => {
    const caller: Caller = {
      ...{ id: 'alice', supportsFormElicitation: true, supportsUrlElicitation: false },
      ...(reply ? { reply } : {}),
      signal: new AbortController().signal,
    };
    return callTool(guard, caller, 'cancel_payment', refund);
  };
  const asked = await call();
  if (asked.status !== 'pending') throw new Error(JSON.stringify(asked));
  pace = paceAfterYes;
  const approvedAt = now();
  const outcome = await call({ token: asked.token, decision: 'approved', channel: 'form' });
  return { outcome, seconds: (now() - approvedAt) / 1000 };
}

const countSent = () => server.received.filter(({ method }) => method === 'POST').length;

describe('the time of a write from the yes on', () => {
  it('a write after a slow read is answered within 45 s, with its outcome unknown if the time was too short to tell', async () => {
    const { outcome, seconds } = await refundWith({ read: 10, write: 22 });
    expect(outcome).toMatchObject({ status: 'failed', error: { kind: 'outcome_unknown' } });
    expect(seconds).toBeLessThan(45);
    expect(countSent()).toBe(1);
  });

  it('a write whose state is read so slowly that its outcome could not be checked is not sent', async () => {
    const { outcome, seconds } = await refundWith({ read: 19, write: 22 });
    expect(outcome).toMatchObject({
      status: 'failed',
      error: { kind: 'unreachable', message: expect.stringContaining('Nothing was sent') },
    });
    expect(seconds).toBeLessThan(45);
    expect(countSent()).toBe(0);
  });

  it('a refund that PortOne shows six seconds after its error is reported as executed', async () => {
    const { outcome, seconds } = await refundWith({ visibleAfter: 6 });
    expect(outcome).toMatchObject({ status: 'done' });
    expect(seconds).toBeLessThan(10);
    expect(countSent()).toBe(1);
  });

  it('a refund is looked for long after an error of PortOne before it counts as not executed', async () => {
    const { outcome, seconds } = await refundWith({
      answer: (response) => response.writeHead(500).end('{"code":-1,"message":"error","response":null}'),
    });
    expect(outcome).toMatchObject({
      status: 'failed',
      error: { message: expect.stringContaining('nothing was done') },
    });
    expect(seconds).toBeGreaterThan(15);
    expect(seconds).toBeLessThan(45);
  });
});
