import type { Localized } from '../base/bilingual.ts';
import type { CompletionSource } from '../desk/completion.ts';

export interface PromptArgument {
  name: string;
  description: Localized;
  required?: true;
  /** Where completion takes its values from. */
  completeFrom?: CompletionSource;
  choices?: Readonly<Record<'en' | 'ko', readonly string[]>>;
  /** The value is an amount of money and not text. */
  amount?: true;
}

/**
 * A sentence in the imperative. `[one|other]` becomes the first of these tools that is offered, `{argument}` the value that the
 * person gave, in quotes. A step that uses an argument without a value is left out. A Korean particle right after either is
 * adapted to it.
 */
export interface PromptStep extends Localized {
  /** Left out if its tools are off. If the tools of any other step are off, the whole prompt is not offered. */
  optional?: true;
  /** Left out if all of these tools are offered. */
  skipIfOffered?: string | readonly string[];
}

/** A workflow that a person picks by name. Pure data: the registry lists and completes it, `renderPrompt` renders it. */
export interface Prompt {
  name: string;
  title: Localized;
  description: Localized;
  arguments: readonly PromptArgument[];
  /** Says what the task is; the steps follow. */
  introduction: Localized;
  steps: readonly PromptStep[];
}
