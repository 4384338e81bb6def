import { join } from 'node:path';
import type { Decision } from '../scenes.ts';
import { playInTerminal, type Reaction } from '../terminal/play.ts';
import { openTerminal } from '../terminal/terminal.ts';
import { buildHostEnvironment, type Program, writeSettings } from './program.ts';

const API_KEY = 'none-needed-by-the-stand-in-model';

/** Claude Code in a terminal, where a person answers its forms. */
export const claudeCode: Program = {
  name: 'Claude Code',
  binary: 'claude',
  requires: ['tmux'],
  transports: ['stdio', 'http'],
  async play(binary, stage) {
    const { connection, modelUrl, scene, folder } = stage;
    writeSettings(join(folder, '.claude.json'), {
      hasCompletedOnboarding: true,
      theme: 'dark',
      customApiKeyResponses: { approved: [API_KEY.slice(-20)], rejected: [] },
      projects: { [folder]: { hasTrustDialogAccepted: true, hasCompletedProjectOnboarding: true } },
    });
    const server =
      connection.transport === 'http'
        ? { type: 'http', url: connection.url }
        : { command: connection.command, args: connection.args, env: connection.env };
    const mcpConfig = join(folder, 'mcp.json');
    writeSettings(mcpConfig, { mcpServers: { portone: server } });
    const env = buildHostEnvironment(folder, {
      ANTHROPIC_BASE_URL: modelUrl,
      ANTHROPIC_API_KEY: API_KEY,
      CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC: '1',
      DISABLE_AUTOUPDATER: '1',
      // All tools in the first request: the stand-in model does not search.
      ENABLE_TOOL_SEARCH: 'false',
    });
    const command = [binary, '--mcp-config', mcpConfig, '--strict-mcp-config', '--allowedTools', 'mcp__portone'];
    const terminal = openTerminal(command, { cwd: folder, env, width: 100, height: 40 });
    try {
      await playInTerminal(terminal, stage, reactions[scene.decision]);
    } finally {
      await terminal.close();
    }
  },
};

/** A form has its fields one below the other, then "Accept" and "Decline" in one line. */
const reactions: Readonly<Record<Decision, readonly Reaction[]>> = {
  approve: [
    { when: /❯ .*▸ not set/, keys: ['Right'] },
    { when: /❯ ◯ (No|아니요)/, keys: ['Down'] },
    { when: /❯ ◯ (Yes|네)/, keys: ['Enter'] },
    { when: /✔ [\s\S]*❯ Accept/, keys: ['Enter'] },
  ],
  deny: [
    { when: /❯ \* /, keys: ['Down'] },
    { when: /❯ Accept/, keys: ['Right'] },
    // For a link.
    { when: /❯ (Open|I.m done)/, keys: ['Down'] },
    { when: /❯ Decline/, keys: ['Enter'] },
  ],
};
