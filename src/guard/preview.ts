import * as z from 'zod';
import type { Money, Preview } from '../endpoints/endpoint.ts';
import { markOf } from '../endpoints/marks.ts';
import type { PortOne } from '../portone/client.ts';
import { Refused } from './failure.ts';
import { type Fact, type Look, look } from './look.ts';
import { left, money } from './money.ts';
import { shown } from './redact.ts';
import { oneLine, quoted } from './text.ts';

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
  const looks: Look[] = [];
  for (const kind of operation.previews) {
    const seen = await look(kind, portone, args, now);
    if (seen) looks.push(seen);
  }
  const refund = refundOf(operation, args, looks.find((one) => one.refundable)?.refundable);
  return {
    args: refund?.args ?? args,
    facts: [...looks.flatMap((one) => one.facts), ...(refund?.facts ?? []), ...toBeSent(operation, args, refund)],
    state: looks.map((one) => one.state),
    warning: warningOf(operation),
  };
}

interface Refund {
  args: Record<string, unknown>;
  facts: Fact[];
}

/**
 * A refund acts on the payment that was looked at, and only while the balance is the one that was shown: PortOne compares
 * `checksum` before it calls the PG. It is the one guard that PortOne has against refunding twice.
 */
function refundOf(
  operation: Operation,
  args: Record<string, unknown>,
  refundable: Look['refundable'],
): Refund | undefined {
  if (operation.money !== 'refund' || !('checksum' in operation.fields) || !refundable) return undefined;
  const { imp_uid, remaining, currency } = refundable;
  const amount = typeof args.amount === 'number' ? args.amount : remaining;
  if (remaining <= 0) throw new Refused('rejected', 'Nothing of this payment is left to refund. Nothing was sent.');
  if (amount > remaining)
    throw new Refused(
      'invalid_input',
      `"amount" is more than the ${money(remaining, currency)} that can still be refunded. Nothing was sent.`,
      'Ask the user for an amount up to that, or for full_refund.',
    );
  return {
    args: { checksum: remaining, ...args, imp_uid },
    facts: [
      ['Refund now', money(amount, currency)],
      ['Remaining afterwards', money(left(remaining, amount), currency)],
    ],
  };
}

/** What the facts of a refund say already. */
const toldByRefund = ['imp_uid', 'merchant_uid', 'amount', 'full_refund'];

/** The arguments as they would be sent, masked like any other value: quoted, since the model wrote them. */
function toBeSent({ fields }: Operation, args: Record<string, unknown>, refund: Refund | undefined): Fact[] {
  const known = refund ? toldByRefund : [];
  const untold = Object.fromEntries(Object.entries(args).filter(([name]) => !known.includes(name)));
  const view = shown(untold, z.object(fields), { pii: 'masked' });
  const hidden = Object.keys(untold).filter((name) => fields[name] && markOf(fields[name])?.privacy === 'secret');
  return [
    ...Object.entries(view ?? {}).flatMap(([name, value]) => told(name, value)),
    ...hidden.map((name): Fact => [name, '(secret, not shown)']),
  ];
}

/** Records of a list get a line each. Nothing is left out: what a person was not shown, they did not agree to. */
function told(name: string, value: unknown): Fact[] {
  const isRecords = Array.isArray(value) && value.some((item) => typeof item === 'object');
  return isRecords ? value.map((item, index) => [`${name} ${index + 1}`, argument(item)]) : [[name, argument(value)]];
}

function argument(value: unknown): string {
  if (typeof value === 'string') return quoted(value);
  if (typeof value !== 'object' || value === null) return String(value);
  if (Array.isArray(value)) return value.map(argument).join(', ');
  const fields = Object.entries(value).map(([name, item]) => `${oneLine(name)}: ${argument(item)}`);
  return `{ ${fields.join(', ')} }`;
}

function warningOf({ money: moves, effect, irreversible }: Operation): string {
  if (moves === 'refund') return 'Money goes back to the buyer. This cannot be undone.';
  if (moves === 'charge_now') return 'The buyer is charged now. This cannot be undone, only refunded.';
  if (moves === 'charge_later') return 'The buyer will be charged at that time.';
  return effect === 'destructive' || irreversible ? 'This cannot be undone.' : 'This changes live data at PortOne.';
}
