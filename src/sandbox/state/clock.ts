/** The sandbox's time, in unix seconds: it runs with the machine's and can be advanced. */
export interface Clock {
  now(): number;
  advance(seconds: number): void;
}

export function createClock(startedAt?: number): Clock {
  // A fixed start stands still until it is advanced: what a test sees does not depend on its own speed.
  let offset = 0;
  const base = startedAt === undefined ? () => Math.floor(Date.now() / 1000) : () => startedAt;
  return {
    now: () => base() + offset,
    advance: (seconds) => {
      offset += seconds;
    },
  };
}
