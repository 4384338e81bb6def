import { closest, distance } from 'fastest-levenshtein';
import * as z from 'zod';
import { spelled } from '../../base/text.ts';
import { innerOf } from '../../endpoints/sensitivity.ts';
import type { Arguments, Tool } from '../tool.ts';
import { withoutSecrets } from './secret-arguments.ts';

export type Parsed = { ok: true; args: Arguments } | { ok: false; problems: string[]; next?: string };

/** So many problems are told; a call with more is broken as a whole. */
const MOST_PROBLEMS = 20;

/** Reads a call's arguments. The problems are named at once, and no value is repeated. */
export function parseArguments(tool: Tool, raw: Arguments, { allowSecrets }: { allowSecrets: boolean }): Parsed {
  const { fields, schema } = inputOf(tool, allowSecrets);
  const strangers = Object.keys(raw).filter((name) => !Object.hasOwn(fields, name));
  const result = schema.safeParse(raw);
  const problems = [
    ...strangers.slice(0, MOST_PROBLEMS).map((name) => unknownArgument(name, tool, fields)),
    ...(result.success ? [] : result.error.issues.slice(0, MOST_PROBLEMS).map((issue) => problem(issue, raw, schema))),
    ...brokenRules(tool, raw),
  ].slice(0, MOST_PROBLEMS);
  // Who guesses names needs to know which there are.
  const isGuessed = strangers.some(
    (name) => !Object.hasOwn(tool.fields, name) && meant(name, Object.keys(fields)) === '',
  );
  if (isGuessed) problems.push(`the arguments are ${Object.keys(fields).join(', ') || 'none'}`);
  if (result.success && problems.length === 0) return { ok: true, args: result.data };
  const next = result.error?.issues.find((issue) => issue.code === 'custom')?.params?.next;
  return { ok: false, problems, ...(typeof next === 'string' ? { next } : {}) };
}

interface Input {
  fields: Tool['fields'];
  schema: z.ZodType<Arguments>;
}

const inputs = { all: new WeakMap<Tool, Input>(), withoutSecrets: new WeakMap<Tool, Input>() };

/** zod compiles an object when it is first used, which takes longer than the rest of a call: once for each tool is enough. */
function inputOf(tool: Tool, allowSecrets: boolean): Input {
  const made = allowSecrets ? inputs.all : inputs.withoutSecrets;
  let input = made.get(tool);
  if (!input) {
    const fields = allowSecrets ? tool.fields : withoutSecrets(tool.fields);
    input = { fields, schema: z.object(fields) };
    made.set(tool, input);
  }
  return input;
}

function unknownArgument(name: string, tool: Tool, fields: Tool['fields']): string {
  if (Object.hasOwn(tool.fields, name))
    return `"${name}" is secret and is not taken from a model; the operator can allow it with --allow-card-data`;
  return `unknown argument ${spelled(name)}${meant(name, Object.keys(fields))}`;
}

/** What was perhaps meant: at most three letters off, and not more than half of them. */
function meant(given: string, known: readonly string[], inside = ''): string {
  const near = known.length > 0 ? closest(given.slice(0, 60), known) : '';
  const isNear = near !== '' && distance(given, near) <= Math.min(3, Math.ceil(near.length / 2));
  return isNear ? `; did you mean "${inside}${near}"?` : '';
}

/** The names that an object within the arguments has. */
function namesAt(schema: z.ZodType, path: readonly PropertyKey[]): readonly string[] {
  let at: z.ZodType | undefined = schema;
  for (const step of path) {
    const within: z.ZodType | undefined = at && bare(at);
    // What zod keeps inside are schemas of its classic kind, as all of ours are.
    if (within instanceof z.ZodArray) at = within.element as z.ZodType;
    else if (within instanceof z.ZodObject) at = within.shape[String(step)];
    else return [];
  }
  const found = at && bare(at);
  return found instanceof z.ZodObject ? Object.keys(found.shape) : [];
}

function bare(schema: z.ZodType): z.ZodType {
  const inner = innerOf(schema);
  return inner ? bare(inner) : schema;
}

function problem(issue: z.core.$ZodIssue, raw: Arguments, schema: z.ZodType): string {
  const path = issue.path.map(String).join('.');
  if (issue.code === 'unrecognized_keys')
    return `unknown ${issue.keys
      .slice(0, MOST_PROBLEMS)
      .map((key) => `${spelled(key, `${path}.`)}${meant(key, namesAt(schema, issue.path), `${path}.`)}`)
      .join(', ')}`;
  if (issue.code.startsWith('invalid_') && givenAt(issue.path, raw) === undefined) return `"${path}" is required`;
  if (issue.code === 'invalid_type') return `"${path}" must be ${withArticle(issue.expected)}`;
  if (issue.code === 'invalid_value')
    return `"${path}" must be ${issue.values.length > 1 ? 'one of ' : ''}${issue.values.map(String).join(', ')}${nearValue(issue, raw)}`;
  if (issue.code === 'invalid_union') return `"${path}" has a value of the wrong type`;
  return `"${path}" ${issue.code === 'custom' ? issue.message : lowered(issue.message)}`;
}

const givenAt = (path: readonly PropertyKey[], raw: Arguments): unknown =>
  path.reduce<unknown>((value, step) => Object(value)[step], raw);

/** The allowed value that was perhaps meant; only that one is told, never what was given. */
function nearValue({ values, path }: z.core.$ZodIssueInvalidValue, raw: Arguments): string {
  const given = givenAt(path, raw);
  if (values.length < 2 || typeof given !== 'string') return '';
  const known = values.filter((value) => typeof value === 'string');
  const same = known.find((value) => value.toLowerCase() === given.toLowerCase());
  return same === undefined ? meant(given, known) : `; did you mean "${same}"?`;
}

/** Types that have a plainer name than zod's. */
const typeNames: Readonly<Record<string, string>> = { int: 'whole number', record: 'object' };

function withArticle(type: string): string {
  const name = typeNames[type] ?? type;
  return `${/^[aeio]/.test(name) ? 'an' : 'a'} ${name}`;
}

/** zod says "Too big: expected string to have <=40 characters". */
const lowered = (message: string) =>
  message.replace(
    /^[^:]*: expected (?:string|number|array|int)?\s*(?:to (be|have) )?/,
    (_, verb) => `must ${verb ?? 'be'} `,
  );

function brokenRules({ rules }: Tool, raw: Arguments): string[] {
  const given = (name: string) => raw[name] !== undefined;
  const broken: string[] = [];
  if (rules.oneOf && rules.oneOf.filter(given).length !== 1) broken.push(`give exactly one of ${quoted(rules.oneOf)}`);
  if (rules.anyOf && !rules.anyOf.some(given)) broken.push(`give at least one of ${quoted(rules.anyOf)}`);
  if (rules.everything) {
    const { flag, insteadOf, needs } = rules.everything;
    if (given(flag) === given(insteadOf))
      broken.push(
        `give either "${insteadOf}", or "${flag}": true to act on everything${given(flag) ? ', not both' : ''}`,
      );
    if (given(flag) && needs && !given(needs)) broken.push(`"${flag}" needs "${needs}"`);
  }
  if (rules.requires) {
    const { when, args } = rules.requires;
    const applies = Object.entries(when).every(([name, value]) => raw[name] === value);
    const condition = Object.entries(when)
      .map(([name, value]) => `${name} ${value}`)
      .join(' and ');
    for (const name of args.filter((one) => applies && !given(one)))
      broken.push(`"${name}" is required with ${condition}`);
  }
  return broken;
}

const quoted = (names: readonly string[]) => names.map((name) => `"${name}"`).join(', ');
