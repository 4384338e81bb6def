import {
  CHECK_NETWORK_HINT,
  OutcomeUnknown,
  PortOneError,
  type PortOneErrorKind,
  PortOneRejected,
} from '../../portone/errors.ts';
import type { WriteOutcome } from './reconcile.ts';

/**
 * The response to a write was lost or proves nothing, and reading back showed that it was not executed. A slow PG may
 * still execute it.
 */
export class NotExecuted extends PortOneError {
  readonly kind: PortOneErrorKind;

  constructor(evidence: string, failure: OutcomeUnknown | PortOneRejected) {
    const { httpStatus, code, upstreamMessage } = failure;
    const isOutcomeUnknown = failure instanceof OutcomeUnknown;
    super(
      `${describeFailure(failure)}. Reading back shows that nothing was done: ${evidence} The PG may still execute the request: for five minutes, confirmation questions about the same payment, order or customer warn of that.`,
      {
        ...{ httpStatus, code, upstreamMessage },
        next: isOutcomeUnknown
          ? `It is safe to call again.${failure.fromPortOne ? '' : ` ${CHECK_NETWORK_HINT}`}`
          : failure.next,
      },
    );
    this.kind = isOutcomeUnknown ? 'unreachable' : failure.kind;
  }
}

/** The response to a write was lost, and reading back did not show whether it was executed. */
class UnreconciledOutcome extends PortOneError {
  readonly kind = 'outcome_unknown';

  constructor(observed: string, next: string, { httpStatus, code, upstreamMessage }: PortOneError) {
    super(`It is unknown whether PortOne executed this. ${observed}`, { httpStatus, code, upstreamMessage, next });
  }
}

const describeFailure = (failure: PortOneError): string =>
  failure instanceof OutcomeUnknown && !failure.responseReceived
    ? "PortOne's response was lost"
    : "PortOne's response did not prove the outcome";

/** The result of a write that was confirmed by reading back instead of by PortOne's response. */
export interface ReconciledResult {
  value?: unknown;
  /** Ids of a batch that were not processed. */
  failed?: string[];
  note: string;
}

/**
 * Turns the outcome of a write whose response was lost into a result, or throws. `failure` is the error that the call
 * ended with.
 */
export function resolveOutcome(outcome: WriteOutcome, failure: PortOneError): ReconciledResult {
  switch (outcome.verdict) {
    case 'executed': {
      const { value, failed, evidence } = outcome;
      return {
        ...(value === undefined ? {} : { value }),
        ...(failed ? { failed } : {}),
        note: `${describeFailure(failure)}; reading back confirms that the request was executed: ${evidence}`,
      };
    }
    case 'failed':
      throw PortOneRejected.fromFailedCharge(outcome.value);
    case 'not_executed':
      // PortOne reported success, but its records do not show it.
      if (failure instanceof OutcomeUnknown && failure.responseReceived)
        throw new UnreconciledOutcome(
          `PortOne reported success, but ${failure.detail}. ${outcome.evidence}`,
          String(failure.next),
          failure,
        );
      throw failure instanceof OutcomeUnknown || failure instanceof PortOneRejected
        ? new NotExecuted(outcome.evidence, failure)
        : failure;
    case 'unknown':
      throw new UnreconciledOutcome(outcome.observed, outcome.next, failure);
  }
}
