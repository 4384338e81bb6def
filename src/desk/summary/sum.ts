import { addAmounts, subtract } from '../../base/money.ts';

/** How many amounts were added, and their sum. */
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
