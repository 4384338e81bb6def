import { OutcomeUnknown, PortOneError, PortOneRejected } from '../../portone/errors.ts';
import type { WriteOutcome } from './reconcile.ts';

/** The answer to a write was lost, and reading back showed that it was not done. */
class NotExecuted extends PortOneError {
  readonly kind = 'unreachable';

  constructor(evidence: string, httpStatus: number | undefined) {
    super(
      `The answer of PortOne was lost. Reading back shows that nothing was done: ${evidence} The PG may still be working on it: for five minutes, questions about the same payment, order or customer say so.`,
      {
        httpStatus,
        next: 'It is safe to ask again.',
      },
    );
  }
}

/** The answer to a write was lost, and reading back did not settle whether it was done. */
class UnreconciledOutcome extends PortOneError {
  readonly kind = 'outcome_unknown';

  constructor(observed: string, next: string, { httpStatus, code, upstreamMessage }: PortOneError) {
    super(`Whether PortOne did it is not known. ${observed}`, { httpStatus, code, upstreamMessage, next });
  }
}

/** Whether a write may still be carried out by a PG that takes its time, although nobody hears of it any more. */
export const mayStillExecute = (error: unknown): boolean =>
  error instanceof NotExecuted || (error instanceof PortOneError && error.kind === 'outcome_unknown');

/** What an executed write is told as: a success that did not come from PortOne's answer. */
export interface ReconciledResult {
  value?: unknown;
  /** Ids of a batch that were left undone. */
  failed?: string[];
  note: string;
}

/**
 * What a verdict means for the call whose answer was lost: a success that was read back, or the failure to throw.
 * `lost` is the failure that the call ended with.
 */
export function resolveOutcome(outcome: WriteOutcome, failure: PortOneError): ReconciledResult {
  switch (outcome.verdict) {
    case 'executed': {
      const { value, failed, evidence } = outcome;
      return {
        ...(value === undefined ? {} : { value }),
        ...(failed ? { failed } : {}),
        note: `The answer of PortOne was lost; that it was done is confirmed by reading back: ${evidence}`,
      };
    }
    case 'failed':
      throw PortOneRejected.fromFailedCharge(outcome.value);
    case 'not_executed':
      // PortOne's word that it was done stands against what can be seen.
      if (failure instanceof OutcomeUnknown && failure.responseReceived)
        throw new UnreconciledOutcome(
          `PortOne says that it went well, but ${failure.detail}. ${outcome.evidence}`,
          String(failure.next),
          failure,
        );
      // A 5xx in PortOne's own words says why, which is more than that nothing happened.
      throw failure instanceof OutcomeUnknown ? new NotExecuted(outcome.evidence, failure.httpStatus) : failure;
    case 'unknown':
      // Where nothing can be read back, PortOne's own word that it refused is the best there is.
      throw outcome.notChecked && !(failure instanceof OutcomeUnknown)
        ? failure
        : new UnreconciledOutcome(outcome.observed, outcome.next, failure);
  }
}
