/** Ten-thousandths: no currency has smaller parts, and whole numbers of them are added without loss. */
const SCALE = 10_000;

/** A sum of amounts of money, exact where numbers with decimals would drift: 0.1 and 0.2 are 0.3. */
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

  /** This less the other. */
  minus(other: MoneySum): number {
    return Number(this.#parts - other.#parts) / SCALE;
  }
}
