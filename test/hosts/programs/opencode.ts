import { join } from 'node:path';
import { runProgram } from '../run-program.ts';
import { buildHostEnvironment, type Program, writeSettings } from './program.ts';

const TIMEOUT_MS = 120_000;

/** opencode without a terminal: `opencode run`. */
export const opencode: Program = {
  name: 'opencode',
  binary: 'opencode',
  transports: ['stdio', 'http'],
  async play(binary, { connection, modelUrl, scene, folder, onQuestion }) {
    const model = 'stand-in/stand-in';
    writeSettings(join(folder, 'opencode.json'), {
      autoupdate: false,
      share: 'disabled',
      model,
      small_model: model,
      permission: 'allow',
      provider: {
        'stand-in': {
          npm: '@ai-sdk/openai-compatible',
          options: { baseURL: `${modelUrl}/v1`, apiKey: 'none' },
          models: { 'stand-in': { tool_call: true, limit: { context: 200_000, output: 8_000 } } },
        },
      },
      mcp: {
        portone:
          connection.transport === 'http'
            ? { type: 'remote', url: connection.url }
            : { type: 'local', command: [connection.command, ...connection.args], environment: connection.env },
      },
    });
    const env = buildHostEnvironment(folder, {
      OPENCODE_DISABLE_AUTOUPDATE: 'true',
      OPENCODE_DISABLE_MODELS_FETCH: 'true',
      OPENCODE_DISABLE_DEFAULT_PLUGINS: 'true',
    });
    const output = await runProgram(binary, ['run', scene.prompt], { cwd: folder, env, timeoutMs: TIMEOUT_MS });
    onQuestion?.(output);
  },
};
