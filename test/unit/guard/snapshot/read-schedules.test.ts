import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { summarizeList } from '../../../../src/guard/confirmation/question/record-list.ts';
import { buildRecordList } from '../../../../src/guard/confirmation/question/record-tables.ts';
import { describeSnapshot } from '../../../../src/guard/confirmation/question/snapshot-lines.ts';
import { takeSnapshot } from '../../../../src/guard/snapshot/take-snapshot.ts';
import { createPortOne, type PortOneConnection } from '../../../../src/portone/client.ts';
import { type SandboxSession, startSandboxSession } from '../../../support/sandbox-session.ts';

const NOW = 1_795_000_000;
let sandbox: SandboxSession;
let connection: PortOneConnection;

beforeEach(async () => {
  sandbox = await startSandboxSession();
  connection = createPortOne({
    ...{ baseUrl: sandbox.url, apiKey: 'sandbox_key', apiSecret: 'sandbox_secret', userAgent: 'a-test/1' },
  });
});
afterEach(async () => {
  await connection.close();
  await sandbox.close();
});

/** The order numbers of two scheduled charges. */
const getScheduledOrders = () => {
  const { merchant_uid = '', later_merchant_uid = '' } = sandbox.getSamples().subscription ?? {};
  return [merchant_uid, later_merchant_uid] as const;
};
const takeScheduleSnapshot = (kind: 'schedule' | 'schedules' | 'order', args: Record<string, unknown>) =>
  takeSnapshot([kind], args, { portone: connection.reader, now: NOW });
const describeSchedules = async (args: Record<string, unknown>) =>
  describeSnapshot(await takeScheduleSnapshot('schedule', args), args, false).map(
    ({ label, value }) => `${label.en}: ${value.en}`,
  );
/** The rows of the table that a person is shown, and its summary. */
async function listSchedules(args: Record<string, unknown>) {
  const list = buildRecordList({}, args, await takeScheduleSnapshot('schedules', args));
  if (!list) throw new Error('There is no list of schedules');
  return {
    rows: list.rows,
    ids: list.rows.map(({ id }) => id),
    summary: summarizeList(list, 'en').map((fact) => fact.join(': ')),
  };
}

describe('the snapshot of schedules', () => {
  it('the snapshot shows existing schedules under the new order numbers', async () => {
    const [taken] = getScheduledOrders();
    const facts = await describeSchedules({
      schedules: [{ merchant_uid: taken }, { merchant_uid: 'never_scheduled' }],
    });
    expect(facts).toEqual([expect.stringContaining(`Currently scheduled: "${taken}"`)]);
  });

  it('the snapshot says that no schedule exists under the new order numbers', async () => {
    const facts = await describeSchedules({ schedules: [{ merchant_uid: 'never_scheduled' }] });
    expect(facts).toEqual(['Currently scheduled under these order numbers: none']);
  });

  it('the snapshot shows the payments of the orders to be scheduled, in a few requests however many they are', async () => {
    const { imp_uid = '', merchant_uid = '' } = sandbox.getSamples().paid_card ?? {};
    const orders = [...Array.from({ length: 100 }, (_, index) => `new_${index}`), merchant_uid];
    const read = vi.spyOn(connection.reader, 'call');
    const { order } = await takeScheduleSnapshot('order', { schedules: orders.map((one) => ({ merchant_uid: one })) });
    expect(order).toMatchObject([{ imp_uid, merchant_uid, status: 'paid' }]);
    expect(read).toHaveBeenCalledTimes(3);
  });

  it('the snapshot shows the schedules that are cancelled by order number alone', async () => {
    const [one, other] = getScheduledOrders();
    const { ids } = await listSchedules({ merchant_uid: [one, other] });
    expect(ids.toSorted()).toEqual([one, other].toSorted());
    expect(one).not.toBe(other);
  });

  const DAY = 86_400;
  const createSchedules = async (customer_uid: string, schedules: readonly object[]) => {
    const { code, message } = await sandbox.call('POST', '/subscribe/payments/schedule', { customer_uid, schedules });
    expect([code, message]).toEqual([0, null]);
  };
  const buildSchedule = (merchant_uid: string, inDays: number) => ({
    ...{ merchant_uid, amount: 9_900, currency: 'KRW', name: 'tea' },
    schedule_at: NOW + inDays * DAY,
  });

  it('the snapshot shows all schedules of a customer, also of later years, and states the period searched', async () => {
    const { customer_uid = '' } = sandbox.getSamples().subscription ?? {};
    await createSchedules(customer_uid, [buildSchedule('next_year', 400), buildSchedule('in_two_years', 700)]);
    const { ids, summary } = await listSchedules({ customer_uid, all: true });
    expect(ids).toEqual(expect.arrayContaining([...getScheduledOrders(), 'next_year', 'in_two_years']));
    expect(summary.at(-1)).toBe(
      'Included: all remaining schedules, also those after 2029-10-20 that are not listed here',
    );
  });

  it('the snapshot shows each of many order numbers exactly once', async () => {
    const { customer_uid = '' } = sandbox.getSamples().subscription ?? {};
    const many = Array.from({ length: 60 }, (_, index) => buildSchedule(`one_of_${index}`, index + 1));
    await createSchedules(customer_uid, many);
    const names = many.map((one) => one.merchant_uid);
    expect((await listSchedules({ merchant_uid: [...names, ...names] })).ids).toHaveLength(60);
    expect((await listSchedules({ customer_uid, all: true })).ids.length).toBeGreaterThan(60);
  });

  it('the snapshot refuses more order numbers than a person can review', async () => {
    const merchant_uid = Array.from({ length: 201 }, (_, index) => `order_${index}`);
    await expect(listSchedules({ merchant_uid })).rejects.toMatchObject({ kind: 'invalid_input' });
  });

  it('the schedule of another customer is listed as not found, with nothing of what PortOne has of it', async () => {
    const [one] = getScheduledOrders();
    const { rows } = await listSchedules({ customer_uid: 'somebody-else', merchant_uid: [one] });
    expect(rows.map(({ id, cells }) => [id, ...cells.map(({ en }) => en).filter(Boolean)])).toEqual([
      [one, one, 'not found'],
    ]);
  });
});
