import { fileURLToPath } from 'node:url';
import type { Plugin } from 'esbuild';

/**
 * The SDK creates a JSON Schema validator (Ajv, 290 kB) for every server, and uses it only for responses to
 * `elicitInput()`, which is deprecated and not called here: zod validates arguments and responses.
 */
export const withoutValidator: Plugin = {
  name: 'without-validator',
  setup({ onResolve }) {
    onResolve({ filter: /^@modelcontextprotocol\/server\/_shims$/ }, () => ({
      path: fileURLToPath(new URL('./absent-validator.ts', import.meta.url)),
    }));
  },
};
