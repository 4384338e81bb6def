import { type Setting, settingGroups } from '../config/settings.ts';
import { listing } from '../tools/definitions.ts';
import { info } from './process.ts';

const WIDTH = 100;

/** What a person reads who asks for --help; fits a terminal of 100 columns. */
export const help = (): string => `${info.name} ${info.version}: MCP server for the PortOne REST API V1

Usage:
${usage.map(([command, does]) => `  ${info.name}${command && ` ${command}`}\n${wrapped(does)}`).join('\n')}

Settings. A flag wins over its environment variable; switches there take 1 or true.
${settingGroups.map(({ title, settings }) => `\n${title}:\n${settings.map(entry).join('\n')}\n`).join('')}
Toolsets:
${wrapped(['all', 'support', ...new Set(listing.map(({ toolset }) => toolset))].join(', '))}
`;

const usage: readonly (readonly [string, string])[] = [
  ['[settings]', 'Serve MCP over stdio.'],
  ['--sandbox [settings]', 'The same on sample data, without a key.'],
  ['--http [settings]', 'Serve MCP over HTTP, at http://127.0.0.1:3000/mcp unless told otherwise.'],
  [
    'token <name> [--scopes <a,b>] [--tenant <name>] [--days <n>]',
    'Make a token, and its entry for the file of --tokens. Scopes: payments:read (unless told otherwise), payments:write, payments:destructive, personal:full.',
  ],
  ['audit verify <file>', 'Check a ledger of --audit.'],
  [
    'sandbox [--port <n>] [--seed <n>] [--payments <n>] [--delay <ms>] [--strict]\n      [--webhook-url <url>]',
    'Only the sandbox: a PortOne V1 on 127.0.0.1, with <n> more payments, every answer <ms> later, unknown fields refused, or webhooks sent.',
  ],
  ['--version | --help', 'Say which version this is, or all of this.'],
];

function entry({ flag, value, env, default: unless, meaning }: Setting): string {
  const written = [flag && `--${flag}${value ? ` <${value}>` : ''}`, env].filter((name) => name !== undefined);
  return `  ${written.join('  ')}\n${wrapped(`${meaning.en} [${unless}]`)}`;
}

/** Indented, in lines that break between words. */
function wrapped(text: string, indent = '      '): string {
  const lines: string[] = [];
  let line = indent;
  for (const word of text.replaceAll('`', '').split(' ')) {
    if (line.length + word.length > WIDTH && line !== indent) {
      lines.push(line.trimEnd());
      line = indent;
    }
    line += `${word} `;
  }
  return [...lines, line.trimEnd()].join('\n');
}
