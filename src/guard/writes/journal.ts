import type * as z from 'zod';
import { type ErrorKind, Refused } from '../../base/refusal.ts';
import { PortOneError } from '../../portone/errors.ts';
import type { AuditLog } from '../audit/audit.ts';
import type { AuditStep } from '../audit/audit-step.ts';
import type { Caller, Confirmation, ConfirmationChannel } from '../confirmation/caller.ts';
import type { ConfirmationTokens } from '../confirmation/confirmation-token.ts';
import type { Telemetry } from '../telemetry.ts';
import type { WritePlan } from './plan-write.ts';

/** What the audit log and the metrics are told of one call: one method for each step, in the order of the steps. */
export interface WriteJournal {
  /** A first person agreed where a second has to. */
  recordFirstApproval(channel: ConfirmationChannel, questionFingerprint: string): Promise<void>;
  /** A person was asked, or has agreed. */
  recordConfirmation(confirmation: Confirmation, questionFingerprint: string): Promise<void>;
  /** The question was declined, could not be asked, or left as a refusal that says where a person agrees. */
  recordConfirmationRefused(error: Refused, questionFingerprint: string): Promise<void>;
  /** What the person was shown has changed, or could not be read again. Other errors are none of a refusal. */
  recordRefused(error: unknown): Promise<void>;
  /** On disk before anything is sent. Throws Refused when the audit log cannot be written. */
  recordStarted(day: string): Promise<void>;
  recordExecuted(day: string, evidence: string): Promise<void>;
  recordFailed(day: string, failure: { verdict: 'not_executed' | 'unknown'; kind: ErrorKind }): Promise<void>;
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
    // The same for every round of a question: a call is what is asked of the same state.
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
    recordStarted: (day) => recordStep({ step: 'started', day }),
    recordExecuted: (day, evidence) => recordStep({ step: 'outcome', day, verdict: 'executed', evidence }),
    recordFailed: (day, failure) => recordStep({ step: 'outcome', day, ...failure }),
  };
}

/** Some questions leave as a refusal that says where, or with what, a person agrees. */
export function countRefusedConfirmation(telemetry: Telemetry, { reply }: Caller, { kind, details }: Refused): void {
  if (kind === 'approval_required') telemetry.confirmationAnswered('page', 'asked');
  else if (details.confirm_token !== undefined) telemetry.confirmationAnswered('token', 'asked');
  else if (kind === 'not_confirmed') telemetry.confirmationAnswered(reply?.channel ?? 'page', 'declined');
}
