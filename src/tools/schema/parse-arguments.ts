import * as z from 'zod';
import { quoteUnknownName } from '../../base/text.ts';
import type { Tool, ToolArguments } from '../tool.ts';
import { findRuleViolations } from './argument-rules.ts';
import { findOversize } from './argument-size.ts';
import { describeIssue } from './describe-issue.ts';
import { normalizeArguments } from './normalize-arguments.ts';
import { omitSecretArguments } from './secret-arguments.ts';
import { suggestName } from './suggest-name.ts';

export type ParsedArguments = { ok: true; args: ToolArguments } | { ok: false; problems: string[]; next?: string };

const MAX_PROBLEMS = 20;

/** Parses the arguments of a call. Lists all problems together, without repeating any value. */
export function parseArguments(
  tool: Tool,
  given: ToolArguments,
  { allowSecrets }: { allowSecrets: boolean },
): ParsedArguments {
  const { fields, schema } = getInput(tool, allowSecrets);
  const args = normalizeArguments(tool.fields, given);
  // Normalizing parses lists and objects that were given as text.
  const oversize = findOversize(args);
  if (oversize !== undefined) return { ok: false, problems: [oversize] };
  const unknownNames = Object.keys(args).filter((name) => !Object.hasOwn(fields, name));
  const result = schema.safeParse(args);
  const issues = result.success ? [] : keepFirstOfEachPath(result.error.issues);
  const problems = [
    ...unknownNames.slice(0, MAX_PROBLEMS).map((name) => describeUnknownArgument(name, tool, fields)),
    ...issues.slice(0, MAX_PROBLEMS).map((issue) => describeIssue(issue, args, schema)),
    ...findRuleViolations(tool, args),
  ].slice(0, MAX_PROBLEMS);
  // A caller that guesses names needs the list of valid ones.
  const isGuessed = unknownNames
    .slice(0, MAX_PROBLEMS)
    .some((name) => !Object.hasOwn(tool.fields, name) && suggestName(name, Object.keys(fields)) === '');
  if (isGuessed) problems.push(`the arguments are ${Object.keys(fields).join(', ') || 'none'}`);
  if (result.success && problems.length === 0) return { ok: true, args: result.data };
  const next = issues.find((issue) => issue.code === 'custom')?.params?.next;
  return { ok: false, problems, ...(typeof next === 'string' ? { next } : {}) };
}

/** One value is complained of once. */
function keepFirstOfEachPath(issues: readonly z.core.$ZodIssue[]): z.core.$ZodIssue[] {
  const paths = new Set<string>();
  return issues.filter(({ path }) => {
    const key = JSON.stringify(path);
    return !paths.has(key) && paths.add(key);
  });
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
    return `"${name}" is secret and is not accepted from a model: leave it out, and a person types it on a page; the operator can allow it with --allow-card-data`;
  return `unknown argument ${quoteUnknownName(name)}${suggestName(name, Object.keys(fields))}`;
}
