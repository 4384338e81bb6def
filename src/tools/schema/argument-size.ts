import type { ToolArguments } from '../tool.ts';

/** Deeper than any argument. */
const MAX_DEPTH = 32;
/** Validation takes up to a tenth of a millisecond for an invalid value. Several hundred schedules are fewer values. */
const MAX_VALUES = 5_000;
/** The longest text that an argument takes has 20,000 characters; a list may be given as JSON text. */
const MAX_TEXT_LENGTH = 100_000;

/**
 * Returns what is too large about arguments, or undefined. Validating them without a limit would keep other callers
 * waiting for seconds.
 */
export function findOversize(args: ToolArguments): string | undefined {
  let valuesLeft = MAX_VALUES - Object.keys(args).length;
  if (valuesLeft < 0) return `the arguments have more than ${MAX_VALUES} values`;
  const find = (value: unknown, depth: number): string | undefined => {
    if (typeof value === 'string')
      return value.length > MAX_TEXT_LENGTH ? `a text has more than ${MAX_TEXT_LENGTH} characters` : undefined;
    if (typeof value !== 'object' || value === null) return undefined;
    if (depth > MAX_DEPTH) return `the arguments are nested more than ${MAX_DEPTH} levels deep`;
    const isList = Array.isArray(value);
    // Listing the keys of a long list takes much longer than reading its length.
    valuesLeft -= isList ? value.length : Object.keys(value).length;
    if (valuesLeft < 0) return `the arguments have more than ${MAX_VALUES} values`;
    for (const item of isList ? value : Object.values(value)) {
      const problem = find(item, depth + 1);
      if (problem !== undefined) return problem;
    }
    return undefined;
  };
  for (const [name, value] of Object.entries(args)) {
    const problem = find(value, 1);
    // The name of an unknown argument can be anything.
    if (problem !== undefined) return /^\w{1,64}$/.test(name) ? `"${name}" is too large: ${problem}` : problem;
  }
  return undefined;
}
