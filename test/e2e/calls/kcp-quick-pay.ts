import assert from 'node:assert/strict';
import type { ToolCase } from '../../support/tool-case.ts';
import { recordOf, resultOf, sampleOf } from '../../support/tool-results.ts';

const browser = { btid: 'BT0000000009', cust_ip: '192.0.2.1', code_verifier: 'a-verifier-of-the-buyers-browser' };

export const cases: readonly ToolCase[] = [
  {
    tool: 'create_kcpquick_prepare',
    args: () => ({ merchant_uid: 'quick_order_new', ...browser, prepaid_auth_yn: 'Y', prepaid_amount: 12_000 }),
    sees: (answer) => assert.equal(recordOf(answer).error, undefined),
    changes: () => ({ merchant_uid: 'quick_order_new', btid: browser.btid, prepaid_amount: 12_000 }),
  },
  {
    tool: 'update_kcpquick_prepare',
    args: (samples) => ({ merchant_uid: sampleOf(samples, 'kcpquick_prepared').merchant_uid, ...browser }),
    sees: (answer) => assert.equal(recordOf(answer).error, undefined),
    changes: (samples) => ({
      merchant_uid: sampleOf(samples, 'kcpquick_prepared').merchant_uid,
      btid: browser.btid,
    }),
  },
  {
    tool: 'pay_kcpquick_money',
    args: (samples) => {
      const { member_id, channel_key, imp_uid, merchant_uid } = sampleOf(samples, 'kcpquick_member');
      return { member_id, channel_key, imp_uid, merchant_uid, name: '아메리카노', amount: 4_500 };
    },
    sees: (answer, samples) => {
      const payment = resultOf(answer);
      assert.equal(payment.status, 'paid');
      assert.equal(payment.amount, 4_500);
      assert.equal(payment.pg_provider, 'kcp_quick');
      assert.equal(payment.merchant_uid, sampleOf(samples, 'kcpquick_member').merchant_uid);
    },
    changes: (samples) => ({
      merchant_uid: sampleOf(samples, 'kcpquick_member').merchant_uid,
      amount: 4_500,
      status: 'paid',
    }),
  },
  {
    tool: 'pay_kcpquick_autopay',
    args: (samples) => {
      const { customer_uid, merchant_uid } = sampleOf(samples, 'kcpquick_autopay');
      return { customer_uid, merchant_uid, name: '정기 배송', buyer_name: '홍길동', amount: 9_900 };
    },
    sees: (answer, samples) => {
      const payment = resultOf(answer);
      assert.equal(payment.status, 'paid');
      assert.equal(payment.amount, 9_900);
      assert.equal(payment.pg_provider, 'kcp_quick');
      assert.equal(payment.customer_uid, sampleOf(samples, 'kcpquick_autopay').customer_uid);
      assert.notEqual(payment.buyer_name, '홍길동');
    },
    changes: (samples) => ({
      merchant_uid: sampleOf(samples, 'kcpquick_autopay').merchant_uid,
      amount: 9_900,
      status: 'paid',
    }),
  },
  {
    tool: 'delete_kcpquick_autopay_key',
    args: (samples) => ({ customer_uid: sampleOf(samples, 'kcpquick_autopay').customer_uid }),
    sees: (answer, samples) =>
      assert.equal(resultOf(answer).customer_uid, sampleOf(samples, 'kcpquick_autopay').customer_uid),
    changes: (samples) => ({ customer_uid: sampleOf(samples, 'kcpquick_autopay').customer_uid, deleted: true }),
  },
  {
    tool: 'release_kcpquick_fido',
    args: (samples) => {
      const { member_id, channel_key } = sampleOf(samples, 'kcpquick_member');
      return { member_id, channel_key };
    },
    sees: (answer, samples) => assert.equal(resultOf(answer).member_id, sampleOf(samples, 'kcpquick_member').member_id),
    changes: (samples) => ({ member_id: sampleOf(samples, 'kcpquick_member').member_id, fido: false }),
  },
  {
    tool: 'delete_kcpquick_member',
    args: (samples) => {
      const { member_id, site_code, partner_type, partner_subtype } = sampleOf(samples, 'kcpquick_member');
      return { member_id, site_code, partner_type, partner_subtype };
    },
    sees: (answer, samples) => {
      const member = resultOf(answer);
      assert.equal(member.member_id, sampleOf(samples, 'kcpquick_member').member_id);
      assert.equal(member.pg_provider, 'kcp_quick');
    },
    changes: (samples) => ({ member_id: sampleOf(samples, 'kcpquick_member').member_id, deleted: true }),
  },
];
