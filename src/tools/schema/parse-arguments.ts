import { closest, distance } from 'fastest-levenshtein';
import * as z from 'zod';
import { quoteUnknownName } from '../../base/text.ts';
import { unwrapSchema } from '../../endpoints/sensitivity.ts';
import type { Tool, ToolArguments } from '../tool.ts';
import { omitSecretArguments } from './secret-arguments.ts';

export type ParsedArguments = { ok: true; args: ToolArguments } | { ok: false; problems: string[]; next?: string };

const MAX_PROBLEMS = 20;

/** Parses the arguments of a call. Lists all problems together, without repeating any value. */
export function parseArguments(
  tool: Tool,
  raw: ToolArguments,
  { allowSecrets }: { allowSecrets: boolean },
): ParsedArguments {
  const { fields, schema } = getInput(tool, allowSecrets);
  const unknownNames = Object.keys(raw).filter((name) => !Object.hasOwn(fields, name));
  const result = schema.safeParse(raw);
  const problems = [
    ...unknownNames.slice(0, MAX_PROBLEMS).map((name) => describeUnknownArgument(name, tool, fields)),
    ...(result.success
      ? []
      : result.error.issues.slice(0, MAX_PROBLEMS).map((issue) => describeIssue(issue, raw, schema))),
    ...findRuleViolations(tool, raw),
  ].slice(0, MAX_PROBLEMS);
  // A caller that guesses names needs the list of valid ones.
  const isGuessed = unknownNames.some(
    (name) => !Object.hasOwn(tool.fields, name) && suggestName(name, Object.keys(fields)) === '',
  );
  if (isGuessed) problems.push(`the arguments are ${Object.keys(fields).join(', ') || 'none'}`);
  if (result.success && problems.length === 0) return { ok: true, args: result.data };
  const next = result.error?.issues.find((issue) => issue.code === 'custom')?.params?.next;
  return { ok: false, problems, ...(typeof next === 'string' ? { next } : {}) };
}

interface ToolInput {
  fields: Tool['fields'];
  schema: z.ZodType<ToolArguments>;
}

const inputCache = { all: new WeakMap<Tool, ToolInput>(), withoutSecrets: new WeakMap<Tool, ToolInput>() };

/** Caches the schema of each tool: zod compiles it on first use, which takes longer than the rest of a call. */
function getInput(tool: Tool, allowSecrets: boolean): ToolInput {
  const cache = allowSecrets ? inputCache.all : inputCache.withoutSecrets;
  let input = cache.get(tool);
  if (!input) {
    const fields = allowSecrets ? tool.fields : omitSecretArguments(tool.fields);
    input = { fields, schema: z.object(fields) };
    cache.set(tool, input);
  }
  return input;
}

function describeUnknownArgument(name: string, tool: Tool, fields: Tool['fields']): string {
  if (Object.hasOwn(tool.fields, name))
    return `"${name}" is secret and is not accepted from a model; the operator can allow it with --allow-card-data`;
  return `unknown argument ${quoteUnknownName(name)}${suggestName(name, Object.keys(fields))}`;
}

/** Suggests the closest known name, if it differs in at most three letters and at most half of them. */
function suggestName(given: string, known: readonly string[], prefix = ''): string {
  const nearest = known.length > 0 ? closest(given.slice(0, 60), known) : '';
  const isNear = nearest !== '' && distance(given, nearest) <= Math.min(3, Math.ceil(nearest.length / 2));
  return isNear ? `; did you mean "${prefix}${nearest}"?` : '';
}

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

function describeIssue(issue: z.core.$ZodIssue, raw: ToolArguments, schema: z.ZodType): string {
  const path = issue.path.map(String).join('.');
  if (issue.code === 'unrecognized_keys')
    return `unknown ${issue.keys
      .slice(0, MAX_PROBLEMS)
      .map(
        (key) =>
          `${quoteUnknownName(key, `${path}.`)}${suggestName(key, getPropertyNames(schema, issue.path), `${path}.`)}`,
      )
      .join(', ')}`;
  if (issue.code.startsWith('invalid_') && getValueAt(issue.path, raw) === undefined) return `"${path}" is required`;
  if (issue.code === 'invalid_type') return `"${path}" must be ${addArticle(issue.expected)}`;
  if (issue.code === 'invalid_value')
    return `"${path}" must be ${issue.values.length > 1 ? 'one of ' : ''}${issue.values.map(String).join(', ')}${suggestValue(issue, raw)}`;
  if (issue.code === 'invalid_union') return `"${path}" has a value of the wrong type`;
  return `"${path}" ${issue.code === 'custom' ? issue.message : simplifyMessage(issue.message)}`;
}

const getValueAt = (path: readonly PropertyKey[], raw: ToolArguments): unknown =>
  path.reduce<unknown>((value, step) => Object(value)[step], raw);

/** Suggests the closest allowed value, without repeating the given one. */
function suggestValue({ values, path }: z.core.$ZodIssueInvalidValue, raw: ToolArguments): string {
  const given = getValueAt(path, raw);
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

function findRuleViolations({ rules }: Tool, raw: ToolArguments): string[] {
  const isGiven = (name: string) => raw[name] !== undefined;
  const violations: string[] = [];
  if (rules.oneOf && rules.oneOf.filter(isGiven).length !== 1)
    violations.push(`give exactly one of ${quoteNames(rules.oneOf)}`);
  if (rules.anyOf && !rules.anyOf.some(isGiven)) violations.push(`give at least one of ${quoteNames(rules.anyOf)}`);
  if (rules.explicitAll) {
    const { flag, replaces, requires } = rules.explicitAll;
    if (isGiven(flag) === isGiven(replaces))
      violations.push(
        `give either "${replaces}", or "${flag}": true to act on everything${isGiven(flag) ? ', not both' : ''}`,
      );
    if (isGiven(flag) && requires && !isGiven(requires)) violations.push(`"${flag}" needs "${requires}"`);
  }
  if (rules.requires) {
    const { when, args } = rules.requires;
    const applies = Object.entries(when).every(([name, value]) => raw[name] === value);
    const condition = Object.entries(when)
      .map(([name, value]) => `${name} ${value}`)
      .join(' and ');
    for (const name of args.filter((one) => applies && !isGiven(one)))
      violations.push(`"${name}" is required with ${condition}`);
  }
  return violations;
}

const quoteNames = (names: readonly string[]) => names.map((name) => `"${name}"`).join(', ');
