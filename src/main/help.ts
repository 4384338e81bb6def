import { formatFlags, sandboxFlags, tokenFlags } from '../config/commands.ts';
import type { Setting } from '../config/setting.ts';
import { settingGroups } from '../config/settings.ts';
import { toolDefinitions } from '../tools/definitions.ts';
import { info } from './process.ts';

const WIDTH = 100;

/** Renders the text of --help, at most 100 columns wide. */
export const renderHelp = (): string => `${info.name} ${info.version}: MCP server for the PortOne REST API V1

Usage:
${usage.map(([command, description]) => `${wrapText(`${info.name} ${command}`, '  ')}\n${wrapText(description)}`).join('\n')}

Settings. A flag overrides its environment variable. Switches in the environment take 1 or true.
${settingGroups.map(({ title, settings }) => `\n${title}:\n${settings.map(formatSetting).join('\n')}\n`).join('')}
Toolsets:
${wrapText(['all', 'support', ...new Set(toolDefinitions.map(({ toolset }) => toolset))].join(', '))}
`;

const usage: readonly (readonly [string, string])[] = [
  ['[settings]', 'Serve MCP over stdio.'],
  ['--sandbox [settings]', 'Serve sample data from a built-in sandbox; no API key needed.'],
  ['--http [settings]', 'Serve MCP over HTTP, by default at http://127.0.0.1:3000/mcp.'],
  [
    `token <name> ${formatFlags(tokenFlags)}`,
    'Create an access token and its entry for the --tokens file. Scopes: payments:read (default), payments:write, payments:destructive, personal:full.',
  ],
  [
    'doctor [settings]',
    'Check Node, configuration, network, keys, channels, clock, store, audit log, policy and how a person is asked; exit code 0, 1 (warnings) or 2 (problems).',
  ],
  ['audit verify <file>', 'Check an audit log written by --audit.'],
  [
    `sandbox ${formatFlags(sandboxFlags)}`,
    'Run only the sandbox, a PortOne V1 on 127.0.0.1. Options: add <n> payments, delay responses by <ms>, reject unknown fields, send webhooks.',
  ],
  ['--version | --help', 'Print the version, or this help.'],
];

function formatSetting({ flag, value, env, default: defaultValue, meaning }: Setting): string {
  const names = [flag && `--${flag}${value ? ` <${value}>` : ''}`, env].filter((name) => name !== undefined);
  return `  ${names.join('  ')}\n${wrapText(`${meaning.en} [${defaultValue}]`)}`;
}

const INDENT = '      ';

/** Indented, in lines that break between words; the first line may be indented otherwise. */
function wrapText(text: string, firstIndent = INDENT): string {
  const lines: string[] = [];
  let line = firstIndent;
  for (const word of text.replaceAll('`', '').split(' ')) {
    if (line.length + word.length > WIDTH && line.trim() !== '') {
      lines.push(line.trimEnd());
      line = INDENT;
    }
    line += `${word} `;
  }
  return [...lines, line.trimEnd()].join('\n');
}
