import { theCall } from '../../../endpoints/pg-facts/witness.ts';
import { rangeExceedsDays, rangeIsReversed } from '../conditions/arguments.ts';
import { type PgRule, pgRule } from '../rule.ts';
import { citeApi } from '../sources.ts';

/** Three months are at most 92 days. */
const threeMonths = { days: 92, en: 'three months', ko: '3개월' };

const periodLimits = [
  { tool: 'list_payments_by_status', from: 'from', to: 'to', days: 90, en: '90 days', ko: '90일' },
  { tool: 'list_schedules', from: 'schedule_from', to: 'schedule_to', ...threeMonths },
  { tool: 'list_schedules_by_customer', from: 'from', to: 'to', ...threeMonths },
  { tool: 'list_billing_key_schedules', from: 'from', to: 'to', ...threeMonths },
];

const rejectReversedRange = (tool: string, from: string, to: string): PgRule =>
  pgRule({
    id: `${tool}.backwards`,
    kind: 'reject',
    tools: [tool],
    argument: from,
    when: [rangeIsReversed(from, to)],
    message: { en: `"${from}" is later than "${to}".`, ko: `"${from}"이 "${to}"보다 늦습니다.` },
    witnesses: [citeApi(tool, from, to), theCall],
  });

/** Periods of searches. */
export const searchRules: readonly PgRule[] = [
  ...periodLimits.flatMap(({ tool, from, to, days, en, ko }) => [
    rejectReversedRange(tool, from, to),
    pgRule({
      id: `${tool}.window`,
      kind: 'reject',
      tools: [tool],
      argument: from,
      when: [rangeExceedsDays(from, to, days)],
      message: {
        en: `PortOne searches ${en} at most: move "${from}" and "${to}" closer together, and read one period after another.`,
        ko: `한 번에 최대 ${ko}까지 조회할 수 있습니다. "${from}"과 "${to}" 사이를 나누어 조회해 주세요.`,
      },
      witnesses: [citeApi(tool, from, to), theCall],
    }),
  ]),
  rejectReversedRange('list_naver_reviews', 'from', 'to'),
];
