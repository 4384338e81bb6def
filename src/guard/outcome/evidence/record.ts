import { isDeepStrictEqual } from 'node:util';
import type { Expectation, ReadBackRule } from '../../../endpoints/read-back.ts';
import { concludeAbsent, concludeAmbiguous, type Evidence, getValueAt } from './evidence.ts';

type Fields = Readonly<Record<string, unknown>>;
type RecordReadBack = Extract<ReadBackRule, { by: 'record' }>;

/**
 * Checks whether a record has the requested values. `before` is undefined if it was not read, null if there was none.
 */
export function assessRecord(
  readBack: RecordReadBack,
  args: Fields,
  before: Fields | null | undefined,
  after: Fields | null,
): Evidence {
  const name = readBack.of.replaceAll('_', ' ');
  if (after && Object.keys(after).length === 0) return concludeAmbiguous(`PortOne returned an empty ${name}`);
  return readBack.expected === 'gone'
    ? assessDeletion(readBack, name, before, after)
    : assessFields(readBack, readBack.expected, name, args, before, after);
}

function assessDeletion(
  readBack: RecordReadBack,
  name: string,
  before: Fields | null | undefined,
  after: Fields | null,
): Evidence {
  if (after)
    return readBack.inconclusiveIfUnchanged
      ? concludeAmbiguous(`the ${name} still exists, and ${readBack.inconclusiveIfUnchanged}`)
      : concludeAbsent(`the ${name} still exists`);
  if (before) return { kind: 'executed', detail: `the ${name} existed and no longer does`, value: before };
  return before === null
    ? concludeAbsent(`the ${name} does not exist and did not exist before`)
    : concludeAmbiguous(`the ${name} does not exist; it is unknown whether it existed before`);
}

function assessFields(
  readBack: RecordReadBack,
  expected: Readonly<Record<string, Expectation>>,
  name: string,
  args: Fields,
  before: Fields | null | undefined,
  after: Fields | null,
): Evidence {
  if (!after)
    return before
      ? concludeAmbiguous(`the ${name} existed and no longer does`)
      : concludeAbsent(`the ${name} does not exist`);
  const executed: Evidence = {
    kind: 'executed',
    detail: `the ${name} now matches the request, which it did not before`,
    value: after,
  };
  const isAsRequested = matchesExpected(expected, args, after);
  if (before === undefined) {
    if (!isAsRequested) return concludeAbsent(`the ${name} does not match the request`);
    return readBack.sufficientAlone
      ? { ...executed, detail: `the ${name} matches the request` }
      : concludeAmbiguous(`the ${name} matches the request; it is unknown whether it did before`);
  }
  if (!isAsRequested)
    return isDeepStrictEqual(before, after)
      ? concludeAbsent(`the ${name} is as before`)
      : concludeAmbiguous(`the ${name} has changed, but does not match the request`);
  if (before === null || !matchesExpected(expected, args, before)) return executed;
  const { changeMarker } = readBack;
  if (changeMarker === undefined) return concludeAmbiguous(`the ${name} matches the request, as it did before`);
  if (isDeepStrictEqual(before, after)) return concludeAbsent(`the ${name} is as before`);
  return before[changeMarker] === after[changeMarker]
    ? concludeAmbiguous(`the ${name} has changed only in part`)
    : { ...executed, detail: `the ${name} matches the request and was updated` };
}

const matchesExpected = (expected: Readonly<Record<string, Expectation>>, args: Fields, record: Fields): boolean =>
  Object.entries(expected).every(([field, expectation]) => matchesField(expectation, args, record[field]));

function matchesField(expectation: Expectation, args: Fields, value: unknown): boolean {
  if (expectation === 'set') return Boolean(value);
  if (expectation === 'unset') return !value;
  if (expectation.kind === 'one_of') return expectation.values.some((one) => one === value);
  const requested = getValueAt(args, expectation.path);
  if (expectation.kind === 'mask') return matchesMask(value, requested);
  return requested === undefined || requested === value;
}

/** Whether a masked number can stand for a full one. PGs mask differently, so what cannot be compared matches. */
export function matchesMask(masked: unknown, full: unknown): boolean {
  if (typeof masked !== 'string' || typeof full !== 'string') return true;
  const maskedCharacters = masked.replaceAll(/[-\s]/g, '');
  const digits = full.replaceAll(/\D/g, '');
  return (
    maskedCharacters.length !== digits.length ||
    [...maskedCharacters].every((character, index) => !/\d/.test(character) || character === digits[index])
  );
}
