/** A wrong flag, value, file or environment: said in one line on stderr, with exit code 2. */
export class ConfigError extends Error {
  override name = 'ConfigError';
}
