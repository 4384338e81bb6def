import { isDeepStrictEqual } from 'node:util';
import type { Proof, Shows } from '../../../endpoints/read-back.ts';
import { nothing, odd, type Sight, valueAt } from './evidence.ts';

type Fields = Readonly<Record<string, unknown>>;
type RecordProof = Extract<Proof, { by: 'record' }>;

/** Whether a record came to show what was asked. `undefined` before means that nobody looked, null that there was none. */
export function recordSight(
  proof: RecordProof,
  args: Fields,
  before: Fields | null | undefined,
  after: Fields | null,
): Sight {
  const name = proof.of.replaceAll('_', ' ');
  return proof.shows === 'gone'
    ? goneSight(proof, name, before, after)
    : shownSight(proof, proof.shows, name, args, before, after);
}

function goneSight(proof: RecordProof, name: string, before: Fields | null | undefined, after: Fields | null): Sight {
  if (after)
    return proof.unchanged
      ? odd(`the ${name} is still there, and ${proof.unchanged}`)
      : nothing(`the ${name} is still there`);
  if (before) return { sight: 'done', proof: `the ${name} was there and is gone`, value: before };
  return before === null
    ? nothing(`there was no ${name} and there is none`)
    : odd(`there is no ${name}; whether there was one before is not known`);
}

function shownSight(
  proof: RecordProof,
  shows: Readonly<Record<string, Shows>>,
  name: string,
  args: Fields,
  before: Fields | null | undefined,
  after: Fields | null,
): Sight {
  if (!after) return before ? odd(`the ${name} that was there is gone`) : nothing(`there is no ${name}`);
  const done: Sight = { sight: 'done', proof: `the ${name} is as asked, which it was not before`, value: after };
  const asAsked = satisfied(shows, args, after);
  if (before === undefined) {
    if (!asAsked) return nothing(`the ${name} is not as asked`);
    return proof.alone
      ? { ...done, proof: `the ${name} is as asked` }
      : odd(`the ${name} is as asked; whether it was so before is not known`);
  }
  if (!asAsked)
    return isDeepStrictEqual(before, after)
      ? nothing(`the ${name} is as before`)
      : odd(`the ${name} has changed, but not to what was asked`);
  if (before === null || !satisfied(shows, args, before)) return done;
  const { stamp } = proof;
  if (stamp === undefined) return odd(`the ${name} is as asked, and was so before`);
  if (isDeepStrictEqual(before, after)) return nothing(`the ${name} is as before`);
  return before[stamp] === after[stamp]
    ? odd(`the ${name} has changed in part`)
    : { ...done, proof: `the ${name} is as asked, and newly so` };
}

const satisfied = (shows: Readonly<Record<string, Shows>>, args: Fields, record: Fields): boolean =>
  Object.entries(shows).every(([field, what]) => satisfies(what, args, record[field]));

function satisfies(what: Shows, args: Fields, value: unknown): boolean {
  if (what === 'set') return Boolean(value);
  if (what === 'unset') return !value;
  if ('oneOf' in what) return what.oneOf.some((one) => one === value);
  if ('maskOf' in what) return maskFits(value, valueAt(args, what.maskOf));
  const asked = valueAt(args, what.argument);
  return asked === undefined || asked === value;
}

/** Whether a masked number can be of a whole one. PGs mask differently, so what cannot be compared fits. */
export function maskFits(masked: unknown, whole: unknown): boolean {
  if (typeof masked !== 'string' || typeof whole !== 'string') return true;
  const shown = masked.replaceAll(/[-\s]/g, '');
  const digits = whole.replaceAll(/\D/g, '');
  return (
    shown.length !== digits.length ||
    [...shown].every((letter, place) => !/\d/.test(letter) || letter === digits[place])
  );
}
