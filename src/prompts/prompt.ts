import type { Localized } from '../base/bilingual.ts';
import type { CompletionSource } from '../desk/completion.ts';

export interface PromptArgument {
  name: string;
  description: Localized;
  required?: true;
  /** What it is completed from: what is known of the merchant, or values of its own. */
  completeFrom?: CompletionSource;
  choices?: Readonly<Record<'en' | 'ko', readonly string[]>>;
  /** An amount of money, instead of text. */
  amount?: true;
}

/**
 * A sentence in the imperative. `[one|other]` names the first of these tools that is offered, `{argument}` what the person gave,
 * quoted; a sentence about an argument that was not given is left out. A Korean particle right after either is adapted to it.
 */
export interface PromptStep extends Localized {
  /** It can be done without: left out where its tools are off. Any other step takes its prompt with it. */
  optional?: true;
  /** Needless where these tools are offered. */
  skipIfOffered?: string | readonly string[];
}

/** A way of working that a person picks by name. A plain value; listing, filling in and completing happen once, elsewhere. */
export interface Prompt {
  name: string;
  title: Localized;
  description: Localized;
  arguments: readonly PromptArgument[];
  /** What it is about, then the steps. */
  introduction: Localized;
  steps: readonly PromptStep[];
}
