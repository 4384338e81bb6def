import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

export interface Random {
  /** Both bounds are included. */
  integer(from: number, to: number): number;
  pick<T>(of: readonly T[]): T;
}

/** Deterministic by seed; every call moves it on. */
export function createRandom(seed: number): Random {
  const generator = xoroshiro128plus(seed);
  const integer = (from: number, to: number) => uniformInt(generator, from, to);
  return {
    integer,
    pick: <T>(of: readonly T[]): T => {
      if (of.length === 0) throw new Error('Nothing to pick from: the list is empty.');
      // The index lies within the list, which has at least one element.
      return of[integer(0, of.length - 1)] as T;
    },
  };
}
