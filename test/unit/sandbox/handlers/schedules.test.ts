import { beforeEach, describe, expect, it } from 'vitest';
import { listBillingKeySchedules } from '../../../../src/endpoints/catalog/billing-keys.ts';
import * as rows from '../../../../src/endpoints/catalog/subscriptions.ts';
import { runDueSchedules } from '../../../../src/sandbox/behavior/run-due-schedules.ts';
import type { ChangedFields } from '../../../../src/sandbox/envelope.ts';
import { billingKeyHandlers } from '../../../../src/sandbox/handlers/billing-keys.ts';
import { scheduleHandlers } from '../../../../src/sandbox/handlers/schedules.ts';
import { subscriptionHandlers } from '../../../../src/sandbox/handlers/subscriptions.ts';
import { createWorld } from '../../../../src/sandbox/seed/index.ts';
import type { World } from '../../../../src/sandbox/state/world.ts';
import { pickStatus, runHandler } from '../../../support/run-handler.ts';

const START = 1_795_000_000;
const DAY = 86_400;
let world: World;
let samples: ReturnType<typeof createWorld>['samples'];
const getSampleId = (situation: string, id = 'merchant_uid'): string => samples[situation]?.[id] ?? '';
const getStoredSchedule = (merchant_uid: string) => world.schedules.get(merchant_uid)?.record;

function passTime(seconds: number): ChangedFields[] {
  world.clock.advance(seconds);
  const changes: ChangedFields[] = [];
  runDueSchedules(world, (change) => changes.push(change));
  return changes;
}

beforeEach(() => {
  ({ world, samples } = createWorld({ seed: 1, startedAt: START }));
});

describe('the scheduler of the sandbox', () => {
  it('a schedule that is not due is not charged', () => {
    expect(passTime(10 * DAY - 1)).toEqual([]);
    expect(getStoredSchedule(getSampleId('subscription'))?.schedule_status).toBe('scheduled');
  });

  it('a due schedule is charged once', () => {
    const changes = passTime(10 * DAY);
    const { imp_uid } = getStoredSchedule(getSampleId('subscription')) ?? {};
    expect(changes).toEqual([
      {
        customer_uid: getSampleId('subscription', 'customer_uid'),
        merchant_uid: getSampleId('subscription'),
        imp_uid,
        amount: 9_900,
        status: 'paid',
      },
    ]);
    expect(getStoredSchedule(getSampleId('subscription'))).toMatchObject({
      schedule_status: 'executed',
      payment_status: 'paid',
      executed_at: START + 10 * DAY,
      pg_provider: 'nice_v2',
    });
    expect(world.payments.get(imp_uid ?? '')?.record).toMatchObject({
      status: 'paid',
      merchant_uid: getSampleId('subscription'),
      customer_uid_usage: 'payment.scheduled',
    });
    expect(imp_uid).toMatch(/^imps_/);
    expect(passTime(0)).toEqual([]);
  });

  it('a declined schedule records the reason and a failed payment', () => {
    const key = world.billingKeys.get(getSampleId('subscription', 'customer_uid'));
    if (key) key.declineReason = '[3041]한도초과';
    passTime(10 * DAY);
    expect(getStoredSchedule(getSampleId('subscription'))).toMatchObject({
      payment_status: 'failed',
      fail_reason: '[3041]한도초과',
    });
    const payment = world.payments.get(getStoredSchedule(getSampleId('subscription'))?.imp_uid ?? '');
    expect(payment?.record).toMatchObject({ status: 'failed', fail_reason: '[3041]한도초과' });
  });

  it('a schedule without a billing key fails without a payment', () => {
    const before = world.payments.size;
    const order = getSampleId('missing_key', 'scheduled_merchant_uid');
    const change = passTime(20 * DAY).find(({ merchant_uid }) => merchant_uid === order);
    expect(change).toMatchObject({ status: 'failed', imp_uid: null });
    expect(getStoredSchedule(order)).toMatchObject({
      schedule_status: 'executed',
      payment_status: 'failed',
      fail_reason: '등록되지 않은 구매자입니다.',
    });
    // The other schedule within these twenty days is paid.
    expect(world.payments.size).toBe(before + 1);
  });

  it('each schedule is charged at its own time, however far the clock advances', () => {
    for (const { merchant_uid } of passTime(80 * DAY)) {
      const { schedule_at, executed_at, imp_uid } = getStoredSchedule(String(merchant_uid)) ?? {};
      expect(executed_at).toBe(schedule_at);
      if (imp_uid) expect(world.payments.get(imp_uid)?.record.paid_at).toBe(schedule_at);
    }
  });

  it('due schedules are charged oldest first', () => {
    const times = passTime(80 * DAY).map(
      ({ merchant_uid }) => getStoredSchedule(String(merchant_uid))?.schedule_at ?? 0,
    );
    expect(times.length).toBeGreaterThan(3);
    expect(times).toEqual([...times].sort((a, b) => a - b));
  });
});

describe('the list of schedules in the sandbox', () => {
  type Page = { total: number; previous: number; next: number; list: { merchant_uid: string; schedule_at: number }[] };
  const listSchedules = (more: object = {}) =>
    runHandler(
      scheduleHandlers,
      rows.listSchedules,
      { schedule_from: START, schedule_to: START + 80 * DAY, ...more },
      world,
    );
  const getPage = (more: object = {}) => listSchedules(more).response as Page;

  it('schedules are listed newest first, or oldest first with sorting `scheduled`', () => {
    const times = getPage().list.map(({ schedule_at }) => schedule_at);
    expect(times.length).toBeGreaterThan(3);
    expect(times).toEqual([...times].sort((a, b) => b - a));
    expect(getPage({ sorting: 'scheduled' }).list.map(({ schedule_at }) => schedule_at)).toEqual(times.reverse());
    expect(pickStatus(listSchedules({ sorting: 'newest' }))).toMatchObject({
      status: 400,
      message: '지원되지 않는 정렬규칙입니다.',
    });
  });

  it('the period of the list includes its start and excludes its end', () => {
    const at = getStoredSchedule(getSampleId('subscription'))?.schedule_at ?? 0;
    const listUids = (from: number, to: number) =>
      getPage({ schedule_from: from, schedule_to: to }).list.map(({ merchant_uid }) => merchant_uid);
    expect(listUids(at, at + 1)).toContain(getSampleId('subscription'));
    expect(listUids(at - 1, at)).not.toContain(getSampleId('subscription'));
  });

  it('the period of the list is at most three months', () => {
    expect(listSchedules({ schedule_to: START + 93 * DAY }).status).toBe(400);
    expect(listSchedules({ schedule_from: START + 1, schedule_to: START }).status).toBe(400);
    expect(listSchedules({ schedule_to: START + 89 * DAY }).status).toBe(200);
  });

  it('the list of schedules is paged', () => {
    const all = getPage();
    const second = getPage({ page: 2, limit: 2 });
    expect(second).toMatchObject({ total: all.total, previous: 1, next: all.total > 4 ? 3 : 0 });
    expect(second.list).toEqual(all.list.slice(2, 4));
  });

  it('the list is filtered by status, and by customer through two endpoints with equal results', () => {
    const statuses = getPage({ schedule_status: 'revoked' }).list.map(({ merchant_uid }) => merchant_uid);
    expect(statuses).toEqual([getSampleId('revoked_subscription')]);
    const args = { customer_uid: getSampleId('subscription', 'customer_uid'), from: START, to: START + 80 * DAY };
    const byCustomer = runHandler(scheduleHandlers, rows.listSchedulesByCustomer, args, world).response as Page;
    expect(byCustomer.total).toBe(3);
    expect(runHandler(billingKeyHandlers, listBillingKeySchedules, args, world).response).toEqual(byCustomer);
  });
});

describe('a single schedule in the sandbox', () => {
  const getSchedule = (merchant_uid: string) => runHandler(scheduleHandlers, rows.getSchedule, { merchant_uid }, world);
  const moveSchedule = (merchant_uid: string, schedule_at: number) =>
    runHandler(scheduleHandlers, rows.updateScheduleTime, { merchant_uid, schedule_at }, world);
  const rescheduleOrder = (merchant_uid: string, schedule_at: number) =>
    runHandler(scheduleHandlers, rows.reschedulePayment, { merchant_uid, schedule_at }, world);
  const retryOrder = (merchant_uid: string) =>
    runHandler(scheduleHandlers, rows.retrySchedule, { merchant_uid }, world);
  const LATER = START + 5 * DAY;

  it('a schedule shows that its payment was refunded later', () => {
    const paid = world.payments.get(getSampleId('subscription', 'imp_uid'));
    expect(getSchedule(getSampleId('subscription', 'paid_merchant_uid')).response).toMatchObject({
      payment_status: 'paid',
    });
    if (paid) world.payments.update(paid, { status: 'cancelled' });
    expect(getSchedule(getSampleId('subscription', 'paid_merchant_uid')).response).toMatchObject({
      payment_status: 'cancelled',
    });
  });

  it('an unknown schedule gets 404 from every endpoint', () => {
    for (const answer of [
      getSchedule('none'),
      moveSchedule('none', LATER),
      rescheduleOrder('none', LATER),
      retryOrder('none'),
    ])
      expect(answer.status).toBe(404);
  });

  it('a schedule can be moved only while it is scheduled, and only to the future', () => {
    expect(moveSchedule(getSampleId('subscription'), LATER).response).toMatchObject({ schedule_at: LATER });
    expect(moveSchedule(getSampleId('subscription'), START).status).toBe(400);
    expect(moveSchedule(getSampleId('failed_subscription'), LATER).status).toBe(400);
    expect(moveSchedule(getSampleId('revoked_subscription'), LATER).status).toBe(400);
  });

  it.each(['failed_subscription', 'revoked_subscription'])('%s is rescheduled once', (situation) => {
    const order = getSampleId(situation);
    expect(rescheduleOrder(order, START).status).toBe(400);
    expect(rescheduleOrder(order, LATER).response).toMatchObject({
      schedule_at: LATER,
      schedule_status: 'scheduled',
      payment_status: null,
      fail_reason: null,
      imp_uid: null,
    });
    expect(rescheduleOrder(order, LATER).status).toBe(400);
    passTime(5 * DAY);
    expect(getStoredSchedule(order)).toMatchObject({ schedule_status: 'executed', payment_status: 'paid' });
    expect(rescheduleOrder(order, START + 9 * DAY).status).toBe(400);
  });

  it('a failed schedule is charged at once by a retry, and only once', () => {
    const order = getSampleId('failed_subscription');
    const answer = retryOrder(order);
    expect(answer).toMatchObject({ status: 200, code: 0, response: { status: 'paid', merchant_uid: order } });
    expect(getStoredSchedule(order)).toMatchObject({ payment_status: 'paid', executed_at: START, fail_reason: null });
    expect(retryOrder(order).status).toBe(400);
  });

  it('a failed schedule is not charged again when its order was paid in between', () => {
    const merchant_uid = getSampleId('failed_subscription');
    const order = {
      merchant_uid,
      customer_uid: getSampleId('subscription', 'customer_uid'),
      amount: 9_900,
      name: '구독',
    };
    runHandler(subscriptionHandlers, rows.payWithBillingKey, order, world);
    expect(retryOrder(merchant_uid).status).toBe(400);
    expect(getStoredSchedule(merchant_uid)?.payment_status).toBe('failed');
  });

  it('a retry that fails again returns a failed payment', () => {
    const key = world.billingKeys.get(getSampleId('failed_subscription', 'customer_uid'));
    if (key) key.declineReason = '[3054]잔액부족';
    expect(retryOrder(getSampleId('failed_subscription'))).toMatchObject({
      status: 200,
      code: 0,
      response: { status: 'failed', fail_reason: '[3054]잔액부족' },
    });
  });

  it('a retry that does not reach the PG gets HTTP 400', () => {
    const merchant_uid = getSampleId('failed_subscription');
    world.prepared.set(merchant_uid, { merchant_uid, amount: 1, currency: 'KRW' });
    expect(retryOrder(merchant_uid)).toMatchObject({
      status: 400,
      code: -1,
      changed: { merchant_uid, status: 'failed' },
    });
  });

  it('a retry is rejected before the schedule ran and without a billing key', () => {
    expect(retryOrder(getSampleId('subscription')).status).toBe(400);
    expect(retryOrder(getSampleId('missing_key'))).toMatchObject({ status: 404 });
  });
});

describe('cancelling schedules in the sandbox', () => {
  const cancelSchedules = (args: { customer_uid?: string; merchant_uid?: string[] }) =>
    runHandler(scheduleHandlers, rows.cancelSchedules, args, world);
  const getCustomerUid = () => getSampleId('subscription', 'customer_uid');

  it('cancelling by customer revokes all scheduled charges', () => {
    const answer = cancelSchedules({ customer_uid: getCustomerUid() });
    expect(answer.response).toHaveLength(3);
    expect(answer.response).toMatchObject([{ schedule_status: 'revoked', revoked_at: START }, {}, {}]);
    expect(answer.changed?.merchant_uids).toHaveLength(3);
    expect(getStoredSchedule(getSampleId('subscription', 'paid_merchant_uid'))?.schedule_status).toBe('executed');
    expect(passTime(100 * DAY).filter(({ customer_uid: uid }) => uid === getCustomerUid())).toEqual([]);
  });

  it('cancelling by order revokes those orders, of any customer unless one is named', () => {
    expect(cancelSchedules({ customer_uid: 'nobody', merchant_uid: [getSampleId('subscription')] }).code).toBe(1);
    expect(cancelSchedules({ merchant_uid: [getSampleId('subscription'), 'none'] }).response).toMatchObject([
      { merchant_uid: getSampleId('subscription') },
    ]);
    expect(getStoredSchedule(getSampleId('subscription', 'later_merchant_uid'))?.schedule_status).toBe('scheduled');
  });

  it('cancelling finds no schedule that was already revoked or executed', () => {
    const nothing = { status: 200, code: 1, message: '취소할 예약결제 기록이 존재하지 않습니다.' };
    cancelSchedules({ customer_uid: getCustomerUid() });
    expect(pickStatus(cancelSchedules({ customer_uid: getCustomerUid() }))).toEqual(nothing);
    expect(pickStatus(cancelSchedules({ merchant_uid: [getSampleId('failed_subscription')] }))).toEqual(nothing);
  });

  it('cancelling requires a customer or orders', () => {
    expect(cancelSchedules({})).toMatchObject({ status: 200, code: 1 });
  });
});
