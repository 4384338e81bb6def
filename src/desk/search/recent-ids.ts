const MAX_IDS = 20_000;

/**
 * Remembers the latest 20,000 to 40,000 ids, so memory stays bounded. That is enough to drop duplicates: a row appears
 * twice only when it moves to the next page or to another status during the scan, and then soon.
 */
export class SeenIds {
  #ids = new Set<string>();
  #previousIds = new Set<string>();

  /** Returns whether the id is new. */
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
