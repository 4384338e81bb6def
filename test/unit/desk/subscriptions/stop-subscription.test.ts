import { describe, expect, it } from 'vitest';
import { buildSubscriptionReview } from '../../../../src/desk/subscriptions/review.ts';
import type { PortOneReader } from '../../../../src/portone/client.ts';
import { buildSchedule, DAY, NOW } from '../../../support/desk-cases.ts';

const buildScheduled = (merchant_uid: string, days: number) =>
  buildSchedule({
    merchant_uid,
    schedule_status: 'scheduled',
    payment_status: null,
    schedule_at: NOW + days * DAY,
    executed_at: 0,
    fail_reason: null,
  });

/** Answers the lists of schedules from `rows`, as PortOne does; every other list is empty. */
const createReader = (rows: readonly ReturnType<typeof buildScheduled>[]): PortOneReader =>
  ({
    call: async ({ name }: { name: string }, args: Record<string, unknown>) => {
      if (!name.includes('schedules')) return { response: name === 'list_billing_keys' ? [] : { list: [], next: 0 } };
      const [from, to] = [Number(args.from ?? args.schedule_from), Number(args.to ?? args.schedule_to)];
      const list = rows.filter(({ schedule_at }) => (schedule_at ?? 0) >= from && (schedule_at ?? 0) < to);
      return { response: { list, next: 0 } };
    },
  }) as unknown as PortOneReader;

const review = (rows: readonly ReturnType<typeof buildScheduled>[], query: Record<string, string>) =>
  buildSubscriptionReview(query, {
    portone: createReader(rows),
    now: NOW,
    signal: new AbortController().signal,
    pii: 'masked',
    isOffered: () => true,
  });

const monthly = [buildScheduled('sub_1', 22), buildScheduled('sub_2', 52), buildScheduled('sub_3', 82)];

describe('ending a subscription', () => {
  it('the step to end it cancels every schedule, also those after the period', async () => {
    expect(await review(monthly, { customer_uid: 'customer_1' })).toMatchObject({
      due: [{ merchant_uid: 'sub_1' }, { merchant_uid: 'sub_2' }, { merchant_uid: 'sub_3' }],
      next_steps: [
        {
          tool: 'cancel_schedules',
          arguments: { customer_uid: 'customer_1', merchant_uid: ['sub_1', 'sub_2', 'sub_3'] },
        },
      ],
    });
  });

  it('the answer says how many schedules come after a given period', async () => {
    expect(await review(monthly, { customer_uid: 'customer_1', period: '2026-11-01~2026-12-10' })).toMatchObject({
      due: [{ merchant_uid: 'sub_1' }],
      hint: expect.stringMatching(/^2 more charges .* still to be charged\.$/),
    });
  });

  it('a customer whose schedules all come after the period is not reported as having none', async () => {
    const answer = await review(monthly.slice(1), { customer_uid: 'customer_1', period: '2026-11-01~2026-12-10' });
    expect(answer).not.toHaveProperty('nothing_found');
    expect(answer).toMatchObject({ hint: expect.stringContaining('2 more charges') });
  });

  it('more schedules than can be named are cancelled without naming them', async () => {
    const many = Array.from({ length: 30 }, (_, index) => buildScheduled(`sub_${index}`, 1 + index * 5));
    expect(await review(many, { customer_uid: 'customer_1' })).toMatchObject({
      next_steps: [{ arguments: { customer_uid: 'customer_1', all: true } }],
    });
  });

  it('a review of all customers says until when it looks', async () => {
    expect(await review(monthly, {})).toMatchObject({
      hint: expect.stringMatching(/^Charges scheduled after 2026-11-2\d .* are not in this\.$/),
    });
  });
});
