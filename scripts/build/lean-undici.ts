import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import type { Plugin } from 'esbuild';

/** The part of `undici/index.js` that exports `Agent`. */
const AGENT = `
import api from './lib/api/index.js';
import Agent from './lib/dispatcher/agent.js';
import Dispatcher from './lib/dispatcher/dispatcher.js';
Object.assign(Dispatcher.prototype, api);
export { Agent };`;

/**
 * undici's main module loads fetch, WebSocket, caches and mocks, which triple the time of the first call. This one
 * exports only `Agent`; any other import from undici fails the build. It is an ES module, so that
 * `await import('undici')` returns the same names as outside the bundle.
 */
export const leanUndici: Plugin = {
  name: 'lean-undici',
  setup({ onResolve, onLoad }) {
    const namespace = 'lean-undici';
    onResolve({ filter: /^undici$/ }, () => ({ path: 'undici', namespace }));
    onLoad({ filter: /.*/, namespace }, () => ({
      contents: AGENT,
      resolveDir: dirname(createRequire(import.meta.url).resolve('undici')),
    }));
  },
};
