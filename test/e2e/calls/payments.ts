import assert from 'node:assert/strict';
import { koreanDay } from '../../support/korean-day.ts';
import type { Samples, ToolCase } from '../../support/tool-case.ts';
import { assertMasked, KOREAN_TIME, recordOf, resultOf, rowsOf, sampleOf } from '../../support/tool-results.ts';

const uid = (samples: Samples, situation: string) => sampleOf(samples, situation).imp_uid;
const order = (samples: Samples, situation: string) => sampleOf(samples, situation).merchant_uid;

function pageOf(answer: unknown) {
  const { total, list } = resultOf(answer);
  assert.ok(Array.isArray(list), 'a page has a list');
  return { total: Number(total), list: list.map(recordOf) };
}

export const cases: ToolCase[] = [
  {
    tool: 'get_payment',
    args: (samples) => ({ imp_uid: uid(samples, 'paid_card') }),
    sees: (answer, samples) => {
      const result = resultOf(answer);
      assert.equal(result.imp_uid, uid(samples, 'paid_card'));
      assert.equal(result.status, 'paid');
      assert.equal(result.amount, 89_000);
      assert.match(String(result.paid_at), KOREAN_TIME);
      assert.ok(!('failed_at' in result), 'a time that does not apply is left out');
      assertMasked(result.buyer_name, '');
      assertMasked(result.buyer_tel, '');
    },
  },
  {
    tool: 'list_payments_by_ids',
    args: (samples) => ({ imp_uids: [uid(samples, 'paid_card'), uid(samples, 'failed'), 'imp_000000000000'] }),
    sees: (answer, samples) => {
      const found = rowsOf(answer).map(({ imp_uid }) => imp_uid);
      assert.deepEqual(found, [uid(samples, 'paid_card'), uid(samples, 'failed')]);
      assert.deepEqual(recordOf(answer).partial, { failed: ['imp_000000000000'] });
    },
  },
  {
    tool: 'find_payment_by_order',
    args: (samples) => ({ merchant_uid: order(samples, 'retried_order') }),
    sees: (answer, samples) => {
      const result = resultOf(answer);
      assert.equal(result.imp_uid, uid(samples, 'retried_order'));
      assert.equal(result.status, 'paid');
    },
  },
  {
    tool: 'list_payments_by_order',
    args: (samples) => ({ merchant_uid: order(samples, 'retried_order'), payment_status: 'failed' }),
    sees: (answer, samples) => {
      const { total, list } = pageOf(answer);
      assert.equal(total, 1);
      assert.equal(list[0]?.imp_uid, sampleOf(samples, 'retried_order').failed_imp_uid);
      assert.equal(list[0]?.fail_reason, '[3021]비밀번호 오류');
    },
  },
  {
    tool: 'list_payments_by_status',
    args: () => ({ payment_status: 'failed', from: koreanDay(-1), to: koreanDay(-1), limit: 100 }),
    sees: (answer) => {
      const { total, list } = pageOf(answer);
      assert.ok(total >= 5, 'yesterday has several failures');
      assert.equal(list.length, total);
      for (const row of list) {
        assert.equal(row.status, 'failed');
        assert.ok(String(row.failed_at).startsWith(koreanDay(-1)), 'and nothing of another day');
      }
    },
  },
  {
    tool: 'get_payment_balance',
    args: (samples) => ({ imp_uid: uid(samples, 'payco') }),
    sees: (answer) => {
      const result = resultOf(answer);
      assert.equal(result.amount, 55_000);
      assert.deepEqual(result.primary, { tax_free: 0, supply: 50_000, vat: 5_000, service: 0 });
    },
  },
  {
    tool: 'cancel_payment',
    args: (samples) => ({
      imp_uid: uid(samples, 'partially_cancelled'),
      amount: 10_000,
      checksum: 40_000,
      reason: '부분 반품',
    }),
    sees: (answer, samples) => {
      const result = resultOf(answer);
      assert.equal(result.imp_uid, uid(samples, 'partially_cancelled'));
      assert.equal(result.status, 'cancelled');
      assert.equal(result.cancel_amount, 34_900);
      assert.ok(Array.isArray(result.cancel_history));
      const last = recordOf(result.cancel_history.at(-1));
      assert.equal(last.amount, 10_000);
      assert.equal(last.reason, '부분 반품');
    },
    changes: (samples) => ({ imp_uid: uid(samples, 'partially_cancelled'), amount: 10_000, cancel_amount: 34_900 }),
  },
  {
    tool: 'create_payment_prepare',
    args: () => ({ merchant_uid: 'order_new', amount: 12_000 }),
    sees: (answer) =>
      assert.deepEqual(resultOf(answer), { merchant_uid: 'order_new', amount: 12_000, currency: 'KRW' }),
    changes: () => ({ merchant_uid: 'order_new', amount: 12_000 }),
  },
  {
    tool: 'update_payment_prepare',
    args: (samples) => ({ merchant_uid: order(samples, 'prepared'), amount: 59_900 }),
    sees: (answer, samples) => {
      const result = resultOf(answer);
      assert.equal(result.merchant_uid, order(samples, 'prepared'));
      assert.equal(result.amount, 59_900);
    },
    changes: (samples) => ({ merchant_uid: order(samples, 'prepared'), amount: 59_900 }),
  },
  {
    tool: 'get_payment_prepare',
    args: (samples) => ({ merchant_uid: order(samples, 'prepared') }),
    sees: (answer) => assert.equal(resultOf(answer).amount, 64_900),
  },
];
