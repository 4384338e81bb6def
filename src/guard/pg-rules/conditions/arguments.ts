import { DAY_SECONDS, formatCompactDate } from '../../../base/korean-time.ts';
import type { Condition } from '../rule.ts';
import { createCondition, formatAlternatives } from './condition.ts';

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

export const isTrue = (path: string): Condition =>
  createCondition(`\`${path}\` is true`, ({ args }) => getValuesAt(args, path).includes(true));

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

export const isBelow = (path: string, least: number): Condition =>
  createCondition(`\`${path}\` is below ${least}`, ({ args }) =>
    filterNumbers(getValuesAt(args, path)).some((value) => value < least),
  );

/** For days written as YYYYMMDD, in Korea. */
export const isPastDay = (path: string): Condition =>
  createCondition(`\`${path}\` is a day before today in Korea`, ({ args, now }) =>
    getValuesAt(args, path).some(
      (value) => typeof value === 'string' && /^\d{8}$/.test(value) && value < formatCompactDate(now),
    ),
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
