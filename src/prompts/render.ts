import type { Language } from '../base/bilingual.ts';
import { type Particle, withParticle } from '../base/korean.ts';
import { Refused } from '../base/refusal.ts';
import { quote, toSingleLine } from '../base/text.ts';
import { parseTypedAmount } from '../base/typed-amount.ts';
import { isMissingValueText, NOT_AN_ID } from '../endpoints/fields.ts';
import type { Prompt, PromptArgument, PromptStep } from './prompt.ts';
import { FOUND_VALUE, findReference } from './resolve-reference.ts';

const TOOLS_PATTERN = /\[([a-z0-9_|]+)\]/g;
const ARGUMENT_PATTERN = /\{([a-z_]+)\}/g;
/** A placeholder of either kind, with the Korean particle that follows it. */
const PLACEHOLDER_PATTERN =
  /(?:\[(?<tools>[a-z0-9_|]+)\]|\{(?<argument>[a-z_]+)\})(?:(?<particle>으로|[이가을를은는와과로])(?![가-힣]))?/g;
const PARTICLES: readonly Particle[] = ['이/가', '을/를', '은/는', '와/과', '으로/로'];
const MAX_LENGTH = 120;
const MAX_AMOUNT = 10_000_000_000_000;

type IsOffered = (tool: string) => boolean;

const parseToolNames = ({ en }: PromptStep): string[][] =>
  [...en.matchAll(TOOLS_PATTERN)].map(([, names = '']) => names.split('|'));
const parseArgumentNames = (text: string): string[] =>
  [...text.matchAll(ARGUMENT_PATTERN)].map(([, name = '']) => name);

const isNeeded = (step: PromptStep, isOffered: IsOffered) =>
  step.skipIfOffered === undefined || ![step.skipIfOffered].flat().every(isOffered);
const hasNeededTools = (step: PromptStep, isOffered: IsOffered) =>
  parseToolNames(step).every((names) => names.some(isOffered));

/** Whether the tools of every required step are offered. */
export const isUsable = (prompt: Prompt, isOffered: IsOffered): boolean =>
  prompt.steps.every((step) => step.optional || !isNeeded(step, isOffered) || hasNeededTools(step, isOffered));

/** The prompt as text, with the arguments inserted as data. Throws Refused for a missing or invalid argument. */
export function renderPrompt(
  prompt: Prompt,
  input: Readonly<Record<string, unknown>>,
  lang: Language,
  isOffered: IsOffered,
): string {
  const values = validateArguments(prompt, input);
  const reference = findReference(values);
  if (reference === undefined) {
    const render = createRenderer(values, lang, isOffered);
    return [render.fill(prompt.introduction[lang]), ...render.list(prompt.steps)].join('\n');
  }
  const { name, step, introduction } = reference;
  if (!hasNeededTools(step, isOffered))
    throw new Refused(
      'invalid_input',
      `The argument "${name}" is of another kind, and no tool here finds the right one.`,
    );
  const given = [...values, ['given', values.get(name) ?? ''] as const] as const;
  const named = createRenderer(new Map(given), lang, isOffered).fill(introduction[lang]);
  const { fill } = createRenderer(new Map([...given, [name, named]]), lang, isOffered);
  const { list } = createRenderer(new Map([...given, [name, FOUND_VALUE[lang]]]), lang, isOffered);
  return [fill(prompt.introduction[lang]), ...list([step, ...prompt.steps])].join('\n');
}

/** Fills in these values and the tools that are offered. */
function createRenderer(values: ReadonlyMap<string, string>, lang: Language, isOffered: IsOffered) {
  const fill = (text: string) =>
    text.replace(PLACEHOLDER_PATTERN, (...match) => {
      const { tools, argument, particle }: Placeholder = match.at(-1);
      const value =
        tools === undefined ? (values.get(argument ?? '') ?? '') : (tools.split('|').find(isOffered) ?? tools);
      return particle === undefined ? value : withParticle(value, findParticle(particle));
    });
  return {
    fill,
    /** The steps that can be done, numbered. */
    list: (steps: readonly PromptStep[]) =>
      steps
        .filter((step) => isNeeded(step, isOffered) && hasNeededTools(step, isOffered))
        .filter((step) => parseArgumentNames(step[lang]).every((name) => values.has(name)))
        .map((step, index) => `${index + 1}. ${fill(step[lang])}`),
  };
}

type Placeholder = Record<'tools' | 'argument' | 'particle', string | undefined>;

/** The pair that a form belongs to: the text may contain either form, and the one that fits the value is used. */
function findParticle(form: string): Particle {
  const particle = PARTICLES.find((pair) => pair.split('/').includes(form));
  if (particle === undefined) throw new Error(`${form} is not a particle`);
  return particle;
}

/** The values as they appear in the text: a quoted string, or an amount as a number. */
function validateArguments(prompt: Prompt, input: Readonly<Record<string, unknown>>): Map<string, string> {
  const unknownName = Object.keys(input).find((name) => !prompt.arguments.some((argument) => argument.name === name));
  if (unknownName !== undefined) {
    const names = prompt.arguments.map(({ name }) => name).join(', ');
    throw new Refused(
      'invalid_input',
      `${prompt.name} takes no argument ${quote(unknownName, 40)}; it takes ${names || 'none'}.`,
    );
  }
  const values = new Map<string, string>();
  for (const argument of prompt.arguments) {
    const value = readPromptValue(argument, input[argument.name]);
    if (value !== '') values.set(argument.name, formatPromptArgument(argument, value));
    else if (argument.required) throw new Refused('invalid_input', `The argument "${argument.name}" is missing.`);
  }
  return values;
}

/** Reads a value as hosts send it: null is an argument that is left out, and a number is its digits. */
function readPromptValue({ name, completeFrom }: PromptArgument, given: unknown): string {
  if (given === undefined || given === null) return '';
  if (typeof given !== 'string' && typeof given !== 'number')
    throw new Refused('invalid_input', `The argument "${name}" must be text.`);
  const value = toSingleLine(String(given));
  if (completeFrom !== undefined && isMissingValueText(value))
    throw new Refused('invalid_input', `The argument "${name}" ${NOT_AN_ID}.`);
  return value;
}

function formatPromptArgument({ name, amount }: PromptArgument, value: string): string {
  if ([...value].length > MAX_LENGTH)
    throw new Refused('invalid_input', `The argument "${name}" must be at most ${MAX_LENGTH} characters long.`);
  if (!amount) return quote(value, MAX_LENGTH * 2);
  const typed = parseTypedAmount(value);
  if (!typed || !(typed.amount > 0 && typed.amount <= MAX_AMOUNT))
    throw new Refused('invalid_input', `The argument "${name}" must be an amount such as 25000.`);
  const isForeign = typed.currency !== undefined && typed.currency !== 'KRW';
  return isForeign ? `${typed.currency} ${typed.amount}` : String(typed.amount);
}
