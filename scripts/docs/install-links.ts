import { readFileSync } from 'node:fs';
import type { Language } from '../../src/base/bilingual.ts';

const NAME = 'portone';
/** Where `--http` listens unless told otherwise. */
const URL = 'http://127.0.0.1:3000/mcp';

const labels = {
  en: { cursor: 'Add to Cursor', vscode: 'Add to VS Code', insiders: 'Add to VS Code Insiders' },
  ko: { cursor: 'Cursor에 추가', vscode: 'VS Code에 추가', insiders: 'VS Code Insiders에 추가' },
} as const;

interface Launch {
  cursor: object;
  vscode: object;
  /** What VS Code asks for before it starts the server. */
  inputs?: readonly object[];
}

/** The address of a running server: a link cannot know where the program is on the reader's machine. */
const runningServer: Launch = { cursor: { url: URL }, vscode: { type: 'http', url: URL } };

const runByNpx = { command: 'npx', args: ['-y', 'portone-v1-mcp'] };
const askFor = (id: string, description: string) => ({ type: 'promptString', id, description, password: true });
/** How VS Code writes a value that it asks for. */
const readInput = (id: string) => `\${input:${id}}`;
/** By its name on npm. Cursor asks for nothing, so it opens the sandbox there. */
const publishedPackage: Launch = {
  cursor: { ...runByNpx, env: { PORTONE_V1_SANDBOX: '1' } },
  vscode: {
    ...runByNpx,
    env: { PORTONE_V1_API_KEY: readInput('portone-key'), PORTONE_V1_API_SECRET: readInput('portone-secret') },
  },
  inputs: [askFor('portone-key', 'PortOne V1 REST API key'), askFor('portone-secret', 'PortOne V1 REST API secret')],
};

/** Cursor's page that opens its deep link, which GitHub would remove. */
function getCursorLink({ cursor }: Launch): string {
  const config = Buffer.from(JSON.stringify(cursor)).toString('base64');
  return `https://cursor.com/install-mcp?name=${NAME}&config=${encodeURIComponent(config)}`;
}

/** VS Code's page that opens `vscode:mcp/install`, which GitHub would remove. */
function getVsCodeLink({ vscode, inputs }: Launch, quality = ''): string {
  const query = new URLSearchParams({
    name: NAME,
    config: JSON.stringify(vscode),
    ...(inputs ? { inputs: JSON.stringify(inputs) } : {}),
    ...(quality ? { quality } : {}),
  });
  return `https://insiders.vscode.dev/redirect/mcp/install?${`${query}`.replaceAll('+', '%20')}`;
}

/** Whether npm may publish the package: until then, nobody may be told to run it by its name there. */
const isPublished = (): boolean => JSON.parse(readFileSync('package.json', 'utf8')).private !== true;

/** Links that add the server with one click. */
export function renderInstallLinks(language: Language, published = isPublished()): string {
  const launch = published ? publishedPackage : runningServer;
  const { cursor, vscode, insiders } = labels[language];
  return [
    `[${cursor}](${getCursorLink(launch)})`,
    `[${vscode}](${getVsCodeLink(launch)})`,
    `[${insiders}](${getVsCodeLink(launch, 'insiders')})`,
  ].join(' · ');
}
