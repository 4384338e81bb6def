import type * as z from 'zod';
import type { ErrorKind } from '../../base/refusal.ts';
import type { Effect, Money } from '../../endpoints/endpoint.ts';
import type { MoneyMovement } from '../impact/money-movements.ts';

/** Something that happened to a call. The steps of one call carry the same `call`. */
export interface AuditStep {
  /** When, if that is known better than by when it is written. */
  at?: string;
  step: 'asked' | 'agreed' | 'declined' | 'refused' | 'started' | 'outcome';
  call: string;
  tool: string;
  effect: Effect;
  money?: Money;
  caller: string;
  sandbox: boolean;
  /** As they would be sent; what is kept of them are ids, amounts and a digest. */
  args: Readonly<Record<string, unknown>>;
  /** The tool's fields: what must not even go into the digest. */
  fields: Readonly<Record<string, z.ZodType>>;
  moves: readonly MoneyMovement[];
  /** The Korean day of the reservation: on `started` and `outcome`. */
  day?: string;
  /** The trace that the caller follows. */
  trace?: string;
  /** The fingerprint of what the person was shown. */
  questionFingerprint?: string;
  /** How the person answered. */
  channel?: 'form' | 'page' | 'url' | 'token';
  /** Why it was refused, or failed. */
  kind?: ErrorKind;
  verdict?: 'executed' | 'not_executed' | 'unknown';
  /** How the verdict is known; ids and amounts only. */
  evidence?: string;
}
