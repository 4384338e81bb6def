import { formatMoney } from '../../base/money.ts';
import type { Pseudonyms } from '../../base/pseudonym.ts';
import { Refused } from '../../base/refusal.ts';
import type { PortOneReader } from '../../portone/client.ts';
import type { Caller } from '../confirmation/caller.ts';
import type { ConfirmationTokens } from '../confirmation/confirmation-token.ts';
import type { Operation } from '../confirmation/operation.ts';
import { type OperationPlan, planOperation } from '../confirmation/prepare.ts';
import { getCardKeys, getCustomerKeys, getLockKeys, getPhoneKeys } from '../impact/lock-keys.ts';
import { getMoneyMovements, hasUnknownAmount, type MoneyMovement, sumByCurrency } from '../impact/money-movements.ts';
import { getOperationKeys } from '../impact/operation-keys.ts';
import { summarizeEarlierWrite, warnOfEarlierWrite } from '../outcome/earlier-write-warning.ts';
import type { EarlierWrites } from '../outcome/earlier-writes.ts';
import type { TypedBuyers } from '../outcome/typed-buyers.ts';
import type { PolicyRequest } from '../policy/policy-request.ts';

export interface GuardedOperation extends Operation {
  /** A person must confirm it before it runs. */
  confirm?: true;
}

/** An operation with everything needed to check it: snapshot, arguments, money moved and lock keys. */
export interface WritePlan extends OperationPlan, PolicyRequest {
  args: Record<string, unknown>;
  /** What no other write may act on at the same time. */
  lockKeys: readonly string[];
  /** Everything it relates to, for warnings before related writes. */
  relatedIds: readonly string[];
  /** What a payment without a customer is known again by; part of `relatedIds`. */
  buyerKeys: readonly string[];
  /** The same for two calls that request the same. */
  operationKeys: readonly [call: string, ...others: string[]];
}

interface PlanDependencies {
  reader: PortOneReader;
  caller: Caller;
  earlierWrites: EarlierWrites;
  typedBuyers: TypedBuyers;
  pseudonyms: Pseudonyms;
  sandbox: boolean;
  /** Unix seconds. */
  now(): number;
}

/** Reads the records that the operation would change. Throws Refused or PortOneError; changes nothing. */
export async function planWrite(
  operation: GuardedOperation,
  given: Record<string, unknown>,
  { reader, caller, earlierWrites, typedBuyers, pseudonyms, sandbox, now }: PlanDependencies,
): Promise<WritePlan> {
  const plan = await planOperation(operation, given, { portone: reader, now: now() });
  const { name, effect, money, delegatesTo, confirm, fields } = operation;
  const { args, snapshot, fingerprintFields } = plan;
  const moves = getMoneyMovements({ ...(money ? { money } : {}), args, snapshot });
  const lockKeys = getLockKeys(args, moves);
  const call = { tool: name, given, caller: caller.id, ...(money ? { money } : {}), moves };
  const operationKeys = getOperationKeys({ ...call, pseudonyms });
  const customerKeys = getCustomerKeys(args, snapshot);
  const typedBefore = confirm ? await typedBuyers.find(operationKeys[0]) : [];
  const hasCustomer = customerKeys.length > 0;
  const buyerKeys = [...getCardKeys(args), ...(hasCustomer ? [] : getPhoneKeys(args)), ...typedBefore];
  // Counts towards the sum of the day only: a refund of another payment of the buyer does not repeat an earlier write.
  const payerKeys = hasCustomer ? [] : getPhoneKeys(snapshot.payment ?? {});
  const customers = [...new Set([...customerKeys, ...buyerKeys, ...payerKeys])];
  const relatedIds = [...new Set([...lockKeys, ...customers])];
  const searchedKeys = [...lockKeys, ...customerKeys, ...buyerKeys, ...operationKeys];
  const relatedWrites = confirm ? await earlierWrites.find(searchedKeys) : [];
  const latestWrite = relatedWrites.at(-1);
  const notice = latestWrite && summarizeEarlierWrite(latestWrite);
  return {
    ...plan,
    buildQuestion: (lang, context) =>
      plan.buildQuestion(lang, { notice, alerts: relatedWrites.map(warnOfEarlierWrite), ...context }),
    fingerprintFields: { question: fingerprintFields, moves, earlierWrites: relatedWrites },
    tool: name,
    ...(delegatesTo ? { through: delegatesTo.endpoint.name } : {}),
    effect,
    ...(money ? { money } : {}),
    takesReason: 'reason' in fields,
    moves,
    customers,
    lockKeys,
    relatedIds,
    buyerKeys,
    operationKeys,
    sandbox,
    caller: caller.id,
    now: now(),
  };
}

/** The money that an operation moves, as people read it; undefined if there is none or an amount is unknown. */
export function formatMovedAmount(moves: readonly MoneyMovement[]): string | undefined {
  if (moves.length === 0 || hasUnknownAmount(moves)) return undefined;
  return sumByCurrency(moves)
    .map(({ amount, currency }) => formatMoney(amount, currency))
    .join(' + ');
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
