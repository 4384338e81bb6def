import { flag, list, model, number, text, time } from '../../endpoints/models/field.ts';
import type { Period } from '../period/period.ts';
import type { Coverage } from './scan-payments.ts';

const FailedWindowModel = model({ status: text(), from: time(), to: time(), why: text() });

/** The `searched` field of a result. */
export const CoverageModel = model({
  period: text(),
  by: text(),
  from: time(),
  to: time(),
  complete: flag(),
  failed_windows: list(FailedWindowModel),
  failed: number(),
});

/** At most this many failed windows are listed. */
const MAX_FAILED_WINDOWS = 10;

/**
 * Builds the `searched` field: the period as it was understood, and what could not be read. `by` says which of its times
 * puts a payment into the period, where that is not obvious.
 */
export function toSearchedCoverage(period: Period, coverage: Coverage, by: string | undefined) {
  const { failed_windows: failed, ...rest } = coverage;
  const basis = by === undefined ? {} : { by };
  if (rest.complete && failed.length === 0) return { period: period.text, ...basis, complete: true };
  return {
    period: period.text,
    ...basis,
    ...rest,
    failed_windows: failed.slice(0, MAX_FAILED_WINDOWS),
    ...(failed.length > MAX_FAILED_WINDOWS ? { failed: failed.length } : {}),
  };
}
