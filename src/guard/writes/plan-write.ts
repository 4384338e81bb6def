import { Refused } from '../../base/refusal.ts';
import type { PortOneReader } from '../../portone/client.ts';
import type { Caller } from '../confirmation/caller.ts';
import type { ConfirmationTokens } from '../confirmation/confirmation-token.ts';
import type { Operation } from '../confirmation/operation.ts';
import { type OperationPlan, planOperation } from '../confirmation/prepare.ts';
import { getCustomerKeys, getLockKeys } from '../impact/lock-keys.ts';
import { getMoneyMovements } from '../impact/money-movements.ts';
import type { UnconfirmedWrite, UnconfirmedWrites } from '../outcome/unconfirmed-writes.ts';
import type { PolicyRequest } from '../policy/policy.ts';

export interface GuardedOperation extends Operation {
  /** A person must confirm it before it runs. */
  confirm?: true;
}

/** An operation with everything needed to check it: snapshot, arguments, money moved and lock keys. */
export interface WritePlan extends OperationPlan, PolicyRequest {
  args: Record<string, unknown>;
  /** What no other write may act on at the same time. */
  lockKeys: readonly string[];
  /** Everything it relates to, for warnings if its response is lost. */
  relatedIds: readonly string[];
  /** Earlier related writes that may still be executed. The person confirms knowing of them. */
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

/** Reads the records that the operation would change. Throws Refused or PortOneError; changes nothing. */
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
    fingerprintFields: { question: fingerprintFields, moves, unconfirmed },
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

/** Throws Refused if the state that the person was shown has changed while the write waited. */
export function assertSamePlan(
  confirmed: WritePlan,
  current: WritePlan,
  { fingerprint }: Pick<ConfirmationTokens, 'fingerprint'>,
): void {
  if (fingerprint(current.fingerprintFields) === fingerprint(confirmed.fingerprintFields)) return;
  throw new Refused(
    'not_confirmed',
    'The data that the person confirmed has changed since. Nothing was sent.',
    `Call ${confirmed.tool} again to ask for a new confirmation.`,
  );
}
