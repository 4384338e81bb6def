import { describe, expect, it } from 'vitest';
import { Refused } from '../../src/guard/failure.ts';
import { movesOf } from '../../src/guard/moves.ts';
import type { PolicyRules } from '../../src/guard/policy/file.ts';
import { createPolicy, type PolicyRequest } from '../../src/guard/policy.ts';
import { createMemoryStore } from '../../src/store/memory.ts';

/** 2026-11-23, a Monday, 10:00 in Korea. */
const MONDAY_TEN = Date.parse('2026-11-23T10:00:00+09:00') / 1000;
const HOUR = 3_600;
const DAY = 86_400;

const payment = {
  imp_uid: 'imp_1',
  amount: 100_000,
  cancel_amount: 0,
  currency: 'KRW',
  sandbox: false,
  paid_at: MONDAY_TEN - DAY,
};

type Change = Partial<Omit<PolicyRequest, 'moves'>>;

/** A refund of 10,000 of a payment of 100,000, made yesterday, unless said otherwise. */
function refund(change: Change = {}): PolicyRequest {
  const request = {
    tool: 'cancel_payment',
    effect: 'destructive' as const,
    money: 'refund' as const,
    args: { imp_uid: 'imp_1', amount: 10_000 },
    takesReason: true,
    seen: { payment },
    sandbox: false,
    caller: 'alice',
    now: MONDAY_TEN,
    ...change,
  };
  return { ...request, moves: movesOf(request) };
}

const charge = (change: Change = {}) =>
  refund({
    tool: 'pay_with_billing_key',
    money: 'charge_now',
    args: { customer_uid: 'c_1', merchant_uid: 'o_1', amount: 10_000 },
    takesReason: false,
    seen: { billing_key: { customer_uid: 'c_1', sandbox: false }, order: [] },
    ...change,
  });

function withoutMoney(): PolicyRequest {
  const { money: _, ...rest } = refund();
  return { ...rest, tool: 'revoke_vbank', moves: [] };
}

const policyOf = (rules: PolicyRules) =>
  createPolicy(
    rules,
    createMemoryStore(() => MONDAY_TEN),
  );

async function verdict(rules: PolicyRules, request: PolicyRequest): Promise<string> {
  try {
    const { typedAmount, secondApprover } = await policyOf(rules).check(request);
    const wanted = [
      typedAmount ? `typed ${typedAmount.currency} ${typedAmount.amount}` : '',
      secondApprover ? 'second' : '',
    ];
    return ['passes', ...wanted.filter((one) => one !== '')].join(', ');
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    expect(error.kind).toBe('policy_refused');
    return `refused: ${/"([a-z_.]+)"/.exec(error.next ?? '')?.[1] ?? error.message}`;
  }
}

const at = (time: string) => ({ now: Date.parse(`${time}+09:00`) / 1000 });
const noAmount = { args: { imp_uid: 'imp_1' }, seen: {} };
const night = { from: '22:00', to: '06:00', days: ['mon' as const] };
const work = { from: '09:00', to: '18:00' };
const kind = (reason: string) => ({ args: { imp_uid: 'imp_1', amount: 10_000, reason } });

describe('a policy', () => {
  it.each<[string, PolicyRules, PolicyRequest, string]>([
    ['no rules', {}, refund(), 'passes'],
    ['a million without a policy', {}, refund({ args: { amount: 1_000_000 } }), 'passes'],
    ['more without a policy', {}, refund({ args: { amount: 1_000_001 } }), 'passes, typed KRW 1000001'],
    ['dollars without a policy', {}, charge({ args: { amount: 5, currency: 'usd' } }), 'passes, typed USD 5'],
    ['what moves no money', {}, withoutMoney(), 'passes'],
    [
      'a full refund by what is left',
      {},
      refund({
        args: { imp_uid: 'imp_1' },
        seen: { payment: { ...payment, amount: 2_000_000, cancel_amount: 500_000 } },
      }),
      'passes, typed KRW 1500000',
    ],

    ['a tool that is off', { tools_off: ['cancel_payment'] }, refund(), 'refused: tools_off'],
    [
      'a reading tool that is off',
      { tools_off: ['get_payment'] },
      refund({ tool: 'get_payment', effect: 'read' }),
      'refused: tools_off',
    ],
    ['another tool', { tools_off: ['pay_onetime'] }, refund(), 'passes'],

    ['locked to live, live', { lock: 'live' }, refund(), 'passes'],
    [
      'locked to live, test',
      { lock: 'live' },
      refund({ seen: { payment: { ...payment, sandbox: true } } }),
      'refused: lock',
    ],
    ['locked to test, live', { lock: 'test' }, refund(), 'refused: lock'],
    ['locked to test, test', { lock: 'test' }, refund({ seen: { payment: { ...payment, sandbox: true } } }), 'passes'],
    ['locked to test, not known', { lock: 'test' }, charge({ seen: { order: [] } }), 'refused: lock'],
    ['locked to test, a test key', { lock: 'test' }, charge({ seen: { billing_key: { sandbox: true } } }), 'passes'],
    ['locked to test, on the sandbox', { lock: 'test' }, refund({ sandbox: true }), 'passes'],
    ['locked to test, reading', { lock: 'test' }, refund({ effect: 'read' }), 'passes'],

    ['before work', { hours: work }, refund(at('2026-11-23T08:59:59')), 'refused: hours'],
    ['as work begins', { hours: work }, refund(at('2026-11-23T09:00:00')), 'passes'],
    ['at the end of work', { hours: work }, refund(at('2026-11-23T18:00:00')), 'refused: hours'],
    ['on a day off', { hours: { ...work, days: ['tue'] } }, refund(), 'refused: hours'],
    ['at night', { hours: night }, refund(at('2026-11-23T23:00:00')), 'passes'],
    ['in the morning after', { hours: night }, refund(at('2026-11-24T05:59:00')), 'passes'],
    ['in the morning before', { hours: night }, refund(at('2026-11-23T05:59:00')), 'refused: hours'],
    ['in the next night', { hours: night }, refund(at('2026-11-24T23:00:00')), 'refused: hours'],
    ['until midnight', { hours: { from: '12:00', to: '24:00' } }, refund(at('2026-11-23T23:59:59')), 'passes'],
    ['reading at any time', { hours: night }, refund({ effect: 'read' }), 'passes'],

    [
      'an old payment',
      { refund: { max_age_days: 1 } },
      refund({ now: MONDAY_TEN + 1 }),
      'refused: refund.max_age_days',
    ],
    ['just young enough', { refund: { max_age_days: 1 } }, refund(), 'passes'],
    [
      'an age that is not known',
      { refund: { max_age_days: 1 } },
      refund({ seen: { payment: { ...payment, paid_at: 0 } } }),
      'refused: refund.max_age_days',
    ],
    ['a charge has no age', { refund: { max_age_days: 1 } }, charge(), 'passes'],

    ['no reason', { refund: { reason: 'required' } }, refund(), 'refused: reason'],
    ['a blank reason', { refund: { reason: 'required' } }, refund(kind('  ')), 'refused: reason'],
    ['any reason', { refund: { reason: 'required' } }, refund(kind('x')), 'passes'],
    [
      'no reason of a list',
      { refund: { reason: ['변심'] } },
      refund(),
      'refused: The operator\'s policy wants a "reason" for a refund. Nothing was sent.',
    ],
    ['a reason of the list', { refund: { reason: ['변심'] } }, refund(kind('변심'.normalize('NFD'))), 'passes'],
    [
      'another reason',
      { refund: { reason: ['변심'] } },
      refund(kind('변심 아님')),
      'refused: The operator\'s policy does not allow this "reason". Nothing was sent.',
    ],
    ['a tool without reasons', { refund: { reason: 'required' } }, refund({ takesReason: false }), 'passes'],

    ['as much as one call may', { refund: { per_call: 10_000 } }, refund(), 'passes'],
    ['more than one call may', { refund: { per_call: 9_999 } }, refund(), 'refused: refund.per_call'],
    ['the cap of charges', { refund: { per_call: 1 } }, charge(), 'passes'],
    ['more than one charge may', { charge: { per_call: 9_999 } }, charge(), 'refused: charge.per_call'],
    [
      'several schedules as one call',
      { charge: { per_call: 19_999 } },
      charge({
        money: 'charge_later',
        args: {
          schedules: [
            { merchant_uid: 'a', amount: 10_000, currency: 'KRW' },
            { merchant_uid: 'b', amount: 10_000, currency: 'KRW' },
          ],
        },
      }),
      'refused: charge.per_call',
    ],
    [
      'a schedule by what was booked',
      { charge: { per_call: 9_999 } },
      charge({ args: { merchant_uid: 'a' }, seen: { schedule: { amount: 10_000 } } }),
      'refused: charge.per_call',
    ],
    ['nothing at all', { refund: { per_day: 0 } }, refund(), 'refused: refund.per_day'],
    [
      'a currency with a cap',
      { charge: { per_call: { USD: 10.5 } } },
      charge({ args: { amount: 10.5, currency: 'USD' } }),
      'passes, typed USD 10.5',
    ],
    ['a currency without one', { charge: { per_day: { USD: 10 } } }, charge(), 'refused: charge.per_day'],
    ['an amount that is not known', { refund: { per_day: 10_000 } }, refund(noAmount), 'refused: refund.per_day'],
    ['an amount that is not known, without caps', {}, refund(noAmount), 'passes'],
    [
      'what others refunded',
      { refund: { per_payment: 50_000 } },
      refund({ seen: { payment: { ...payment, cancel_amount: 40_001 } } }),
      'refused: refund.per_payment',
    ],
    [
      'what others refunded, within',
      { refund: { per_payment: 50_000 } },
      refund({ seen: { payment: { ...payment, cancel_amount: 40_000 } } }),
      'passes',
    ],

    ['typing above', { typed_amount_above: 9_999 }, refund(), 'passes, typed KRW 10000'],
    ['typing not above', { typed_amount_above: 10_000 }, refund(), 'passes'],
    ['a second person above', { second_approver_above: 9_999 }, refund(), 'passes, second'],
    ['a second person not above', { second_approver_above: 10_000 }, refund(), 'passes'],
    ['a second person for what is not known', { second_approver_above: 10_000 }, refund(noAmount), 'passes, second'],
    [
      'a second person for another currency',
      { second_approver_above: 10_000, typed_amount_above: { USD: 9 } },
      charge({ args: { amount: 1, currency: 'USD' } }),
      'passes, second',
    ],
  ])('%s', async (_name, rules, request, expected) => {
    expect(await verdict(rules, request)).toBe(expected);
  });
});

describe('counters', () => {
  const refusal = (key: string) => ({ kind: 'policy_refused', next: expect.stringContaining(`"${key}"`) });

  it('hold a day, and begin anew at midnight in Korea', async () => {
    const policy = policyOf({ refund: { per_day: 25_000 } });
    await policy.reserve(refund());
    await policy.reserve(refund({ caller: 'bob' }));
    await expect(policy.reserve(refund())).rejects.toMatchObject(refusal('refund.per_day'));
    await expect(policy.check(refund())).rejects.toMatchObject(refusal('refund.per_day'));
    await expect(policy.reserve(refund({ now: MONDAY_TEN + 14 * HOUR - 1 }))).rejects.toMatchObject(
      refusal('refund.per_day'),
    );
    const { day } = await policy.reserve(refund({ now: MONDAY_TEN + 14 * HOUR }));
    expect(day).toBe('2026-11-24');
  });

  it('hold each caller apart', async () => {
    const policy = policyOf({ charge: { per_caller: 10_000 } });
    await policy.reserve(charge());
    await expect(policy.reserve(charge())).rejects.toMatchObject(refusal('charge.per_caller'));
    await policy.reserve(charge({ caller: 'bob' }));
  });

  it('hold each payment apart', async () => {
    const policy = policyOf({ refund: { per_payment: 15_000 } });
    await policy.reserve(refund());
    await expect(policy.reserve(refund())).rejects.toMatchObject(refusal('refund.per_payment'));
    await policy.reserve(refund({ seen: { payment: { ...payment, imp_uid: 'imp_2' } } }));
  });

  it('take nothing when one of several caps has no room', async () => {
    const policy = policyOf({ refund: { per_day: 25_000, per_caller: 10_000 } });
    await policy.reserve(refund());
    for (let i = 0; i < 5; i++)
      await expect(policy.reserve(refund())).rejects.toMatchObject(refusal('refund.per_caller'));
    await policy.reserve(refund({ caller: 'bob' }));
  });

  it('give room back once', async () => {
    const policy = policyOf({ refund: { per_day: 20_000 } });
    const first = await policy.reserve(refund());
    await policy.reserve(refund());
    await first.release();
    await first.release();
    await policy.reserve(refund());
    await expect(policy.reserve(refund())).rejects.toMatchObject(refusal('refund.per_day'));
  });

  it('add up cents exactly', async () => {
    const policy = policyOf({ charge: { per_day: { USD: 1 } } });
    const dime = charge({ args: { merchant_uid: 'o', amount: 0.1, currency: 'USD' } });
    for (let i = 0; i < 10; i++) await policy.reserve(dime);
    await expect(policy.reserve(dime)).rejects.toMatchObject(refusal('charge.per_day'));
  });

  it('do not let crumbs through', async () => {
    const policy = policyOf({ charge: { per_day: { USD: 0.002 } } });
    const crumb = charge({ args: { merchant_uid: 'o', amount: 0.0001, currency: 'USD' } });
    await policy.reserve(crumb);
    await policy.reserve(crumb);
    await expect(policy.reserve(crumb)).rejects.toMatchObject(refusal('charge.per_day'));
  });

  it('know what an earlier process spent', async () => {
    const policy = policyOf({ refund: { per_day: 20_000 } });
    await policy.restore([
      {
        day: '2026-11-23',
        caller: 'x',
        kind: 'refund',
        moves: [{ payment: 'imp_9', amount: 15_000, currency: 'KRW' }],
      },
      {
        day: '2026-11-22',
        caller: 'x',
        kind: 'refund',
        moves: [{ payment: 'imp_9', amount: 15_000, currency: 'KRW' }],
      },
    ]);
    await expect(policy.reserve(refund())).rejects.toMatchObject(refusal('refund.per_day'));
    await policy.reserve(refund({ args: { imp_uid: 'imp_1', amount: 5_000 } }));
  });

  it('tell whether anything must outlive the process', () => {
    expect(policyOf({ refund: { per_call: 1 } }).counts).toBe(false);
    expect(policyOf({ charge: { per_caller: 1 } }).counts).toBe(true);
  });
});

describe('what moves', () => {
  it('of Naver items is the items named, with their delivery', () => {
    const naver_items = [
      { product_order_id: 'a', product_amount: 1_000, delivery_amount: 300 },
      { product_order_id: 'b', product_amount: 2_000, delivery_amount: 0 },
    ];
    const moves = (args: object) =>
      movesOf({ money: 'refund', args: { imp_uid: 'imp_1', ...args }, seen: { naver_items } });
    expect(moves({ product_order_id: ['a'] })).toEqual([{ payment: 'imp_1', amount: 1_300, currency: 'KRW' }]);
    expect(moves({ all: true })).toEqual([{ payment: 'imp_1', amount: 3_300, currency: 'KRW' }]);
    expect(moves({ product_order_id: ['c'] })).toEqual([{ payment: 'imp_1', currency: 'KRW' }]);
  });

  it('is no amount that could lower a counter', () => {
    for (const amount of [-1, Number.NaN, Number.POSITIVE_INFINITY, '5'])
      expect(movesOf({ money: 'charge_now', args: { merchant_uid: 'o', amount }, seen: {} })).toEqual([
        { payment: 'o', currency: 'KRW' },
      ]);
  });
});
