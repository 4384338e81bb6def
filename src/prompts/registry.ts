import type { Language } from '../base/bilingual.ts';
import { Refused } from '../base/refusal.ts';
import type { CompletionSource } from '../desk/completion.ts';
import { prompts } from './library/index.ts';
import { isUsable, renderPrompt } from './render.ts';

/** A prompt as it stands in a list. */
export interface ListedPrompt {
  name: string;
  title: string;
  description: string;
  arguments?: { name: string; description: string; required: boolean }[];
}

/** The prompts that a server offers, fixed at start. */
export interface PromptRegistry {
  listed: readonly ListedPrompt[];
  /** Throws Refused for a prompt that is not offered, and for an argument that is missing or wrong. */
  get(name: string, input: Readonly<Record<string, unknown>>): { description: string; text: string };
  /** What an argument is completed from; undefined when there is no such prompt or argument. */
  getCompletionSource(name: string, argument: string): CompletionSource | readonly string[] | undefined;
}

export function createPromptRegistry(lang: Language, isOffered: (tool: string) => boolean): PromptRegistry {
  const offered = prompts.filter((prompt) => isUsable(prompt, isOffered));
  const findPrompt = (name: string) => offered.find((prompt) => prompt.name === name);
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
    get(name, input) {
      const prompt = findPrompt(name);
      if (!prompt) throw new Refused('invalid_input', `There is no prompt of that name; see prompts/list.`);
      return { description: prompt.description[lang], text: renderPrompt(prompt, input, lang, isOffered) };
    },
    getCompletionSource(name, argument) {
      const definition = findPrompt(name)?.arguments.find((candidate) => candidate.name === argument);
      return definition && (definition.completeFrom ?? definition.choices?.[lang] ?? []);
    },
  };
}
