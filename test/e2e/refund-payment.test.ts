import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { closeSessions, openSessions } from '../support/client-sessions.ts';
import { acceptForm, type ClientKind, clientKinds, openSession, type Session } from '../support/clients.ts';
import type { Samples } from '../support/tool-case.ts';
import { getCommandFor, getServerCommand, startUpstream, type Upstream } from '../support/upstream.ts';

let folder: string;
let upstream: Upstream;
let samples: Samples;
/** One session for all tests of a client kind that need no policy. */
let sessions: Record<ClientKind, Session>;
const questions: string[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'refund-'));
  upstream = await startUpstream();
  samples = await upstream.readSamples();
  sessions = await openSessions(openClient);
});
beforeEach(async () => {
  await upstream.reset();
  questions.length = 0;
});
afterAll(async () => {
  await closeSessions(sessions);
  await upstream.close();
  await rm(folder, { recursive: true });
});

const openClient = (clientKind: ClientKind, ...flags: string[]) =>
  openSession(clientKind, getCommandFor(clientKind, upstream.url, '--lang', 'en', ...flags), (question) => {
    questions.push(question.message);
    return acceptForm(question);
  });
const readEntries = async () => (await upstream.readLedger()).entries;
const getImpUid = (situation: string) => samples[situation]?.imp_uid;

describe.each(clientKinds)('the tool refund_payment with %s', (clientKind) => {
  let session: Session;
  beforeAll(() => {
    session = sessions[clientKind];
  });

  it('refund_payment asks, refunds once with the displayed balance, and reports before and after', async () => {
    const { isError, structured, text } = await session.call('refund_payment', {
      imp_uid: getImpUid('paid_card'),
      amount: 1_000,
      reason: '단순 변심',
    });
    expect(isError, text).toBe(false);
    expect(structured).toMatchObject({
      imp_uid: getImpUid('paid_card'),
      buyer_name: expect.stringContaining('○'),
      before: { status: 'paid', cancel_amount: 0, remaining: 89_000 },
      after: { status: 'cancelled', cancel_amount: 1_000, remaining: 88_000 },
      refunded: 1_000,
      remaining: 88_000,
    });
    expect(structured).not.toHaveProperty('cash_receipt');
    expect(questions).toEqual([expect.stringMatching(/Refund amount: ₩1,000[\s\S]*Refundable afterwards: ₩88,000/)]);
    expect(await readEntries()).toMatchObject([
      { path: '/payments/cancel', amount: 1_000, imp_uid: getImpUid('paid_card') },
    ]);
  });

  it('a refund with a lost answer is read back', async () => {
    await upstream.control('faults', { route: 'POST /payments/cancel', kind: 'reset_after', times: 1 });
    const { isError, structured, text } = await session.call('refund_payment', {
      merchant_uid: samples.paid_card?.merchant_uid,
      full_refund: true,
      reason: '반품',
    });
    expect(isError, text).toBe(false);
    expect(structured).toMatchObject({
      confirmed_by: 'read back',
      message: expect.stringContaining('lost'),
      refunded: 89_000,
      remaining: 0,
    });
    expect(await readEntries()).toHaveLength(1);
  });
});

describe('the arguments of refund_payment', () => {
  let session: Session;
  beforeAll(() => {
    session = sessions['SDK v2, 2026-07-28'];
  });
  const callRefund = (args: Record<string, unknown>) => session.call('refund_payment', { reason: '반품', ...args });

  it.each([
    ['neither id', { amount: 1 }, 'imp_uid'],
    ['both ids', { imp_uid: 'imp_1', merchant_uid: 'a', amount: 1 }, 'exactly one'],
    ['no amount', { imp_uid: 'imp_1' }, 'full_refund'],
    ['an amount and everything', { imp_uid: 'imp_1', amount: 1, full_refund: true }, 'not both'],
    ['no reason', { imp_uid: 'imp_1', amount: 1, reason: undefined }, '"reason" is required'],
  ])('refund_payment rejects %s', async (_, args, says) => {
    const { structured } = await callRefund(args);
    expect(structured).toMatchObject({ error: { kind: 'invalid_input', message: expect.stringContaining(says) } });
    expect(questions).toEqual([]);
  });

  it("refund_payment requires the buyer's account for a virtual account before it asks", async () => {
    const { structured } = await callRefund({ imp_uid: getImpUid('vbank_paid'), full_refund: true });
    expect(structured).toMatchObject({
      error: {
        kind: 'invalid_input',
        message: expect.stringMatching(
          /^A payment into [^.]+\. "refund_holder"[^.]+\. "refund_bank"[^.]+\. "refund_account"/,
        ),
      },
    });
    expect(questions).toEqual([]);
    const account = { refund_holder: '홍길동', refund_bank: '국민', refund_account: '110123456789' };
    const done = await callRefund({ imp_uid: getImpUid('vbank_paid'), full_refund: true, ...account });
    expect(done.isError, done.text).toBe(false);
    expect(questions).toHaveLength(1);
    expect(questions[0]).toContain('Refund account bank: KB Kookmin Bank\nRefund account number: "110123456789"');
  });

  it('refund_payment tells Naver Pay who requested the refund', async () => {
    expect(
      (await callRefund({ imp_uid: getImpUid('naverpay'), full_refund: true, requester: 'customer' })).isError,
    ).toBe(false);
    expect(questions[0]).toContain('Requested by: the buyer');
    await upstream.reset();
    expect((await callRefund({ imp_uid: getImpUid('naverpay'), full_refund: true })).isError).toBe(false);
    expect(questions[1]).toContain('Requested by: the shop');
  });

  it('refund_payment names the cash receipt that must be revoked separately', async () => {
    const order = samples.receipt_none?.merchant_uid;
    const issued = await openSession(
      'SDK v2, 2026-07-28',
      getServerCommand(upstream.url, '--allow-card-data'),
      acceptForm,
    );
    const { isError, text } = await issued.call('issue_external_receipt', {
      merchant_uid: order,
      amount: 55_000,
      name: '선반',
      identifier: '01012345678',
      identifier_type: 'phone',
      type: 'person',
      channel_key: samples.api_channel?.channel_key,
    });
    await issued.close();
    expect(isError, text).toBe(false);
    const { structured } = await callRefund({ merchant_uid: order, full_refund: true });
    expect(structured).toMatchObject({
      cash_receipt: expect.stringMatching(/revoke_external_receipt with merchant_uid/),
    });
  });

  it('refund_payment and cancel_payment share a lock: two concurrent full refunds execute once', async () => {
    const [one, other] = await Promise.all([
      callRefund({ imp_uid: getImpUid('paid_card'), full_refund: true }),
      session.call('cancel_payment', { imp_uid: getImpUid('paid_card'), full_refund: true, reason: '반품' }),
    ]);
    expect([one.isError, other.isError].sort()).toEqual([false, true]);
    expect(await readEntries()).toHaveLength(1);
  });
});

describe('refund_payment under a policy', () => {
  const openUnderPolicy = async (policy: object) => {
    const file = join(folder, 'policy.json');
    await writeFile(file, JSON.stringify(policy));
    return openClient('SDK v2, 2026-07-28', '--policy', file);
  };

  it('a daily cap counts refunds of both tools together', async () => {
    const session = await openUnderPolicy({ refund: { per_day: 10_000 } });
    const target = { imp_uid: getImpUid('paid_card'), amount: 6_000, reason: '반품' };
    expect((await session.call('cancel_payment', target)).isError).toBe(false);
    const { structured } = await session.call('refund_payment', target);
    await session.close();
    expect(structured).toMatchObject({ error: { kind: 'policy_refused' } });
    expect(await readEntries()).toHaveLength(1);
  });

  it('a policy that disables cancel_payment disables refund_payment too', async () => {
    const session = await openUnderPolicy({ disabled_tools: ['cancel_payment'] });
    const args = { imp_uid: getImpUid('paid_card'), amount: 1, reason: '반품' };
    await expect(session.call('refund_payment', args)).rejects.toThrow('the operator has switched it off');
    await session.close();
    expect(questions).toEqual([]);
  });

  it('a policy with a list of reasons rejects other reasons', async () => {
    const session = await openUnderPolicy({ refund: { reason: ['반품'] } });
    const refused = await session.call('refund_payment', {
      imp_uid: getImpUid('paid_card'),
      amount: 1,
      reason: '그냥',
    });
    const done = await session.call('refund_payment', { imp_uid: getImpUid('paid_card'), amount: 1, reason: '반품' });
    await session.close();
    expect(refused.structured).toMatchObject({ error: { kind: 'policy_refused' } });
    expect(done.isError).toBe(false);
  });
});
