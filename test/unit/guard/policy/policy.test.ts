import { describe, expect, it } from 'vitest';
import { Refused } from '../../../../src/base/refusal.ts';
import type { PolicyRequest } from '../../../../src/guard/policy/policy.ts';
import type { PolicyRules } from '../../../../src/guard/policy/policy-file.ts';
import {
  buildChargeRequest,
  buildRefundRequest,
  createTestPolicy,
  MONDAY_TEN,
  payment,
} from '../../../support/policy-requests.ts';

function buildRequestWithoutMoney(): PolicyRequest {
  const { money: _, ...rest } = buildRefundRequest();
  return { ...rest, tool: 'revoke_vbank', moves: [] };
}

async function checkPolicy(rules: PolicyRules, request: PolicyRequest): Promise<string> {
  try {
    const { typedAmount, secondApprover } = await createTestPolicy(rules).check(request);
    const expectations = [
      typedAmount ? `typed ${typedAmount.currency} ${typedAmount.amount}` : '',
      secondApprover ? 'second' : '',
    ];
    return ['passes', ...expectations.filter((one) => one !== '')].join(', ');
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    expect(error.kind).toBe('policy_refused');
    return `refused: ${/"([a-z_.]+)"/.exec(error.next ?? '')?.[1] ?? error.message}`;
  }
}

const toTime = (time: string) => ({ now: Date.parse(`${time}+09:00`) / 1000 });
const noAmount = { args: { imp_uid: 'imp_1' }, seen: {} };
const night = { from: '22:00', to: '06:00', days: ['mon' as const] };
const work = { from: '09:00', to: '18:00' };
const withReason = (reason: string) => ({ args: { imp_uid: 'imp_1', amount: 10_000, reason } });

describe('a policy', () => {
  it.each<[string, PolicyRules, PolicyRequest, string]>([
    ['no rules', {}, buildRefundRequest(), 'passes'],
    ['a million without a policy', {}, buildRefundRequest({ args: { amount: 1_000_000 } }), 'passes'],
    ['more without a policy', {}, buildRefundRequest({ args: { amount: 1_000_001 } }), 'passes, typed KRW 1000001'],
    [
      'dollars without a policy',
      {},
      buildChargeRequest({ args: { amount: 5, currency: 'usd' } }),
      'passes, typed USD 5',
    ],
    ['what moves no money', {}, buildRequestWithoutMoney(), 'passes'],
    [
      'a full refund by what is left',
      {},
      buildRefundRequest({
        args: { imp_uid: 'imp_1' },
        snapshot: { payment: { ...payment, amount: 2_000_000, cancel_amount: 500_000 } },
      }),
      'passes, typed KRW 1500000',
    ],

    ['a tool that is off', { disabled_tools: ['cancel_payment'] }, buildRefundRequest(), 'refused: disabled_tools'],
    [
      'a reading tool that is off',
      { disabled_tools: ['get_payment'] },
      buildRefundRequest({ tool: 'get_payment', effect: 'read' }),
      'refused: disabled_tools',
    ],
    ['another tool', { disabled_tools: ['pay_onetime'] }, buildRefundRequest(), 'passes'],

    ['locked to live, live', { environment: 'live' }, buildRefundRequest(), 'passes'],
    [
      'locked to live, test',
      { environment: 'live' },
      buildRefundRequest({ snapshot: { payment: { ...payment, sandbox: true } } }),
      'refused: environment',
    ],
    ['locked to test, live', { environment: 'test' }, buildRefundRequest(), 'refused: environment'],
    [
      'locked to test, test',
      { environment: 'test' },
      buildRefundRequest({ snapshot: { payment: { ...payment, sandbox: true } } }),
      'passes',
    ],
    [
      'locked to test, not known',
      { environment: 'test' },
      buildChargeRequest({ snapshot: { order: [] } }),
      'refused: environment',
    ],
    [
      'locked to test, a test key',
      { environment: 'test' },
      buildChargeRequest({ snapshot: { billing_key: { sandbox: true } } }),
      'passes',
    ],
    ['locked to test, on the sandbox', { environment: 'test' }, buildRefundRequest({ sandbox: true }), 'passes'],
    ['locked to test, reading', { environment: 'test' }, buildRefundRequest({ effect: 'read' }), 'passes'],

    [
      'before work',
      { business_hours: work },
      buildRefundRequest(toTime('2026-11-23T08:59:59')),
      'refused: business_hours',
    ],
    ['as work begins', { business_hours: work }, buildRefundRequest(toTime('2026-11-23T09:00:00')), 'passes'],
    [
      'at the end of work',
      { business_hours: work },
      buildRefundRequest(toTime('2026-11-23T18:00:00')),
      'refused: business_hours',
    ],
    ['on a day off', { business_hours: { ...work, days: ['tue'] } }, buildRefundRequest(), 'refused: business_hours'],
    ['at night', { business_hours: night }, buildRefundRequest(toTime('2026-11-23T23:00:00')), 'passes'],
    ['in the morning after', { business_hours: night }, buildRefundRequest(toTime('2026-11-24T05:59:00')), 'passes'],
    [
      'in the morning before',
      { business_hours: night },
      buildRefundRequest(toTime('2026-11-23T05:59:00')),
      'refused: business_hours',
    ],
    [
      'in the next night',
      { business_hours: night },
      buildRefundRequest(toTime('2026-11-24T23:00:00')),
      'refused: business_hours',
    ],
    [
      'until midnight',
      { business_hours: { from: '12:00', to: '24:00' } },
      buildRefundRequest(toTime('2026-11-23T23:59:59')),
      'passes',
    ],
    ['reading at any time', { business_hours: night }, buildRefundRequest({ effect: 'read' }), 'passes'],

    [
      'an old payment',
      { refund: { max_age_days: 1 } },
      buildRefundRequest({ now: MONDAY_TEN + 1 }),
      'refused: refund.max_age_days',
    ],
    ['just young enough', { refund: { max_age_days: 1 } }, buildRefundRequest(), 'passes'],
    [
      'an age that is not known',
      { refund: { max_age_days: 1 } },
      buildRefundRequest({ snapshot: { payment: { ...payment, paid_at: 0 } } }),
      'refused: refund.max_age_days',
    ],
    ['a charge has no age', { refund: { max_age_days: 1 } }, buildChargeRequest(), 'passes'],

    ['no reason', { refund: { reason: 'required' } }, buildRefundRequest(), 'refused: reason'],
    ['a blank reason', { refund: { reason: 'required' } }, buildRefundRequest(withReason('  ')), 'refused: reason'],
    ['any reason', { refund: { reason: 'required' } }, buildRefundRequest(withReason('x')), 'passes'],
    [
      'no reason of a list',
      { refund: { reason: ['변심'] } },
      buildRefundRequest(),
      'refused: The operator\'s policy wants a "reason" for a refund. Nothing was sent.',
    ],
    [
      'a reason of the list',
      { refund: { reason: ['변심'] } },
      buildRefundRequest(withReason('변심'.normalize('NFD'))),
      'passes',
    ],
    [
      'another reason',
      { refund: { reason: ['변심'] } },
      buildRefundRequest(withReason('변심 아님')),
      'refused: The operator\'s policy does not allow this "reason". Nothing was sent.',
    ],
    [
      'a tool without reasons',
      { refund: { reason: 'required' } },
      buildRefundRequest({ takesReason: false }),
      'passes',
    ],

    ['as much as one call may', { refund: { per_call: 10_000 } }, buildRefundRequest(), 'passes'],
    ['more than one call may', { refund: { per_call: 9_999 } }, buildRefundRequest(), 'refused: refund.per_call'],
    ['the cap of charges', { refund: { per_call: 1 } }, buildChargeRequest(), 'passes'],
    ['more than one charge may', { charge: { per_call: 9_999 } }, buildChargeRequest(), 'refused: charge.per_call'],
    [
      'several schedules as one call',
      { charge: { per_call: 19_999 } },
      buildChargeRequest({
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
      buildChargeRequest({ args: { merchant_uid: 'a' }, snapshot: { schedule: { amount: 10_000 } } }),
      'refused: charge.per_call',
    ],
    ['nothing at all', { refund: { per_day: 0 } }, buildRefundRequest(), 'refused: refund.per_day'],
    [
      'a currency with a cap',
      { charge: { per_call: { USD: 10.5 } } },
      buildChargeRequest({ args: { amount: 10.5, currency: 'USD' } }),
      'passes, typed USD 10.5',
    ],
    ['a currency without one', { charge: { per_day: { USD: 10 } } }, buildChargeRequest(), 'refused: charge.per_day'],
    [
      'an amount that is not known',
      { refund: { per_day: 10_000 } },
      buildRefundRequest(noAmount),
      'refused: refund.per_day',
    ],
    ['an amount that is not known, without caps', {}, buildRefundRequest(noAmount), 'passes'],
    [
      'what others refunded',
      { refund: { per_payment: 50_000 } },
      buildRefundRequest({ snapshot: { payment: { ...payment, cancel_amount: 40_001 } } }),
      'refused: refund.per_payment',
    ],
    [
      'what others refunded, within',
      { refund: { per_payment: 50_000 } },
      buildRefundRequest({ snapshot: { payment: { ...payment, cancel_amount: 40_000 } } }),
      'passes',
    ],

    ['typing above', { typed_amount_above: 9_999 }, buildRefundRequest(), 'passes, typed KRW 10000'],
    ['typing not above', { typed_amount_above: 10_000 }, buildRefundRequest(), 'passes'],
    ['a second person above', { second_approver_above: 9_999 }, buildRefundRequest(), 'passes, second'],
    ['a second person not above', { second_approver_above: 10_000 }, buildRefundRequest(), 'passes'],
    [
      'a second person for what is not known',
      { second_approver_above: 10_000 },
      buildRefundRequest(noAmount),
      'passes, second',
    ],
    [
      'a second person for another currency',
      { second_approver_above: 10_000, typed_amount_above: { USD: 9 } },
      buildChargeRequest({ args: { amount: 1, currency: 'USD' } }),
      'passes, second',
    ],
  ])('%s', async (_name, rules, request, expected) => {
    expect(await checkPolicy(rules, request)).toBe(expected);
  });
});
