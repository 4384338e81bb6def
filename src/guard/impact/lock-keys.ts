import type { Snapshot } from '../snapshot/snapshot.ts';
import type { MoneyMovement } from './money-movements.ts';

type ToolArguments = Readonly<Record<string, unknown>>;

/** The arguments that name what an operation acts on. */
const TARGET_ARGUMENTS = ['imp_uid', 'merchant_uid', 'customer_uid'] as const;

/** Whose operation it is, as far as arguments and what was seen tell: a charge that is lost may be made again under any number. */
export function getCustomerKeys(
  args: ToolArguments,
  { schedule, schedules = [], billing_key, payment }: Snapshot,
): string[] {
  const snapshotIds = [schedule, ...schedules, billing_key, payment].map((thing) => thing?.customer_uid);
  const named = ['customer_uid', 'member_id', 'benepia_user'].map((name) => args[name]);
  const all = [...snapshotIds, ...named].filter((id) => typeof id === 'string' && id !== '');
  return [...new Set(all.map((id) => `customer_uid ${id}`))];
}

/**
 * What an operation acts on: payments, orders, customers. Two that share one must not run at the same time: after a lost
 * answer, reading back could not tell the trace of the one from the trace of the other.
 */
export function getLockKeys(args: ToolArguments, moves: readonly MoneyMovement[]): string[] {
  const named = TARGET_ARGUMENTS.flatMap((name) => [args[name]].flat().map((id) => [name, id]));
  const scheduled = Array.isArray(args.schedules)
    ? args.schedules.map((one) => ['merchant_uid', one?.merchant_uid])
    : [];
  const moved = moves.map(({ payment }) => ['moved', payment]);
  const all = [...named, ...scheduled, ...moved].filter(([, id]) => typeof id === 'string');
  return [...new Set(all.map((target) => target.join(' ')))];
}
