import { supportedPgs } from '../builders.ts';
import { isAbsent, isAmong, isNotInFuture } from '../conditions/common.ts';
import { type Condition, type PgRule, pgRule } from '../rule.ts';
import { billingKeyPgs } from './subscriptions.ts';

const ROUTE = '/subscribe/payments/schedule/{merchant_uid}';

const scheduleIs = (...statuses: readonly string[]): Condition => ({
  description: `the schedule is \`${statuses.join('` or `')}\``,
  evaluate: ({ snapshot }) => isAmong(snapshot.schedule?.schedule_status, statuses),
});

const scheduledChargeIs = (...statuses: readonly string[]): Condition => ({
  description: `its charge was \`${statuses.join('` or `')}\``,
  evaluate: ({ snapshot }) => isAmong(snapshot.schedule?.payment_status, statuses),
});

const hasNoSchedules: Condition = {
  description: 'no schedule to cancel is seen in the next three months',
  evaluate: ({ snapshot }) => (snapshot.schedules ? snapshot.schedules.length === 0 : undefined),
};

const rerunTools = ['reschedule_payment', 'retry_schedule'];

/** Changes of charges that are booked. */
export const scheduleRules: readonly PgRule[] = [
  pgRule(
    'schedule.none',
    'rejected',
    ['update_schedule_time', ...rerunTools],
    [isAbsent('schedule')],
    'No schedule has this "merchant_uid".',
    '이 "merchant_uid"로 예약된 결제가 없습니다.',
    `PUT ${ROUTE}`,
    'merchant_uid',
  ),
  pgRule(
    'schedule.past',
    'invalid_input',
    ['update_schedule_time', 'reschedule_payment'],
    [isNotInFuture('schedule_at')],
    'A charge can be booked only for the future: correct "schedule_at".',
    '예약 시각은 현재 이후여야 합니다. "schedule_at"을 고쳐 주세요.',
    `PUT ${ROUTE}`,
    'schedule_at',
  ),
  pgRule(
    'update_schedule_time.over',
    'rejected',
    ['update_schedule_time'],
    [scheduleIs('executed', 'revoked')],
    'The schedule has run or was revoked: one that failed or was revoked is booked again with reschedule_payment.',
    '이미 실행되었거나 취소된 예약입니다. 실패하거나 취소된 예약은 reschedule_payment로 다시 예약합니다.',
    `PUT ${ROUTE}`,
  ),
  pgRule(
    'schedule.still-to-run',
    'rejected',
    rerunTools,
    [scheduleIs('scheduled')],
    'The schedule is still to run: update_schedule_time moves it.',
    '아직 실행 전인 예약입니다. 시각은 update_schedule_time으로 변경합니다.',
    `POST ${ROUTE}/retry`,
  ),
  pgRule(
    'schedule.paid',
    'rejected',
    rerunTools,
    [scheduleIs('executed'), scheduledChargeIs('paid', 'cancelled')],
    'The schedule has run and was paid: only one that failed or was revoked can run again.',
    '이미 결제된 예약입니다. 실패했거나 취소된 예약만 다시 실행할 수 있습니다.',
    `POST ${ROUTE}/retry`,
  ),
  pgRule(
    'retry_schedule.no-key',
    'rejected',
    ['retry_schedule'],
    [isAbsent('billing_key')],
    'The billing key of this schedule is gone: the buyer must register a card first.',
    '이 예약의 빌링키가 없습니다. 구매자가 먼저 카드를 등록해야 합니다.',
    'facts 3',
  ),
  supportedPgs({
    tool: 'retry_schedule',
    pgs: billingKeyPgs.filter((pg) => pg !== 'tosspay_v2'),
    source: `POST ${ROUTE}/retry`,
    kind: 'rejected',
  }),
  ...['update_schedule_time', 'reschedule_payment'].map((tool) =>
    supportedPgs({
      tool,
      pgs: billingKeyPgs.filter((pg) => pg !== 'tosspay_v2'),
      source: `PUT ${ROUTE}`,
      kind: 'advice',
    }),
  ),
  pgRule(
    'cancel_schedules.none',
    'advice',
    ['cancel_schedules'],
    [hasNoSchedules],
    'No such schedule is seen in the next three months: there may be nothing to cancel.',
    '앞으로 3개월 안에 해당하는 예약이 보이지 않습니다. 취소할 예약이 없을 수 있습니다.',
    'facts 1.3',
  ),
  pgRule(
    'reschedule_payment.replaces',
    'advice',
    ['reschedule_payment'],
    [scheduleIs('revoked')],
    'This schedule was revoked on purpose: make sure that the buyer still wants to be charged.',
    '취소되었던 예약입니다. 구매자가 결제를 원하는지 확인해 주세요.',
    'facts 3',
  ),
];
