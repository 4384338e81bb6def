/** Rows in the order of a number that each of them has, ties by id: read like an array, kept in order by bisection. */
export class SortedRows<T> {
  readonly #getKey: (row: T) => number;
  readonly #getId: (row: T) => string;
  readonly #rows: T[];

  constructor(getKey: (row: T) => number, getId: (row: T) => string, rows: Iterable<T> = []) {
    this.#getKey = getKey;
    this.#getId = getId;
    this.#rows = [...rows].sort((a, b) => getKey(a) - getKey(b) || (getId(a) < getId(b) ? -1 : 1));
  }

  get rows(): readonly T[] {
    return this.#rows;
  }

  add(row: T): void {
    this.#rows.splice(this.#findIndex(row), 0, row);
  }

  /** Finds the row by its number: that must still be the one it was added with. */
  remove(row: T): void {
    const index = this.#findIndex(row);
    if (this.#rows[index] === row) this.#rows.splice(index, 1);
  }

  /** How many rows have a number below `key`, which is where those with it begin. */
  countBelow(key: number): number {
    return this.#bisect((row) => this.#getKey(row) < key);
  }

  /** How many rows have `key` or a number below it, which is where the others begin. */
  countUpTo(key: number): number {
    return this.#bisect((row) => this.#getKey(row) <= key);
  }

  #findIndex(row: T): number {
    const [key, id] = [this.#getKey(row), this.#getId(row)];
    return this.#bisect((other) => {
      const before = this.#getKey(other) - key;
      return before < 0 || (before === 0 && this.#getId(other) < id);
    });
  }

  /** How many rows come before the first that is not `before`. */
  #bisect(before: (row: T) => boolean): number {
    let low = 0;
    let high = this.#rows.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      // The middle lies within the rows.
      if (before(this.#rows[middle] as T)) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
