import assert from 'node:assert/strict';
import { koreanDay } from '../../support/korean-day.ts';
import type { Samples, ToolCase } from '../../support/tool-case.ts';
import { assertMasked, KOREAN_TIME, recordOf, resultOf, rowsOf, sampleOf } from '../../support/tool-results.ts';

const order = (samples: Samples, situation: string) => sampleOf(samples, situation).merchant_uid;
const customer = (samples: Samples, situation = 'subscription') => sampleOf(samples, situation).customer_uid;
const CARD = '4000-1234-5678-9010';

function paid(answer: unknown, merchantUid: string | undefined, amount: number): void {
  const result = resultOf(answer);
  assert.equal(result.status, 'paid');
  assert.equal(result.merchant_uid, merchantUid);
  assert.equal(result.amount, amount);
  assert.match(String(result.imp_uid), /^imps_\d{12}$/);
  assert.match(String(result.paid_at), KOREAN_TIME);
}

function pageOf(answer: unknown): Record<string, unknown>[] {
  const { list } = resultOf(answer);
  assert.ok(Array.isArray(list), 'a page has a list');
  return list.map(recordOf);
}

const charges: ToolCase[] = [
  {
    tool: 'pay_onetime',
    args: () => ({
      merchant_uid: 'order_onetime',
      amount: 5_000,
      name: '일회성 결제',
      card_number: CARD,
      expiry: '2099-12',
    }),
    sees: (answer) => {
      paid(answer, 'order_onetime', 5_000);
      assertMasked(resultOf(answer).card_number, CARD);
    },
    changes: () => ({ merchant_uid: 'order_onetime', amount: 5_000, status: 'paid' }),
  },
  {
    tool: 'pay_with_billing_key',
    args: (samples) => ({
      customer_uid: customer(samples),
      merchant_uid: 'order_again',
      amount: 12_000,
      name: '추가 결제',
    }),
    sees: (answer, samples) => {
      paid(answer, 'order_again', 12_000);
      assert.equal(resultOf(answer).customer_uid, customer(samples));
    },
    changes: () => ({ merchant_uid: 'order_again', amount: 12_000, status: 'paid' }),
  },
  {
    tool: 'retry_schedule',
    args: (samples) => ({ merchant_uid: order(samples, 'failed_subscription') }),
    sees: (answer, samples) => paid(answer, order(samples, 'failed_subscription'), 9_900),
    changes: (samples) => ({ merchant_uid: order(samples, 'failed_subscription'), amount: 9_900, status: 'paid' }),
  },
];

const bookings: ToolCase[] = [
  {
    tool: 'create_schedules',
    args: (samples) => ({
      customer_uid: customer(samples),
      schedules: [
        {
          merchant_uid: 'order_scheduled',
          schedule_at: `${koreanDay(5)}T09:00`,
          amount: 9_900,
          currency: 'KRW',
          name: '구독',
        },
      ],
    }),
    sees: (answer) => {
      const [row, ...rest] = rowsOf(answer);
      assert.equal(rest.length, 0);
      assert.equal(row?.merchant_uid, 'order_scheduled');
      assert.equal(row?.schedule_status, 'scheduled');
      assert.equal(row?.schedule_at, `${koreanDay(5)}T09:00:00+09:00`);
      assertMasked(row?.buyer_name, '김하늘');
    },
    changes: (samples) => ({ customer_uid: customer(samples), merchant_uids: ['order_scheduled'], amount: 9_900 }),
  },
  {
    tool: 'cancel_schedules',
    args: (samples) => ({ customer_uid: customer(samples), all: true }),
    sees: (answer, samples) => {
      const rows = rowsOf(answer);
      assert.equal(rows.length, 3);
      assert.ok(rows.every(({ schedule_status }) => schedule_status === 'revoked'));
      assert.ok(rows.some(({ merchant_uid }) => merchant_uid === order(samples, 'subscription')));
    },
    changes: (samples) => ({ customer_uid: customer(samples) }),
  },
  {
    tool: 'update_schedule_time',
    args: (samples) => ({ merchant_uid: order(samples, 'subscription'), schedule_at: `${koreanDay(12)}T09:00` }),
    sees: (answer, samples) => {
      const result = resultOf(answer);
      assert.equal(result.merchant_uid, order(samples, 'subscription'));
      assert.equal(result.schedule_at, `${koreanDay(12)}T09:00:00+09:00`);
    },
    changes: (samples) => ({ merchant_uid: order(samples, 'subscription') }),
  },
  {
    tool: 'reschedule_payment',
    args: (samples) => ({ merchant_uid: order(samples, 'revoked_subscription'), schedule_at: `${koreanDay(7)}T09:00` }),
    sees: (answer, samples) => {
      const result = resultOf(answer);
      assert.equal(result.merchant_uid, order(samples, 'revoked_subscription'));
      assert.equal(result.schedule_status, 'scheduled');
      assert.ok(!('revoked_at' in result), 'a time that does not apply is left out');
    },
    changes: (samples) => ({ merchant_uid: order(samples, 'revoked_subscription'), amount: 9_900 }),
  },
];

const reads: ToolCase[] = [
  {
    tool: 'list_schedules',
    args: () => ({ schedule_from: koreanDay(0), schedule_to: koreanDay(80), sorting: 'scheduled', limit: 2 }),
    sees: (answer, samples) => {
      const rows = pageOf(answer);
      assert.equal(rows.length, 2);
      assert.equal(rows[0]?.merchant_uid, order(samples, 'subscription'));
      assert.ok(Number(resultOf(answer).total) > 2);
      assert.equal(resultOf(answer).next, 2);
    },
  },
  {
    tool: 'list_schedules_by_customer',
    args: (samples) => ({
      customer_uid: customer(samples, 'failed_subscription'),
      from: koreanDay(-40),
      to: koreanDay(0),
      schedule_status: 'executed',
    }),
    sees: (answer, samples) => {
      const [newest, ...rest] = pageOf(answer);
      assert.equal(rest.length, 1);
      assert.equal(newest?.merchant_uid, order(samples, 'failed_subscription'));
      assert.equal(newest?.payment_status, 'failed');
      assert.equal(newest?.fail_reason, '[3041]한도초과');
      assertMasked(newest?.buyer_name, '이바다');
    },
  },
  {
    tool: 'get_schedule',
    args: (samples) => ({ merchant_uid: order(samples, 'subscription') }),
    sees: (answer, samples) => {
      const result = resultOf(answer);
      assert.equal(result.customer_uid, customer(samples));
      assert.equal(result.schedule_status, 'scheduled');
      assert.match(String(result.schedule_at), KOREAN_TIME);
      assert.ok(!('payment_status' in result), 'what is null is left out');
    },
  },
];

export const cases: ToolCase[] = [...charges, ...bookings, ...reads];
