import { join } from 'node:path';
import { runProgram } from '../run-program.ts';
import { buildHostEnvironment, type Program, writeSettings } from './program.ts';

const TIMEOUT_MS = 120_000;

/** Gemini CLI without a terminal: `gemini --prompt`. */
export const geminiCli: Program = {
  name: 'Gemini CLI',
  binary: 'gemini',
  transports: ['stdio', 'http'],
  async play(binary, { connection, modelUrl, scene, folder, onQuestion }) {
    const server =
      connection.transport === 'http'
        ? { httpUrl: connection.url }
        : { command: connection.command, args: connection.args, env: connection.env };
    writeSettings(join(folder, '.gemini', 'settings.json'), {
      security: { auth: { selectedType: 'gemini-api-key' } },
      general: { enableAutoUpdate: false },
      privacy: { usageStatisticsEnabled: false },
      mcpServers: { portone: { ...server, trust: true } },
    });
    const env = buildHostEnvironment(folder, {
      GEMINI_API_KEY: 'none',
      GOOGLE_GEMINI_BASE_URL: modelUrl,
      GEMINI_CLI_TRUST_WORKSPACE: 'true',
    });
    const args = ['--model', 'gemini-2.5-flash', '--approval-mode', 'yolo', '--prompt', scene.prompt];
    const output = await runProgram(binary, args, { cwd: folder, env, timeoutMs: TIMEOUT_MS });
    onQuestion?.(output);
  },
};
