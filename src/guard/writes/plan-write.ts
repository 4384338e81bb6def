import { Refused } from '../../base/refusal.ts';
import type { PortOneReader } from '../../portone/client.ts';
import type { Caller } from '../confirmation/caller.ts';
import type { ConfirmationTokens } from '../confirmation/confirmation-token.ts';
import { type Operation, type OperationPlan, planOperation } from '../confirmation/prepare.ts';
import { getCustomerKeys, getLockKeys } from '../impact/lock-keys.ts';
import { getMoneyMovements } from '../impact/money-movements.ts';
import type { UnconfirmedWrite, UnconfirmedWrites } from '../outcome/unconfirmed-writes.ts';
import type { PolicyRequest } from '../policy/policy.ts';

export interface GuardedOperation extends Operation {
  /** A person is asked before it runs. */
  confirm?: true;
}

/** An operation ready to be judged: what there is, what would be sent, what it moves and what it must not run beside. */
export interface WritePlan extends OperationPlan, PolicyRequest {
  args: Record<string, unknown>;
  /** What no other write may act on meanwhile. */
  lockKeys: readonly string[];
  /** Whom and what it concerns, should its answer be lost. */
  relatedIds: readonly string[];
  /** Earlier writes to the same that may still be carried out. A yes is to both. */
  unconfirmed: readonly UnconfirmedWrite[];
}

interface PlanDependencies {
  reader: PortOneReader;
  caller: Caller;
  unconfirmedWrites: UnconfirmedWrites;
  sandbox: boolean;
  /** Unix seconds. */
  now(): number;
}

/** Reads what the operation would change. Throws Refused or PortOneError; nothing is changed. */
export async function planWrite(
  operation: GuardedOperation,
  given: Record<string, unknown>,
  { reader, caller, unconfirmedWrites, sandbox, now }: PlanDependencies,
): Promise<WritePlan> {
  const plan = await planOperation(operation, given, { portone: reader, now: now() });
  const { name, effect, money, delegatesTo, confirm, fields } = operation;
  const { args, snapshot, fingerprintFields } = plan;
  const moves = getMoneyMovements({ ...(money ? { money } : {}), args, snapshot });
  const lockKeys = getLockKeys(args, moves);
  const relatedIds = [...new Set([...lockKeys, ...getCustomerKeys(args, snapshot)])];
  const unconfirmed = confirm ? await unconfirmedWrites.findRelated(relatedIds) : [];
  return {
    ...plan,
    fingerprintFields: unconfirmed.length > 0 ? [fingerprintFields, unconfirmed] : fingerprintFields,
    tool: name,
    ...(delegatesTo ? { through: delegatesTo.endpoint.name } : {}),
    effect,
    ...(money ? { money } : {}),
    takesReason: 'reason' in fields,
    moves,
    lockKeys,
    relatedIds,
    unconfirmed,
    sandbox,
    caller: caller.id,
    now: now(),
  };
}

/** While a write waited, what the person was shown may have become untrue: then their yes was to something else. */
export function assertSamePlan(
  shown: WritePlan,
  current: WritePlan,
  { fingerprint }: Pick<ConfirmationTokens, 'fingerprint'>,
): void {
  if (fingerprint(current.fingerprintFields) === fingerprint(shown.fingerprintFields)) return;
  throw new Refused(
    'not_confirmed',
    'What the person was shown has changed meanwhile. Nothing was sent.',
    `Call ${shown.tool} again to ask anew.`,
  );
}
