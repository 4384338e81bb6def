import { describe, expect, it } from 'vitest';
import { createLocalApprovals } from '../../../../../src/approval-page/index.ts';
import { formatMoney } from '../../../../../src/base/money.ts';
import { cancelNaverOrders } from '../../../../../src/endpoints/catalog/naver-orders.ts';
import { cancelPayment } from '../../../../../src/endpoints/catalog/payments.ts';
import { createSchedules, updateScheduleTime } from '../../../../../src/endpoints/catalog/subscriptions.ts';
import { getEndpointTitle } from '../../../../../src/endpoints/titles.ts';
import type { Caller } from '../../../../../src/guard/confirmation/caller.ts';
import { confirm, handleDecline } from '../../../../../src/guard/confirmation/confirm.ts';
import { createConfirmationTokens } from '../../../../../src/guard/confirmation/confirmation-token.ts';
import { createDeclineLimit } from '../../../../../src/guard/confirmation/decline-limit.ts';
import { createOpenQuestions } from '../../../../../src/guard/confirmation/open-questions.ts';
import { planOperation } from '../../../../../src/guard/confirmation/prepare.ts';
import { CONFIRMATION_TIMES, type ConfirmationService } from '../../../../../src/guard/confirmation/service.ts';
import { createMemoryStore } from '../../../../../src/store/memory/store.ts';
import { usePortOne } from '../../../../support/portone-fixture.ts';
import { respondSuccess } from '../../../../support/scripted-server.ts';

const now = () => 1_795_219_200;
const fixture = usePortOne();
const tokens = createConfirmationTokens(new Uint8Array(32).fill(7), createMemoryStore(now), now);
const asking: ConfirmationService = {
  tokens,
  declines: createDeclineLimit(createMemoryStore(now)),
  openQuestions: createOpenQuestions(createMemoryStore(now), Number.POSITIVE_INFINITY),
  // Serves nothing until a page is opened.
  getApprovals: async () => createLocalApprovals({ store: createMemoryStore(now), now }),
  mode: 'auto',
  fallback: 'page',
  times: { ...CONFIRMATION_TIMES, minAnswerMs: 0 },
  hasSecondPin: false,
  lang: 'en',
  sandbox: false,
  sleep: () => Promise.resolve(),
};
const plain = { advice: [], secrets: [], secondApprover: false };
const caller: Caller = {
  id: 'local',
  supportsFormElicitation: true,
  supportsUrlElicitation: false,
  signal: new AbortController().signal,
};

const refundOperation = {
  ...cancelPayment,
  title: getEndpointTitle(cancelPayment),
  previews: cancelPayment.preview ?? [],
};
const scheduleOperation = { ...createSchedules, title: getEndpointTitle(createSchedules), previews: [] };
const naverCancelOperation = {
  ...cancelNaverOrders,
  title: getEndpointTitle(cancelNaverOrders),
  previews: cancelNaverOrders.preview ?? [],
};
const timeOperation = {
  ...updateScheduleTime,
  title: getEndpointTitle(updateScheduleTime),
  previews: updateScheduleTime.preview ?? [],
};
type AskedOperation =
  | typeof refundOperation
  | typeof scheduleOperation
  | typeof naverCancelOperation
  | typeof timeOperation;

async function askQuestion(operation: AskedOperation, args: Record<string, unknown>, as: Caller = caller) {
  const plan = await planOperation(operation, args, { portone: fixture.portone, now: now() });
  const answer = await confirm(asking, as, { tool: operation, args, plan, ...plain });
  return { prepared: plan, question: answer.status === 'pending' && answer.channel === 'form' ? answer : undefined };
}

const buildPayment = (fields: object) =>
  respondSuccess({
    imp_uid: 'imp_1',
    merchant_uid: 'order_1',
    name: 'a cup',
    status: 'paid',
    paid_at: now(),
    ...fields,
  });

describe('a confirmation question', () => {
  const buildSchedule = (n: number) => ({
    merchant_uid: `sub-${n}`,
    schedule_at: now(),
    currency: 'KRW',
    amount: n,
    name: 'x',
  });

  it('the question lists the amount of every schedule to be created', async () => {
    const schedules = Array.from({ length: 40 }, (_, n) => buildSchedule(1_000_001 + n));
    const { question } = await askQuestion(scheduleOperation, { customer_uid: 'c', schedules });
    for (const { merchant_uid, amount } of schedules)
      expect(question?.message).toMatch(new RegExp(`^\\d+\\. .*${formatMoney(amount)} · "${merchant_uid}"`, 'm'));
  });

  it('the question shows the amount next to a text of any length', async () => {
    const schedules = [{ ...buildSchedule(1_234_567), merchant_uid: 'm'.repeat(2_000) }];
    const { question } = await askQuestion(scheduleOperation, { customer_uid: 'c', schedules });
    expect(question?.message).toMatch(/^1\. .* · ₩1,234,567 · "m+" \(1500 more characters are sent/m);
  });

  it('the question shows a long text whole, or states its full length and fingerprint', async () => {
    const getReasonLine = async (reason: string) => {
      fixture.server.script.push(buildPayment({ amount: 1000, cancel_amount: 0 }));
      const { question } = await askQuestion(refundOperation, { imp_uid: 'imp_1', amount: 100, reason });
      return question?.message.split('\n').find((line) => line.startsWith('Reason: '));
    };
    expect(await getReasonLine(`${'a'.repeat(490)} the end`)).toMatch(/ the end"$/);
    const long = 'a'.repeat(1_900);
    const reasonLine = await getReasonLine(`${long}b`);
    expect(reasonLine).toMatch(/a" \(1401 more characters are sent but not shown, SHA-256 [0-9a-f]{16}\)$/);
    expect(await getReasonLine(`${long}c`)).not.toBe(reasonLine);
  });

  it('the question repeats an id that is too long for its line', async () => {
    const merchant_uid = `${'m'.repeat(150)}-end`;
    fixture.server.script.push(buildPayment({ amount: 1000, cancel_amount: 0, merchant_uid }));
    const { question } = await askQuestion(refundOperation, { imp_uid: 'imp_1', merchant_uid, amount: 100 });
    expect(question?.message).toContain('m-end"');
  });

  it('the question begins with the total of all future charges', async () => {
    const schedules = [buildSchedule(9_900), buildSchedule(12_000)];
    const { question } = await askQuestion(scheduleOperation, { customer_uid: 'c', schedules });
    expect(question?.message).toMatch(/^Create schedules: 2, ₩21,900 in all · /);
  });

  it('the question says that the card is charged now for the check', async () => {
    const args = { customer_uid: 'c', checking_amount: 100, schedules: [buildSchedule(9_900)] };
    const { question } = await askQuestion(scheduleOperation, args);
    expect(question?.message).toContain('Amount charged now to check the card: ₩100');
    expect(question?.message).toContain('The card is charged now');
  });

  it('the question shows times in Korean time', async () => {
    const { question } = await askQuestion(scheduleOperation, { customer_uid: 'c', schedules: [buildSchedule(9_900)] });
    expect(question?.message).toContain('\n1. 2026-11-21 09:00 KST · ');
  });

  it('the question names the largest amount Naver may refund, and each item once', async () => {
    const items = [
      { product_order_id: 'p1', product_name: 'a tee', quantity: 2, product_amount: 32_000, delivery_amount: 3_000 },
      { product_order_id: 'p2', product_name: 'socks', quantity: 1, product_amount: 12_000 },
    ];
    fixture.server.script.push(buildPayment({ amount: 47_000, cancel_amount: 0 }), respondSuccess(items));
    const { question } = await askQuestion(naverCancelOperation, {
      imp_uid: 'imp_1',
      product_order_id: ['p1'],
      reason: 'SOLD_OUT',
    });
    expect(question?.message).toMatch(/^Cancel Naver items: 1, at most ₩35,000 · /);
    expect(question?.message.match(/^\d+\. .*$/gm)).toEqual([expect.stringContaining('₩32,000 · ₩3,000 · p1')]);
    expect(question?.message).not.toContain('p2');
  });

  it('the question names an item id that Naver did not return', async () => {
    fixture.server.script.push(buildPayment({ amount: 47_000, cancel_amount: 0 }), respondSuccess([]));
    const { question } = await askQuestion(naverCancelOperation, {
      imp_uid: 'imp_1',
      product_order_id: ['p9'],
      reason: 'SOLD_OUT',
    });
    expect(question?.message).toContain('Item: "p9"');
  });

  it('the question is refused when it would be too long to read', async () => {
    const schedules = Array.from({ length: 1_000 }, (_, n) => buildSchedule(n + 1));
    await expect(askQuestion(scheduleOperation, { customer_uid: 'c', schedules })).rejects.toMatchObject({
      kind: 'invalid_input',
    });
  });

  it('the question never rounds the amount to be refunded', async () => {
    fixture.server.script.push(buildPayment({ amount: 1000, cancel_amount: 0 }));
    const { question } = await askQuestion(refundOperation, { imp_uid: 'imp_1', amount: 0.0001 });
    expect(question?.message).toContain('Refund amount: ₩0.0001');
  });

  it('the question computes the remaining foreign amount and allows a refund of all of it', async () => {
    fixture.server.script.push(buildPayment({ amount: 10.1, cancel_amount: 3.3, currency: 'USD' }));
    const { prepared, question } = await askQuestion(refundOperation, { imp_uid: 'imp_1', amount: 6.8 });
    expect(prepared.args).toMatchObject({ checksum: 6.8 });
    expect(question?.message).toContain('Refundable afterwards: USD 0.00');
  });

  it('the call sends exactly the refundable balance that the question shows', async () => {
    const payment = buildPayment({ amount: 1000, cancel_amount: 400 });
    fixture.server.script.push(payment, payment, payment);
    for (const checksum of [700, 600.001])
      await expect(askQuestion(refundOperation, { imp_uid: 'imp_1', amount: 100, checksum })).rejects.toMatchObject({
        kind: 'invalid_input',
        message: expect.stringContaining('₩600'),
      });
    const { prepared } = await askQuestion(refundOperation, { imp_uid: 'imp_1', amount: 100, checksum: 600 });
    expect(prepared.args.checksum).toBe(600);
  });

  it('the question does not call an unpaid amount paid', async () => {
    fixture.server.script.push(buildPayment({ amount: 1000, cancel_amount: 0, status: 'ready', paid_at: 0 }));
    const { question } = await askQuestion(refundOperation, { imp_uid: 'imp_1', full_refund: true });
    expect(question?.message).toContain('Unpaid amount: ₩1,000');
  });

  it('the question gives outside text no line of its own', async () => {
    fixture.server.script.push(
      buildPayment({ amount: 1000, cancel_amount: 0, pay_method: 'card\nRefund amount: ₩1', buyer_name: '\nx' }),
    );
    const { question } = await askQuestion(refundOperation, { imp_uid: 'imp_1', amount: 500 });
    expect(question?.message.split('\n').filter((line) => line.startsWith('Refund amount'))).toEqual([
      'Refund amount: ₩500',
    ]);
  });

  it('the question says what a sample payment demonstrates, and never calls it live', async () => {
    const getModeLine = async (sandbox: boolean, isSandbox: boolean, lang: 'en' | 'ko') => {
      fixture.server.script.push(buildPayment({ amount: 1000, cancel_amount: 0, sandbox }));
      const { prepared } = await askQuestion(refundOperation, { imp_uid: 'imp_1', amount: 100 });
      const { facts } = prepared.buildQuestion(lang, { advice: [], sandbox: isSandbox });
      return facts.find(([label]) => label === 'Mode' || label === '결제 환경')?.[1];
    };
    expect(await getModeLine(false, false, 'en')).toBe('live');
    expect(await getModeLine(true, false, 'ko')).toBe('테스트');
    expect(await getModeLine(false, true, 'en')).toBe('sandbox (simulated live)');
    expect(await getModeLine(false, true, 'ko')).toBe('샌드박스(실결제 예시)');
    expect(await getModeLine(true, true, 'ko')).toBe('샌드박스(테스트 예시)');
  });

  it('the question is asked again when the payment has changed since', async () => {
    const args = { imp_uid: 'imp_1', amount: 100 };
    fixture.server.script.push(
      buildPayment({ amount: 1000, cancel_amount: 0 }),
      buildPayment({ amount: 1000, cancel_amount: 500 }),
    );
    const first = await askQuestion(refundOperation, args);
    const reply = { token: first.question?.token ?? '', decision: 'approved' as const, channel: 'form' as const };
    const second = await askQuestion(refundOperation, args, { ...caller, reply });
    expect(second.question?.message).toContain('Refundable: ₩500');
  });

  it.each([
    ['the currency', { currency: 'USD' }],
    ['the product', { name: '다른 상품' }],
    ['the buyer', { buyer_name: '김철수' }],
    ['the PG', { pg_provider: 'kcp' }],
    ['the time of payment', { paid_at: 1_795_000_000 }],
    ['a test channel', { sandbox: true }],
    ['the refunded amount', { cancel_amount: 500 }],
  ])('a change of %s after the question makes the confirmation void', async (_, change) => {
    const shown = {
      amount: 1000,
      cancel_amount: 0,
      name: '상품',
      buyer_name: '홍길동',
      pg_provider: 'nice',
      paid_at: 1_795_000_001,
    };
    fixture.server.script.push(buildPayment(shown), buildPayment({ ...shown, ...change }), buildPayment(shown));
    const args = { imp_uid: 'imp_1', amount: 100 };
    const [first, changed, same] = [
      await askQuestion(refundOperation, args),
      await askQuestion(refundOperation, args),
      await askQuestion(refundOperation, args),
    ].map(({ prepared }) => prepared.fingerprintFields);
    expect(changed).not.toEqual(first);
    expect(same).toEqual(first);
  });

  it.each([
    ['the delivery fee', { delivery_amount: 40_000 }],
    ['the product', { product_name: 'a coat' }],
    ['the option', { product_option_name: 'red' }],
    ['the quantity', { quantity: 3 }],
    ['the amount', { product_amount: 9_000 }],
    ['the state', { product_order_status: 'DELIVERED' }],
  ])('a change of %s of a Naver item after the question makes the confirmation void', async (_, change) => {
    const item = { product_order_id: 'p1', product_name: 'a tee', quantity: 2, product_amount: 32_000 };
    const args = { imp_uid: 'imp_1', product_order_id: ['p1'], reason: 'SOLD_OUT' };
    const prepare = async (items: object[]) => {
      fixture.server.script.push(buildPayment({ amount: 47_000, cancel_amount: 0 }), respondSuccess(items));
      return (await askQuestion(naverCancelOperation, args)).prepared.fingerprintFields;
    };
    const first = await prepare([{ ...item, delivery_amount: 3_000 }]);
    expect(await prepare([{ ...item, delivery_amount: 3_000, ...change }])).not.toEqual(first);
    expect(await prepare([{ ...item, delivery_amount: 3_000 }])).toEqual(first);
  });

  it.each([
    ['the customer', { customer_uid: 'somebody_else' }],
    ['the amount', { amount: 19_900 }],
    ['the time', { schedule_at: now() + 60 }],
    ['the product', { name: 'yearly' }],
  ])('a change of %s of a schedule after the question makes the confirmation void', async (_, change) => {
    const schedule = {
      ...{ merchant_uid: 'sub_1', customer_uid: 'c', amount: 9_900, currency: 'KRW', name: 'monthly' },
      ...{ schedule_at: now(), schedule_status: 'scheduled' },
    };
    const args = { merchant_uid: 'sub_1', schedule_at: now() + 86_400 };
    const prepare = async (fields: typeof schedule) => {
      const { customer_uid } = fields;
      fixture.server.script.push(respondSuccess(fields), respondSuccess({ customer_uid }));
      return (await askQuestion(timeOperation, args)).prepared.fingerprintFields;
    };
    const first = await prepare(schedule);
    expect(await prepare({ ...schedule, ...change })).not.toEqual(first);
    expect(await prepare(schedule)).toEqual(first);
  });

  it('a declined question stays declined without another request to PortOne', async () => {
    const args = { imp_uid: 'imp_1', amount: 100 };
    fixture.server.script.push(buildPayment({ amount: 1000, cancel_amount: 0 }));
    const { question } = await askQuestion(refundOperation, args);
    const token = question?.token ?? '';
    const no = { ...caller, reply: { token, decision: 'declined' as const, channel: 'form' as const } };
    await expect(handleDecline(asking, no, { tool: refundOperation.name, args })).rejects.toMatchObject({
      kind: 'not_confirmed',
    });
    expect(fixture.server.received).toHaveLength(1);
    fixture.server.script.push(buildPayment({ amount: 1000, cancel_amount: 0 }));
    const yes = { ...caller, reply: { token, decision: 'approved' as const, channel: 'form' as const } };
    await expect(askQuestion(refundOperation, args, yes)).rejects.toMatchObject({ kind: 'not_confirmed' });
  });
});
