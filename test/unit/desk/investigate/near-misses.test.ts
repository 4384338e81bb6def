import { describe, expect, it } from 'vitest';
import { investigate } from '../../../../src/desk/investigate/investigate.ts';
import type { PaymentRow, Ticket } from '../../../../src/desk/payment.ts';
import type { PortOneReader } from '../../../../src/portone/client.ts';
import { buildPaidPayment, DAY, NOW } from '../../../support/desk-cases.ts';

/** Lists these payments by their time; there is nothing else. */
const createReader = (rows: readonly PaymentRow[]): PortOneReader =>
  ({
    call: async ({ name }: { name: string }, { payment_status, from, to }: Record<string, unknown>) => {
      const isListed = name === 'list_payments_by_status' && payment_status === 'paid';
      const list = rows.filter(({ paid_at }) => (paid_at ?? 0) >= Number(from) && (paid_at ?? 0) <= Number(to));
      return { response: name === 'get_payment' ? null : { list: isListed ? list : [], total: list.length, next: 0 } };
    },
  }) as unknown as PortOneReader;

const payment = buildPaidPayment({ imp_uid: 'imp_1', name: '도자기 세트', amount: 102_000, paid_at: NOW - 40 * DAY });
const ask = (ticket: Ticket) =>
  investigate(ticket, {
    portone: createReader([payment]),
    now: NOW,
    signal: new AbortController().signal,
    pii: 'masked',
    isOffered: () => true,
  });

describe('an investigation that finds nothing', () => {
  it.each([
    ['buyer_name', { buyer_name: '홍길돈', amount: 102_000 }],
    ['name', { buyer_name: '홍길동', name: '이어폰' }],
    ['amount', { amount: 105_000 }],
    ['period', { buyer_name: '홍길동', period: '2026-10-10' }],
  ])('names %s as the only condition that does not fit', async (without, ticket) => {
    expect(await ask(ticket)).toMatchObject({
      outcome: 'not_found',
      near: [{ without, count: 1, payments: [{ imp_uid: 'imp_1' }] }],
      next_steps: [{ tool: 'investigate_payment', arguments: { imp_uid: 'imp_1' } }],
    });
  });

  it.each([{ buyer_name: '홍길돈' }, { buyer_tel: '01012345679' }, { buyer_email: 'gildong@example.co' }])(
    'shows nothing near personal data that is given alone: %o',
    async (ticket) => {
      const answer = await ask(ticket);
      expect(answer).toMatchObject({ outcome: 'not_found' });
      expect(answer).not.toHaveProperty('near');
    },
  );
});

it('an investigation looks back 90 days by default, and finds by a part of the product', async () => {
  expect(await ask({ name: '도자기' })).toMatchObject({ outcome: 'found', payment: { imp_uid: 'imp_1' } });
});
