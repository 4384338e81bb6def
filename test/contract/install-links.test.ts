import { describe, expect, it } from 'vitest';
import { renderInstallLinks } from '../../scripts/docs/install-links.ts';
import { findLinks, readPage } from '../support/doc-pages.ts';

const readLinks = (text: string) => {
  const [cursor = '', vscode = '', insiders = ''] = findLinks(text).filter((link) => /install/.test(link));
  return { cursor: new URL(cursor), vscode: new URL(vscode), insiders: new URL(insiders) };
};
const readCursorConfig = (link: URL) =>
  JSON.parse(Buffer.from(link.searchParams.get('config') ?? '', 'base64').toString('utf8'));
const readVsCodeConfig = (link: URL) => JSON.parse(link.searchParams.get('config') ?? '');

describe.each(['README.md', 'README.ko.md'])('the links in %s that add the server with one click', (page) => {
  const { cursor, vscode, insiders } = readLinks(readPage(page));

  it('Cursor and VS Code get the address of a server that runs on the same machine', () => {
    expect(cursor.searchParams.get('name')).toBe('portone');
    expect(readCursorConfig(cursor)).toEqual({ url: 'http://127.0.0.1:3000/mcp' });
    expect(readVsCodeConfig(vscode)).toEqual({ type: 'http', url: 'http://127.0.0.1:3000/mcp' });
  });

  it('VS Code Insiders gets the same as VS Code', () => {
    expect(insiders.searchParams.get('quality')).toBe('insiders');
    expect(readVsCodeConfig(insiders)).toEqual(readVsCodeConfig(vscode));
  });
});

it('once the package is published, the links run it by its name and hold no key', () => {
  const { cursor, vscode } = readLinks(renderInstallLinks('en', true));
  expect(readCursorConfig(cursor)).toMatchObject({ command: 'npx', args: ['-y', 'portone-v1-mcp'] });
  const { env } = readVsCodeConfig(vscode);
  const inputs = JSON.parse(vscode.searchParams.get('inputs') ?? '');
  expect(Object.values(env)).toEqual(inputs.map(({ id }: { id: string }) => `\${input:${id}}`));
});
