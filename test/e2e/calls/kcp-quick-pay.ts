import assert from 'node:assert/strict';
import type { ToolCase } from '../../support/tool-case.ts';
import { getResult, getSample, toRecord } from '../../support/tool-results.ts';

const browser = { btid: 'BT0000000009', cust_ip: '192.0.2.1', code_verifier: 'a-verifier-of-the-buyers-browser' };

export const cases: readonly ToolCase[] = [
  {
    tool: 'create_kcpquick_prepare',
    buildArguments: () => ({
      merchant_uid: 'quick_order_new',
      ...browser,
      prepaid_auth_yn: 'Y',
      prepaid_amount: 12_000,
    }),
    assertResult: (answer) => assert.equal(toRecord(answer).error, undefined),
    getExpectedEntry: () => ({ merchant_uid: 'quick_order_new', btid: browser.btid, prepaid_amount: 12_000 }),
  },
  {
    tool: 'update_kcpquick_prepare',
    buildArguments: (samples) => ({ merchant_uid: getSample(samples, 'kcpquick_prepared').merchant_uid, ...browser }),
    assertResult: (answer) => assert.equal(toRecord(answer).error, undefined),
    getExpectedEntry: (samples) => ({
      merchant_uid: getSample(samples, 'kcpquick_prepared').merchant_uid,
      btid: browser.btid,
    }),
  },
  {
    tool: 'pay_kcpquick_money',
    buildArguments: (samples) => {
      const { member_id, channel_key, imp_uid, merchant_uid } = getSample(samples, 'kcpquick_member');
      return { member_id, channel_key, imp_uid, merchant_uid, name: '아메리카노', amount: 4_500 };
    },
    assertResult: (answer, samples) => {
      const payment = getResult(answer);
      assert.equal(payment.status, 'paid');
      assert.equal(payment.amount, 4_500);
      assert.equal(payment.pg_provider, 'kcp_quick');
      assert.equal(payment.merchant_uid, getSample(samples, 'kcpquick_member').merchant_uid);
    },
    getExpectedEntry: (samples) => ({
      merchant_uid: getSample(samples, 'kcpquick_member').merchant_uid,
      amount: 4_500,
      status: 'paid',
    }),
  },
  {
    tool: 'pay_kcpquick_autopay',
    buildArguments: (samples) => {
      const { customer_uid, merchant_uid } = getSample(samples, 'kcpquick_autopay');
      return { customer_uid, merchant_uid, name: '정기 배송', buyer_name: '홍길동', amount: 9_900 };
    },
    assertResult: (answer, samples) => {
      const payment = getResult(answer);
      assert.equal(payment.status, 'paid');
      assert.equal(payment.amount, 9_900);
      assert.equal(payment.pg_provider, 'kcp_quick');
      assert.equal(payment.customer_uid, getSample(samples, 'kcpquick_autopay').customer_uid);
      assert.notEqual(payment.buyer_name, '홍길동');
    },
    getExpectedEntry: (samples) => ({
      merchant_uid: getSample(samples, 'kcpquick_autopay').merchant_uid,
      amount: 9_900,
      status: 'paid',
    }),
  },
  {
    tool: 'delete_kcpquick_autopay_key',
    buildArguments: (samples) => ({ customer_uid: getSample(samples, 'kcpquick_autopay').customer_uid }),
    assertResult: (answer, samples) =>
      assert.equal(getResult(answer).customer_uid, getSample(samples, 'kcpquick_autopay').customer_uid),
    getExpectedEntry: (samples) => ({
      customer_uid: getSample(samples, 'kcpquick_autopay').customer_uid,
      deleted: true,
    }),
  },
  {
    tool: 'release_kcpquick_fido',
    buildArguments: (samples) => {
      const { member_id, channel_key } = getSample(samples, 'kcpquick_member');
      return { member_id, channel_key };
    },
    assertResult: (answer, samples) =>
      assert.equal(getResult(answer).member_id, getSample(samples, 'kcpquick_member').member_id),
    getExpectedEntry: (samples) => ({ member_id: getSample(samples, 'kcpquick_member').member_id, fido: false }),
  },
  {
    tool: 'delete_kcpquick_member',
    buildArguments: (samples) => {
      const { member_id, site_code, partner_type, partner_subtype } = getSample(samples, 'kcpquick_member');
      return { member_id, site_code, partner_type, partner_subtype };
    },
    assertResult: (answer, samples) => {
      const member = getResult(answer);
      assert.equal(member.member_id, getSample(samples, 'kcpquick_member').member_id);
      assert.equal(member.pg_provider, 'kcp_quick');
    },
    getExpectedEntry: (samples) => ({ member_id: getSample(samples, 'kcpquick_member').member_id, deleted: true }),
  },
];
