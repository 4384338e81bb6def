import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

export interface RandomGenerator {
  /** Both bounds are inclusive. */
  drawInteger(from: number, to: number): number;
  pick<T>(items: readonly T[]): T;
}

/** Deterministic by seed; every call advances it. */
export function createRandomGenerator(seed: number): RandomGenerator {
  const generator = xoroshiro128plus(seed);
  const drawInteger = (from: number, to: number) => uniformInt(generator, from, to);
  return {
    drawInteger,
    pick: <T>(items: readonly T[]): T => {
      if (items.length === 0) throw new Error('Nothing to pick from: the list is empty.');
      // The index is within the list, which has at least one element.
      return items[drawInteger(0, items.length - 1)] as T;
    },
  };
}
