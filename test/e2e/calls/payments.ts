import assert from 'node:assert/strict';
import { formatKoreanDay } from '../../support/korean-day.ts';
import type { Samples, ToolCase } from '../../support/tool-case.ts';
import { assertMasked, getResult, getRows, getSample, KST_TIME, toRecord } from '../../support/tool-results.ts';

const getImpUid = (samples: Samples, situation: string) => getSample(samples, situation).imp_uid;
const getMerchantUid = (samples: Samples, situation: string) => getSample(samples, situation).merchant_uid;

function getPage(answer: unknown) {
  const { total, list } = getResult(answer);
  assert.ok(Array.isArray(list), 'a page has a list');
  return { total: Number(total), list: list.map(toRecord) };
}

export const cases: ToolCase[] = [
  {
    tool: 'get_payment',
    buildArguments: (samples) => ({ imp_uid: getImpUid(samples, 'paid_card') }),
    assertResult: (answer, samples) => {
      const result = getResult(answer);
      assert.equal(result.imp_uid, getImpUid(samples, 'paid_card'));
      assert.equal(result.status, 'paid');
      assert.equal(result.amount, 89_000);
      assert.match(String(result.paid_at), KST_TIME);
      assert.ok(!('failed_at' in result), 'a time that does not apply is left out');
      assertMasked(result.buyer_name, '');
      assertMasked(result.buyer_tel, '');
    },
  },
  {
    tool: 'list_payments_by_ids',
    buildArguments: (samples) => ({
      imp_uids: [getImpUid(samples, 'paid_card'), getImpUid(samples, 'failed'), 'imp_000000000000'],
    }),
    assertResult: (answer, samples) => {
      const found = getRows(answer).map(({ imp_uid }) => imp_uid);
      assert.deepEqual(found, [getImpUid(samples, 'paid_card'), getImpUid(samples, 'failed')]);
      assert.deepEqual(toRecord(answer).partial, { failed: ['imp_000000000000'] });
    },
  },
  {
    tool: 'find_payment_by_order',
    buildArguments: (samples) => ({ merchant_uid: getMerchantUid(samples, 'retried_order') }),
    assertResult: (answer, samples) => {
      const result = getResult(answer);
      assert.equal(result.imp_uid, getImpUid(samples, 'retried_order'));
      assert.equal(result.status, 'paid');
    },
  },
  {
    tool: 'list_payments_by_order',
    buildArguments: (samples) => ({ merchant_uid: getMerchantUid(samples, 'retried_order'), payment_status: 'failed' }),
    assertResult: (answer, samples) => {
      const { total, list } = getPage(answer);
      assert.equal(total, 1);
      assert.equal(list[0]?.imp_uid, getSample(samples, 'retried_order').failed_imp_uid);
      assert.equal(list[0]?.fail_reason, '[3021]비밀번호 오류');
    },
  },
  {
    tool: 'list_payments_by_status',
    buildArguments: () => ({
      payment_status: 'failed',
      from: formatKoreanDay(-1),
      to: formatKoreanDay(-1),
      limit: 100,
    }),
    assertResult: (answer) => {
      const { total, list } = getPage(answer);
      assert.ok(total >= 5, 'yesterday has several failures');
      assert.equal(list.length, total);
      for (const row of list) {
        assert.equal(row.status, 'failed');
        assert.ok(String(row.failed_at).startsWith(formatKoreanDay(-1)), 'and nothing of another day');
      }
    },
  },
  {
    tool: 'get_payment_balance',
    buildArguments: (samples) => ({ imp_uid: getImpUid(samples, 'payco') }),
    assertResult: (answer) => {
      const result = getResult(answer);
      assert.equal(result.amount, 55_000);
      assert.deepEqual(result.primary, { tax_free: 0, supply: 50_000, vat: 5_000, service: 0 });
    },
  },
  {
    tool: 'cancel_payment',
    buildArguments: (samples) => ({
      imp_uid: getImpUid(samples, 'partially_cancelled'),
      amount: 10_000,
      checksum: 40_000,
      reason: '부분 반품',
    }),
    assertResult: (answer, samples) => {
      const result = getResult(answer);
      assert.equal(result.imp_uid, getImpUid(samples, 'partially_cancelled'));
      assert.equal(result.status, 'cancelled');
      assert.equal(result.cancel_amount, 34_900);
      assert.ok(Array.isArray(result.cancel_history));
      const last = toRecord(result.cancel_history.at(-1));
      assert.equal(last.amount, 10_000);
      assert.equal(last.reason, '부분 반품');
    },
    getExpectedEntry: (samples) => ({
      imp_uid: getImpUid(samples, 'partially_cancelled'),
      amount: 10_000,
      cancel_amount: 34_900,
    }),
  },
  {
    tool: 'create_payment_prepare',
    buildArguments: () => ({ merchant_uid: 'order_new', amount: 12_000 }),
    assertResult: (answer) =>
      assert.deepEqual(getResult(answer), { merchant_uid: 'order_new', amount: 12_000, currency: 'KRW' }),
    getExpectedEntry: () => ({ merchant_uid: 'order_new', amount: 12_000 }),
  },
  {
    tool: 'update_payment_prepare',
    buildArguments: (samples) => ({ merchant_uid: getMerchantUid(samples, 'prepared'), amount: 59_900 }),
    assertResult: (answer, samples) => {
      const result = getResult(answer);
      assert.equal(result.merchant_uid, getMerchantUid(samples, 'prepared'));
      assert.equal(result.amount, 59_900);
    },
    getExpectedEntry: (samples) => ({ merchant_uid: getMerchantUid(samples, 'prepared'), amount: 59_900 }),
  },
  {
    tool: 'get_payment_prepare',
    buildArguments: (samples) => ({ merchant_uid: getMerchantUid(samples, 'prepared') }),
    assertResult: (answer) => assert.equal(getResult(answer).amount, 64_900),
  },
];
