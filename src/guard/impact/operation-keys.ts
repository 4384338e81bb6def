import { stringify } from 'safe-stable-stringify';
import type { Pseudonyms } from '../../base/pseudonym.ts';
import type { Money } from '../../endpoints/endpoint.ts';
import { hasUnknownAmount, type MoneyMovement } from './money-movements.ts';

interface Operation {
  tool: string;
  /** The arguments of the call. */
  given: Readonly<Record<string, unknown>>;
  caller: string;
  money?: Money;
  moves: readonly MoneyMovement[];
  pseudonyms: Pseudonyms;
}

/** Two calls that share a key request the same thing. */
export function getOperationKeys({ tool, given, caller, money, moves, pseudonyms }: Operation): [string, ...string[]] {
  const movementKey = money && getMovementKey(money, moves, pseudonyms);
  return [`call ${stringify([tool, given, caller])}`, ...(movementKey === undefined ? [] : [movementKey])];
}

/** The same money, moved by whichever tool and caller; undefined if an amount is unknown. The ids may be pseudonyms. */
export function getMovementKey(
  money: string,
  moves: readonly MoneyMovement[],
  { ofId }: Pseudonyms,
): string | undefined {
  if (moves.length === 0 || hasUnknownAmount(moves)) return undefined;
  const sorted = moves.map(({ payment, amount, currency }) => [ofId(payment), amount, currency].join(' ')).sort();
  return `${money} ${sorted.join(', ')}`;
}
