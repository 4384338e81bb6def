/**
 * Creates a wall clock that is never set back: it follows jumps ahead, such as after a suspension, and otherwise goes on
 * at the pace of the monotonic clock. What expires by it never lives longer than it should. Both clocks and the result
 * are in seconds.
 */
export function createSteadyClock(wallClock: () => number, monotonicClock: () => number): () => number {
  let lead = wallClock() - monotonicClock();
  return () => {
    lead = Math.max(lead, wallClock() - monotonicClock());
    return lead + monotonicClock();
  };
}
