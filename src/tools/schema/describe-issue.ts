import * as z from 'zod';
import { quoteUnknownName } from '../../base/text.ts';
import { unwrapSchema } from '../../endpoints/sensitivity.ts';
import type { ToolArguments } from '../tool.ts';
import { suggestName } from './suggest-name.ts';

/** At most this many names are listed. */
const MAX_NAMES = 20;

/** Describes a problem of the arguments, without repeating any value. */
export function describeIssue(issue: z.core.$ZodIssue, args: ToolArguments, schema: z.ZodType): string {
  const path = issue.path.map(String).join('.');
  if (issue.code === 'unrecognized_keys')
    return `unknown ${issue.keys
      .slice(0, MAX_NAMES)
      .map(
        (key) =>
          `${quoteUnknownName(key, `${path}.`)}${suggestName(key, getPropertyNames(schema, issue.path), `${path}.`)}`,
      )
      .join(', ')}`;
  const given = getValueAt(issue.path, args);
  if (issue.code.startsWith('invalid_') && isMissing(issue.path, given)) return `"${path}" is required`;
  if (issue.code === 'invalid_type' && issue.expected === 'string' && typeof given === 'number')
    return `"${path}" must be in quotes, e.g. "1701": a number loses leading zeros and long digits`;
  if (issue.code === 'invalid_type') return `"${path}" must be ${addArticle(issue.expected)}`;
  if (issue.code === 'invalid_value')
    return `"${path}" must be ${issue.values.length > 1 ? 'one of ' : ''}${issue.values.map(String).join(', ')}${suggestValue(issue, args)}`;
  if (issue.code === 'invalid_union') return `"${path}" has a value of the wrong type`;
  return `"${path}" ${issue.code === 'custom' ? issue.message : simplifyMessage(issue.message)}`;
}

/** A field is missing if it is null; an item of a list is there. */
const isMissing = (path: readonly PropertyKey[], given: unknown): boolean =>
  given === undefined || (given === null && typeof path.at(-1) === 'string');

const getValueAt = (path: readonly PropertyKey[], args: ToolArguments): unknown =>
  path.reduce<unknown>((value, step) => Object(value)[step], args);

/** Suggests the closest allowed value, without repeating the given one. */
function suggestValue({ values, path }: z.core.$ZodIssueInvalidValue, args: ToolArguments): string {
  const given = getValueAt(path, args);
  if (values.length < 2 || typeof given !== 'string') return '';
  const known = values.filter((value) => typeof value === 'string');
  const same = known.find((value) => value.toLowerCase() === given.toLowerCase());
  return same === undefined ? suggestName(given, known) : `; did you mean "${same}"?`;
}

/** Plainer names for zod's types. */
const typeNames: Readonly<Record<string, string>> = { int: 'whole number', record: 'object' };

function addArticle(type: string): string {
  const name = typeNames[type] ?? type;
  return `${/^[aeio]/.test(name) ? 'an' : 'a'} ${name}`;
}

/** Shortens messages such as zod's "Too big: expected string to have <=40 characters". */
const simplifyMessage = (message: string) =>
  message.replace(
    /^[^:]*: expected (?:string|number|array|int)?\s*(?:to (be|have) )?/,
    (_, verb) => `must ${verb ?? 'be'} `,
  );

/** Returns the property names of an object within the arguments. */
function getPropertyNames(schema: z.ZodType, path: readonly PropertyKey[]): readonly string[] {
  let current: z.ZodType | undefined = schema;
  for (const step of path) {
    const unwrapped: z.ZodType | undefined = current && unwrapSchema(current);
    // zod declares nested schemas with its core type; all schemas here have the narrower classic type.
    if (unwrapped instanceof z.ZodArray) current = unwrapped.element as z.ZodType;
    else if (unwrapped instanceof z.ZodObject) current = unwrapped.shape[String(step)];
    else return [];
  }
  const found = current && unwrapSchema(current);
  return found instanceof z.ZodObject ? Object.keys(found.shape) : [];
}
