import { encode } from 'gpt-tokenizer/encoding/o200k_base';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { acceptForm, openSession, type Session } from '../../support/clients.ts';
import type { Samples } from '../../support/tool-case.ts';
import { getServerCommand, startUpstream, type Upstream } from '../../support/upstream.ts';

type Row = Record<string, unknown> & { next_steps?: { tool: string; arguments: Record<string, unknown> }[] };

interface Review {
  searched: { text: string; complete: boolean };
  summary: { state: string; count: number; total: number; currency: string }[];
  reasons: { reason: string; count: number }[];
  more?: { state: string; count: number }[];
  unavailable?: string[];
  nothing_found?: boolean;
  charges_without_schedule?: Row[];
  [state: string]: unknown;
}

let upstream: Upstream;
let session: Session;
let samples: Samples;

beforeAll(async () => {
  upstream = await startUpstream();
  samples = await upstream.readSamples();
  session = await openSession('SDK v2, 2026-07-28', getServerCommand(upstream.url), acceptForm);
});
beforeEach(async () => {
  await upstream.reset();
});
afterAll(async () => {
  await session.close();
  await upstream.close();
});

async function review(args: Record<string, unknown> = {}): Promise<Review> {
  const { isError, structured, text } = await session.call('review_subscriptions', args);
  expect(isError, text).toBe(false);
  expect(encode(text).length).toBeLessThanOrEqual(8_000);
  expect(structured).not.toHaveProperty('omitted');
  // The tool's own answer, whose shape is checked below.
  return structured as Review;
}

const getRows = (answer: Review, state: string) => (answer[state] ?? []) as Row[];
const findRow = (answer: Review, state: string, merchantUid: string | undefined) =>
  getRows(answer, state).find(({ merchant_uid }) => merchant_uid === merchantUid);
const getToolNames = (row: Row | undefined) => row?.next_steps?.map(({ tool }) => tool);
const getCustomer = (situation: string) => ({ customer_uid: samples[situation]?.customer_uid });

describe('the review of subscriptions', () => {
  it('the review answers "이번 주 정기결제 실패 건" in one call without changes', async () => {
    const answer = await review();
    expect(answer.summary).toContainEqual({ state: 'failed', count: 2, total: 19_800, currency: 'KRW' });
    expect(answer.reasons.map(({ reason }) => reason).sort()).toEqual(['expired_card', 'limit_exceeded']);
    const failed = findRow(answer, 'failed', samples.failed_subscription?.merchant_uid);
    expect(failed).toMatchObject({ reason: 'limit_exceeded', billing_key: 'stored', buyer_name: '이○다' });
    expect(getToolNames(failed)).toEqual(['reschedule_payment']);
    const renewed = findRow(answer, 'failed', samples.replaced_key_after_failure?.merchant_uid);
    expect(renewed).toMatchObject({ reason: 'expired_card', billing_key: 'replaced' });
    expect(getToolNames(renewed)?.[0]).toBe('retry_schedule');
    expect(answer.searched.complete).toBe(true);
    expect((await upstream.readLedger()).entries).toEqual([]);
    expect((await upstream.readLedger()).warnings).toEqual([]);
  });

  it('the review answers "왜 정기결제가 안 됐어?" for a customer without a billing key', async () => {
    const answer = await review(getCustomer('missing_key'));
    expect(getRows(answer, 'failed')[0]).toMatchObject({ billing_key: 'missing', reason: 'limit_exceeded' });
    expect(getToolNames(getRows(answer, 'failed')[0])).toBeUndefined();
    const due = findRow(answer, 'due', samples.missing_key?.scheduled_merchant_uid);
    expect(due).toMatchObject({ billing_key: 'missing' });
    expect(getToolNames(due)).toEqual(['cancel_schedules']);
  });

  it('the review lists due, paid and revoked schedules', async () => {
    const paying = await review(getCustomer('subscription'));
    expect(getRows(paying, 'due').map(({ merchant_uid }) => merchant_uid)).toContain(
      samples.subscription?.merchant_uid,
    );
    expect(getRows(paying, 'paid').map(({ merchant_uid }) => merchant_uid)).toContain(
      samples.subscription?.paid_merchant_uid,
    );
    expect(getToolNames(paying as Row)).toEqual(['cancel_schedules']);
    const revoked = await review(getCustomer('revoked_subscription'));
    expect(getRows(revoked, 'revoked')).toHaveLength(1);
    expect(getToolNames(getRows(revoked, 'revoked')[0])).toBeUndefined();
    expect(await review({ customer_uid: 'nobody' })).toMatchObject({ summary: [], nothing_found: true });
  });

  it('the review advises calls that work unchanged', async () => {
    const [step] =
      findRow(await review(), 'failed', samples.replaced_key_after_failure?.merchant_uid)?.next_steps ?? [];
    if (!step) throw new Error('no step');
    const { isError, text } = await session.call(step.tool, step.arguments);
    expect(isError, text).toBe(false);
    const after = await review();
    expect(after.summary).toContainEqual({ state: 'paid', count: 1, total: 9_900, currency: 'KRW' });
  });

  it('the review of a single state shows more of its rows', async () => {
    const answer = await review({ state: 'paid', period: 'last 90 days' });
    expect(answer).not.toHaveProperty('failed');
    expect(getRows(answer, 'paid').length).toBeGreaterThan(0);
    expect(answer.summary.map(({ state }) => state)).toContain('failed');
  });

  it('the review stays within the token budget and states how many rows remain', async () => {
    const start = Math.floor(Date.now() / 1000);
    // Advancing the clock by an hour runs them all: the key is declined.
    const schedules = Array.from({ length: 60 }, (_, index) => ({
      merchant_uid: `sub_long_name_of_an_order_number_${index}`,
      schedule_at: new Date((start + 600 + index) * 1000).toISOString(),
      amount: 9_900,
      currency: 'KRW',
      name: '아주 긴 이름의 프리미엄 멤버십 정기구독 상품 12개월 자동 갱신',
    }));
    const scheduled = await session.call('create_schedules', { ...getCustomer('refusing_key'), schedules });
    expect(scheduled.isError, scheduled.text).toBe(false);
    const dueCharges = await review();
    expect(dueCharges.more).toContainEqual({ state: 'due', count: 52 });
    await upstream.control('clock', { advance: 1_800 });
    const failures = await review();
    expect(failures.summary.find(({ state }) => state === 'failed')).toMatchObject({ count: 62 });
    expect(failures.more).toContainEqual({ state: 'failed', count: 52 });
    const alone = await review({ state: 'failed' });
    expect(getRows(alone, 'failed')).toHaveLength(16);
  });

  it('the review claims nothing about billing keys that it could not read', async () => {
    await upstream.control('faults', { route: 'GET /subscribe/customers', kind: 'http_500', times: 1_000 });
    const answer = await review();
    expect(answer.unavailable).toHaveLength(1);
    expect(getRows(answer, 'failed').length).toBeGreaterThan(0);
    for (const row of getRows(answer, 'failed')) {
      expect(row).not.toHaveProperty('billing_key');
      expect(row).not.toHaveProperty('next_steps');
    }
  });

  it('the review does not say that there is nothing when a period could not be read', async () => {
    await upstream.control('faults', { route: 'GET /subscribe/payments/schedule', kind: 'http_500', times: 1 });
    const answer = await review({ period: '최근 120일' });
    expect(answer.searched.complete).toBe(false);
    expect(answer).not.toHaveProperty('nothing_found');
    await upstream.control('faults', { route: 'GET /subscribe/payments/schedule', kind: 'http_500', times: 1_000 });
    expect((await session.call('review_subscriptions')).isError).toBe(true);
  });
});
