import type { ErrorKind } from '../base/refusal.ts';
import type { PortOneTelemetry } from '../portone/client.ts';
import type { Caller, ConfirmationChannel } from './confirmation/caller.ts';

/**
 * What whoever runs a server for many is told while it works, to count and to log. Nothing handed over here holds an argument,
 * an answer or anything of a person, and each value is one of a few: all of it may be kept and drawn.
 */
export interface Telemetry extends PortOneTelemetry {
  /** A call of a tool, or a read of resources, has ended; `asked` is one that waits for a person. */
  toolCalled(call: { tool: string; outcome: CallOutcome; seconds: number; caller: Caller }): void;
  /** A person was asked, or has answered. `declined` is also an answer that does not hold. */
  confirmationAnswered(channel: ConfirmationChannel, answer: 'asked' | 'agreed' | 'declined'): void;
  /** The answer to a write was lost, and this is what reading back has shown. */
  outcomeReconciled(verdict: 'executed' | 'failed' | 'not_executed' | 'unknown'): void;
  /** A write begins (1) or has ended (-1). */
  writesInFlight(change: 1 | -1): void;
  /** A session of the older era was opened (1) or has ended (-1). */
  openSessions(change: 1 | -1): void;
  /** A call was turned away: its caller, or all of its tenant, called too often. */
  rateLimited(by: 'principal' | 'tenant'): void;
}

export type CallOutcome = 'done' | 'asked' | ErrorKind;

const ignore = () => {};

/** For a server that serves one person, who sees it all. */
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
