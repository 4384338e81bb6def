import type { CallOutcome } from '../../src/tools/call-tool.ts';

/**
 * The outcome reported to a caller: executed; declined by the PG; unknown; not executed so far, but perhaps later; not
 * executed; a fault of the server. `crashed`: the server died, so nothing was reported.
 */
export type CallVerdict = 'done' | 'failed' | 'unknown' | 'not yet' | 'nothing' | 'broken' | 'crashed';

export function classifyOutcome(outcome: CallOutcome): CallVerdict {
  if (outcome.status === 'done') return 'done';
  if (outcome.status === 'pending') return 'nothing';
  const { kind, message, imp_uid } = outcome.error;
  if (kind === 'internal') return 'broken';
  if (kind === 'outcome_unknown') return 'unknown';
  if (message.includes('The PG may still execute the request')) return 'not yet';
  return imp_uid === undefined ? 'nothing' : 'failed';
}
