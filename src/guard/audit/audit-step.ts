import type * as z from 'zod';
import type { ErrorKind } from '../../base/refusal.ts';
import type { Effect, Money } from '../../endpoints/endpoint.ts';
import type { MoneyMovement } from '../impact/money-movements.ts';

/** A step in the life of a call. All steps of one call have the same `call`. */
export interface AuditStep {
  /** ISO 8601 time of the step; the time of writing if absent. */
  at?: string;
  step: 'asked' | 'agreed' | 'declined' | 'refused' | 'started' | 'outcome';
  call: string;
  tool: string;
  effect: Effect;
  money?: Money;
  caller: string;
  sandbox: boolean;
  /** The arguments as sent to PortOne; only ids, amounts and a hash of them are recorded. */
  args: Readonly<Record<string, unknown>>;
  /** Schemas of the arguments; they mark secrets, which must not even be hashed. */
  fields: Readonly<Record<string, z.ZodType>>;
  moves: readonly MoneyMovement[];
  /** What it relates to, on `started`: a restart warns of writes without an outcome. */
  relatedIds?: readonly string[];
  /** The Korean day of the reservation, on `started` and `outcome`. */
  day?: string;
  /** The caller's trace id. */
  trace?: string;
  /** Fingerprint of the question that the person was shown. */
  questionFingerprint?: string;
  /** How the person answered. */
  channel?: 'form' | 'page' | 'url' | 'token';
  /** Why the call was refused or failed. */
  kind?: ErrorKind;
  verdict?: 'executed' | 'not_executed' | 'unknown';
  /** Evidence for the verdict; ids and amounts only. */
  evidence?: string;
}
