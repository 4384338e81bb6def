import { describe, expect, it } from 'vitest';
import type { Context } from '../../../src/context.ts';
import { issueReceipt } from '../../../src/endpoints/catalog/cash-receipts.ts';
import { approveNaverReturn, rejectNaverReturn } from '../../../src/endpoints/catalog/naver-claims.ts';
import { cancelPayment } from '../../../src/endpoints/catalog/payments.ts';
import { describeWrite } from '../../../src/tools/write-notes.ts';

const payment = { imp_uid: 'imp_1', amount: 50_000, cancel_amount: 10_000, currency: 'KRW', status: 'cancelled' };

/** What is said after a write, when the payment reads like this. */
const describeAfter = (
  row: Parameters<typeof describeWrite>[0],
  readPayment: () => unknown,
  args: Record<string, unknown> = {},
) =>
  describeWrite(row, {
    args,
    snapshotBefore: { payment },
    // Nothing else of the context is used.
    context: { portone: async () => ({ call: async () => ({ response: readPayment() }) }) } as unknown as Context,
  });

describe('the note on a write', () => {
  it('an approved return says how much was refunded by it and what remains', async () => {
    expect(await describeAfter(approveNaverReturn, () => ({ ...payment, cancel_amount: 45_000 }))).toBe(
      'Refunded ₩35,000; ₩5,000 of the payment remains.',
    );
  });

  it('an approved return that PortOne does not show yet is not to be repeated', async () => {
    expect(await describeAfter(approveNaverReturn, () => payment)).toMatch(/no refunded amount yet.*Do not repeat/);
  });

  it('an approved return whose payment cannot be read afterwards is no failure', async () => {
    const fail = () => {
      throw new Error('unreachable');
    };
    expect(await describeAfter(approveNaverReturn, fail)).toMatch(/could not be read.*Do not repeat/);
  });

  it('a refund of a payment that a promotion discounted says that what remains is not known', async () => {
    const describe = (promotion?: { id: string; discount: number }) =>
      describeWrite(cancelPayment, {
        args: { imp_uid: 'imp_1', amount: 2_000 },
        snapshotBefore: { payment: { ...payment, ...(promotion ? { promotion } : {}) } },
        context: {} as Context,
      });
    expect(await describe({ id: 'promo', discount: 1_000 })).toContain('what remains is not known');
    expect(await describe()).toBeUndefined();
  });

  it('an operation on items that refunds nothing has no note', async () => {
    expect(await describeAfter(rejectNaverReturn, () => payment)).toBeUndefined();
  });

  it.each([
    ['01012345678', 'ends in 5678.'],
    ['1234567890', 'ends in 7890.'],
    ['9001011234567', 'ends in 67.'],
  ])('a receipt issued for the typed number %s %s', async (identifier, end) => {
    const note = await describeAfter(issueReceipt, () => payment, { identifier });
    expect(note).toBe(`Issued for the number that ${end}`);
  });
});
