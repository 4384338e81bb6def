import {
  cancelSchedules,
  createSchedules,
  getSchedule,
  listSchedules,
  listSchedulesByCustomer,
  reschedulePayment,
  retrySchedule,
  updateScheduleTime,
} from '../../endpoints/catalog/subscriptions.ts';
import { chargeAnswer, executeSchedule } from '../behavior/charge-billing-key.ts';
import { bookSchedules } from '../behavior/create-schedules.ts';
import { listSchedulesBy, shownSchedule } from '../behavior/list-schedules.ts';
import { isUsedUp } from '../behavior/payment-record.ts';
import { type Answer, failed, ok, refused } from '../envelope.ts';
import type { StoredSchedule, World } from '../state/world.ts';
import { type Handler, on } from './handler.ts';

const missing = (): Answer => failed(404, '존재하지 않는 결제예약입니다.');
const past = (): Answer => failed(400, '예약시각은 현재 시각 이후여야 합니다.');

/** A schedule that did not bring money: its charge failed, or it was revoked before it ran. */
const mayRunAgain = ({ shown }: StoredSchedule): boolean =>
  shown.schedule_status === 'revoked' || (shown.schedule_status === 'executed' && shown.payment_status === 'failed');

export const scheduleHandlers: readonly Handler[] = [
  on(listSchedules, ({ args, world }) =>
    listSchedulesBy(world, {
      from: args.schedule_from,
      to: args.schedule_to,
      status: args.schedule_status,
      page: args.page,
      limit: args.limit,
      sorting: args.sorting,
    }),
  ),

  on(listSchedulesByCustomer, ({ args, world }) => listSchedulesBy(world, { ...args, status: args.schedule_status })),

  on(getSchedule, ({ args, world }) => {
    const schedule = world.schedules.get(args.merchant_uid);
    return schedule ? ok(shownSchedule(world, schedule)) : missing();
  }),

  on(createSchedules, ({ args, world }) => bookSchedules(world, args)),

  on(cancelSchedules, ({ args, world }) => {
    const { customer_uid: customer, merchant_uid: orders } = args;
    if (customer === undefined && orders === undefined)
      return refused('customer_uid 또는 merchant_uid를 지정해주셔야합니다.');
    // Without orders every schedule of the customer goes, as PortOne does.
    const revoked = world.schedules
      .waiting(customer)
      .filter(({ shown }) => orders === undefined || orders.includes(shown.merchant_uid));
    if (revoked.length === 0) return refused('취소할 예약결제 기록이 존재하지 않습니다.');
    for (const schedule of revoked)
      world.schedules.update(schedule, { schedule_status: 'revoked', revoked_at: world.clock.now() });
    return ok(
      revoked.map(({ shown }) => shown),
      {
        changed: {
          customer_uid: revoked[0]?.shown.customer_uid ?? null,
          merchant_uids: revoked.map(({ shown }) => shown.merchant_uid),
        },
      },
    );
  }),

  on(updateScheduleTime, ({ args, world }) => {
    const schedule = world.schedules.get(args.merchant_uid);
    if (!schedule) return missing();
    if (schedule.shown.schedule_status !== 'scheduled') return failed(400, '이미 실행되었거나 취소된 결제예약입니다.');
    return move(world, schedule, args.schedule_at);
  }),

  on(reschedulePayment, ({ args, world }) => {
    const schedule = world.schedules.get(args.merchant_uid);
    if (!schedule) return missing();
    if (!mayRunAgain(schedule)) return failed(400, '아직 실행되지 않았거나 이미 승인된 결제예약입니다.');
    return move(world, schedule, args.schedule_at);
  }),

  on(retrySchedule, ({ args, world }) => {
    const schedule = world.schedules.get(args.merchant_uid);
    if (!schedule) return missing();
    if (!mayRunAgain(schedule)) return failed(400, '아직 실행되지 않았거나 이미 승인된 결제예약입니다.');
    const key = world.billingKeys.get(schedule.shown.customer_uid);
    if (!key)
      return failed(404, `요청하신 customer_uid(${schedule.shown.customer_uid})로 등록된 정보를 찾을 수 없습니다.`);
    // Toss Pay is the one PG that schedules but does not retry.
    if (key.shown.pg_provider === 'tosspay_v2') return failed(500, '현재 지원되지 않는 PG사입니다.');
    if (isUsedUp(world, args.merchant_uid)) return failed(400, '이미 승인된 결제예약입니다.');
    const charge = executeSchedule(world, schedule);
    if (!('refused' in charge)) return chargeAnswer(charge);
    // Also a charge that never reached the PG has changed the schedule.
    return { ...failed(400, charge.refused), changed: { merchant_uid: args.merchant_uid, status: 'failed' } };
  }),
];

function move(world: World, schedule: StoredSchedule, at: number): Answer {
  if (at <= world.clock.now()) return past();
  world.schedules.update(schedule, {
    schedule_at: at,
    schedule_status: 'scheduled',
    payment_status: null,
    fail_reason: null,
    imp_uid: null,
    executed_at: 0,
    revoked_at: 0,
  });
  const { customer_uid, merchant_uid, amount } = schedule.shown;
  return ok(schedule.shown, { changed: { customer_uid, merchant_uid, amount: amount ?? null, schedule_at: at } });
}
