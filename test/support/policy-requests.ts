import { getMoneyMovements } from '../../src/guard/impact/money-movements.ts';
import { createPolicy } from '../../src/guard/policy/policy.ts';
import type { PolicyRules } from '../../src/guard/policy/policy-file.ts';
import type { PolicyRequest } from '../../src/guard/policy/policy-request.ts';
import { createMemoryStore } from '../../src/store/memory/store.ts';

/** 2026-11-23, a Monday, 10:00 in Korea. */
export const MONDAY_TEN = Date.parse('2026-11-23T10:00:00+09:00') / 1000;
export const HOUR = 3_600;
const DAY = 86_400;

export const payment = {
  imp_uid: 'imp_1',
  amount: 100_000,
  cancel_amount: 0,
  currency: 'KRW',
  sandbox: false,
  paid_at: MONDAY_TEN - DAY,
};

type RequestOverrides = Partial<Omit<PolicyRequest, 'moves'>>;

/** A refund of 10,000 of a payment of 100,000, made yesterday, by default. */
export function buildRefundRequest(overrides: RequestOverrides = {}): PolicyRequest {
  const request = {
    tool: 'cancel_payment',
    effect: 'destructive' as const,
    money: 'refund' as const,
    args: { imp_uid: 'imp_1', amount: 10_000 },
    takesReason: true,
    snapshot: { payment },
    sandbox: false,
    caller: 'alice',
    now: MONDAY_TEN,
    ...overrides,
  };
  return { ...request, moves: getMoneyMovements(request) };
}

export const buildChargeRequest = (overrides: RequestOverrides = {}) =>
  buildRefundRequest({
    tool: 'pay_with_billing_key',
    money: 'charge_now',
    args: { customer_uid: 'c_1', merchant_uid: 'o_1', amount: 10_000 },
    takesReason: false,
    snapshot: { billing_key: { customer_uid: 'c_1', sandbox: false }, order: [] },
    ...overrides,
  });

export const createTestPolicy = (rules: PolicyRules) =>
  createPolicy(
    [{ issuer: 'operator', rules }],
    createMemoryStore(() => MONDAY_TEN),
  );
