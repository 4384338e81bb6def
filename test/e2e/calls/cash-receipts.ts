import assert from 'node:assert/strict';
import type { Samples, ToolCase } from '../../support/tool-case.ts';
import { KOREAN_TIME, resultOf, sampleOf } from '../../support/tool-results.ts';

const uid = (samples: Samples, situation: string) => sampleOf(samples, situation).imp_uid;
const external = (samples: Samples) => sampleOf(samples, 'external_receipt_issued').merchant_uid;
const IDENTIFIER = '010-0000-7777';

export const cases: ToolCase[] = [
  {
    tool: 'get_receipt',
    args: (samples) => ({ imp_uid: uid(samples, 'receipt_issued') }),
    sees: (answer, samples) => {
      const result = resultOf(answer);
      assert.equal(result.imp_uid, uid(samples, 'receipt_issued'));
      assert.equal(result.amount, 33_000);
      assert.equal(result.vat, 3_000);
      assert.match(String(result.applied_at), KOREAN_TIME);
      assert.ok(!('cancelled_at' in result), 'a time that does not apply is left out');
    },
  },
  {
    tool: 'issue_receipt',
    args: (samples) => ({ imp_uid: uid(samples, 'receipt_none'), identifier: IDENTIFIER, type: 'person' }),
    sees: (answer, samples) => {
      const result = resultOf(answer);
      assert.equal(result.imp_uid, uid(samples, 'receipt_none'));
      assert.equal(result.amount, 55_000);
      assert.ok(!JSON.stringify(answer).includes(IDENTIFIER));
    },
    changes: (samples) => ({ imp_uid: uid(samples, 'receipt_none'), amount: 55_000 }),
  },
  {
    tool: 'revoke_receipt',
    args: (samples) => ({ imp_uid: uid(samples, 'receipt_issued') }),
    sees: (answer) => assert.match(String(resultOf(answer).cancelled_at), KOREAN_TIME),
    changes: (samples) => ({ imp_uid: uid(samples, 'receipt_issued'), amount: 33_000 }),
  },
  {
    tool: 'get_external_receipt',
    args: (samples) => ({ merchant_uid: external(samples) }),
    sees: (answer, samples) => {
      const result = resultOf(answer);
      assert.equal(result.merchant_uid, external(samples));
      assert.equal(result.amount, 22_000);
    },
  },
  {
    tool: 'issue_external_receipt',
    args: (samples) => ({
      merchant_uid: 'offline_new',
      channel_key: sampleOf(samples, 'receipt_channel').channel_key,
      name: '매장 판매',
      amount: 11_000,
      identifier: IDENTIFIER,
    }),
    sees: (answer) => {
      const result = resultOf(answer);
      assert.equal(result.merchant_uid, 'offline_new');
      assert.equal(result.vat, 1_000);
      assert.ok(!JSON.stringify(answer).includes(IDENTIFIER));
    },
    changes: () => ({ merchant_uid: 'offline_new', amount: 11_000 }),
  },
  {
    tool: 'revoke_external_receipt',
    args: (samples) => ({ merchant_uid: external(samples) }),
    sees: (answer) => assert.match(String(resultOf(answer).cancelled_at), KOREAN_TIME),
    changes: (samples) => ({ merchant_uid: external(samples), amount: 22_000 }),
  },
];
