import type { Localized } from '../../src/base/bilingual.ts';

/** A client that people connect, and how its users are asked to confirm. */
interface ClientFacts {
  /** The name, as a link to the setup in `docs/clients.md`. */
  name: string;
  anchor: string;
  asks: Localized;
  /** The command or the file that connects it. */
  connect: string;
  /** With which version it was run, or whose documentation it follows. */
  checked: Localized;
}

const form = { en: 'form', ko: '확인 창' };
const link = { en: 'link to the approval page', ko: '승인 페이지 링크' };

const tried = (version: string): Localized => ({ en: `run with ${version}`, ko: `${version}에서 실행` });
const documented = (owner: string): Localized => ({ en: `${owner} documentation`, ko: `${owner} 문서로 확인` });

export const clients: readonly ClientFacts[] = [
  {
    name: 'Claude Desktop',
    anchor: 'claude-desktop',
    asks: link,
    connect: 'npm run bundle',
    checked: documented('Anthropic'),
  },
  {
    name: 'Claude Code',
    anchor: 'claude-code',
    asks: { en: 'form (first three lines)', ko: '확인 창(첫 세 줄)' },
    connect: 'claude mcp add',
    checked: tried('2.1.332'),
  },
  { name: 'Codex', anchor: 'codex', asks: form, connect: 'codex mcp add', checked: tried('0.171.0') },
  {
    name: 'Copilot CLI',
    anchor: 'copilot-cli',
    asks: form,
    connect: 'copilot mcp add',
    checked: tried('1.0.102'),
  },
  {
    name: 'VS Code (Copilot)',
    anchor: 'vs-code',
    asks: form,
    connect: '.vscode/mcp.json',
    checked: documented('VS Code'),
  },
  { name: 'Gemini CLI', anchor: 'gemini-cli', asks: link, connect: 'gemini mcp add', checked: tried('0.61.0') },
  { name: 'opencode', anchor: 'opencode', asks: link, connect: 'opencode.json', checked: tried('1.18.33') },
  { name: 'Cursor', anchor: 'cursor', asks: form, connect: '~/.cursor/mcp.json', checked: documented('Cursor') },
  {
    name: 'Windsurf',
    anchor: 'windsurf',
    asks: link,
    connect: '~/.codeium/windsurf/mcp_config.json',
    checked: documented('Windsurf'),
  },
  {
    name: 'Cline',
    anchor: 'cline',
    asks: link,
    connect: 'cline_mcp_settings.json',
    checked: {
      en: 'CLI run with 3.0.65; extension: Cline documentation',
      ko: 'CLI 3.0.65에서 실행, 확장은 Cline 문서로 확인',
    },
  },
];
