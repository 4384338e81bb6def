import type { Lang } from '../base/bilingual.ts';
import { Refused } from '../base/refusal.ts';
import { oneLine, quoted } from '../base/text.ts';
import type { Argument, Prompt, Step } from './prompt.ts';

const TOOLS = /\[([a-z0-9_|]+)\]/g;
const ARGUMENT = /\{([a-z_]+)\}/g;
const LONGEST = 120;

type IsOffered = (tool: string) => boolean;

const toolsIn = ({ en }: Step): string[][] => [...en.matchAll(TOOLS)].map(([, names = '']) => names.split('|'));
const argumentsIn = (text: string): string[] => [...text.matchAll(ARGUMENT)].map(([, name = '']) => name);

const isNeeded = (step: Step, isOffered: IsOffered) =>
  step.unless === undefined || ![step.unless].flat().every(isOffered);
const canBeDone = (step: Step, isOffered: IsOffered) => toolsIn(step).every((names) => names.some(isOffered));

/** A prompt whose tools are off would send its reader to nowhere. */
export const canBeFollowed = (prompt: Prompt, isOffered: IsOffered): boolean =>
  prompt.steps.every((step) => step.optional || !isNeeded(step, isOffered) || canBeDone(step, isOffered));

/** The prompt as a text, with what the person gave as data in it. Throws Refused for an argument that is missing or wrong. */
export function filledIn(
  prompt: Prompt,
  given: Readonly<Record<string, string>>,
  lang: Lang,
  isOffered: IsOffered,
): string {
  const values = checked(prompt, given);
  const line = (text: string) =>
    text
      .replace(TOOLS, (_, names: string) => names.split('|').find(isOffered) ?? names)
      .replace(ARGUMENT, (_, name: string) => values.get(name) ?? '');
  const steps = prompt.steps
    .filter((step) => isNeeded(step, isOffered) && canBeDone(step, isOffered))
    .filter((step) => argumentsIn(step[lang]).every((name) => values.has(name)))
    .map((step, at) => `${at + 1}. ${line(step[lang])}`);
  return [line(prompt.about[lang]), ...steps].join('\n');
}

/** The values as they stand in the text: quoted, or the number of an amount. */
function checked(prompt: Prompt, given: Readonly<Record<string, string>>): Map<string, string> {
  const stranger = Object.keys(given).find((name) => !prompt.arguments.some((argument) => argument.name === name));
  if (stranger !== undefined) {
    const names = prompt.arguments.map(({ name }) => name).join(', ');
    throw new Refused(
      'invalid_input',
      `${prompt.name} takes no argument ${quoted(stranger, 40)}; it takes ${names || 'none'}.`,
    );
  }
  const values = new Map<string, string>();
  for (const argument of prompt.arguments) {
    const value = oneLine(given[argument.name] ?? '');
    if (value !== '') values.set(argument.name, textOf(argument, value));
    else if (argument.required) throw new Refused('invalid_input', `The argument "${argument.name}" is missing.`);
  }
  return values;
}

function textOf({ name, amount }: Argument, value: string): string {
  if ([...value].length > LONGEST)
    throw new Refused('invalid_input', `The argument "${name}" must be at most ${LONGEST} characters long.`);
  if (!amount) return quoted(value, LONGEST * 2);
  const digits = value.replace(/[₩,\s]|원$/g, '');
  const number = /^\d{1,13}(\.\d{1,4})?$/.test(digits) ? Number(digits) : 0;
  if (number <= 0) throw new Refused('invalid_input', `The argument "${name}" must be an amount such as 25000.`);
  return String(number);
}
