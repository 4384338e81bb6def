import { DAY_SECONDS, getKstHour, hasPassedMonths, isEarlierMonth } from '../../../base/korean-time.ts';
import { isKnownPg, type Pg } from '../../../endpoints/pg-providers/index.ts';
import type { Snapshot } from '../../snapshot/snapshot.ts';
import type { Condition, RuleInput } from '../rule.ts';

const createCondition = (description: string, evaluate: Condition['evaluate']): Condition => ({
  description,
  evaluate,
});
const formatAlternatives = (values: readonly string[]) => values.map((value) => `\`${value}\``).join(' or ');

/** Whether a value is one of several; unknown if there is no value. */
export const isAmong = (value: string | null | undefined, values: readonly string[]): boolean | undefined =>
  value ? values.includes(value) : undefined;

export const not = ({ description, evaluate }: Condition): Condition =>
  createCondition(`not: ${description}`, (input) => {
    const result = evaluate(input);
    return result === undefined ? undefined : !result;
  });

// The PG, method and status in the snapshot.

/** A channel named by the call takes precedence; a super billing key has no PG of its own. */
const getPg = ({ snapshot }: RuleInput): string | null | undefined =>
  snapshot.channel?.pg_provider ??
  snapshot.payment?.pg_provider ??
  snapshot.billing_key?.pg_provider ??
  snapshot.schedule?.pg_provider ??
  snapshot.certification?.pg_provider;

export const pgIs = (...pgs: readonly Pg[]): Condition =>
  createCondition(`the PG is ${formatAlternatives(pgs)}`, (input) => isAmong(getPg(input), pgs));

/** Holds for known PGs other than these. */
export const pgIsNot = (...pgs: readonly Pg[]): Condition =>
  createCondition(`the PG is not ${formatAlternatives(pgs)}`, (input) => {
    const pg = getPg(input);
    return pg && isKnownPg(pg) ? !(pgs as readonly string[]).includes(pg) : undefined;
  });

/** The PG requested by `pg`, as code or code.MID. PortOne may use another one, so use this only for warnings. */
export const requestedPgIs = (...pgs: readonly Pg[]): Condition =>
  createCondition(`\`pg\` asks for ${formatAlternatives(pgs)}`, ({ args }) =>
    typeof args.pg === 'string' ? isAmong(args.pg.split('.')[0], pgs) : undefined,
  );

export const requestedPgIsNot = (...pgs: readonly Pg[]): Condition =>
  createCondition(`\`pg\` asks for none of ${formatAlternatives(pgs)}`, ({ args }) => {
    const requestedPg = typeof args.pg === 'string' ? args.pg.split('.')[0] : undefined;
    return requestedPg && isKnownPg(requestedPg) ? !(pgs as readonly string[]).includes(requestedPg) : undefined;
  });

export const methodIs = (...methods: readonly string[]): Condition =>
  createCondition(`paid by ${formatAlternatives(methods)}`, ({ snapshot }) =>
    isAmong(snapshot.payment?.pay_method, methods),
  );

export const methodIsNot = (...methods: readonly string[]): Condition => {
  const { evaluate } = not(methodIs(...methods));
  return createCondition(`paid by other means than ${formatAlternatives(methods)}`, evaluate);
};

type PaymentStatus = 'ready' | 'paid' | 'cancelled' | 'failed';
export const statusIs = (...statuses: readonly PaymentStatus[]): Condition =>
  createCondition(`the payment is ${formatAlternatives(statuses)}`, ({ snapshot }) =>
    isAmong(snapshot.payment?.status, statuses),
  );

export const statusIsNot = (...statuses: readonly PaymentStatus[]): Condition => {
  const { evaluate } = not(statusIs(...statuses));
  return createCondition(`the payment is not ${formatAlternatives(statuses)}`, evaluate);
};

export const paymentHas = (field: 'escrow' | 'sandbox' | 'cash_receipt_issued', value: boolean): Condition =>
  createCondition(`the payment has \`${field}: ${value}\``, ({ snapshot }) => {
    const actual = snapshot.payment?.[field];
    return typeof actual === 'boolean' ? actual === value : undefined;
  });

// Arguments.

/** Returns every value at a dotted path; for a list on the way, the values of each of its rows. */
export function getValuesAt(value: unknown, path: string): unknown[] {
  const [name, ...rest] = path.split('.');
  if (Array.isArray(value)) return value.flatMap((item) => getValuesAt(item, path));
  const field = typeof value === 'object' && value !== null ? Reflect.get(value, name ?? '') : undefined;
  return rest.length === 0 ? [field] : getValuesAt(field, rest.join('.'));
}

const hasValue = (value: unknown): boolean => value !== undefined && value !== null && value !== '';
const filterTexts = (values: readonly unknown[]) => values.filter((value) => typeof value === 'string');
const filterNumbers = (values: readonly unknown[]) => values.filter((value) => typeof value === 'number');

export const isMissing = (path: string): Condition =>
  createCondition(`\`${path}\` is missing`, ({ args, typedLater }) =>
    typedLater.has(path) ? undefined : !getValuesAt(args, path).every(hasValue),
  );

export const isGiven = (path: string): Condition =>
  createCondition(`\`${path}\` is given`, ({ args }) => getValuesAt(args, path).some(hasValue));

export const argumentIs = (path: string, ...values: readonly string[]): Condition =>
  createCondition(`\`${path}\` is ${formatAlternatives(values)}`, ({ args }) =>
    filterTexts(getValuesAt(args, path)).some((value) => values.includes(value)),
  );

export const argumentIsNot = (path: string, ...values: readonly string[]): Condition =>
  createCondition(`\`${path}\` is given and not ${formatAlternatives(values)}`, ({ args }) =>
    filterTexts(getValuesAt(args, path)).some((value) => !values.includes(value)),
  );

export const hasInvalidFormat = (path: string, pattern: RegExp, expected: string): Condition =>
  createCondition(`\`${path}\` is not ${expected}`, ({ args }) =>
    filterTexts(getValuesAt(args, path)).some((value) => !pattern.test(value)),
  );

export const isPositive = (path: string): Condition =>
  createCondition(`\`${path}\` is above 0`, ({ args }) =>
    filterNumbers(getValuesAt(args, path)).some((value) => value > 0),
  );

/** Parsed time arguments are unix seconds. */
export const isNotInFuture = (path: string): Condition =>
  createCondition(`\`${path}\` is not in the future`, ({ args, now }) =>
    filterNumbers(getValuesAt(args, path)).some((value) => value <= now),
  );

export const rangeExceedsDays = (from: string, to: string, days: number): Condition =>
  createCondition(`more than ${days} days lie between \`${from}\` and \`${to}\``, ({ args }) => {
    const [start, end] = [args[from], args[to]];
    return typeof start === 'number' && typeof end === 'number' ? end - start > days * DAY_SECONDS : undefined;
  });

export const rangeIsReversed = (from: string, to: string): Condition =>
  createCondition(`\`${from}\` is later than \`${to}\``, ({ args }) => {
    const [start, end] = [args[from], args[to]];
    return typeof start === 'number' && typeof end === 'number' ? start > end : undefined;
  });

// Time.

export const isBetweenHoursKst = (from: number, until: number): Condition =>
  createCondition(`it is between ${from}:00 and ${until}:00 in Korea`, ({ now }) => {
    const hour = getKstHour(now);
    return from < until ? hour >= from && hour < until : hour >= from || hour < until;
  });

const getPaidAt = ({ payment }: Snapshot): number | undefined => payment?.paid_at || undefined;

export const wasPaidMoreThanDaysAgo = (days: number): Condition =>
  createCondition(`paid more than ${days} days ago`, ({ snapshot, now }) => {
    const paidAt = getPaidAt(snapshot);
    return paidAt === undefined ? undefined : now - paidAt > days * DAY_SECONDS;
  });

export const wasPaidMoreThanMonthsAgo = (months: number): Condition =>
  createCondition(`paid more than ${months} months ago`, ({ snapshot, now }) => {
    const paidAt = getPaidAt(snapshot);
    return paidAt === undefined ? undefined : hasPassedMonths(paidAt, months, now);
  });

export const wasPaidInEarlierMonth: Condition = createCondition(
  'paid in an earlier month (Korean time)',
  ({ snapshot, now }) => {
    const paidAt = getPaidAt(snapshot);
    return paidAt === undefined ? undefined : isEarlierMonth(paidAt, now);
  },
);

// Records that exist or not.

type RecordKind = 'billing_key' | 'schedule' | 'receipt' | 'external_receipt' | 'escrow' | 'certification' | 'prepare';
const RECORD_NAMES: Record<RecordKind, string> = {
  billing_key: 'billing key',
  schedule: 'schedule',
  receipt: 'cash receipt',
  external_receipt: 'cash receipt',
  escrow: 'registered delivery',
  certification: 'ID check',
  prepare: 'registered amount',
};

const hasRecord = (seen: Snapshot, recordKind: RecordKind): boolean | undefined =>
  seen[recordKind] === undefined ? undefined : seen[recordKind] !== null;

export const exists = (recordKind: RecordKind): Condition =>
  createCondition(`there is a ${RECORD_NAMES[recordKind]}`, ({ snapshot }) => hasRecord(snapshot, recordKind));

export const isAbsent = (recordKind: RecordKind): Condition =>
  createCondition(`there is no ${RECORD_NAMES[recordKind]}`, ({ snapshot }) => {
    const isPresent = hasRecord(snapshot, recordKind);
    return isPresent === undefined ? undefined : !isPresent;
  });

/** A receipt was issued and not revoked. */
export const receiptIsActive = (recordKind: 'receipt' | 'external_receipt'): Condition =>
  createCondition('a cash receipt stands', ({ snapshot }) => {
    const receipt = snapshot[recordKind];
    return receipt ? !receipt.cancelled_at : receipt === null ? false : undefined;
  });

export const receiptIsRevoked = (recordKind: 'receipt' | 'external_receipt'): Condition =>
  createCondition('the cash receipt has been revoked', ({ snapshot }) => {
    const receipt = snapshot[recordKind];
    return receipt ? Boolean(receipt.cancelled_at) : undefined;
  });

/** A stored key lacks a customer field; a field that PortOne omits is unknown. */
export const billingKeyLacks = (field: 'customer_name' | 'customer_email' | 'customer_tel'): Condition =>
  createCondition(`the billing key has no \`${field}\``, ({ snapshot }) => {
    const value = snapshot.billing_key?.[field];
    return value === undefined ? undefined : !value;
  });
