import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Refused } from '../../../../src/base/refusal.ts';
import type { PolicyLayer } from '../../../../src/guard/policy/layers.ts';
import { createPolicy, type Policy } from '../../../../src/guard/policy/policy.ts';
import type { PolicyRules } from '../../../../src/guard/policy/policy-file.ts';
import type { PolicyRequest } from '../../../../src/guard/policy/policy-request.ts';
import { createMemoryStore } from '../../../../src/store/memory/store.ts';
import { buildRefundRequest, MONDAY_TEN } from '../../../support/policy-requests.ts';

const createLayered = (layers: readonly PolicyLayer[]) =>
  createPolicy(
    layers,
    createMemoryStore(() => MONDAY_TEN),
  );

const createBoth = (company: PolicyRules, shop: PolicyRules) =>
  createLayered([
    { issuer: 'company', rules: company },
    { issuer: 'shop', rules: shop },
  ]);

/** What a policy says of a request, and who refused. */
async function decide(policy: Policy, request: PolicyRequest): Promise<string> {
  try {
    const { typedAmounts, secondApprover } = await policy.check(request);
    await policy.reserve(request, { secondApprover, ...(typedAmounts ? { typedAmounts } : {}) });
    return `passes${typedAmounts ? ', typed' : ''}${secondApprover ? ', second' : ''}`;
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    return error.message.split(' policy ')[0] ?? '';
  }
}

const refund = (amount: number, more: object = {}) =>
  buildRefundRequest({ args: { imp_uid: 'imp_1', amount, reason: 'defect' }, ...more });

describe('a company policy beside the policy of a shop', () => {
  it.each<[string, PolicyRules, PolicyRules, PolicyRequest, string]>([
    ['both allow it', { refund: { per_call: 500 } }, { refund: { per_call: 900 } }, refund(500), 'passes'],
    [
      'a cap of the company',
      { refund: { per_call: 500 } },
      { refund: { per_call: 900 } },
      refund(501),
      "The company's",
    ],
    ['a cap of the shop', { refund: { per_day: 900 } }, { refund: { per_day: 500 } }, refund(501), "This shop's own"],
    [
      'a daily cap of the company',
      { refund: { per_day: 500 } },
      { refund: { per_day: 900 } },
      refund(501),
      "The company's",
    ],
    ['a tool that the company disabled', { disabled_tools: ['cancel_payment'] }, {}, refund(1), "The company's"],
    ['a tool that the shop disabled', {}, { disabled_tools: ['cancel_payment'] }, refund(1), "This shop's own"],
    ['hours of the company', { business_hours: { from: '11:00', to: '12:00' } }, {}, refund(1), "The company's"],
    ['an environment of the company', { environment: 'test' }, { environment: 'live' }, refund(1), "The company's"],
    [
      'a reason of the company',
      { refund: { reason: ['fraud'] } },
      { refund: { reason: 'required' } },
      refund(1),
      "The company's",
    ],
    [
      'an age of the company',
      { refund: { max_age_days: 0.5 } },
      { refund: { max_age_days: 9 } },
      refund(1),
      "The company's",
    ],
    ['typing from the company', { typed_amount_above: 100 }, { typed_amount_above: 900 }, refund(101), 'passes, typed'],
    ['typing from the shop', { typed_amount_above: 900 }, { typed_amount_above: 100 }, refund(101), 'passes, typed'],
    [
      'typing that the company left at its default',
      {},
      { typed_amount_above: 9_000_000 },
      refund(1_000_001),
      'passes, typed',
    ],
    ['typing that the shop leaves to the company', { typed_amount_above: 9_000_000 }, {}, refund(1_000_001), 'passes'],
    ['a second approver for the company', { second_approver_above: 5 }, {}, refund(6), 'passes, second'],
    ['a second approver for the shop', {}, { second_approver_above: 5 }, refund(6), 'passes, second'],
    [
      'an unknown amount that the company leaves out',
      {},
      { second_approver_above: 5 },
      refund(0, { args: {}, snapshot: {} }),
      'PortOne does not tell how much money this would move, so nobody could confirm the amount. Nothing was sent.',
    ],
  ])('%s', async (_, company, shop, request, decision) => {
    expect(await decide(createBoth(company, shop), request)).toBe(decision);
  });

  it('an amount counts once for both, and the lower cap decides', async () => {
    const policy = createBoth({ refund: { per_day: 1_000 } }, { refund: { per_day: 2_000, per_caller: 700 } });
    expect(await decide(policy, refund(600))).toBe('passes');
    expect(await decide(policy, refund(101))).toBe("This shop's own");
    expect(await decide(policy, refund(300, { caller: 'bora' }))).toBe('passes');
    expect(await decide(policy, refund(101, { caller: 'bora' }))).toBe("The company's");
    expect(await decide(policy, refund(100, { caller: 'bora' }))).toBe('passes');
  });

  it.each<[PolicyRules, PolicyRules, string]>([
    [{ refund: { per_day: 9 } }, { refund: { per_day: 9 }, on_lost_counters: 'continue' }, "The company's"],
    [{ on_lost_counters: 'refuse' }, { refund: { per_day: 9 }, on_lost_counters: 'continue' }, "The company's"],
    [{ refund: { per_day: 9 }, on_lost_counters: 'continue' }, { refund: { per_day: 9 } }, "This shop's own"],
    [{ refund: { per_day: 9 }, on_lost_counters: 'continue' }, {}, 'passes'],
  ])('after lost counters, the company %j and the shop %j: %s', async (company, shop, decision) => {
    const policy = createBoth(company, shop);
    policy.markCountersLost('2026-11-23');
    expect(await decide(policy, refund(1))).toBe(decision);
    // What the server tells at start agrees.
    expect(policy.onLostCounters === 'continue').toBe(decision === 'passes');
  });

  it('the refusal names the policy in Korean for the model, and the key in it', async () => {
    const policy = createBoth({ refund: { per_call: 5 } }, { refund: { per_call: 3 } });
    await expect(policy.check(refund(6))).rejects.toMatchObject({
      next: 'Tell the user. Only the operator can change "refund.per_call" in the company\'s policy (회사 공통 정책).',
    });
    await expect(policy.check(refund(4))).rejects.toMatchObject({
      next: 'Tell the user. Only the operator can change "refund.per_call" in this shop\'s own policy (상점 정책).',
    });
  });
});

const limit = fc.option(fc.integer({ min: 0, max: 30 }), { nil: undefined });
const caps = fc.record({ per_call: limit, per_payment: limit, per_day: limit, per_caller: limit });
const anyRules = fc
  .record({
    refund: caps,
    typed_amount_above: limit,
    second_approver_above: limit,
    disabled_tools: fc.subarray(['cancel_payment', 'refund_payment']),
  })
  // Rules as a file holds them: what is not given is absent.
  .map((rules) => JSON.parse(JSON.stringify(rules)) as PolicyRules);
const anyCalls = fc.array(
  fc.record({
    tool: fc.constantFrom('cancel_payment', 'refund_payment', 'other'),
    amount: fc.integer({ min: 1, max: 20 }),
    caller: fc.constantFrom('anna', 'bora'),
    imp_uid: fc.constantFrom('imp_1', 'imp_2'),
  }),
  { minLength: 1, maxLength: 10 },
);

it('whatever a shop writes, what passes both policies passes the company alone, with no weaker confirmation', async () => {
  await fc.assert(
    fc.asyncProperty(anyRules, anyRules, anyCalls, async (company, shop, calls) => {
      const both = createBoth(company, shop);
      const alone = createLayered([{ issuer: 'company', rules: company }]);
      for (const { tool, amount, caller, imp_uid } of calls) {
        const request = { ...refund(amount, { args: { imp_uid, amount } }), tool, caller };
        const decision = await decide(both, request);
        if (!decision.startsWith('passes')) continue;
        const ofCompany = await decide(alone, request);
        expect(ofCompany).toMatch(/^passes/);
        for (const demand of [', typed', ', second'])
          if (ofCompany.includes(demand)) expect(decision).toContain(demand);
      }
    }),
    { numRuns: 300 },
  );
});
