import assert from 'node:assert/strict';
import { formatKoreanDay } from '../../support/korean-day.ts';
import type { Samples, ToolCase } from '../../support/tool-case.ts';
import { assertMasked, getResult, getRows, getSample, KST_TIME, toRecord } from '../../support/tool-results.ts';

const getMerchantUid = (samples: Samples, situation: string) => getSample(samples, situation).merchant_uid;
const getCustomerUid = (samples: Samples, situation = 'subscription') => getSample(samples, situation).customer_uid;
const CARD = '4000-1234-5678-9010';

function assertPaid(answer: unknown, merchantUid: string | undefined, amount: number): void {
  const result = getResult(answer);
  assert.equal(result.status, 'paid');
  assert.equal(result.merchant_uid, merchantUid);
  assert.equal(result.amount, amount);
  assert.match(String(result.imp_uid), /^imps_\d{12}$/);
  assert.match(String(result.paid_at), KST_TIME);
}

function getList(answer: unknown): Record<string, unknown>[] {
  const { list } = getResult(answer);
  assert.ok(Array.isArray(list), 'a page has a list');
  return list.map(toRecord);
}

const chargeCases: ToolCase[] = [
  {
    tool: 'pay_onetime',
    buildArguments: () => ({
      merchant_uid: 'order_onetime',
      amount: 5_000,
      name: '일회성 결제',
      card_number: CARD,
      expiry: '2099-12',
    }),
    assertResult: (answer) => {
      assertPaid(answer, 'order_onetime', 5_000);
      assertMasked(getResult(answer).card_number, CARD);
    },
    getExpectedEntry: () => ({ merchant_uid: 'order_onetime', amount: 5_000, status: 'paid' }),
  },
  {
    tool: 'pay_with_billing_key',
    buildArguments: (samples) => ({
      customer_uid: getCustomerUid(samples),
      merchant_uid: 'order_again',
      amount: 12_000,
      name: '추가 결제',
    }),
    assertResult: (answer, samples) => {
      assertPaid(answer, 'order_again', 12_000);
      assert.equal(getResult(answer).customer_uid, getCustomerUid(samples));
    },
    getExpectedEntry: () => ({ merchant_uid: 'order_again', amount: 12_000, status: 'paid' }),
  },
  {
    tool: 'retry_schedule',
    buildArguments: (samples) => ({ merchant_uid: getMerchantUid(samples, 'failed_subscription') }),
    assertResult: (answer, samples) => assertPaid(answer, getMerchantUid(samples, 'failed_subscription'), 9_900),
    getExpectedEntry: (samples) => ({
      merchant_uid: getMerchantUid(samples, 'failed_subscription'),
      amount: 9_900,
      status: 'paid',
    }),
  },
];

const scheduleCases: ToolCase[] = [
  {
    tool: 'create_schedules',
    buildArguments: (samples) => ({
      customer_uid: getCustomerUid(samples),
      schedules: [
        {
          merchant_uid: 'order_scheduled',
          schedule_at: `${formatKoreanDay(5)}T09:00`,
          amount: 9_900,
          currency: 'KRW',
          name: '구독',
        },
      ],
    }),
    assertResult: (answer) => {
      const [row, ...rest] = getRows(answer);
      assert.equal(rest.length, 0);
      assert.equal(row?.merchant_uid, 'order_scheduled');
      assert.equal(row?.schedule_status, 'scheduled');
      assert.equal(row?.schedule_at, `${formatKoreanDay(5)}T09:00:00+09:00`);
      assertMasked(row?.buyer_name, '김하늘');
    },
    getExpectedEntry: (samples) => ({
      customer_uid: getCustomerUid(samples),
      merchant_uids: ['order_scheduled'],
      amount: 9_900,
    }),
  },
  {
    tool: 'cancel_schedules',
    buildArguments: (samples) => ({ customer_uid: getCustomerUid(samples), all: true }),
    assertResult: (answer, samples) => {
      const rows = getRows(answer);
      assert.equal(rows.length, 3);
      assert.ok(rows.every(({ schedule_status }) => schedule_status === 'revoked'));
      assert.ok(rows.some(({ merchant_uid }) => merchant_uid === getMerchantUid(samples, 'subscription')));
    },
    getExpectedEntry: (samples) => ({ customer_uid: getCustomerUid(samples) }),
  },
  {
    tool: 'update_schedule_time',
    buildArguments: (samples) => ({
      merchant_uid: getMerchantUid(samples, 'subscription'),
      schedule_at: `${formatKoreanDay(12)}T09:00`,
    }),
    assertResult: (answer, samples) => {
      const result = getResult(answer);
      assert.equal(result.merchant_uid, getMerchantUid(samples, 'subscription'));
      assert.equal(result.schedule_at, `${formatKoreanDay(12)}T09:00:00+09:00`);
    },
    getExpectedEntry: (samples) => ({ merchant_uid: getMerchantUid(samples, 'subscription') }),
  },
  {
    tool: 'reschedule_payment',
    buildArguments: (samples) => ({
      merchant_uid: getMerchantUid(samples, 'revoked_subscription'),
      schedule_at: `${formatKoreanDay(7)}T09:00`,
    }),
    assertResult: (answer, samples) => {
      const result = getResult(answer);
      assert.equal(result.merchant_uid, getMerchantUid(samples, 'revoked_subscription'));
      assert.equal(result.schedule_status, 'scheduled');
      assert.ok(!('revoked_at' in result), 'a time that does not apply is left out');
    },
    getExpectedEntry: (samples) => ({ merchant_uid: getMerchantUid(samples, 'revoked_subscription'), amount: 9_900 }),
  },
];

const readCases: ToolCase[] = [
  {
    tool: 'list_schedules',
    buildArguments: () => ({
      schedule_from: formatKoreanDay(0),
      schedule_to: formatKoreanDay(80),
      sorting: 'scheduled',
      limit: 2,
    }),
    assertResult: (answer, samples) => {
      const rows = getList(answer);
      assert.equal(rows.length, 2);
      assert.equal(rows[0]?.merchant_uid, getMerchantUid(samples, 'subscription'));
      assert.ok(Number(getResult(answer).total) > 2);
      assert.equal(getResult(answer).next, 2);
    },
  },
  {
    tool: 'list_schedules_by_customer',
    buildArguments: (samples) => ({
      customer_uid: getCustomerUid(samples, 'failed_subscription'),
      from: formatKoreanDay(-40),
      to: formatKoreanDay(0),
      schedule_status: 'executed',
    }),
    assertResult: (answer, samples) => {
      const [newest, ...rest] = getList(answer);
      assert.equal(rest.length, 1);
      assert.equal(newest?.merchant_uid, getMerchantUid(samples, 'failed_subscription'));
      assert.equal(newest?.payment_status, 'failed');
      assert.equal(newest?.fail_reason, '[3041]한도초과');
      assertMasked(newest?.buyer_name, '이바다');
    },
  },
  {
    tool: 'get_schedule',
    buildArguments: (samples) => ({ merchant_uid: getMerchantUid(samples, 'subscription') }),
    assertResult: (answer, samples) => {
      const result = getResult(answer);
      assert.equal(result.customer_uid, getCustomerUid(samples));
      assert.equal(result.schedule_status, 'scheduled');
      assert.match(String(result.schedule_at), KST_TIME);
      assert.ok(!('payment_status' in result), 'what is null is left out');
    },
  },
];

export const cases: ToolCase[] = [...chargeCases, ...scheduleCases, ...readCases];
