import { formatFlags, sandboxFlags, tokenFlags } from '../config/commands.ts';
import type { Setting } from '../config/setting.ts';
import { settingGroups } from '../config/settings.ts';
import { toolDefinitions } from '../tools/definitions.ts';
import { info } from './process.ts';

const WIDTH = 100;

/** What a person reads who asks for --help; fits a terminal of 100 columns. */
export const renderHelp = (): string => `${info.name} ${info.version}: MCP server for the PortOne REST API V1

Usage:
${usage.map(([command, description]) => `${wrapText(`${info.name} ${command}`, '  ')}\n${wrapText(description)}`).join('\n')}

Settings. A flag wins over its environment variable; switches there take 1 or true.
${settingGroups.map(({ title, settings }) => `\n${title}:\n${settings.map(formatSetting).join('\n')}\n`).join('')}
Toolsets:
${wrapText(['all', 'support', ...new Set(toolDefinitions.map(({ toolset }) => toolset))].join(', '))}
`;

const usage: readonly (readonly [string, string])[] = [
  ['[settings]', 'Serve MCP over stdio.'],
  ['--sandbox [settings]', 'The same on sample data, without a key.'],
  ['--http [settings]', 'Serve MCP over HTTP, at http://127.0.0.1:3000/mcp unless told otherwise.'],
  [
    `token <name> ${formatFlags(tokenFlags)}`,
    'Make a token, and its entry for the file of --tokens. Scopes: payments:read (unless told otherwise), payments:write, payments:destructive, personal:full.',
  ],
  ['audit verify <file>', 'Check a ledger of --audit.'],
  [
    `sandbox ${formatFlags(sandboxFlags)}`,
    'Only the sandbox: a PortOne V1 on 127.0.0.1, with <n> more payments, every answer <ms> later, unknown fields refused, or webhooks sent.',
  ],
  ['--version | --help', 'Say which version this is, or all of this.'],
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
