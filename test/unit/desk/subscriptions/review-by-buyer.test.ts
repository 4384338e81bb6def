import { describe, expect, it } from 'vitest';
import type { BillingKeyRow, ScheduleRow } from '../../../../src/desk/payment.ts';
import { buildSubscriptionReview } from '../../../../src/desk/subscriptions/review.ts';
import type { PortOneReader } from '../../../../src/portone/client.ts';
import { buildSchedule, DAY, NOW } from '../../../support/desk-cases.ts';

/** Answers lists as PortOne does, from these schedules and billing keys. */
const createReader = (rows: readonly ScheduleRow[], keys: readonly BillingKeyRow[]): PortOneReader =>
  ({
    call: async ({ name }: { name: string }, args: Record<string, unknown>) => {
      if (name === 'list_billing_keys') return { response: keys };
      if (!name.includes('schedules')) return { response: { list: [], next: 0 } };
      const [from, to] = [Number(args.from ?? args.schedule_from), Number(args.to ?? args.schedule_to)];
      const list = rows.filter(
        ({ schedule_at, customer_uid, schedule_status }) =>
          (schedule_at ?? 0) >= from &&
          (schedule_at ?? 0) < to &&
          (args.customer_uid === undefined || customer_uid === args.customer_uid) &&
          (args.schedule_status === undefined || schedule_status === args.schedule_status),
      );
      return { response: { list, next: 0 } };
    },
  }) as unknown as PortOneReader;

const review = (query: Record<string, string>, rows: readonly ScheduleRow[], keys: readonly BillingKeyRow[] = []) =>
  buildSubscriptionReview(query, {
    portone: createReader(rows, keys),
    now: NOW,
    signal: new AbortController().signal,
    pii: 'masked',
    isOffered: () => true,
  });

const buildDue = (merchant_uid: string, customer_uid: string, buyer_name: string, days: number) =>
  buildSchedule({
    merchant_uid,
    customer_uid,
    buyer_name,
    buyer_tel: '010-0000-0001',
    schedule_status: 'scheduled',
    payment_status: null,
    schedule_at: NOW + days * DAY,
    executed_at: 0,
    fail_reason: null,
  });

const rows = [
  buildDue('sub_1', 'customer_1', '김하늘', 10),
  buildDue('sub_2', 'customer_1', '김하늘', 130),
  buildDue('sub_3', 'customer_2', '이바다', 10),
  buildDue('sub_4', 'customer_3', '이바다', 12),
];

describe('the review of subscriptions by product or order number', () => {
  const magazines = [
    ...rows,
    { ...buildDue('mag_1', 'customer_4', '박노을', 3), name: '월간 잡지', buyer_email: 'noeul@example.com' },
    { ...buildDue('mag_2', 'customer_5', '최마루', 4), name: '월간 잡지' },
  ];

  it('a part of a product name selects the charges for it, of all customers', async () => {
    const answer = await review({ name: '잡지' }, magazines);
    expect(answer).toMatchObject({
      due: [{ merchant_uid: 'mag_1' }, { merchant_uid: 'mag_2' }],
      in_every_row: { name: '월간 잡지' },
    });
    expect(answer.summary).toMatchObject([{ state: 'due', count: 2 }]);
  });

  it.each([{ merchant_uid: 'mag_1' }, { buyer_email: 'noeul@example.com' }])(
    'the only customer of %o is reviewed as by customer id',
    async (query) => {
      expect(await review(query, magazines)).toEqual(await review({ customer_uid: 'customer_4' }, magazines));
    },
  );

  it('a customer id together with a product is refused, so that neither is ignored', async () => {
    await expect(review({ customer_uid: 'customer_4', name: '잡지' }, magazines)).rejects.toThrow('not both');
  });
});

describe('the review of subscriptions by buyer', () => {
  it.each([{ buyer_name: '김하늘' }, { buyer_tel: '0001', buyer_name: '김하늘' }])(
    'the only customer of %o is reviewed with every charge to come, as by customer id',
    async (query) => {
      const answer = await review(query, rows);
      expect(answer).toEqual(await review({ customer_uid: 'customer_1' }, rows));
      expect(answer).toMatchObject({ due: [{ merchant_uid: 'sub_1' }, { merchant_uid: 'sub_2' }] });
    },
  );

  it('the charges of several customers of one name are shown with their ids, and none is offered to be stopped', async () => {
    const answer = await review({ buyer_name: '이바다' }, rows);
    expect(answer).toMatchObject({ due: [{ customer_uid: 'customer_2' }, { customer_uid: 'customer_3' }] });
    expect(answer).not.toHaveProperty('next_steps');
  });

  it('a part of a given name finds nobody while personal data is masked', async () => {
    const answer = await review({ buyer_name: '하늘' }, rows);
    expect(answer).toMatchObject({ summary: [], nothing_found: true, hint: expect.stringContaining('get_customer') });
  });

  it('a customer id together with a name is refused, because one of them would be ignored', async () => {
    await expect(review({ customer_uid: 'customer_1', buyer_name: '이바다' }, rows)).rejects.toThrow(/not both/);
  });

  it('a billing key without any schedule is shown with its card and since when it is stored', async () => {
    const key = { customer_uid: 'customer_4', card_name: '신한카드', card_number: '12341234****123*', inserted: 5 };
    const answer = await review({ customer_uid: 'customer_4' }, [], [key]);
    expect(answer).toMatchObject({
      cards: [{ customer_uid: 'customer_4', billing_key: 'stored', card_name: '신한카드', stored_at: 5 }],
    });
    expect(answer).not.toHaveProperty('nothing_found');
  });

  it('a key of several PGs is shown with the card of its first channel', async () => {
    const key = { customer_uid: 'customer_4', succeededChannels: [{ card_name: '국민카드', inserted: 7 }] };
    expect(await review({ customer_uid: 'customer_4' }, [], [key])).toMatchObject({
      cards: [{ card_name: '국민카드', stored_at: 7 }],
    });
  });
});
