/** Ten-thousandths: no currency has smaller units, and integers add up exactly. */
const SCALE = 10_000;

/** An exact sum of money amounts, without floating-point drift: 0.1 + 0.2 is 0.3. */
export class MoneySum {
  count = 0;
  #parts = 0n;

  add(amount: number | null | undefined): void {
    this.count += 1;
    this.#parts += BigInt(Math.round((amount ?? 0) * SCALE));
  }

  get amount(): number {
    return Number(this.#parts) / SCALE;
  }

  /** Returns this sum minus the other. */
  minus(other: MoneySum): number {
    return Number(this.#parts - other.#parts) / SCALE;
  }
}
