import type { Localized } from '../base/bilingual.ts';

/**
 * An invalid flag, environment variable or file. Printed as one line on stderr, in the language of its reader, with exit
 * code 2. `message` is in English.
 */
export class ConfigError extends Error {
  override name = 'ConfigError';
  readonly text: Localized;

  constructor(text: Localized) {
    super(text.en);
    this.text = text;
  }
}
