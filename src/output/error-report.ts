import { isRecord } from '../base/json.ts';
import { type ErrorReport, Refused } from '../base/refusal.ts';
import { sanitizeText } from '../base/text.ts';
import { PortOneError, PortOneRejected } from '../portone/errors.ts';
import { truncateToBudget } from './token-budget.ts';
import { cleanUpstreamMessage, type OutputPolicy } from './tool-result.ts';

/** What is told of a failure. `doing` is what was called, for the operator; none when it is not known. */
export function toErrorReport(
  error: unknown,
  policy: OutputPolicy,
  call?: { name: string; isRead: boolean },
): ErrorReport {
  // A record of short texts: what is too long of it is what somebody else said.
  return truncateToBudget({ ...buildErrorReport(error, policy, call) }) as unknown as ErrorReport;
}

function buildErrorReport(error: unknown, policy: OutputPolicy, call?: { name: string; isRead: boolean }): ErrorReport {
  if (error instanceof Refused)
    return { kind: error.kind, message: error.message, ...(error.next ? { next: error.next } : {}), ...error.details };
  if (error instanceof PortOneError) {
    return {
      kind: error.kind,
      message: error.message,
      ...(error.httpStatus === undefined ? {} : { http_status: error.httpStatus }),
      ...(error.code === undefined ? {} : { code: error.code }),
      ...(error.upstreamMessage ? { upstream_message: cleanUpstreamMessage(error.upstreamMessage, policy) } : {}),
      ...(error.next ? { next: error.next } : {}),
      ...getFailedAttempt(error),
    };
  }
  // The name of the error tells an operator where to look; its message might carry a value.
  policy.log(
    `internal error in ${call?.name ?? 'an unknown tool'}: ${error instanceof Error ? error.name : typeof error}`,
  );
  const effectNote = call?.isRead ? 'Nothing was changed.' : 'It is not known whether anything was sent.';
  return { kind: 'internal', message: `The server failed on its own side. ${effectNote}` };
}

/** A charge that failed stands in the order as an attempt of its own. */
function getFailedAttempt(error: PortOneError): { imp_uid?: string } {
  const attempt = error instanceof PortOneRejected && isRecord(error.response) ? error.response.imp_uid : undefined;
  return typeof attempt === 'string' ? { imp_uid: sanitizeText(attempt) } : {};
}
