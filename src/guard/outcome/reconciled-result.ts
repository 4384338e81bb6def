import { OutcomeUnknown, PortOneError, PortOneRejected } from '../../portone/errors.ts';
import type { Verdict } from './reconcile.ts';

/** The answer to a write was lost, and reading back showed that it was not done. */
class NotExecuted extends PortOneError {
  readonly kind = 'unreachable';

  constructor(proof: string, httpStatus: number | undefined) {
    super(
      `The answer of PortOne was lost. Reading back shows that nothing was done: ${proof} The PG may still be working on it: for five minutes, questions about the same payment, order or customer say so.`,
      {
        httpStatus,
        next: 'It is safe to ask again.',
      },
    );
  }
}

/** The answer to a write was lost, and reading back did not settle whether it was done. */
class Unsettled extends PortOneError {
  readonly kind = 'outcome_unknown';

  constructor(seen: string, next: string, { httpStatus, code, upstreamMessage }: PortOneError) {
    super(`Whether PortOne did it is not known. ${seen}`, { httpStatus, code, upstreamMessage, next });
  }
}

/** Whether a write may still be carried out by a PG that takes its time, although nobody hears of it any more. */
export const isLost = (error: unknown): boolean =>
  error instanceof NotExecuted || (error instanceof PortOneError && error.kind === 'outcome_unknown');

/** What an executed write is told as: a success that did not come from PortOne's answer. */
export interface ReadBack {
  value?: unknown;
  /** Ids of a batch that were left undone. */
  failed?: string[];
  note: string;
}

/**
 * What a verdict means for the call whose answer was lost: a success that was read back, or the failure to throw.
 * `lost` is the failure that the call ended with.
 */
export function readBack(verdict: Verdict, lost: PortOneError): ReadBack {
  switch (verdict.verdict) {
    case 'executed': {
      const { value, failed, proof } = verdict;
      return {
        ...(value === undefined ? {} : { value }),
        ...(failed ? { failed } : {}),
        note: `The answer of PortOne was lost; that it was done is confirmed by reading back: ${proof}`,
      };
    }
    case 'failed':
      throw PortOneRejected.charge(verdict.value);
    case 'not_executed':
      // PortOne's word that it was done stands against what can be seen.
      if (lost instanceof OutcomeUnknown && lost.answered)
        throw new Unsettled(
          `PortOne says that it went well, but ${lost.trouble}. ${verdict.proof}`,
          String(lost.next),
          lost,
        );
      // A 5xx in PortOne's own words says why, which is more than that nothing happened.
      throw lost instanceof OutcomeUnknown ? new NotExecuted(verdict.proof, lost.httpStatus) : lost;
    case 'unknown':
      // Where nothing can be read back, PortOne's own word that it refused is the best there is.
      throw verdict.unread && !(lost instanceof OutcomeUnknown)
        ? lost
        : new Unsettled(verdict.seen, verdict.next, lost);
  }
}
