import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clientKinds, openSession, type Session } from '../support/clients.ts';
import { getCommandFor, startUpstream, type Upstream } from '../support/upstream.ts';

let upstream: Upstream;
beforeAll(async () => {
  upstream = await startUpstream();
});
afterAll(() => upstream.close());

async function withSession(
  clientKind: (typeof clientKinds)[number],
  flags: string[],
  use: (session: Session) => Promise<void>,
) {
  const session = await openSession(clientKind, getCommandFor(clientKind, upstream.url, ...flags));
  try {
    await use(session);
  } finally {
    await session.close();
  }
}

const catchError = (call: Promise<unknown>): Promise<{ code?: number; message: string }> =>
  call.then(
    () => Promise.reject(new Error('it was answered')),
    (error) => error,
  );

describe.each(clientKinds)('the prompts with %s', (clientKind) => {
  let english: Session;
  beforeAll(async () => {
    english = await openSession(clientKind, getCommandFor(clientKind, upstream.url, '--lang', 'en'));
  });
  afterAll(() => english.close());

  it('the fourteen prompts are in English by default', async () => {
    const listed = await english.listPrompts();
    expect(listed).toHaveLength(14);
    expect(listed.map(({ name }) => name)).toEqual(expect.arrayContaining(['daily_reconciliation', 'weekly_report']));
    const text = await english.getPrompt('double_payment', { merchant_uid: 'ORD-1' });
    expect(text).toMatch(/^Order "ORD-1" may have been paid twice/);
    expect(text).toContain('ask the user which one to refund');
  });

  it('the prompts are in Korean with --lang ko and complete their arguments', () =>
    withSession(clientKind, ['--lang', 'ko'], async (session) => {
      const listed = await session.listTools();
      expect(listed.find(({ name }) => name === 'refund_payment')?.title).toBe('결제 환불');
      const text = await session.getPrompt('partial_refund', { imp_uid: 'imp_1', amount: '₩25,000', reason: '품절' });
      expect(text).toContain('결제 "imp_1"에서 25000을 한 번만');
      expect(text).toContain('"품절"');
      const complete = (name: string, value: string) =>
        session.complete({ type: 'ref/prompt', name: 'partial_refund' }, name, value);
      expect(await complete('reason', '품')).toEqual(['품절', '상품 불량']);
      // A list that PortOne has not sent within the time of a completion is offered with the next one.
      await expect.poll(() => complete('refund_bank', '국민'), { timeout: 20_000 }).toEqual(['004']);
      await expect.poll(async () => (await complete('imp_uid', '')).length, { timeout: 20_000 }).toBe(100);
      expect((await complete('imp_uid', 'imp_9')).every((id) => id.startsWith('imp_9'))).toBe(true);
    }));

  it('a missing or invalid prompt argument is rejected by name', async () => {
    for (const [args, named] of [
      [{ imp_uid: 'imp_1' }, '"amount" is missing'],
      [{ imp_uid: 'imp_1', amount: 'all' }, '"amount" must be an amount'],
      [{ imp_uid: 'imp_1', amount: '0' }, '"amount" must be an amount'],
      [{ imp_uid: 'x'.repeat(5_000), amount: '1' }, '"imp_uid" must be at most'],
      [{ imp_uid: 'imp_1', amount: '1', memo: 'x' }, 'no argument "memo"'],
    ] as const) {
      const { code, message } = await catchError(english.getPrompt('partial_refund', args));
      expect({ code, message }).toEqual({ code: -32602, message: expect.stringContaining(named) });
    }
    expect((await catchError(english.getPrompt('refund_everything'))).code).toBe(-32602);
  });

  it('a prompt is listed only with its tools, and only reads in read-only mode', () =>
    withSession(clientKind, ['--read-only'], async (session) => {
      const names = (await session.listPrompts()).map(({ name }) => name);
      expect(names).toEqual([
        'paid_order_not_completed',
        'deposit_not_recognised',
        'refund_refused',
        'subscription_failed',
        'cash_receipt',
        'amount_check',
        'stop_subscription',
        'daily_reconciliation',
        'naver_return',
        'escrow_shipping',
        'weekly_report',
        'account_check',
      ]);
      expect((await catchError(session.getPrompt('double_payment', { merchant_uid: 'x' }))).code).toBe(-32602);
      expect(await session.getPrompt('amount_check', { merchant_uid: 'x', amount: '1' })).not.toMatch(
        /cancel_payment|\[/,
      );
      expect(await session.getPrompt('cash_receipt', { imp_uid: 'x' })).not.toMatch(/issue_receipt|revoke_receipt/);
    }));
});
