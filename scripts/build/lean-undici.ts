import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import type { Plugin } from 'esbuild';

/** The part of `undici/index.js` that exports the agents. */
const AGENTS = `
import api from './lib/api/index.js';
import Agent from './lib/dispatcher/agent.js';
import EnvHttpProxyAgent from './lib/dispatcher/env-http-proxy-agent.js';
import Dispatcher from './lib/dispatcher/dispatcher.js';
Object.assign(Dispatcher.prototype, api);
export { Agent, EnvHttpProxyAgent };`;

/**
 * undici's main module loads fetch, WebSocket, caches and mocks, which triple the time of the first call. This one
 * exports only the agents: every class that the source takes from undici must be listed here, since the build cannot see
 * what `await import('undici')` is asked for. It is an ES module, so that this returns the same names as outside the
 * bundle.
 */
export const leanUndici: Plugin = {
  name: 'lean-undici',
  setup({ onResolve, onLoad }) {
    const namespace = 'lean-undici';
    onResolve({ filter: /^undici$/ }, () => ({ path: 'undici', namespace }));
    onLoad({ filter: /.*/, namespace }, () => ({
      contents: AGENTS,
      resolveDir: dirname(createRequire(import.meta.url).resolve('undici')),
    }));
  },
};
