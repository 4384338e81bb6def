import { afterEach, describe, expect, it } from 'vitest';
import type { ApprovalRequest, Approvals } from '../../src/guard/confirmation/approvals.ts';
import type { PolicyRules } from '../../src/guard/policy/policy-file.ts';
import type { CallOutcome } from '../../src/tools/call-tool.ts';
import { type InProcessShop, openShop } from '../support/in-process-shop.ts';

type Arguments = Record<string, unknown>;

let shop: InProcessShop;
afterEach(() => shop.close());

async function open(policy: PolicyRules, options: Parameters<typeof openShop>[0] = {}): Promise<void> {
  shop = await openShop({ policy, ...options });
  await shop.reset();
}

async function ask(tool: string, args: Arguments) {
  const outcome = await shop.callTool(tool, args);
  if (outcome.status !== 'pending' || outcome.channel !== 'form') throw new Error(JSON.stringify(outcome));
  return outcome;
}

/** Calls and approves, typing what is asked for. */
async function approve(tool: string, args: Arguments): Promise<CallOutcome> {
  const { token, amountToType } = await ask(tool, args);
  return shop.callTool(tool, args, { token, decision: 'approved', channel: 'form', typedAmount: amountToType });
}

const getSample = (situation: string) => shop.sandbox.getSamples()[situation] ?? {};
const buildCharge = (order: string, amount: number) => ({
  customer_uid: getSample('subscription').customer_uid,
  ...{ merchant_uid: order, amount, name: 'a thing' },
});
const buildRefund = (amount: number) => ({ imp_uid: getSample('paid_card').imp_uid, amount, reason: 'returned' });
const buildSchedules = (...amounts: { amount: number; currency: string }[]) => ({
  customer_uid: getSample('subscription').customer_uid,
  schedules: amounts.map((amount, index) => ({
    ...{ merchant_uid: `limit_${index}`, schedule_at: '2026-12-24', name: 'monthly', ...amount },
  })),
});
const won = (amount: number) => ({ amount, currency: 'KRW' });

describe('the amount that a person types', () => {
  it('parts of an amount are typed as soon as their sum of the day for one customer is above the threshold', async () => {
    await open({});
    const typed: (string | undefined)[] = [];
    for (const order of ['a', 'b', 'c']) {
      typed.push((await ask('pay_with_billing_key', buildCharge(order, 600_000))).amountToType);
      expect((await approve('pay_with_billing_key', buildCharge(order, 600_000))).status).toBe('done');
    }
    expect(typed).toEqual([undefined, '₩600,000', '₩600,000']);
    await shop.advance(86_400);
    expect((await ask('pay_with_billing_key', buildCharge('d', 600_000))).amountToType).toBeUndefined();
  });

  it('parts of a refund of one payment are typed as soon as their sum is above the threshold', async () => {
    await open({ typed_amount_above: 1_500 });
    expect((await approve('refund_payment', buildRefund(1_000))).status).toBe('done');
    expect((await ask('cancel_payment', buildRefund(600))).amountToType).toBe('₩600');
  });

  it('refunds of payments of one telephone without a customer are typed as soon as their sum is above the threshold', async () => {
    await open({ typed_amount_above: 1_500 }, { allowCardData: true });
    const telephones = ['010-9876-5432', '+82 10 9876 5432', '01098765432', '010-1111-2222'];
    const typed: (string | undefined)[] = [];
    for (const [index, buyer_tel] of telephones.entries()) {
      const order = `tel_${index}`;
      expect((await approve('pay_onetime', { ...buildOnetime(order, 600), buyer_tel })).status).toBe('done');
      const refund = { merchant_uid: order, amount: 600, reason: 'returned' };
      const { amountToType, message } = await ask('refund_payment', refund);
      typed.push(amountToType);
      expect(message).not.toContain('Already done at');
      expect((await approve('refund_payment', refund)).status).toBe('done');
      await shop.restart();
    }
    expect(typed).toEqual([undefined, undefined, '₩600', undefined]);
  });

  it('two parts that were asked for before either was sent do not both pass with a choice alone', async () => {
    await open({ typed_amount_above: 1_500 });
    const first = await ask('refund_payment', buildRefund(1_000));
    const second = await ask('refund_payment', buildRefund(900));
    const answer = (args: Arguments, token: string) =>
      shop.callTool('refund_payment', args, { token, decision: 'approved', channel: 'form' });
    expect((await answer(buildRefund(1_000), first.token)).status).toBe('done');
    expect((await answer(buildRefund(900), second.token)).status).not.toBe('done');
    expect(await shop.readLedger()).toHaveLength(1);
  });

  it('every currency is typed, as it is shown', async () => {
    await open({});
    const args = buildSchedules(won(1_000_001), { amount: 750_000, currency: 'USD' });
    const { token, amountToType } = await ask('create_schedules', args);
    expect(amountToType).toBe('₩1,000,001 + USD 750,000.00');
    expect(
      await shop.callTool('create_schedules', args, {
        ...{ token, decision: 'approved', channel: 'form', typedAmount: '₩1,000,001' },
      }),
    ).toMatchObject({ status: 'failed', error: { kind: 'not_confirmed' } });
    expect((await approve('create_schedules', args)).status).toBe('done');
  });

  it('what checks a card is typed beside what is scheduled, and counts under the caps', async () => {
    await open({ typed_amount_above: 10_000 });
    const args = { ...buildSchedules(won(5_000)), checking_amount: 5_000_000 };
    const { message, amountToType } = await ask('create_schedules', args);
    expect(amountToType).toBe('₩5,000 + ₩5,000,000');
    for (const amount of ['₩5,000', '₩5,000,000']) expect(message).toContain(amount);
    await shop.close();
    await open({ charge: { per_call: 20_000 } });
    expect(await shop.callTool('create_schedules', args)).toMatchObject({
      status: 'failed',
      error: { kind: 'policy_refused', next: expect.stringContaining('"charge.per_call"') },
    });
  });
});

describe('the second approver', () => {
  it('is needed for a part of an amount, once the parts of the day are above the threshold', async () => {
    const { approvals, opened } = createPages({});
    await open({ second_approver_above: 500 }, { approvals });
    expect((await approve('refund_payment', buildRefund(400))).status).toBe('done');
    const { token } = await ask('refund_payment', buildRefund(350));
    const answer = { token, decision: 'approved', channel: 'form' } as const;
    expect(await shop.callTool('refund_payment', buildRefund(350), answer)).toMatchObject({
      error: { kind: 'approval_required' },
    });
    expect(opened.map(({ approver }) => approver)).toEqual(['second']);
  });
});

describe('money that is paid out', () => {
  it.each([
    ['confirm_naver_payment', 'naver_pay_escrow', {}],
    ['deposit_naver_point', 'naver_pay', {}],
    ['update_payco_order_status', 'payco_order', { status: 'PURCHASE_DECISION' }],
  ])('%s counts under the caps of charges and needs a second approver', async (tool, situation, more) => {
    await open({ charge: { per_call: 10 } });
    const args = () => ({ imp_uid: getSample(situation).imp_uid, ...more });
    expect(await shop.callTool(tool, args())).toMatchObject({
      error: { kind: 'policy_refused', next: expect.stringContaining('"charge.per_call"') },
    });
    await shop.close();
    const { approvals } = createPages({});
    await open({ second_approver_above: 10 }, { approvals });
    const { token } = await ask(tool, args());
    const answer = { token, decision: 'approved', channel: 'form' } as const;
    expect(await shop.callTool(tool, args(), answer)).toMatchObject({ error: { kind: 'approval_required' } });
  });
});

/** Pages on which a person types these secrets and approves. */
function createPages(secrets: Record<string, string>, onDecision: () => Promise<void> = async () => {}) {
  const opened: ApprovalRequest[] = [];
  const approvals: Approvals = {
    async open(request) {
      opened.push(request);
      return { url: 'http://127.0.0.1/a', expiresAt: 0, endsWithServer: false };
    },
    consume: async () => {
      const page = opened.at(-1);
      if (!page || page.approver === 'second' || page.secrets.length === 0) return undefined;
      await onDecision();
      return { status: 'approved', secrets: { ...secrets } };
    },
    isPending: async () => false,
    isOffered: async () => false,
    takeDeclines: async () => 0,
    cancel: async () => {},
    close: async () => {},
  };
  return { approvals, opened };
}

const card = { card_number: '4092-0230-1234-1234', expiry: '2030-12', birth: '900101', pwd_2digit: '12' };
const buildOnetime = (order: string, amount: number) => ({ merchant_uid: order, amount, name: 'a thing', ...card });
const { card_number: _1, expiry: _2, birth: _3, pwd_2digit: _4, ...withoutCard } = buildOnetime('a', 1_000);

describe('the time of a write', () => {
  it('a call that was agreed to within business hours is refused once they have ended', async () => {
    // The sandbox begins at 16:40 in Korea.
    const { approvals } = createPages(card, () => shop.advance(1_500));
    await open({ business_hours: { from: '09:00', to: '17:00' } }, { approvals });
    await shop.callTool('pay_onetime', withoutCard);
    expect(await shop.callTool('pay_onetime', withoutCard)).toMatchObject({
      error: { kind: 'policy_refused', next: expect.stringContaining('"business_hours"') },
    });
    expect(await shop.readLedger()).toEqual([]);
  });

  it('a call that is sent after midnight counts on the new day', async () => {
    const { approvals } = createPages(card, () => shop.advance(8 * 3_600));
    await open({ charge: { per_day: 1_500 } }, { approvals });
    await shop.callTool('pay_onetime', withoutCard);
    expect((await shop.callTool('pay_onetime', withoutCard)).status).toBe('done');
    expect(await shop.callTool('pay_with_billing_key', buildCharge('b', 1_000))).toMatchObject({
      error: { kind: 'policy_refused', next: expect.stringContaining('"charge.per_day"') },
    });
  });
});

describe('a charge without a customer', () => {
  it('the same card in the last five minutes is mentioned, whatever the order', async () => {
    await open({}, { allowCardData: true });
    expect((await approve('pay_onetime', buildOnetime('a', 1_000))).status).toBe('done');
    expect((await ask('pay_onetime', buildOnetime('b', 2_000))).message).toContain('Already done at');
    const other = { ...buildOnetime('c', 2_000), card_number: '4092-0230-1234-9999' };
    expect((await ask('pay_onetime', other)).message).not.toContain('Already done at');
  });

  it('the same telephone after a lost response is mentioned', async () => {
    await open({});
    const buildStorePayment = (order: string) => ({
      ...{ channel_key: getSample('cvs_channel').channel_key, merchant_uid: order },
      ...{ amount: 1_000, buyer_tel: order === 'b' ? '+82 10-1234-5678' : '01012345678' },
    });
    expect((await approve('issue_cvs_payment', buildStorePayment('a'))).status).toBe('done');
    expect((await ask('issue_cvs_payment', buildStorePayment('b'))).message).toContain('Already done at');
  });

  it('a card that is typed on the page is charged again only after a question that mentions it', async () => {
    const { approvals, opened } = createPages(card);
    await open({}, { approvals });
    const first = withoutCard;
    const second = { ...first, merchant_uid: 'b' };
    expect(await shop.callTool('pay_onetime', first)).toMatchObject({ error: { kind: 'approval_required' } });
    expect((await shop.callTool('pay_onetime', first)).status).toBe('done');
    opened.length = 0;
    await shop.callTool('pay_onetime', second);
    expect(await shop.callTool('pay_onetime', second)).toMatchObject({
      error: { kind: 'not_confirmed', message: expect.stringContaining('same card') },
    });
    opened.length = 0;
    await shop.callTool('pay_onetime', second);
    expect(JSON.stringify(opened.at(-1)?.question)).toContain('Already done at');
    expect((await shop.callTool('pay_onetime', second)).status).toBe('done');
    expect((await shop.readAudit()).lines.map((line) => JSON.stringify(line)).join()).not.toMatch(/4092|12341234/);
  });
});
