const MAX_IDS = 20_000;

/**
 * Remembers the latest ids, at least 20,000 of them and at most twice as many: what comes twice comes soon again, from a row
 * that moved to the next page or to another status while pages were read, and memory stays flat however long a list is.
 */
export class SeenIds {
  #ids = new Set<string>();
  #previousIds = new Set<string>();

  /** Whether it is new. */
  add(id: string): boolean {
    if (this.#ids.has(id) || this.#previousIds.has(id)) return false;
    if (this.#ids.size >= MAX_IDS) {
      this.#previousIds = this.#ids;
      this.#ids = new Set();
    }
    this.#ids.add(id);
    return true;
  }
}
