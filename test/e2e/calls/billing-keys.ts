import assert from 'node:assert/strict';
import { formatKoreanDay } from '../../support/korean-day.ts';
import type { Samples, ToolCase } from '../../support/tool-case.ts';
import { assertMasked, getResult, getRows, getSample, KST_TIME, toRecord } from '../../support/tool-results.ts';

const getCustomerUid = (samples: Samples, situation = 'subscription') => getSample(samples, situation).customer_uid;
const CARD = '4000-1234-5678-9010';

export const cases: ToolCase[] = [
  {
    tool: 'list_billing_keys',
    buildArguments: (samples) => ({
      customer_uids: [getCustomerUid(samples), 'nobody', getCustomerUid(samples, 'replaced_key')],
    }),
    assertResult: (answer, samples) => {
      const uids = getRows(answer).map(({ customer_uid }) => customer_uid);
      assert.deepEqual(uids, [getCustomerUid(samples), getCustomerUid(samples, 'replaced_key')]);
      assert.deepEqual(toRecord(answer).partial, { failed: ['nobody'] });
    },
  },
  {
    tool: 'get_billing_key',
    buildArguments: (samples) => ({ customer_uid: getCustomerUid(samples, 'replaced_key') }),
    assertResult: (answer, samples) => {
      const result = getResult(answer);
      assert.equal(result.customer_uid, getCustomerUid(samples, 'replaced_key'));
      assert.equal(result.pg_provider, 'nice_v2');
      assert.match(String(result.inserted), KST_TIME);
      assert.notEqual(result.inserted, result.updated);
      assertMasked(result.customer_name, '최마루');
    },
  },
  {
    tool: 'issue_billing_key',
    buildArguments: (samples) => ({
      customer_uid: 'customer_new',
      channel_key: getSample(samples, 'api_channel').channel_key,
      card_number: CARD,
      expiry: '2099-12',
      birth: '900101',
      pwd_2digit: '12',
      customer_name: '홍길동',
    }),
    assertResult: (answer) => {
      const result = getResult(answer);
      assert.equal(result.customer_uid, 'customer_new');
      assert.equal(result.inserted, result.updated);
      assertMasked(result.card_number, CARD);
      assert.ok(!JSON.stringify(answer).includes('900101'));
    },
    getExpectedEntry: () => ({ customer_uid: 'customer_new' }),
  },
  {
    tool: 'delete_billing_key',
    buildArguments: (samples) => ({
      customer_uid: getCustomerUid(samples, 'naverpay_key'),
      reason: '고객 요청',
      extra: { requester: 'customer' },
    }),
    assertResult: (answer, samples) =>
      assert.equal(getResult(answer).customer_uid, getCustomerUid(samples, 'naverpay_key')),
    getExpectedEntry: (samples) => ({ customer_uid: getCustomerUid(samples, 'naverpay_key') }),
  },
  {
    tool: 'list_billing_key_payments',
    buildArguments: (samples) => ({ customer_uid: getCustomerUid(samples) }),
    assertResult: (answer, samples) => {
      const { total, list } = getResult(answer);
      assert.equal(total, 3);
      assert.ok(Array.isArray(list));
      const newest = toRecord(list[0]);
      assert.equal(newest.imp_uid, getSample(samples, 'subscription').imp_uid);
      assert.equal(newest.amount, 9_900);
      assert.equal(newest.status, 'paid');
      assertMasked(newest.buyer_name, '김하늘');
    },
  },
  {
    tool: 'list_billing_key_schedules',
    buildArguments: (samples) => ({
      customer_uid: getCustomerUid(samples),
      from: formatKoreanDay(0),
      to: formatKoreanDay(80),
      schedule_status: 'scheduled',
    }),
    assertResult: (answer, samples) => {
      const { total, list } = getResult(answer);
      assert.equal(total, 3);
      assert.ok(Array.isArray(list));
      assert.equal(toRecord(list[2]).merchant_uid, getSample(samples, 'subscription').merchant_uid);
    },
  },
];
