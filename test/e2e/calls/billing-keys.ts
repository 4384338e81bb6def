import assert from 'node:assert/strict';
import { koreanDay } from '../../support/korean-day.ts';
import type { Samples, ToolCase } from '../../support/tool-case.ts';
import { assertMasked, KOREAN_TIME, recordOf, resultOf, rowsOf, sampleOf } from '../../support/tool-results.ts';

const customer = (samples: Samples, situation = 'subscription') => sampleOf(samples, situation).customer_uid;
const CARD = '4000-1234-5678-9010';

export const cases: ToolCase[] = [
  {
    tool: 'list_billing_keys',
    args: (samples) => ({ customer_uids: [customer(samples), 'nobody', customer(samples, 'replaced_key')] }),
    sees: (answer, samples) => {
      const uids = rowsOf(answer).map(({ customer_uid }) => customer_uid);
      assert.deepEqual(uids, [customer(samples), customer(samples, 'replaced_key')]);
      assert.deepEqual(recordOf(answer).partial, { failed: ['nobody'] });
    },
  },
  {
    tool: 'get_billing_key',
    args: (samples) => ({ customer_uid: customer(samples, 'replaced_key') }),
    sees: (answer, samples) => {
      const result = resultOf(answer);
      assert.equal(result.customer_uid, customer(samples, 'replaced_key'));
      assert.equal(result.pg_provider, 'nice_v2');
      assert.match(String(result.inserted), KOREAN_TIME);
      assert.notEqual(result.inserted, result.updated);
      assertMasked(result.customer_name, '최마루');
    },
  },
  {
    tool: 'issue_billing_key',
    args: (samples) => ({
      customer_uid: 'customer_new',
      channel_key: sampleOf(samples, 'api_channel').channel_key,
      card_number: CARD,
      expiry: '2099-12',
      birth: '900101',
      pwd_2digit: '12',
      customer_name: '홍길동',
    }),
    sees: (answer) => {
      const result = resultOf(answer);
      assert.equal(result.customer_uid, 'customer_new');
      assert.equal(result.inserted, result.updated);
      assertMasked(result.card_number, CARD);
      assert.ok(!JSON.stringify(answer).includes('900101'));
    },
    changes: () => ({ customer_uid: 'customer_new' }),
  },
  {
    tool: 'delete_billing_key',
    args: (samples) => ({
      customer_uid: customer(samples, 'naverpay_key'),
      reason: '고객 요청',
      extra: { requester: 'customer' },
    }),
    sees: (answer, samples) => assert.equal(resultOf(answer).customer_uid, customer(samples, 'naverpay_key')),
    changes: (samples) => ({ customer_uid: customer(samples, 'naverpay_key') }),
  },
  {
    tool: 'list_billing_key_payments',
    args: (samples) => ({ customer_uid: customer(samples) }),
    sees: (answer, samples) => {
      const { total, list } = resultOf(answer);
      assert.equal(total, 3);
      assert.ok(Array.isArray(list));
      const newest = recordOf(list[0]);
      assert.equal(newest.imp_uid, sampleOf(samples, 'subscription').imp_uid);
      assert.equal(newest.amount, 9_900);
      assert.equal(newest.status, 'paid');
      assertMasked(newest.buyer_name, '김하늘');
    },
  },
  {
    tool: 'list_billing_key_schedules',
    args: (samples) => ({
      customer_uid: customer(samples),
      from: koreanDay(0),
      to: koreanDay(80),
      schedule_status: 'scheduled',
    }),
    sees: (answer, samples) => {
      const { total, list } = resultOf(answer);
      assert.equal(total, 3);
      assert.ok(Array.isArray(list));
      assert.equal(recordOf(list[2]).merchant_uid, sampleOf(samples, 'subscription').merchant_uid);
    },
  },
];
