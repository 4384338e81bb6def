import { addAmounts, toCurrency } from '../../base/money.ts';
import { type Fields, getNumber, getText } from '../page/fields.ts';

/** Sums up payments like the totals of a search: by status and currency, test payments apart. */
export function sumByStatus(payments: readonly Fields[]): Fields[] {
  const sums = new Map<string, { status: string; currency: string; sandbox: boolean; count: number; amount: number }>();
  for (const payment of payments) {
    const status = getText(payment, 'status') ?? '?';
    const currency = toCurrency(payment.currency);
    const sandbox = payment.sandbox === true;
    const key = JSON.stringify([status, currency, sandbox]);
    const sum = sums.get(key) ?? { status, currency, sandbox, count: 0, amount: 0 };
    sum.count += 1;
    sum.amount = addAmounts(sum.amount, getNumber(payment, 'amount') ?? 0);
    sums.set(key, sum);
  }
  return [...sums.values()].sort((a, b) => b.count - a.count).map((sum) => ({ ...sum }));
}
