import { Refused } from '../../base/refusal.ts';
import { type FailedCharge, PortOneError, PortOneRejected } from '../../portone/errors.ts';
import { NotExecuted } from '../outcome/reconciled-result.ts';
import type { WriteFailure } from './journal.ts';

interface ClassifiedFailure extends WriteFailure {
  /** It was executed, or a slow PG may still execute it. */
  mayStillExecute: boolean;
  failedCharge?: FailedCharge;
}

/** Only rejections by PortOne and evidence from reading back show that nothing was done; otherwise it is unknown. */
export function classifyFailure(error: unknown, signal: AbortSignal): ClassifiedFailure {
  if (error instanceof Refused) return { verdict: 'not_executed', kind: error.kind, mayStillExecute: false };
  // The signal aborts a write only before it is sent.
  if (signal.aborted && error === signal.reason)
    return { verdict: 'not_executed', kind: 'unreachable', mayStillExecute: false };
  if (!(error instanceof PortOneError)) return { verdict: 'unknown', kind: 'internal', mayStillExecute: true };
  const { kind } = error;
  if (kind === 'outcome_unknown') return { verdict: 'unknown', kind, mayStillExecute: true };
  if (error instanceof NotExecuted)
    return { verdict: 'not_executed', kind, evidence: 'read back', mayStillExecute: true };
  const failedCharge = error instanceof PortOneRejected ? error.response : undefined;
  return { verdict: 'not_executed', kind, mayStillExecute: false, ...(failedCharge ? { failedCharge } : {}) };
}
