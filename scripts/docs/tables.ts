import { domainNames, endpoints, type Row } from '../../src/endpoints/index.ts';
import { type Setting, settings } from '../../src/settings.ts';

type Language = 'en' | 'ko';

const words = {
  en: {
    settings: ['Flag', 'Environment', 'Default', 'Meaning'],
    tools: ['Tool', 'Calls', 'Effect'],
    effect: { read: 'reads', write: 'changes', destructive: '**cannot be undone**' },
    asks: 'asks a person first',
    defaults: {},
  },
  ko: {
    settings: ['플래그', '환경 변수', '기본값', '설명'],
    tools: ['도구', '호출하는 API', '동작'],
    effect: { read: '조회', write: '변경', destructive: '**되돌릴 수 없음**' },
    asks: '실행 전 확인',
    defaults: { 'required unless --sandbox': '필수 (--sandbox면 불필요)', off: '꺼짐', none: '없음' },
  },
} as const;

const code = (text: string) => `\`${text.replaceAll('|', '\\|')}\``;
const table = (head: readonly string[], rows: readonly (readonly string[])[]) =>
  [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');

function settingsTable(language: Language): string {
  const { settings: head, defaults } = words[language];
  const translated: Readonly<Record<string, string>> = defaults;
  const rows = settings.map((setting: Setting) => [
    setting.flag ? code(`--${setting.flag}${setting.value ? ` <${setting.value}>` : ''}`) : '',
    setting.env ? code(setting.env) : '',
    translated[setting.default] ?? setting.default,
    setting.meaning[language],
  ]);
  return table(head, rows);
}

function toolsTable(language: Language): string {
  const { tools: head, effect, asks } = words[language];
  const effectOf = (row: Row) => effect[row.effect] + (row.confirm ? `, ${asks}` : '');
  return domainNames
    .map((domain) => {
      const rows = endpoints.filter((row) => row.domain === domain);
      return `#### ${domain}\n\n${table(
        head,
        rows.map((row) => [code(row.name), code(row.route), effectOf(row)]),
      )}`;
    })
    .join('\n\n');
}

const tables = { settings: settingsTable, tools: toolsTable };

/** A document with every table between its markers made anew; text outside them stays as it is. */
export function withTables(document: string, language: Language): string {
  return Object.entries(tables).reduce((text, [name, make]) => {
    const [begin, end] = [`<!-- ${name}: made by npm run docs -->`, `<!-- /${name} -->`];
    const [before, rest] = text.split(begin);
    const after = rest?.split(end)[1];
    if (before === undefined || after === undefined) throw new Error(`The document has no "${begin} … ${end}"`);
    return `${before}${begin}\n\n${make(language)}\n\n${end}${after}`;
  }, document);
}

export const documents = [
  { path: 'README.md', language: 'en' },
  { path: 'README.ko.md', language: 'ko' },
] as const;
