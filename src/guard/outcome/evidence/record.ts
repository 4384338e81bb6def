import { isDeepStrictEqual } from 'node:util';
import type { Expectation, ReadBackRule } from '../../../endpoints/read-back.ts';
import { concludeAbsent, concludeAmbiguous, type Evidence, getValueAt } from './evidence.ts';

type Fields = Readonly<Record<string, unknown>>;
type RecordReadBack = Extract<ReadBackRule, { by: 'record' }>;

/** Whether a record came to show what was asked. `undefined` before means that nobody looked, null that there was none. */
export function assessRecord(
  readBack: RecordReadBack,
  args: Fields,
  before: Fields | null | undefined,
  after: Fields | null,
): Evidence {
  const name = readBack.of.replaceAll('_', ' ');
  return readBack.expected === 'gone'
    ? assessDeletion(readBack, name, before, after)
    : assessFields(readBack, readBack.expected, name, args, before, after);
}

function assessDeletion(
  proof: RecordReadBack,
  name: string,
  before: Fields | null | undefined,
  after: Fields | null,
): Evidence {
  if (after)
    return proof.inconclusiveIfUnchanged
      ? concludeAmbiguous(`the ${name} is still there, and ${proof.inconclusiveIfUnchanged}`)
      : concludeAbsent(`the ${name} is still there`);
  if (before) return { kind: 'executed', detail: `the ${name} was there and is gone`, value: before };
  return before === null
    ? concludeAbsent(`there was no ${name} and there is none`)
    : concludeAmbiguous(`there is no ${name}; whether there was one before is not known`);
}

function assessFields(
  proof: RecordReadBack,
  expected: Readonly<Record<string, Expectation>>,
  name: string,
  args: Fields,
  before: Fields | null | undefined,
  after: Fields | null,
): Evidence {
  if (!after)
    return before ? concludeAmbiguous(`the ${name} that was there is gone`) : concludeAbsent(`there is no ${name}`);
  const executed: Evidence = {
    kind: 'executed',
    detail: `the ${name} is as asked, which it was not before`,
    value: after,
  };
  const isAsRequested = matchesExpected(expected, args, after);
  if (before === undefined) {
    if (!isAsRequested) return concludeAbsent(`the ${name} is not as asked`);
    return proof.sufficientAlone
      ? { ...executed, detail: `the ${name} is as asked` }
      : concludeAmbiguous(`the ${name} is as asked; whether it was so before is not known`);
  }
  if (!isAsRequested)
    return isDeepStrictEqual(before, after)
      ? concludeAbsent(`the ${name} is as before`)
      : concludeAmbiguous(`the ${name} has changed, but not to what was asked`);
  if (before === null || !matchesExpected(expected, args, before)) return executed;
  const { changeMarker } = proof;
  if (changeMarker === undefined) return concludeAmbiguous(`the ${name} is as asked, and was so before`);
  if (isDeepStrictEqual(before, after)) return concludeAbsent(`the ${name} is as before`);
  return before[changeMarker] === after[changeMarker]
    ? concludeAmbiguous(`the ${name} has changed in part`)
    : { ...executed, detail: `the ${name} is as asked, and newly so` };
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

/** Whether a masked number can be of a whole one. PGs mask differently, so what cannot be compared fits. */
export function matchesMask(masked: unknown, full: unknown): boolean {
  if (typeof masked !== 'string' || typeof full !== 'string') return true;
  const maskedCharacters = masked.replaceAll(/[-\s]/g, '');
  const digits = full.replaceAll(/\D/g, '');
  return (
    maskedCharacters.length !== digits.length ||
    [...maskedCharacters].every((character, index) => !/\d/.test(character) || character === digits[index])
  );
}
