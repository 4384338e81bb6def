import type { Localized } from '../../base/bilingual.ts';
import type { Context } from '../../context.ts';
import { VIEW_MIME_TYPE } from './capability.ts';

/** A page that a host shows beside the answer of a tool. It has no data of its own: the host hands it the result. */
export interface View {
  /** Of the file that the build makes, and of the resource. */
  name: string;
  title: Localized;
  description: Localized;
  /** The tools whose results it shows. */
  tools: readonly string[];
}

export const views: readonly View[] = [
  {
    name: 'payment',
    title: { en: 'Payment', ko: '결제' },
    description: {
      en: 'One payment: status, amounts, what happened, what is wrong, what to do.',
      ko: '결제 한 건의 상태, 금액, 경과, 문제와 할 일.',
    },
    tools: ['investigate_payment', 'get_payment', 'find_payment_by_order'],
  },
  {
    name: 'search',
    title: { en: 'Payments', ko: '결제 목록' },
    description: {
      en: 'The payments that a search found, to sort, page through and open.',
      ko: '검색한 결제를 정렬하고 넘겨 보고 열어 보는 표.',
    },
    tools: ['search_payments'],
  },
  {
    name: 'summary',
    title: { en: 'Sales', ko: '매출' },
    description: {
      en: 'Sales of a period by day, PG, payment method and card company.',
      ko: '기간 매출을 날짜, PG, 결제수단, 카드사별로 나눈 그림과 표.',
    },
    tools: ['summarize_payments'],
  },
  {
    name: 'subscriptions',
    title: { en: 'Subscriptions', ko: '정기결제' },
    description: {
      en: 'A calendar of scheduled charges: due, failed, revoked, by customer.',
      ko: '예정, 실패, 해지된 정기결제를 고객별로 보는 달력.',
    },
    tools: ['review_subscriptions'],
  },
];

const ROOT = 'ui://portone-v1-mcp/';

export const toViewUri = ({ name }: View): string => `${ROOT}${name}.html`;

export const findView = (uri: string): View | undefined => views.find((view) => toViewUri(view) === uri);

/** The views of the tools that are offered, as resources. */
export const listViews = ({ lang, catalog }: Pick<Context, 'lang' | 'catalog'>) =>
  views
    .filter(({ tools }) => tools.some(catalog.has))
    .map((view) => ({
      uri: toViewUri(view),
      name: view.title[lang],
      description: view.description[lang],
      mimeType: VIEW_MIME_TYPE,
    }));

interface ToolDefinition {
  name: string;
  _meta?: object;
}

/** Names in the definition of each tool the view of its results. */
export const addViews = <T extends ToolDefinition>(definitions: readonly T[]): (T & { _meta?: object })[] =>
  definitions.map((definition) => {
    const view = views.find(({ tools }) => tools.includes(definition.name));
    return view ? { ...definition, _meta: { ...definition._meta, ui: { resourceUri: toViewUri(view) } } } : definition;
  });
