import { report, theCall } from '../../../endpoints/pg-facts/witness.ts';
import { rangeExceedsDays, rangeIsReversed } from '../conditions/arguments.ts';
import { type PgRule, pgRule } from '../rule.ts';
import { citeApi } from '../sources.ts';

/** The arguments of each list that are the ends of its period. */
const periods = [
  { tool: 'list_payments_by_status', from: 'from', to: 'to' },
  { tool: 'list_schedules', from: 'schedule_from', to: 'schedule_to' },
  { tool: 'list_schedules_by_customer', from: 'from', to: 'to' },
  { tool: 'list_billing_key_schedules', from: 'from', to: 'to' },
  { tool: 'list_naver_reviews', from: 'from', to: 'to' },
];

const rejectReversedRange = (tool: string, from: string, to: string): PgRule =>
  pgRule({
    id: `${tool}.backwards`,
    kind: 'reject',
    isContradiction: true,
    tools: [tool],
    argument: from,
    when: [rangeIsReversed(from, to)],
    message: { en: `"${from}" is later than "${to}".`, ko: `"${from}"이 "${to}"보다 늦습니다.` },
    witnesses: [citeApi(tool, from, to), theCall],
  });

/** Periods of searches. */
export const searchRules: readonly PgRule[] = [
  ...periods.map(({ tool, from, to }) => rejectReversedRange(tool, from, to)),
  pgRule({
    id: 'list_payments_by_status.window',
    kind: 'reject',
    tools: ['list_payments_by_status'],
    argument: 'from',
    when: [rangeExceedsDays('from', 'to', 90)],
    message: {
      en: 'PortOne searches 90 days at most: move "from" and "to" closer together, and read one period after another.',
      ko: '한 번에 최대 90일까지 조회할 수 있습니다. "from"과 "to" 사이를 나누어 조회해 주세요.',
    },
    witnesses: [
      citeApi('list_payments_by_status', 'from', 'to'),
      report('public client libraries: 최대 90일간 검색이 가능합니다'),
    ],
  }),
];
