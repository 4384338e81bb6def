import { fileURLToPath } from 'node:url';
import type { Language } from '../../src/base/bilingual.ts';

/** The built server of this clone. */
export const serverFile = fileURLToPath(new URL('../../dist/main.js', import.meta.url));

/** What to type to connect an assistant to the server of this clone. */
export function explainConnecting(lang: Language): string[] {
  const path = /^[\w./:\\-]+$/.test(serverFile) ? serverFile : JSON.stringify(serverFile);
  const config = { mcpServers: { 'portone-sandbox': { command: 'node', args: [serverFile, '--sandbox'] } } };
  const { title, code, desktop, first, keys, check } = texts[lang];
  return [
    '',
    title,
    `  ${code}`,
    `    claude mcp add portone-sandbox -- node ${path} --sandbox`,
    `  ${desktop}`,
    `    ${JSON.stringify(config)}`,
    `  ${first}`,
    `  ${keys}`,
    `    claude mcp add --env PORTONE_V1_API_KEY=… --env PORTONE_V1_API_SECRET=… portone -- node ${path}`,
    `  ${check}`,
    `    node ${path} doctor --sandbox`,
  ];
}

const texts = {
  en: {
    title: 'Now connect your assistant to this sandbox:',
    code: 'Claude Code:',
    desktop: 'Claude Desktop, Cursor and others, in their mcpServers file (then quit and reopen them):',
    first: 'Then ask it: "Is PortOne connected?" or "Show me the payments that failed yesterday".',
    keys: 'With your own shop (README tells where the key is), without --sandbox:',
    check: 'If something does not work:',
  },
  ko: {
    title: '이제 어시스턴트를 이 샌드박스에 연결해 보세요.',
    code: 'Claude Code:',
    desktop: 'Claude Desktop, Cursor 등은 mcpServers 설정 파일에 넣고 앱을 완전히 종료했다가 다시 여세요:',
    first: '그런 다음 물어보세요: "포트원 연결 잘 되어 있어?" 또는 "어제 실패한 결제 보여줘".',
    keys: '실제 상점에 연결하려면 --sandbox 없이(키 위치는 README 참고):',
    check: '잘 안 되면:',
  },
} as const;
