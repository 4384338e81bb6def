import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

/** Loads a library of this folder's package; undefined until `npm run clients:install` has run. */
export function loadClient(name: string): unknown {
  try {
    return require(name);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'MODULE_NOT_FOUND') return undefined;
    throw error;
  }
}
