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
import { executeSchedule, respondCharge } from '../behavior/charge-billing-key.ts';
import { scheduleCharges } from '../behavior/create-schedules.ts';
import { querySchedules, toScheduleRecord } from '../behavior/list-schedules.ts';
import { isOrderPaid } from '../behavior/payment-record.ts';
import { type HandlerResult, respondError, respondOk, respondRejected } from '../envelope.ts';
import type { StoredSchedule } from '../state/rows.ts';
import type { World } from '../state/world.ts';
import { createEndpointHandler, type EndpointHandler } from './handler.ts';

const respondNotFound = (): HandlerResult => respondError(404, '존재하지 않는 결제예약입니다.');
const respondPastTime = (): HandlerResult => respondError(400, '예약시각은 현재 시각 이후여야 합니다.');

/** Whether a schedule can run again: its charge failed, or it was revoked before it ran. */
const canRunAgain = ({ record }: StoredSchedule): boolean =>
  record.schedule_status === 'revoked' || (record.schedule_status === 'executed' && record.payment_status === 'failed');

export const scheduleHandlers: readonly EndpointHandler[] = [
  createEndpointHandler(listSchedules, ({ args, world }) =>
    querySchedules(world, {
      from: args.schedule_from,
      to: args.schedule_to,
      status: args.schedule_status,
      page: args.page,
      limit: args.limit,
      sorting: args.sorting,
    }),
  ),

  createEndpointHandler(listSchedulesByCustomer, ({ args, world }) =>
    querySchedules(world, { ...args, status: args.schedule_status }),
  ),

  createEndpointHandler(getSchedule, ({ args, world }) => {
    const schedule = world.schedules.get(args.merchant_uid);
    return schedule ? respondOk(toScheduleRecord(world, schedule)) : respondNotFound();
  }),

  createEndpointHandler(createSchedules, ({ args, world }) => scheduleCharges(world, args)),

  createEndpointHandler(cancelSchedules, ({ args, world }) => {
    const { customer_uid: customer, merchant_uid: orders } = args;
    if (customer === undefined && orders === undefined)
      return respondRejected('customer_uid 또는 merchant_uid를 지정해주셔야합니다.');
    // Without order numbers, all schedules of the customer are revoked, as in PortOne.
    const revoked = world.schedules
      .listPending(customer)
      .filter(({ record }) => orders === undefined || orders.includes(record.merchant_uid));
    if (revoked.length === 0) return respondRejected('취소할 예약결제 기록이 존재하지 않습니다.');
    for (const schedule of revoked)
      world.schedules.update(schedule, { schedule_status: 'revoked', revoked_at: world.clock.now() });
    return respondOk(
      revoked.map(({ record }) => record),
      {
        changed: {
          customer_uid: revoked[0]?.record.customer_uid ?? null,
          merchant_uids: revoked.map(({ record }) => record.merchant_uid),
        },
      },
    );
  }),

  createEndpointHandler(updateScheduleTime, ({ args, world }) => {
    const schedule = world.schedules.get(args.merchant_uid);
    if (!schedule) return respondNotFound();
    if (schedule.record.schedule_status !== 'scheduled')
      return respondError(400, '이미 실행되었거나 취소된 결제예약입니다.');
    return moveSchedule(world, schedule, args.schedule_at);
  }),

  createEndpointHandler(reschedulePayment, ({ args, world }) => {
    const schedule = world.schedules.get(args.merchant_uid);
    if (!schedule) return respondNotFound();
    if (!canRunAgain(schedule)) return respondError(400, '아직 실행되지 않았거나 이미 승인된 결제예약입니다.');
    return moveSchedule(world, schedule, args.schedule_at);
  }),

  createEndpointHandler(retrySchedule, ({ args, world }) => {
    const schedule = world.schedules.get(args.merchant_uid);
    if (!schedule) return respondNotFound();
    if (!canRunAgain(schedule)) return respondError(400, '아직 실행되지 않았거나 이미 승인된 결제예약입니다.');
    const key = world.billingKeys.get(schedule.record.customer_uid);
    if (!key)
      return respondError(
        404,
        `요청하신 customer_uid(${schedule.record.customer_uid})로 등록된 정보를 찾을 수 없습니다.`,
      );
    // Toss Pay is the only PG that supports schedules but not retries.
    if (key.record.pg_provider === 'tosspay_v2') return respondError(500, '현재 지원되지 않는 PG사입니다.');
    if (isOrderPaid(world, args.merchant_uid)) return respondError(400, '이미 승인된 결제예약입니다.');
    const charge = executeSchedule(world, schedule);
    if (!('refused' in charge)) return respondCharge(charge);
    // Even a charge that never reached the PG changes the schedule.
    return { ...respondError(400, charge.refused), changed: { merchant_uid: args.merchant_uid, status: 'failed' } };
  }),
];

function moveSchedule(world: World, schedule: StoredSchedule, scheduleAt: number): HandlerResult {
  if (scheduleAt <= world.clock.now()) return respondPastTime();
  world.schedules.update(schedule, {
    schedule_at: scheduleAt,
    schedule_status: 'scheduled',
    payment_status: null,
    fail_reason: null,
    imp_uid: null,
    executed_at: 0,
    revoked_at: 0,
  });
  const { customer_uid, merchant_uid, amount } = schedule.record;
  return respondOk(schedule.record, {
    changed: { customer_uid, merchant_uid, amount: amount ?? null, schedule_at: scheduleAt },
  });
}
