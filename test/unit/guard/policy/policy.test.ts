import { describe, expect, it } from 'vitest';
import { Refused } from '../../../../src/base/refusal.ts';
import type { PolicyRules } from '../../../../src/guard/policy/policy-file.ts';
import type { PolicyRequest } from '../../../../src/guard/policy/policy-request.ts';
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
    const { typedAmounts, secondApprover } = await createTestPolicy(rules).check(request);
    const expectations = [
      typedAmounts ? `typed ${typedAmounts.map(({ amount, currency }) => `${currency} ${amount}`).join(' + ')}` : '',
      secondApprover ? 'second' : '',
    ];
    return ['passes', ...expectations.filter((one) => one !== '')].join(', ');
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    expect(error.kind).toBe('policy_refused');
    // A person may be told the message: keys and arguments stand in the advice for the model alone.
    expect(error.message).not.toMatch(/[a-z]_[a-z]|"/);
    return `refused: ${/"([a-z_.]+)"/.exec(error.next ?? '')?.[1] ?? error.message}`;
  }
}

const toTime = (time: string) => ({ now: Date.parse(`${time}+09:00`) / 1000 });
const noAmount = { args: { imp_uid: 'imp_1' }, snapshot: {} };
const night = { from: '22:00', to: '06:00', days: ['mon' as const] };
const work = { from: '09:00', to: '18:00' };
const withReason = (reason: string) => ({ args: { imp_uid: 'imp_1', amount: 10_000, reason } });

describe('the policy check', () => {
  it.each<[string, PolicyRules, PolicyRequest, string]>([
    ['no rules', {}, buildRefundRequest(), 'passes'],
    ['a million without a policy', {}, buildRefundRequest({ args: { amount: 1_000_000 } }), 'passes'],
    ['over a million, no policy', {}, buildRefundRequest({ args: { amount: 1_000_001 } }), 'passes, typed KRW 1000001'],
    [
      'dollars without a policy',
      {},
      buildChargeRequest({ args: { amount: 5, currency: 'usd' } }),
      'passes, typed USD 5',
    ],
    ['an operation that moves no money', {}, buildRequestWithoutMoney(), 'passes'],
    [
      'a full refund, by its remaining amount',
      {},
      buildRefundRequest({
        args: { imp_uid: 'imp_1' },
        snapshot: { payment: { ...payment, amount: 2_000_000, cancel_amount: 500_000 } },
      }),
      'passes, typed KRW 1500000',
    ],

    ['a disabled tool', { disabled_tools: ['cancel_payment'] }, buildRefundRequest(), 'refused: disabled_tools'],
    [
      'a disabled read tool',
      { disabled_tools: ['get_payment'] },
      buildRefundRequest({ tool: 'get_payment', effect: 'read' }),
      'refused: disabled_tools',
    ],
    ['a tool that is not disabled', { disabled_tools: ['pay_onetime'] }, buildRefundRequest(), 'passes'],

    ['live environment only, live payment', { environment: 'live' }, buildRefundRequest(), 'passes'],
    [
      'live environment only, test payment',
      { environment: 'live' },
      buildRefundRequest({ snapshot: { payment: { ...payment, sandbox: true } } }),
      'refused: environment',
    ],
    ['test environment only, live payment', { environment: 'test' }, buildRefundRequest(), 'refused: environment'],
    [
      'test environment only, test payment',
      { environment: 'test' },
      buildRefundRequest({ snapshot: { payment: { ...payment, sandbox: true } } }),
      'passes',
    ],
    [
      'test only, unknown',
      { environment: 'test' },
      buildChargeRequest({ snapshot: { order: [] } }),
      'refused: environment',
    ],
    [
      'test environment only, unknown channel after an attempt through a test channel',
      { environment: 'test' },
      buildChargeRequest({ snapshot: { order: [{ sandbox: true }] } }),
      'refused: environment',
    ],
    [
      'test environment only, test billing key',
      { environment: 'test' },
      buildChargeRequest({ snapshot: { billing_key: { sandbox: true } } }),
      'passes',
    ],
    [
      'test environment only, live channel beside a test billing key',
      { environment: 'test' },
      buildChargeRequest({
        args: { channel_key: 'c', merchant_uid: 'o', amount: 1 },
        snapshot: { billing_key: { sandbox: true }, channel: { sandbox: false } },
      }),
      'refused: environment',
    ],
    [
      'test environment only, unknown channel beside a test billing key',
      { environment: 'test' },
      buildChargeRequest({
        args: { channel_key: 'c', merchant_uid: 'o', amount: 1 },
        snapshot: { billing_key: { sandbox: true }, channel: null },
      }),
      'refused: environment',
    ],
    [
      'live environment only, test channel',
      { environment: 'live' },
      buildChargeRequest({ snapshot: { channel: { sandbox: true } } }),
      'refused: environment',
    ],
    [
      'live environment only, an order paid before through a test channel',
      { environment: 'live' },
      buildChargeRequest({ snapshot: { order: [{ sandbox: true }] } }),
      'refused: environment',
    ],
    ['test environment only, sandbox server', { environment: 'test' }, buildRefundRequest({ sandbox: true }), 'passes'],
    ['test environment only, a read', { environment: 'test' }, buildRefundRequest({ effect: 'read' }), 'passes'],

    [
      'before business hours',
      { business_hours: work },
      buildRefundRequest(toTime('2026-11-23T08:59:59')),
      'refused: business_hours',
    ],
    [
      'at the start of business hours',
      { business_hours: work },
      buildRefundRequest(toTime('2026-11-23T09:00:00')),
      'passes',
    ],
    [
      'at the end of work hours',
      { business_hours: work },
      buildRefundRequest(toTime('2026-11-23T18:00:00')),
      'refused: business_hours',
    ],
    [
      'on a day without business hours',
      { business_hours: { ...work, days: ['tue'] } },
      buildRefundRequest(),
      'refused: business_hours',
    ],
    ['night hours, at night', { business_hours: night }, buildRefundRequest(toTime('2026-11-23T23:00:00')), 'passes'],
    [
      'night hours, next morning',
      { business_hours: night },
      buildRefundRequest(toTime('2026-11-24T05:59:00')),
      'passes',
    ],
    [
      'night hours, one day early',
      { business_hours: night },
      buildRefundRequest(toTime('2026-11-23T05:59:00')),
      'refused: business_hours',
    ],
    [
      'night hours, next night',
      { business_hours: night },
      buildRefundRequest(toTime('2026-11-24T23:00:00')),
      'refused: business_hours',
    ],
    [
      'business hours until midnight',
      { business_hours: { from: '12:00', to: '24:00' } },
      buildRefundRequest(toTime('2026-11-23T23:59:59')),
      'passes',
    ],
    ['a read outside business hours', { business_hours: night }, buildRefundRequest({ effect: 'read' }), 'passes'],

    [
      'a payment older than the limit',
      { refund: { max_age_days: 1 } },
      buildRefundRequest({ now: MONDAY_TEN + 1 }),
      'refused: refund.max_age_days',
    ],
    ['a payment just within the age limit', { refund: { max_age_days: 1 } }, buildRefundRequest(), 'passes'],
    [
      'a payment of unknown age',
      { refund: { max_age_days: 1 } },
      buildRefundRequest({ snapshot: { payment: { ...payment, paid_at: 0 } } }),
      'refused: refund.max_age_days',
    ],
    ['a charge under an age limit', { refund: { max_age_days: 1 } }, buildChargeRequest(), 'passes'],

    ['a required reason given', { refund: { reason: 'required' } }, buildRefundRequest(withReason('x')), 'passes'],
    [
      'a reason on the list',
      { refund: { reason: ['변심'] } },
      buildRefundRequest(withReason('변심'.normalize('NFD'))),
      'passes',
    ],
    [
      'a tool without a reason argument',
      { refund: { reason: 'required' } },
      buildRefundRequest({ takesReason: false }),
      'passes',
    ],

    ['an amount equal to the per-call cap', { refund: { per_call: 10_000 } }, buildRefundRequest(), 'passes'],
    ['more than per_call', { refund: { per_call: 9_999 } }, buildRefundRequest(), 'refused: refund.per_call'],
    ['a charge under a refund cap', { refund: { per_call: 1 } }, buildChargeRequest(), 'passes'],
    ['a charge over per_call', { charge: { per_call: 9_999 } }, buildChargeRequest(), 'refused: charge.per_call'],
    [
      'several schedules counted as one call',
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
      'a schedule by its scheduled amount',
      { charge: { per_call: 9_999 } },
      buildChargeRequest({ args: { merchant_uid: 'a' }, snapshot: { schedule: { amount: 10_000 } } }),
      'refused: charge.per_call',
    ],
    ['a daily cap of zero', { refund: { per_day: 0 } }, buildRefundRequest(), 'refused: refund.per_day'],
    [
      'a currency with a cap',
      { charge: { per_call: { USD: 10.5 } } },
      buildChargeRequest({ args: { amount: 10.5, currency: 'USD' } }),
      'passes, typed USD 10.5',
    ],
    ['a currency without a cap', { charge: { per_day: { USD: 10 } } }, buildChargeRequest(), 'refused: charge.per_day'],
    [
      'an unknown amount under a cap',
      { refund: { per_day: 10_000 } },
      buildRefundRequest(noAmount),
      'refused: refund.per_day',
    ],
    ['an unknown amount that nobody could type', {}, buildRefundRequest(noAmount), 'refused: second_approver_above'],
    [
      'a schedule of unknown amount',
      { typed_amount_above: 1_000_000_000 },
      buildChargeRequest({ args: { merchant_uid: 'a' }, snapshot: { schedule: { merchant_uid: 'a' } } }),
      'refused: second_approver_above',
    ],
    [
      'a payout over per_call',
      { charge: { per_call: 9_999 } },
      buildRefundRequest({ money: 'payout', args: { imp_uid: 'imp_1' } }),
      'refused: charge.per_call',
    ],
    [
      'a report to PAYCO that pays nothing out',
      { charge: { per_call: 1 }, second_approver_above: 1 },
      buildRefundRequest({ money: 'payout', args: { imp_uid: 'imp_1', status: 'CANCELED' } }),
      'passes',
    ],
    [
      'earlier refunds counted above the payment cap',
      { refund: { per_payment: 50_000 } },
      buildRefundRequest({ snapshot: { payment: { ...payment, cancel_amount: 40_001 } } }),
      'refused: refund.per_payment',
    ],
    [
      'earlier refunds counted within the payment cap',
      { refund: { per_payment: 50_000 } },
      buildRefundRequest({ snapshot: { payment: { ...payment, cancel_amount: 40_000 } } }),
      'passes',
    ],

    ['over the typing limit', { typed_amount_above: 9_999 }, buildRefundRequest(), 'passes, typed KRW 10000'],
    ['at the typing limit', { typed_amount_above: 10_000 }, buildRefundRequest(), 'passes'],
    ['over the approver limit', { second_approver_above: 9_999 }, buildRefundRequest(), 'passes, second'],
    ['at the approver limit', { second_approver_above: 10_000 }, buildRefundRequest(), 'passes'],
    [
      'an unknown amount under a second-approver limit',
      { second_approver_above: 10_000 },
      buildRefundRequest(noAmount),
      'passes, second',
    ],
    [
      'another currency under a second-approver limit',
      { second_approver_above: 10_000, typed_amount_above: { USD: 9 } },
      buildChargeRequest({ args: { amount: 1, currency: 'USD' } }),
      'passes, second',
    ],
  ])('the policy check decides the case: %s', async (_name, rules, request, expected) => {
    expect(await checkPolicy(rules, request)).toBe(expected);
  });

  const missing = "The operator's policy requires a reason for a refund. Nothing was sent.";
  const askForReason = 'Ask the user for the reason and pass it as "reason".';
  const askForAllowedReason =
    'Ask the user which of the allowed reasons applies and pass it as "reason": "변심", "품절".';
  it.each<[string, 'required' | string[], PolicyRequest, { message: string; next: string }]>([
    ['a missing reason', 'required', buildRefundRequest(), { message: missing, next: askForReason }],
    ['a blank reason', 'required', buildRefundRequest(withReason('  ')), { message: missing, next: askForReason }],
    [
      'a missing reason where a list is given',
      ['변심', '품절'],
      buildRefundRequest(),
      { message: missing, next: askForAllowedReason },
    ],
    [
      'a reason that is not on the list',
      ['변심', '품절'],
      buildRefundRequest(withReason('변심 아님')),
      {
        message: "The operator's policy does not allow this reason. Nothing was sent.",
        next: askForAllowedReason,
      },
    ],
  ])('the policy check refuses %s and says how to go on', async (_name, reason, request, refusal) => {
    const check = createTestPolicy({ refund: { reason } }).check(request);
    await expect(check).rejects.toMatchObject({ kind: 'policy_refused', ...refusal });
  });
});
