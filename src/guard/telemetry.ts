import type { Kind } from '../base/refusal.ts';
import type { PortOneWatch } from '../portone/client.ts';
import type { AuditStep } from './audit/audit.ts';
import type { Caller } from './confirmation/confirm.ts';

/**
 * What whoever runs a server for many is told while it works, to count and to log. Nothing handed over here holds an argument,
 * an answer or anything of a person, and each value is one of a few: all of it may be kept and drawn.
 */
export interface Watch extends PortOneWatch {
  /** A call of a tool, or a read of resources, has ended; `asked` is one that waits for a person. */
  called(call: { tool: string; outcome: CallOutcome; seconds: number; caller: Caller }): void;
  /** A person was asked, or has answered. `declined` is also an answer that does not hold. */
  confirmed(channel: NonNullable<AuditStep['channel']>, answer: 'asked' | 'agreed' | 'declined'): void;
  /** The answer to a write was lost, and this is what reading back has shown. */
  settled(verdict: 'executed' | 'failed' | 'not_executed' | 'unknown'): void;
  /** A write begins (1) or has ended (-1). */
  writing(change: 1 | -1): void;
  /** A session of the older era was opened (1) or has ended (-1). */
  session(change: 1 | -1): void;
  /** A call was turned away: its caller, or all of its tenant, called too often. */
  limited(by: 'principal' | 'tenant'): void;
}

export type CallOutcome = 'done' | 'asked' | Kind;

const nothing = () => {};

/** For a server that serves one person, who sees it all. */
export const noWatch: Watch = {
  called: nothing,
  confirmed: nothing,
  settled: nothing,
  writing: nothing,
  session: nothing,
  limited: nothing,
  exchanged: nothing,
  tokenRenewed: nothing,
};
