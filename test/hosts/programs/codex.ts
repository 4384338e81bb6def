import { join } from 'node:path';
import type { Decision } from '../scenes.ts';
import { playInTerminal, type Reaction } from '../terminal/play.ts';
import { openTerminal } from '../terminal/terminal.ts';
import { buildHostEnvironment, type Program, writeSettings } from './program.ts';

/** Codex in a terminal, where a person answers its forms. */
export const codex: Program = {
  name: 'Codex',
  binary: 'codex',
  requires: ['tmux'],
  transports: ['stdio', 'http'],
  async play(binary, stage) {
    const { connection, modelUrl, scene, folder } = stage;
    const server =
      connection.transport === 'http'
        ? [`url = ${JSON.stringify(connection.url)}`]
        : [
            `command = ${JSON.stringify(connection.command)}`,
            `args = ${JSON.stringify(connection.args)}`,
            '[mcp_servers.portone.env]',
            ...Object.entries(connection.env).map(([name, value]) => `${name} = ${JSON.stringify(value)}`),
          ];
    const settings = [
      'model = "gpt-5"',
      'model_provider = "stand-in"',
      'check_for_update_on_startup = false',
      'approval_policy = "on-request"',
      'sandbox_mode = "read-only"',
      '[model_providers.stand-in]',
      'name = "Stand-in"',
      `base_url = "${modelUrl}/v1"`,
      'wire_api = "responses"',
      `[projects.${JSON.stringify(folder)}]`,
      'trust_level = "trusted"',
      '[mcp_servers.portone]',
      'default_tools_approval_mode = "approve"',
      ...server,
    ];
    writeSettings(join(folder, '.codex', 'config.toml'), `${settings.join('\n')}\n`);
    const env = buildHostEnvironment(folder);
    // Its daemon would outlive the conversation.
    const command = [binary, '--disable', 'daemon_auto_start'];
    const terminal = openTerminal(command, { cwd: folder, env, width: 100, height: 40 });
    try {
      await playInTerminal(terminal, stage, reactions[scene.decision]);
    } finally {
      await terminal.close();
    }
  },
};

/** A choice is a numbered list, "no" first. */
const reactions: Readonly<Record<Decision, readonly Reaction[]>> = {
  approve: [
    { when: /› 1\. [\s\S]*enter to submit/, keys: ['Down'] },
    { when: /› 2\. [\s\S]*enter to submit/, keys: ['Enter'] },
  ],
  deny: [
    { when: /› 1\. [\s\S]*enter to submit/, keys: ['Enter'] },
    { when: /› Type your answer/, keys: ['Escape'] },
  ],
};
