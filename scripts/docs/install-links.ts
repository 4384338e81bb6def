import type { Language } from '../../src/base/bilingual.ts';

const NAME = 'portone';
/** Where `--http` listens unless told otherwise. */
const URL = 'http://127.0.0.1:3000/mcp';

const labels = {
  en: { cursor: 'Add to Cursor', vscode: 'Add to VS Code', insiders: 'Add to VS Code Insiders' },
  ko: { cursor: 'Cursor에 추가', vscode: 'VS Code에 추가', insiders: 'VS Code Insiders에 추가' },
} as const;

/** Cursor's page that opens its deep link, which GitHub would remove. */
function getCursorLink(): string {
  const config = Buffer.from(JSON.stringify({ url: URL })).toString('base64');
  return `https://cursor.com/install-mcp?name=${NAME}&config=${encodeURIComponent(config)}`;
}

/** VS Code's page that opens `vscode:mcp/install`, which GitHub would remove. */
function getVsCodeLink(quality: '' | '&quality=insiders' = ''): string {
  const config = encodeURIComponent(JSON.stringify({ type: 'http', url: URL }));
  return `https://insiders.vscode.dev/redirect/mcp/install?name=${NAME}&config=${config}${quality}`;
}

/**
 * Links that add the server with one click. They name the address of a running server: a link cannot know where the
 * program is on the reader's machine.
 */
export function renderInstallLinks(language: Language): string {
  const { cursor, vscode, insiders } = labels[language];
  return [
    `[${cursor}](${getCursorLink()})`,
    `[${vscode}](${getVsCodeLink()})`,
    `[${insiders}](${getVsCodeLink('&quality=insiders')})`,
  ].join(' · ');
}
