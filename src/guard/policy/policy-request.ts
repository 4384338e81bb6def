import type { Effect, Money } from '../../endpoints/endpoint.ts';
import type { MoneyMovement } from '../impact/money-movements.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';

/** What a policy is asked about. */
export interface PolicyRequest {
  tool: string;
  /** The endpoint that a curated tool delegates to: disabling the endpoint disables the tool as well. */
  through?: string;
  effect: Effect;
  money?: Money;
  args: Readonly<Record<string, unknown>>;
  /** Whether the tool has a `reason` argument. */
  takesReason: boolean;
  snapshot: Snapshot;
  moves: readonly MoneyMovement[];
  /** The customers that it belongs to, as keys with the kind of id: `customer_uid 17`. */
  customers?: readonly string[];
  /** The server talks to the embedded sandbox. */
  sandbox: boolean;
  caller: string;
  /** Unix seconds. */
  now: number;
}
