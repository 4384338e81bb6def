import type * as z from 'zod';
import { type ErrorKind, Refused } from '../../base/refusal.ts';
import { PortOneError } from '../../portone/errors.ts';
import type { AuditLog } from '../audit/audit.ts';
import type { AuditStep } from '../audit/audit-step.ts';
import type { Caller, Confirmation, ConfirmationChannel } from '../confirmation/caller.ts';
import type { ConfirmationTokens } from '../confirmation/confirmation-token.ts';
import type { Telemetry } from '../telemetry.ts';
import type { WritePlan } from './plan-write.ts';

/** Records the steps of one call in the audit log and the metrics: one method per step, in order. */
export interface WriteJournal {
  /** The first of two required approvers has approved. */
  recordFirstApproval(channel: ConfirmationChannel, questionFingerprint: string): Promise<void>;
  /** A person was asked or has approved. */
  recordConfirmation(confirmation: Confirmation, questionFingerprint: string): Promise<void>;
  /** The person declined, could not be asked, or the error tells the model where the person can approve. */
  recordConfirmationRefused(error: Refused, questionFingerprint: string): Promise<void>;
  /** The state that the person was shown has changed or could not be read again. Ignores other errors. */
  recordRefused(error: unknown): Promise<void>;
  /** Persisted before anything is sent. Throws Refused if the audit log cannot be written. */
  recordStarted(day: string, relatedIds: readonly string[]): Promise<void>;
  recordExecuted(day: string, evidence: string): Promise<void>;
  recordFailed(day: string, failure: WriteFailure): Promise<void>;
}

export interface WriteFailure {
  verdict: 'not_executed' | 'unknown';
  kind: ErrorKind;
  /** How it is known, if PortOne's own response did not say it. */
  evidence?: 'read back';
}

interface JournalDependencies {
  audit: AuditLog;
  telemetry: Telemetry;
  tokens: Pick<ConfirmationTokens, 'fingerprint'>;
  caller: Caller;
  fields: Readonly<Record<string, z.ZodType>>;
}

export function openJournal(
  { tool, effect, money, caller: callerId, sandbox, args, moves }: WritePlan,
  { audit, telemetry, tokens, caller, fields }: JournalDependencies,
): WriteJournal {
  const operation = {
    // The same for every round of a question: the same request on the same state is one call.
    call: tokens.fingerprint([tool, args, callerId, moves]).slice(0, 16),
    ...{ tool, effect, caller: callerId, sandbox, args, fields, moves },
    ...(money ? { money } : {}),
    ...(caller.trace ? { trace: caller.trace } : {}),
  };
  const recordStep = async (step: Pick<AuditStep, 'step'> & Partial<AuditStep>): Promise<void> => {
    if (effect !== 'read') await audit.recordStep({ ...operation, ...step });
  };
  return {
    recordFirstApproval: (channel, questionFingerprint) => recordStep({ step: 'agreed', channel, questionFingerprint }),
    async recordConfirmation({ status, channel }, questionFingerprint) {
      const step = status === 'pending' ? 'asked' : 'agreed';
      telemetry.confirmationAnswered(channel, step);
      await recordStep({ step, channel, questionFingerprint });
    },
    async recordConfirmationRefused(error, questionFingerprint) {
      countRefusedConfirmation(telemetry, caller, error);
      const step = error.kind === 'approval_required' ? 'asked' : 'refused';
      await recordStep({ step, kind: error.kind, questionFingerprint });
    },
    async recordRefused(error) {
      if (error instanceof Refused || error instanceof PortOneError)
        await recordStep({ step: 'refused', kind: error.kind });
    },
    recordStarted: (day, relatedIds) => recordStep({ step: 'started', day, relatedIds }),
    recordExecuted: (day, evidence) => recordStep({ step: 'outcome', day, verdict: 'executed', evidence }),
    recordFailed: (day, failure) => recordStep({ step: 'outcome', day, ...failure }),
  };
}

/** Counts the confirmation in an error: some errors tell the model how the person can approve. */
export function countRefusedConfirmation(telemetry: Telemetry, { reply }: Caller, { kind, details }: Refused): void {
  if (kind === 'approval_required') telemetry.confirmationAnswered('page', 'asked');
  else if (details.confirm_token !== undefined) telemetry.confirmationAnswered('token', 'asked');
  else if (kind === 'not_confirmed') telemetry.confirmationAnswered(reply?.channel ?? 'page', 'declined');
}
