import type { ErrorKind } from '../base/refusal.ts';
import type { PortOneTelemetry } from '../portone/client.ts';
import type { Caller, ConfirmationChannel } from './confirmation/caller.ts';

/**
 * Events for the logs and metrics of a shared server. They contain no arguments, responses or personal data, and each
 * value is one of a few, so it can be stored and used as a metric label.
 */
export interface Telemetry extends PortOneTelemetry {
  /** A tool call or resource read has ended; `asked` means that it waits for a person's confirmation. */
  toolCalled(call: { tool: string; outcome: OutcomeLabel; seconds: number; caller: Caller }): void;
  /** A person was asked or has answered. `declined` includes invalid answers. */
  confirmationAnswered(channel: ConfirmationChannel, answer: 'asked' | 'agreed' | 'declined'): void;
  /** The response to a write was lost; `verdict` is what reading back showed. */
  outcomeReconciled(verdict: 'executed' | 'failed' | 'not_executed' | 'unknown'): void;
  /** A write has started (1) or ended (-1). */
  writesInFlight(change: 1 | -1): void;
  /** A session of the legacy protocol revision was opened (1) or closed (-1). */
  openSessions(change: 1 | -1): void;
  /** A call was rejected because its caller, or its whole tenant, exceeded the rate limit. */
  rateLimited(by: 'principal' | 'tenant'): void;
}

export type OutcomeLabel = 'done' | 'asked' | ErrorKind;

const ignore = () => {};

/** For a server without logs and metrics, which serves a single user. */
export const disabledTelemetry: Telemetry = {
  toolCalled: ignore,
  confirmationAnswered: ignore,
  outcomeReconciled: ignore,
  writesInFlight: ignore,
  openSessions: ignore,
  rateLimited: ignore,
  onRequest: ignore,
  onTokenRenewed: ignore,
};
