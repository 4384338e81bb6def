import { setImmediate as letOthersRun } from 'node:timers/promises';

let lastTurn: Promise<void> = Promise.resolve();

/**
 * Resolves in a turn of the event loop in which no other caller of this function resumes. Long pieces of work that begin
 * with it do not add up: requests of others are handled between them.
 */
export function waitForTurn(): Promise<void> {
  lastTurn = lastTurn.then(() => letOthersRun());
  return lastTurn;
}
