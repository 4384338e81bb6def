import { isRecord } from '../base/json.ts';
import { type ErrorReport, Refused } from '../base/refusal.ts';
import { sanitizeText } from '../base/text.ts';
import { PortOneError, PortOneRejected } from '../portone/errors.ts';
import { maskNumbers } from './content-mask.ts';
import { truncateToBudget } from './token-budget.ts';
import { cleanUpstreamMessage, type OutputPolicy } from './tool-result.ts';

/**
 * Converts an error into the report that the model receives. `call` is what was called, for the operator's log;
 * undefined if unknown.
 */
export function toErrorReport(
  error: unknown,
  policy: OutputPolicy,
  call?: { name: string; isRead: boolean },
): ErrorReport {
  // Every text of our own is short, so truncation only affects text from outside.
  return truncateToBudget({ ...cleanReport(buildErrorReport(error, policy, call), policy) }) as unknown as ErrorReport;
}

/** Sentences of this server may quote what came from outside. */
function cleanReport({ message, next, ...report }: ErrorReport, { pii, hideSecrets }: OutputPolicy): ErrorReport {
  const clean = (text: string) => {
    const visible = hideSecrets?.(text) ?? text;
    return pii === 'masked' ? maskNumbers(visible) : visible;
  };
  return { ...report, message: clean(message), ...(next === undefined ? {} : { next: clean(next) }) };
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
  // Log only the name of the error: its message might contain personal data or secrets.
  policy.log(
    `internal error in ${call?.name ?? 'an unknown tool'}: ${error instanceof Error ? error.name : typeof error}`,
  );
  const effectNote = call?.isRead ? 'Nothing was changed.' : 'It is not known whether anything was sent.';
  return { kind: 'internal', message: `Internal error in this server. ${effectNote}` };
}

/** A failed charge creates a payment attempt of its own. */
function getFailedAttempt(error: PortOneError): { imp_uid?: string } {
  const attempt = error instanceof PortOneRejected && isRecord(error.response) ? error.response.imp_uid : undefined;
  return typeof attempt === 'string' ? { imp_uid: sanitizeText(attempt) } : {};
}
