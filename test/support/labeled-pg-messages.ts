import { readFileSync } from 'node:fs';
import type { PgReason } from '../../src/desk/pg-reason.ts';

/**
 * 500 error texts published by the PGs, drawn over all their lists (each list by the square root of its size) and labeled
 * by reading: twice, in different order, with differences settled. The label is what the text says, not what the program
 * makes of it: it changes only if a reader finds it wrong.
 */
export interface LabeledPgMessage {
  pg: string;
  code: string;
  text: string;
  reason: PgReason;
  /** What one of the readings said as well; for texts that no shop meets also what a reader would accept. */
  alternatives?: readonly PgReason[];
  /** Whether a shop can meet it: as the answer to a charge or a refund, and not within a bank or another service. */
  isMet: boolean;
}

export const labeledPgMessages: readonly LabeledPgMessage[] = JSON.parse(
  readFileSync(new URL('./labeled-pg-messages.json', import.meta.url), 'utf8'),
);
