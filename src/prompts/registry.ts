import type { Lang } from '../base/bilingual.ts';
import { Refused } from '../base/refusal.ts';
import type { Known } from '../desk/completion.ts';
import { prompts } from './library/index.ts';
import { canBeFollowed, filledIn } from './render.ts';

/** A prompt as it stands in a list. */
export interface ListedPrompt {
  name: string;
  title: string;
  description: string;
  arguments?: { name: string; description: string; required: boolean }[];
}

/** The prompts that a server offers, fixed at start. */
export interface PromptOffer {
  listed: readonly ListedPrompt[];
  /** Throws Refused for a prompt that is not offered, and for an argument that is missing or wrong. */
  get(name: string, given: Readonly<Record<string, string>>): { description: string; text: string };
  /** What an argument is completed from; undefined when there is no such prompt or argument. */
  choicesOf(name: string, argument: string): Known | readonly string[] | undefined;
}

export function promptOffer(lang: Lang, isOffered: (tool: string) => boolean): PromptOffer {
  const offered = prompts.filter((prompt) => canBeFollowed(prompt, isOffered));
  const find = (name: string) => offered.find((prompt) => prompt.name === name);
  return {
    listed: offered.map((prompt) => ({
      name: prompt.name,
      title: prompt.title[lang],
      description: prompt.description[lang],
      ...(prompt.arguments.length > 0
        ? {
            arguments: prompt.arguments.map(({ name, description, required = false }) => ({
              name,
              description: description[lang],
              required,
            })),
          }
        : {}),
    })),
    get(name, given) {
      const prompt = find(name);
      if (!prompt) throw new Refused('invalid_input', `There is no prompt of that name; see prompts/list.`);
      return { description: prompt.description[lang], text: filledIn(prompt, given, lang, isOffered) };
    },
    choicesOf(name, argument) {
      const found = find(name)?.arguments.find((one) => one.name === argument);
      return found && (found.known ?? found.choices?.[lang] ?? []);
    },
  };
}
