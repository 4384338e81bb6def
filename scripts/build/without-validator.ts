import { fileURLToPath } from 'node:url';
import type { Plugin } from 'esbuild';

/**
 * The SDK makes a JSON Schema validator (Ajv, 290 kB) for every server, and asks it only about answers to
 * `elicitInput()`, which is deprecated and not called here: arguments and answers are checked by zod.
 */
export const withoutValidator: Plugin = {
  name: 'without-validator',
  setup({ onResolve }) {
    onResolve({ filter: /^@modelcontextprotocol\/server\/_shims$/ }, () => ({
      path: fileURLToPath(new URL('./absent-validator.ts', import.meta.url)),
    }));
  },
};
