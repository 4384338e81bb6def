/** Rows sorted by a numeric key, ties by id. Reads like an array; insertions and removals use binary search. */
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

  /** Finds the row by its key, which must not have changed since it was added. */
  remove(row: T): void {
    const index = this.#findIndex(row);
    if (this.#rows[index] === row) this.#rows.splice(index, 1);
  }

  /** Counts the rows with a key below `key`: the index of the first row with it. */
  countBelow(key: number): number {
    return this.#bisect((row) => this.#getKey(row) < key);
  }

  /** Counts the rows with a key up to `key`: the index of the first row beyond it. */
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

  /** Counts the rows before the first one that is not `before`. */
  #bisect(before: (row: T) => boolean): number {
    let low = 0;
    let high = this.#rows.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      // The middle index is within the rows.
      if (before(this.#rows[middle] as T)) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
