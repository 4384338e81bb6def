import type { Seen } from '../snapshot/snapshot.ts';
import type { Move } from './money-movements.ts';

type Arguments = Readonly<Record<string, unknown>>;

/** The arguments that name what an operation acts on. */
const NAMES = ['imp_uid', 'merchant_uid', 'customer_uid'] as const;

/** Whose operation it is, as far as arguments and what was seen tell: a charge that is lost may be made again under any number. */
export function customersOf(args: Arguments, { schedule, schedules = [], billing_key, payment }: Seen): string[] {
  const seen = [schedule, ...schedules, billing_key, payment].map((thing) => thing?.customer_uid);
  const named = ['customer_uid', 'member_id', 'benepia_user'].map((name) => args[name]);
  const all = [...seen, ...named].filter((id) => typeof id === 'string' && id !== '');
  return [...new Set(all.map((id) => `customer_uid ${id}`))];
}

/**
 * What an operation acts on: payments, orders, customers. Two that share one must not run at the same time: after a lost
 * answer, reading back could not tell the trace of the one from the trace of the other.
 */
export function targetsOf(args: Arguments, moves: readonly Move[]): string[] {
  const named = NAMES.flatMap((name) => [args[name]].flat().map((id) => [name, id]));
  const booked = Array.isArray(args.schedules) ? args.schedules.map((one) => ['merchant_uid', one?.merchant_uid]) : [];
  const moved = moves.map(({ payment }) => ['moved', payment]);
  const all = [...named, ...booked, ...moved].filter(([, id]) => typeof id === 'string');
  return [...new Set(all.map((target) => target.join(' ')))];
}
