import { portOneRecord, theCall } from '../../../endpoints/pg-facts/witness.ts';
import { warnsOfOtherPgs } from '../builders.ts';
import { isNotInFuture } from '../conditions/arguments.ts';
import { isAmong } from '../conditions/condition.ts';
import { isAbsent } from '../conditions/records.ts';
import { type Condition, type PgRule, pgRule } from '../rule.ts';
import { citeApi } from '../sources.ts';

const UPDATE = 'update_schedule_time';
const RESCHEDULE = 'reschedule_payment';
const RETRY = 'retry_schedule';
const rerunTools = [RESCHEDULE, RETRY];

const scheduleIs = (...statuses: readonly string[]): Condition => ({
  description: `the schedule is \`${statuses.join('` or `')}\``,
  evaluate: ({ snapshot }) => isAmong(snapshot.schedule?.schedule_status, statuses),
});

const scheduledChargeIs = (...statuses: readonly string[]): Condition => ({
  description: `its charge was \`${statuses.join('` or `')}\``,
  evaluate: ({ snapshot }) => isAmong(snapshot.schedule?.payment_status, statuses),
});

const hasNoSchedules: Condition = {
  description: 'no schedule to cancel is found in the next three months',
  evaluate: ({ snapshot }) => (snapshot.schedules ? snapshot.schedules.length === 0 : undefined),
};

/** Changes of scheduled charges. */
export const scheduleRules: readonly PgRule[] = [
  pgRule({
    id: 'schedule.past',
    kind: 'reject',
    isContradiction: true,
    tools: [UPDATE, RESCHEDULE],
    argument: 'schedule_at',
    when: [isNotInFuture('schedule_at')],
    message: {
      en: 'A charge can be scheduled only for the future: correct "schedule_at".',
      ko: '예약 시각은 현재 이후여야 합니다. "schedule_at"을 고쳐 주세요.',
    },
    witnesses: [citeApi(UPDATE, 'schedule_at'), theCall],
  }),
  pgRule({
    id: 'update_schedule_time.over',
    kind: 'reject',
    isContradiction: true,
    tools: [UPDATE],
    when: [scheduleIs('executed', 'revoked')],
    message: {
      en: 'The schedule has run or was revoked: schedule one that failed or was revoked again with reschedule_payment.',
      ko: '이미 실행되었거나 취소된 예약입니다. 실패하거나 취소된 예약은 reschedule_payment로 다시 예약합니다.',
    },
    witnesses: [citeApi(UPDATE), portOneRecord('schedule')],
  }),
  pgRule({
    id: 'schedule.still-to-run',
    kind: 'reject',
    isContradiction: true,
    tools: rerunTools,
    when: [scheduleIs('scheduled')],
    message: {
      en: 'The schedule has not run yet: change its time with update_schedule_time.',
      ko: '아직 실행 전인 예약입니다. 시각은 update_schedule_time으로 변경합니다.',
    },
    witnesses: [citeApi(RETRY), portOneRecord('schedule')],
  }),
  pgRule({
    id: 'schedule.paid',
    kind: 'reject',
    isContradiction: true,
    tools: rerunTools,
    when: [scheduleIs('executed'), scheduledChargeIs('paid', 'cancelled')],
    message: {
      en: 'The schedule has run and was paid: only one that failed or was revoked can run again.',
      ko: '이미 결제된 예약입니다. 실패했거나 취소된 예약만 다시 실행할 수 있습니다.',
    },
    witnesses: [citeApi(RETRY), portOneRecord('schedule')],
  }),
  pgRule({
    id: 'retry_schedule.no-key',
    kind: 'reject',
    isContradiction: true,
    tools: [RETRY],
    when: [isAbsent('billing_key')],
    message: {
      en: 'The billing key of this schedule is gone: the buyer must register a card first.',
      ko: '이 예약의 빌링키가 없습니다. 구매자가 먼저 카드를 등록해야 합니다.',
    },
    witnesses: [citeApi(RETRY), portOneRecord('billing key')],
  }),
  warnsOfOtherPgs({ tool: RETRY }),
  warnsOfOtherPgs({ tool: UPDATE }),
  warnsOfOtherPgs({ tool: RESCHEDULE }),
  pgRule({
    id: 'cancel_schedules.none',
    kind: 'warn',
    tools: ['cancel_schedules'],
    when: [hasNoSchedules],
    message: {
      en: 'No such schedule is found in the next three months: there may be nothing to cancel.',
      ko: '앞으로 3개월 안에 해당하는 예약이 보이지 않습니다. 취소할 예약이 없을 수 있습니다.',
    },
    witnesses: [citeApi('cancel_schedules')],
  }),
  pgRule({
    id: 'reschedule_payment.replaces',
    kind: 'warn',
    tools: [RESCHEDULE],
    when: [scheduleIs('revoked')],
    message: {
      en: 'This schedule was revoked: make sure that the buyer still wants to be charged.',
      ko: '취소되었던 예약입니다. 구매자가 결제를 원하는지 확인해 주세요.',
    },
    witnesses: [citeApi(RESCHEDULE)],
  }),
];
