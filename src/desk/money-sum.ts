import { addAmounts, subtract } from '../base/money.ts';

/** An exact sum of money amounts, without floating-point drift: 0.1 + 0.2 is 0.3. */
export class MoneySum {
  count = 0;
  amount = 0;

  add(amount: number | null | undefined): void {
    this.count += 1;
    this.amount = addAmounts(this.amount, amount ?? 0);
  }

  minus(other: MoneySum): number {
    return subtract(this.amount, other.amount);
  }
}
