const MOST = 20_000;

/**
 * Remembers the latest ids, at least 20,000 of them and at most twice as many: what comes twice comes soon again, from a row
 * that moved to the next page or to another status while pages were read, and memory stays flat however long a list is.
 */
export class Recent {
  #ids = new Set<string>();
  #before = new Set<string>();

  /** Whether it is new. */
  add(id: string): boolean {
    if (this.#ids.has(id) || this.#before.has(id)) return false;
    if (this.#ids.size >= MOST) {
      this.#before = this.#ids;
      this.#ids = new Set();
    }
    this.#ids.add(id);
    return true;
  }
}
