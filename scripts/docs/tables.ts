import type { Language } from '../../src/base/bilingual.ts';
import { httpSettings } from '../../src/config/http-settings.ts';
import type { Setting } from '../../src/config/setting.ts';
import { serveSettings } from '../../src/config/settings.ts';
import { domainNames, endpoints, type Row } from '../../src/endpoints/index.ts';
import { prompts } from '../../src/prompts/library/index.ts';
import { resources } from '../../src/resources/records/index.ts';
import { faultKinds } from '../../src/sandbox/state/faults.ts';
import { curated } from '../../src/tools/curated/index.ts';
import { clients } from './clients.ts';
import { faultMeanings } from './fault-meanings.ts';
import { renderInstallLinks } from './install-links.ts';

const labels = {
  en: {
    settings: ['Flag', 'Environment', 'Default', 'Meaning'],
    tools: ['Tool', 'Calls', 'Effect'],
    desk: ['Tool', 'Does', 'Effect'],
    effect: { read: 'reads', write: 'changes', destructive: '**cannot be undone**' },
    prompts: ['Prompt', 'Does'],
    resources: ['Address', 'Holds'],
    asks: 'asks a person first',
    clients: ['Client', 'How it asks', 'Connect with', 'Checked'],
    faults: ['`kind`', 'Does'],
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
    clients: ['클라이언트', '확인 방법', '연결 방법', '검증'],
    faults: ['`kind`', '동작'],
    defaults: {
      'required unless --sandbox': '필수(--sandbox면 불필요)',
      off: '꺼짐',
      none: '없음',
      'a free port': '빈 포트',
      'language or time zone of the system': '시스템의 언어 또는 시간대',
      'all but personal:full': '`personal:full`을 뺀 전부',
      'off; over HTTP, lines on stderr': '꺼짐(HTTP에서는 stderr에 기록)',
      'random at each start': '시작할 때마다 무작위',
      'in memory': '없음(메모리에 보관)',
      'the listening address': '수신 주소',
      '600 with authentication, otherwise 0': '인증을 쓰면 600, 아니면 0',
      "PortOne's three addresses": '포트원 주소 3개',
      'none: /metrics only on this machine': '없음(이 컴퓨터에서만 /metrics 조회)',
    },
  },
} as const;

const formatCode = (text: string) => `\`${text.replaceAll('|', '\\|')}\``;
const renderTable = (head: readonly string[], rows: readonly (readonly string[])[]) =>
  [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');

function renderSettingsTable(shownSettings: readonly Setting[], language: Language): string {
  const { settings: head, defaults } = labels[language];
  const translated: Readonly<Record<string, string>> = defaults;
  const rows = shownSettings.map((setting) => [
    setting.flag ? formatCode(`--${setting.flag}${setting.value ? ` <${setting.value}>` : ''}`) : '',
    setting.env ? formatCode(setting.env) : '',
    translated[setting.default] ?? setting.default,
    setting.meaning[language],
  ]);
  return renderTable(head, rows);
}

const describeEffect = ({ effect, confirm }: Pick<Row, 'effect' | 'confirm'>, language: Language) =>
  labels[language].effect[effect] + (confirm ? `, ${labels[language].asks}` : '');

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
  get_customer: {
    en: 'One customer by name, telephone, mail or customer id: cards, last payments with totals, every charge to come, receipts, claims, and what is wrong',
    ko: '이름·전화·메일·고객 ID로 한 고객을 한눈에: 카드, 최근 결제와 합계, 앞으로의 모든 예약결제, 현금영수증, 반품·클레임, 문제점',
  },
  review_subscriptions: {
    en: 'Subscriptions by customer (id, name, telephone, mail), product, order or period: the card, due, failed and why, revoked, key missing, and what to do for each',
    ko: '고객(ID·이름·전화·메일)·상품·주문번호·기간별 정기결제 점검: 카드, 예정, 실패와 사유, 취소, 빌링키 없음, 각각의 조치',
  },
  search_payments: {
    en: 'Payments of any period by any mix of status, amount, buyer, product, order, PG, method',
    ko: '기간 제한 없이 상태·금액·구매자·상품·주문번호·PG·결제수단으로 결제 검색',
  },
  summarize_payments: {
    en: 'Totals of a period by day and status, or by PG, method, card company, product, weekday or hour, compared to the period before on request',
    ko: '기간 합계: 일자·상태별 또는 PG·결제수단·카드사·상품·요일·시간대별, 원하면 이전 기간과 비교',
  },
  refund_payment: {
    en: 'The safe refund: one payment, checked against its PG first, done once, told before and after',
    ko: '안전한 환불: 한 건만, PG 규칙을 먼저 확인하고 한 번만 실행, 전후 상태와 현금영수증 안내',
  },
};

function renderDeskTable(language: Language): string {
  return renderTable(
    labels[language].desk,
    curated.map((tool) => [
      formatCode(tool.name),
      purposes[tool.name]?.[language] ?? tool.description,
      describeEffect(tool, language),
    ]),
  );
}

function renderToolsTable(language: Language): string {
  const { tools: head } = labels[language];
  return domainNames
    .map((domain) => {
      const rows = endpoints.filter((row) => row.domain === domain);
      return `#### ${domain}\n\n${renderTable(
        head,
        rows.map((row) => [formatCode(row.name), formatCode(row.route), describeEffect(row, language)]),
      )}`;
    })
    .join('\n\n');
}

function renderPromptsTable(language: Language): string {
  const rows = prompts.map(({ name, description }) => [formatCode(name), description[language]]);
  return renderTable(labels[language].prompts, rows);
}

function renderResourcesTable(language: Language): string {
  const rows = resources.map(({ uri, description }) => [formatCode(uri), description[language]]);
  return renderTable(labels[language].resources, rows);
}

function renderClientsTable(language: Language): string {
  const page = language === 'ko' ? 'docs/clients.ko.md' : 'docs/clients.md';
  const rows = clients.map(({ name, anchor, asks, connect, checked }) => [
    `[${name}](${page}#${anchor})`,
    asks[language],
    formatCode(connect),
    checked[language],
  ]);
  return renderTable(labels[language].clients, rows);
}

function renderFaultsTable(language: Language): string {
  const rows = faultKinds.map((kind) => [formatCode(kind), faultMeanings[kind][language]]);
  return renderTable(labels[language].faults, rows);
}

const tables = {
  clients: renderClientsTable,
  'install-links': renderInstallLinks,
  faults: renderFaultsTable,
  desk: renderDeskTable,
  prompts: renderPromptsTable,
  resources: renderResourcesTable,
  settings: (language: Language) => renderSettingsTable(Object.values(serveSettings), language),
  'http-settings': (language: Language) => renderSettingsTable(Object.values(httpSettings), language),
  tools: renderToolsTable,
};

type Table = keyof typeof tables;

/** The pages with generated tables, and their tables; each page also exists in Korean. */
const pages: Readonly<Record<string, readonly Table[]>> = {
  README: ['clients', 'install-links'],
  'docs/tools': ['desk', 'prompts', 'resources', 'tools'],
  'docs/settings': ['settings', 'http-settings'],
  'docs/sandbox': ['faults'],
};

export interface PageWithTables {
  path: string;
  language: Language;
  tables: readonly Table[];
}

export const documents: readonly PageWithTables[] = Object.entries(pages).flatMap(([name, names]) => [
  { path: `${name}.md`, language: 'en', tables: names },
  { path: `${name}.ko.md`, language: 'ko', tables: names },
]);

/** Regenerates the tables of a page between their markers; other text stays unchanged. */
export function replaceTables(text: string, page: Pick<PageWithTables, 'language' | 'tables'>): string {
  return page.tables.reduce((current, name) => {
    const [begin, end] = [`<!-- ${name}: made by npm run accept -->`, `<!-- /${name} -->`];
    const [before, rest] = current.split(begin);
    const after = rest?.split(end)[1];
    if (before === undefined || after === undefined) throw new Error(`The document has no "${begin} … ${end}"`);
    return `${before}${begin}\n\n${tables[name](page.language)}\n\n${end}${after}`;
  }, text);
}
