/** An invalid flag, environment variable or file. Printed as one line on stderr, with exit code 2. */
export class ConfigError extends Error {
  override name = 'ConfigError';
}
