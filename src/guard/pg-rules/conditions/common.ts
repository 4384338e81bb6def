import { koreanTime } from '../../../base/korean-time.ts';
import { isKnownPg, type Pg } from '../../../endpoints/pg-providers.ts';
import type { Seen } from '../../snapshot/snapshot.ts';
import type { Predicate, Situation } from '../rule.ts';

const predicate = (says: string, holds: Predicate['holds']): Predicate => ({ says, holds });
const oneOf = (values: readonly string[]) => values.map((value) => `\`${value}\``).join(' or ');

/** Whether a value is among some; unknown when there is none. */
export const among = (value: string | null | undefined, values: readonly string[]): boolean | undefined =>
  value ? values.includes(value) : undefined;

export const not = ({ says, holds }: Predicate): Predicate =>
  predicate(`not: ${says}`, (situation) => {
    const held = holds(situation);
    return held === undefined ? undefined : !held;
  });

// The PG, method and status of what is seen.

/** A channel named by the call decides; a super billing key has no PG of its own. */
const pgOf = ({ seen }: Situation): string | null | undefined =>
  seen.channel?.pg_provider ??
  seen.payment?.pg_provider ??
  seen.billing_key?.pg_provider ??
  seen.schedule?.pg_provider ??
  seen.certification?.pg_provider;

export const pgIs = (...pgs: readonly Pg[]): Predicate =>
  predicate(`the PG is ${oneOf(pgs)}`, (situation) => among(pgOf(situation), pgs));

/** Holds for PGs that are known and are none of these. */
export const pgIsNot = (...pgs: readonly Pg[]): Predicate =>
  predicate(`the PG is not ${oneOf(pgs)}`, (situation) => {
    const pg = pgOf(situation);
    return pg && isKnownPg(pg) ? !(pgs as readonly string[]).includes(pg) : undefined;
  });

/** The PG that `pg` asks for, as code or code.MID. PortOne may take another one, so this is good for advice only. */
export const pgAskedIs = (...pgs: readonly Pg[]): Predicate =>
  predicate(`\`pg\` asks for ${oneOf(pgs)}`, ({ args }) =>
    typeof args.pg === 'string' ? among(args.pg.split('.')[0], pgs) : undefined,
  );

export const pgAskedIsNot = (...pgs: readonly Pg[]): Predicate =>
  predicate(`\`pg\` asks for none of ${oneOf(pgs)}`, ({ args }) => {
    const asked = typeof args.pg === 'string' ? args.pg.split('.')[0] : undefined;
    return asked && isKnownPg(asked) ? !(pgs as readonly string[]).includes(asked) : undefined;
  });

export const methodIs = (...methods: readonly string[]): Predicate =>
  predicate(`paid by ${oneOf(methods)}`, ({ seen }) => among(seen.payment?.pay_method, methods));

export const methodIsNot = (...methods: readonly string[]): Predicate => {
  const { holds } = not(methodIs(...methods));
  return predicate(`paid by other means than ${oneOf(methods)}`, holds);
};

type PaymentStatus = 'ready' | 'paid' | 'cancelled' | 'failed';
export const statusIs = (...statuses: readonly PaymentStatus[]): Predicate =>
  predicate(`the payment is ${oneOf(statuses)}`, ({ seen }) => among(seen.payment?.status, statuses));

export const statusIsNot = (...statuses: readonly PaymentStatus[]): Predicate => {
  const { holds } = not(statusIs(...statuses));
  return predicate(`the payment is not ${oneOf(statuses)}`, holds);
};

export const paymentSays = (field: 'escrow' | 'sandbox' | 'cash_receipt_issued', value: boolean): Predicate =>
  predicate(`the payment has \`${field}: ${value}\``, ({ seen }) => {
    const said = seen.payment?.[field];
    return typeof said === 'boolean' ? said === value : undefined;
  });

// Arguments.

/** Every value at a dotted path; a list on the way stands for each of its rows. */
export function valuesAt(value: unknown, path: string): unknown[] {
  const [name, ...rest] = path.split('.');
  if (Array.isArray(value)) return value.flatMap((item) => valuesAt(item, path));
  const field = typeof value === 'object' && value !== null ? Reflect.get(value, name ?? '') : undefined;
  return rest.length === 0 ? [field] : valuesAt(field, rest.join('.'));
}

const isGiven = (value: unknown): boolean => value !== undefined && value !== null && value !== '';
const texts = (values: readonly unknown[]) => values.filter((value) => typeof value === 'string');
const numbers = (values: readonly unknown[]) => values.filter((value) => typeof value === 'number');

export const missing = (path: string): Predicate =>
  predicate(`\`${path}\` is missing`, ({ args, later }) =>
    later.has(path) ? undefined : !valuesAt(args, path).every(isGiven),
  );

export const given = (path: string): Predicate =>
  predicate(`\`${path}\` is given`, ({ args }) => valuesAt(args, path).some(isGiven));

export const argumentIs = (path: string, ...values: readonly string[]): Predicate =>
  predicate(`\`${path}\` is ${oneOf(values)}`, ({ args }) =>
    texts(valuesAt(args, path)).some((value) => values.includes(value)),
  );

export const argumentIsNot = (path: string, ...values: readonly string[]): Predicate =>
  predicate(`\`${path}\` is given and not ${oneOf(values)}`, ({ args }) =>
    texts(valuesAt(args, path)).some((value) => !values.includes(value)),
  );

export const misshapen = (path: string, shape: RegExp, says: string): Predicate =>
  predicate(`\`${path}\` is not ${says}`, ({ args }) =>
    texts(valuesAt(args, path)).some((value) => !shape.test(value)),
  );

export const positive = (path: string): Predicate =>
  predicate(`\`${path}\` is above 0`, ({ args }) => numbers(valuesAt(args, path)).some((value) => value > 0));

/** Time arguments are unix seconds once parsed. */
export const notInFuture = (path: string): Predicate =>
  predicate(`\`${path}\` is not in the future`, ({ args, now }) =>
    numbers(valuesAt(args, path)).some((value) => value <= now),
  );

export const longerThan = (from: string, to: string, days: number): Predicate =>
  predicate(`more than ${days} days lie between \`${from}\` and \`${to}\``, ({ args }) => {
    const [start, end] = [args[from], args[to]];
    return typeof start === 'number' && typeof end === 'number' ? end - start > days * DAY : undefined;
  });

export const backwards = (from: string, to: string): Predicate =>
  predicate(`\`${from}\` is later than \`${to}\``, ({ args }) => {
    const [start, end] = [args[from], args[to]];
    return typeof start === 'number' && typeof end === 'number' ? start > end : undefined;
  });

// Time.

const DAY = 86_400;

export const betweenHoursKst = (from: number, until: number): Predicate =>
  predicate(`it is between ${from}:00 and ${until}:00 in Korea`, ({ now }) => {
    const hour = Number(koreanTime(now).slice(11, 13));
    return from < until ? hour >= from && hour < until : hour >= from || hour < until;
  });

const paidAt = ({ payment }: Seen): number | undefined => payment?.paid_at || undefined;

export const paidMoreThanDaysAgo = (days: number): Predicate =>
  predicate(`paid more than ${days} days ago`, ({ seen, now }) => {
    const at = paidAt(seen);
    return at === undefined ? undefined : now - at > days * DAY;
  });

/** The whole of the last day still counts, in Korean time; a day that a month does not have falls into the next one. */
export const paidMoreThanMonthsAgo = (months: number): Predicate =>
  predicate(`paid more than ${months} months ago`, ({ seen, now }) => {
    const at = paidAt(seen);
    if (at === undefined) return undefined;
    const [year = 0, month = 1, day = 1] = koreanTime(at).slice(0, 10).split('-').map(Number);
    const last = new Date(Date.UTC(year, month - 1 + months, day)).toISOString().slice(0, 10);
    return koreanTime(now).slice(0, 10) > last;
  });

export const paidInEarlierMonth: Predicate = predicate('paid in an earlier month (Korean time)', ({ seen, now }) => {
  const at = paidAt(seen);
  return at === undefined ? undefined : koreanTime(at).slice(0, 7) < koreanTime(now).slice(0, 7);
});

// Things that there are or are not.

type Thing = 'billing_key' | 'schedule' | 'receipt' | 'external_receipt' | 'escrow' | 'certification' | 'prepare';
const things: Record<Thing, string> = {
  billing_key: 'billing key',
  schedule: 'schedule',
  receipt: 'cash receipt',
  external_receipt: 'cash receipt',
  escrow: 'registered delivery',
  certification: 'ID check',
  prepare: 'registered amount',
};

const thingIn = (seen: Seen, thing: Thing): boolean | undefined =>
  seen[thing] === undefined ? undefined : seen[thing] !== null;

export const thereIs = (thing: Thing): Predicate =>
  predicate(`there is a ${things[thing]}`, ({ seen }) => thingIn(seen, thing));

export const thereIsNo = (thing: Thing): Predicate =>
  predicate(`there is no ${things[thing]}`, ({ seen }) => {
    const there = thingIn(seen, thing);
    return there === undefined ? undefined : !there;
  });

/** A receipt that was issued and not revoked. */
export const receiptStands = (thing: 'receipt' | 'external_receipt'): Predicate =>
  predicate('a cash receipt stands', ({ seen }) => {
    const receipt = seen[thing];
    return receipt ? !receipt.cancelled_at : receipt === null ? false : undefined;
  });

export const receiptRevoked = (thing: 'receipt' | 'external_receipt'): Predicate =>
  predicate('the cash receipt has been revoked', ({ seen }) => {
    const receipt = seen[thing];
    return receipt ? Boolean(receipt.cancelled_at) : undefined;
  });

/** What a stored key lacks of its customer; a field that PortOne leaves out is not known. */
export const keyLacks = (field: 'customer_name' | 'customer_email' | 'customer_tel'): Predicate =>
  predicate(`the billing key has no \`${field}\``, ({ seen }) => {
    const value = seen.billing_key?.[field];
    return value === undefined ? undefined : !value;
  });
