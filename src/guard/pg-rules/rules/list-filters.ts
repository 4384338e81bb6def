import { rangeExceedsDays, rangeIsReversed } from '../conditions/common.ts';
import type { PgRule } from '../rule.ts';

/** Three months are at most 92 days. */
const MAX_THREE_MONTHS_DAYS = 92;

const periodLimits = [
  { tool: 'list_payments_by_status', from: 'from', to: 'to', days: 90, en: '90 days', ko: '90일' },
  {
    tool: 'list_schedules',
    from: 'schedule_from',
    to: 'schedule_to',
    days: MAX_THREE_MONTHS_DAYS,
    en: 'three months',
    ko: '3개월',
  },
  {
    tool: 'list_schedules_by_customer',
    from: 'from',
    to: 'to',
    days: MAX_THREE_MONTHS_DAYS,
    en: 'three months',
    ko: '3개월',
  },
  {
    tool: 'list_billing_key_schedules',
    from: 'from',
    to: 'to',
    days: MAX_THREE_MONTHS_DAYS,
    en: 'three months',
    ko: '3개월',
  },
];

const createReversedRangeRule = (tool: string, from: string, to: string): PgRule => ({
  id: `${tool}.backwards`,
  tools: [tool],
  kind: 'invalid_input',
  argument: from,
  when: [rangeIsReversed(from, to)],
  message: { en: `"${from}" is later than "${to}".`, ko: `"${from}"이 "${to}"보다 늦습니다.` },
  source: 'facts 1.3, 2.5',
});

/** Periods of searches. */
export const searchRules: readonly PgRule[] = [
  ...periodLimits.flatMap(({ tool, from, to, days, en, ko }): PgRule[] => [
    createReversedRangeRule(tool, from, to),
    {
      id: `${tool}.window`,
      tools: [tool],
      kind: 'invalid_input',
      argument: from,
      when: [rangeExceedsDays(from, to, days)],
      message: {
        en: `PortOne searches ${en} at most: bring "${from}" and "${to}" closer together, and ask for one period after another.`,
        ko: `한 번에 최대 ${ko}까지 조회할 수 있습니다. "${from}"과 "${to}" 사이를 나누어 조회해 주세요.`,
      },
      source: 'facts 1.3, 2.5',
    },
  ]),
  createReversedRangeRule('list_naver_reviews', 'from', 'to'),
];
