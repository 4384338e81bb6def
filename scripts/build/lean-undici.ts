import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import type { Plugin } from 'esbuild';

/** What `undici/index.js` does for `Agent`, and nothing else of it. */
const AGENT = `
import api from './lib/api/index.js';
import Agent from './lib/dispatcher/agent.js';
import Dispatcher from './lib/dispatcher/dispatcher.js';
Object.assign(Dispatcher.prototype, api);
export { Agent };`;

/**
 * undici's front door loads fetch, WebSocket, caches and mocks, which triple the wait for the first call. Behind this
 * one stands only `Agent`; another import from undici fails the build. It is an ES module as well, so that
 * `await import('undici')` finds the names that it finds outside the bundle.
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
