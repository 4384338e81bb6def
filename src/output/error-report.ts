import { type FailureReport, Refused } from '../base/refusal.ts';
import { cleanText } from '../base/text.ts';
import { PortOneError, PortOneRejected } from '../portone/errors.ts';
import { withinBudget } from './token-budget.ts';
import { isRecord, said, type Way } from './tool-result.ts';

/** What is told of a failure. `doing` is what was called, for the operator; none when it is not known. */
export function report(error: unknown, way: Way, doing?: { name: string; reads: boolean }): FailureReport {
  // A record of short texts: what is too long of it is what somebody else said.
  return withinBudget({ ...reported(error, way, doing) }) as unknown as FailureReport;
}

function reported(error: unknown, way: Way, doing?: { name: string; reads: boolean }): FailureReport {
  if (error instanceof Refused)
    return { kind: error.kind, message: error.message, ...(error.next ? { next: error.next } : {}), ...error.more };
  if (error instanceof PortOneError) {
    return {
      kind: error.kind,
      message: error.message,
      ...(error.httpStatus === undefined ? {} : { http_status: error.httpStatus }),
      ...(error.code === undefined ? {} : { code: error.code }),
      ...(error.upstreamMessage ? { upstream_message: said(error.upstreamMessage, way) } : {}),
      ...(error.next ? { next: error.next } : {}),
      ...attemptOf(error),
    };
  }
  // The name of the error tells an operator where to look; its message might carry a value.
  way.log(
    `internal error in ${doing?.name ?? 'an unknown tool'}: ${error instanceof Error ? error.name : typeof error}`,
  );
  const changed = doing?.reads ? 'Nothing was changed.' : 'It is not known whether anything was sent.';
  return { kind: 'internal', message: `The server failed on its own side. ${changed}` };
}

/** A charge that failed stands in the order as an attempt of its own. */
function attemptOf(error: PortOneError): { imp_uid?: string } {
  const attempt = error instanceof PortOneRejected && isRecord(error.response) ? error.response.imp_uid : undefined;
  return typeof attempt === 'string' ? { imp_uid: cleanText(attempt) } : {};
}
