import * as z from 'zod';
import type { Money, Preview } from '../endpoints/endpoint.ts';
import { markOf } from '../endpoints/marks.ts';
import type { PortOne } from '../portone/client.ts';
import { type Fact, look } from './look.ts';
import { money } from './money.ts';
import { shown } from './redact.ts';
import { quoted } from './text.ts';

/** An operation made ready to be asked about: what is there, what would be sent, and the arguments bound to both. */
export interface Prepared {
  args: Record<string, unknown>;
  facts: Fact[];
  state: unknown[];
  warning: string;
}

interface Operation {
  fields: Readonly<Record<string, z.ZodType>>;
  effect: 'read' | 'write' | 'destructive';
  irreversible?: true;
  money?: Money;
  previews: readonly Preview[];
}

/** Reads what the operation would change. Throws Refused or PortOneError; nothing is changed. */
export async function prepare(
  operation: Operation,
  args: Record<string, unknown>,
  { portone, now }: { portone: PortOne; now: number },
): Promise<Prepared> {
  const looks = [];
  for (const kind of operation.previews) looks.push(await look(kind, portone, args, now));
  const seen = looks.filter((one) => one !== undefined);
  const pinned = Object.assign({}, ...seen.map((one) => one.pinned ?? {})) as { imp_uid?: string; remaining?: number };
  const bound = pin(operation, args, pinned);
  return {
    args: bound,
    facts: [
      ...seen.flatMap((one) => one.facts),
      ...refundFacts(operation, bound, pinned.remaining),
      ...toBeSent(operation, args),
    ],
    state: seen.map((one) => one.state),
    warning: warningOf(operation),
  };
}

/**
 * A refund acts on the payment that was looked at, and only while the balance is the one that was shown: PortOne compares
 * `checksum` before it calls the PG. It is the one guard that PortOne has against refunding twice.
 */
function pin(
  operation: Operation,
  args: Record<string, unknown>,
  { imp_uid, remaining }: { imp_uid?: string; remaining?: number },
) {
  if (operation.money !== 'refund' || !('checksum' in operation.fields) || imp_uid === undefined) return args;
  return { checksum: remaining, ...args, imp_uid };
}

function refundFacts(operation: Operation, args: Record<string, unknown>, remaining: number | undefined): Fact[] {
  if (operation.money !== 'refund' || remaining === undefined || !('checksum' in operation.fields)) return [];
  const amount = typeof args.amount === 'number' ? args.amount : remaining;
  return [
    ['Refund now', money(amount)],
    ['Remaining afterwards', money(remaining - amount)],
  ];
}

/** The arguments as they would be sent, masked like any other value: quoted, since the model wrote them. */
function toBeSent({ fields }: Operation, args: Record<string, unknown>): Fact[] {
  const masked = shown(args, z.object(fields), { pii: 'masked' });
  const hidden = Object.keys(args).filter((name) => fields[name] && markOf(fields[name])?.privacy === 'secret');
  return [
    ...Object.entries(masked ?? {}).map(
      ([name, value]): Fact => [name, typeof value === 'string' ? quoted(value) : quoted(JSON.stringify(value), 600)],
    ),
    ...hidden.map((name): Fact => [name, '(secret, not shown)']),
  ];
}

function warningOf({ money: moves, effect, irreversible }: Operation): string {
  if (moves === 'refund') return 'Money goes back to the buyer. This cannot be undone.';
  if (moves === 'charge_now') return 'The buyer is charged now. This cannot be undone, only refunded.';
  if (moves === 'charge_later') return 'The buyer will be charged at that time.';
  return effect === 'destructive' || irreversible ? 'This cannot be undone.' : 'This changes live data at PortOne.';
}
