import pLimit from 'p-limit';

/** What one conversation of a test has to itself: a shop, a server and a person. */
export interface Lanes<L> {
  /** Runs a test in a lane that no other test uses at the same time. */
  use<R>(run: (lane: L) => Promise<R>): Promise<R>;
  all: readonly L[];
}

/** As many as Vitest runs tests of a concurrent suite at the same time. The people in them wait more than they work. */
const LANES = 5;

/** Opens the lanes of a suite whose tests wait for people to read. */
export async function openLanes<L>(open: (index: number) => Promise<L>): Promise<Lanes<L>> {
  const all = await Promise.all(Array.from({ length: LANES }, (_, index) => open(index)));
  const free = [...all];
  const limit = pLimit(LANES);
  return {
    all,
    use: (run) =>
      limit(async () => {
        const lane = free.pop();
        if (lane === undefined) throw new Error('more tests run at the same time than there are lanes');
        try {
          return await run(lane);
        } finally {
          free.push(lane);
        }
      }),
  };
}
