/** The sandbox's time in unix seconds. It runs with the machine's clock and can be advanced. */
export interface Clock {
  now(): number;
  advance(seconds: number): void;
}

export function createClock(startedAt?: number): Clock {
  // A fixed start stands still until it is advanced, so tests do not depend on their own speed.
  let offset = 0;
  const base = startedAt === undefined ? () => Math.floor(Date.now() / 1000) : () => startedAt;
  return {
    now: () => base() + offset,
    advance: (seconds) => {
      offset += seconds;
    },
  };
}
