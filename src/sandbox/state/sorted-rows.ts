/** Rows in the order of a number that each of them has, ties by id: read like an array, kept in order by bisection. */
export class SortedRows<T> {
  readonly #keyOf: (row: T) => number;
  readonly #idOf: (row: T) => string;
  readonly #rows: T[];

  constructor(keyOf: (row: T) => number, idOf: (row: T) => string, rows: Iterable<T> = []) {
    this.#keyOf = keyOf;
    this.#idOf = idOf;
    this.#rows = [...rows].sort((a, b) => keyOf(a) - keyOf(b) || (idOf(a) < idOf(b) ? -1 : 1));
  }

  get rows(): readonly T[] {
    return this.#rows;
  }

  add(row: T): void {
    this.#rows.splice(this.#placeOf(row), 0, row);
  }

  /** Finds the row by its number: that must still be the one it was added with. */
  remove(row: T): void {
    const place = this.#placeOf(row);
    if (this.#rows[place] === row) this.#rows.splice(place, 1);
  }

  /** How many rows have a number below `key`, which is where those with it begin. */
  below(key: number): number {
    return this.#bisect((row) => this.#keyOf(row) < key);
  }

  /** How many rows have `key` or a number below it, which is where the others begin. */
  upTo(key: number): number {
    return this.#bisect((row) => this.#keyOf(row) <= key);
  }

  #placeOf(row: T): number {
    const [key, id] = [this.#keyOf(row), this.#idOf(row)];
    return this.#bisect((other) => {
      const before = this.#keyOf(other) - key;
      return before < 0 || (before === 0 && this.#idOf(other) < id);
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
