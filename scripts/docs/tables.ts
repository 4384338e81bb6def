import { httpSettings, type Setting, settings } from '../../src/config/settings.ts';
import { domainNames, endpoints, type Row } from '../../src/endpoints/index.ts';
import { prompts } from '../../src/prompts/library/index.ts';
import { resources } from '../../src/resources/records/index.ts';
import { curated } from '../../src/tools/curated/index.ts';

type Language = 'en' | 'ko';

const words = {
  en: {
    settings: ['Flag', 'Environment', 'Default', 'Meaning'],
    tools: ['Tool', 'Calls', 'Effect'],
    desk: ['Tool', 'Does', 'Effect'],
    effect: { read: 'reads', write: 'changes', destructive: '**cannot be undone**' },
    prompts: ['Prompt', 'Does'],
    resources: ['Address', 'Holds'],
    asks: 'asks a person first',
    defaults: {},
  },
  ko: {
    settings: ['플래그', '환경 변수', '기본값', '설명'],
    tools: ['도구', '호출하는 API', '동작'],
    desk: ['도구', '설명', '동작'],
    effect: { read: '조회', write: '변경', destructive: '**되돌릴 수 없음**' },
    prompts: ['프롬프트', '하는 일'],
    resources: ['주소', '내용'],
    asks: '실행 전 확인',
    defaults: {
      'required unless --sandbox': '필수(--sandbox면 불필요)',
      off: '꺼짐',
      none: '없음',
      'of the machine': '시스템 언어',
      'off; over HTTP, lines on stderr': '꺼짐(HTTP에서는 stderr에 기록)',
      'random at each start': '시작할 때마다 무작위',
      'in memory': '없음(메모리에 보관)',
      'what it listens on': '수신 주소',
      '600 with authentication, otherwise 0': '인증을 쓰면 600, 아니면 0',
      "PortOne's three addresses": '포트원 주소 3개',
      'none: /metrics only on this machine': '없음(이 컴퓨터에서만 /metrics 조회)',
    },
  },
} as const;

const code = (text: string) => `\`${text.replaceAll('|', '\\|')}\``;
const table = (head: readonly string[], rows: readonly (readonly string[])[]) =>
  [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');

/** What is only for HTTP has a table of its own. */
const forAll = settings.filter((setting) => !httpSettings.includes(setting));

function settingsTable(those: readonly Setting[], language: Language): string {
  const { settings: head, defaults } = words[language];
  const translated: Readonly<Record<string, string>> = defaults;
  const rows = those.map((setting) => [
    setting.flag ? code(`--${setting.flag}${setting.value ? ` <${setting.value}>` : ''}`) : '',
    setting.env ? code(setting.env) : '',
    translated[setting.default] ?? setting.default,
    setting.meaning[language],
  ]);
  return table(head, rows);
}

const effectOf = ({ effect, confirm }: Pick<Row, 'effect' | 'confirm'>, language: Language) =>
  words[language].effect[effect] + (confirm ? `, ${words[language].asks}` : '');

/** What the curated tools are for, in the reader's language. */
const purposes: Readonly<Record<string, Readonly<Record<Language, string>>>> = {
  check_connection: {
    en: 'Token, latency, clock, channels (test or live), tools that are on, and how a person is asked here',
    ko: '토큰·응답 시간·시계 차이·채널(테스트/실결제)·켜진 도구·확인 방법을 한 번에 점검',
  },
  investigate_payment: {
    en: 'From whatever a ticket has: the payment, its timeline, what is wrong with it, and up to three next calls',
    ko: '문의에 있는 단서만으로 결제·경과·문제점을 찾고 다음에 할 호출을 최대 3개 제안',
  },
  review_subscriptions: {
    en: 'Subscriptions by customer or period: due, failed and why, revoked, key missing, and what to do for each',
    ko: '고객·기간별 정기결제 점검: 예정, 실패와 사유, 취소, 빌링키 없음, 각각의 조치',
  },
  search_payments: {
    en: 'Payments of any period by any mix of status, amount, buyer, product, order, PG, method',
    ko: '기간 제한 없이 상태·금액·구매자·상품·주문번호·PG·결제수단으로 결제 검색',
  },
  summarize_payments: {
    en: 'Totals of a period by day, status, PG or method, compared to the period before on request',
    ko: '기간 합계: 일자·상태·PG·결제수단별, 원하면 이전 기간과 비교',
  },
  refund_payment: {
    en: 'The safe refund: one payment, checked against its PG first, done once, told before and after',
    ko: '안전한 환불: 한 건만, PG 규칙을 먼저 확인하고 한 번만 실행, 전후 상태와 현금영수증 안내',
  },
};

function deskTable(language: Language): string {
  return table(
    words[language].desk,
    curated.map((tool) => [
      code(tool.name),
      purposes[tool.name]?.[language] ?? tool.description,
      effectOf(tool, language),
    ]),
  );
}

function toolsTable(language: Language): string {
  const { tools: head } = words[language];
  return domainNames
    .map((domain) => {
      const rows = endpoints.filter((row) => row.domain === domain);
      return `#### ${domain}\n\n${table(
        head,
        rows.map((row) => [code(row.name), code(row.route), effectOf(row, language)]),
      )}`;
    })
    .join('\n\n');
}

function promptsTable(language: Language): string {
  const rows = prompts.map(({ name, description }) => [code(name), description[language]]);
  return table(words[language].prompts, rows);
}

function resourcesTable(language: Language): string {
  const rows = resources.map(({ uri, description }) => [code(uri), description[language]]);
  return table(words[language].resources, rows);
}

const tables = {
  desk: deskTable,
  prompts: promptsTable,
  resources: resourcesTable,
  settings: (language: Language) => settingsTable(forAll, language),
  'http-settings': (language: Language) => settingsTable(httpSettings, language),
  tools: toolsTable,
};

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
