import assert from 'node:assert/strict';
import type { Samples, ToolCase } from '../../support/tool-case.ts';
import { getResult, getSample, KST_TIME } from '../../support/tool-results.ts';

const getImpUid = (samples: Samples, situation: string) => getSample(samples, situation).imp_uid;
const getExternalMerchantUid = (samples: Samples) => getSample(samples, 'external_receipt_issued').merchant_uid;
const IDENTIFIER = '010-0000-7777';

export const cases: ToolCase[] = [
  {
    tool: 'get_receipt',
    buildArguments: (samples) => ({ imp_uid: getImpUid(samples, 'receipt_issued') }),
    assertResult: (answer, samples) => {
      const result = getResult(answer);
      assert.equal(result.imp_uid, getImpUid(samples, 'receipt_issued'));
      assert.equal(result.amount, 33_000);
      assert.equal(result.vat, 3_000);
      assert.match(String(result.applied_at), KST_TIME);
      assert.ok(!('cancelled_at' in result), 'a time that does not apply is left out');
    },
  },
  {
    tool: 'issue_receipt',
    buildArguments: (samples) => ({
      imp_uid: getImpUid(samples, 'receipt_none'),
      identifier: IDENTIFIER,
      type: 'person',
    }),
    assertResult: (answer, samples) => {
      const result = getResult(answer);
      assert.equal(result.imp_uid, getImpUid(samples, 'receipt_none'));
      assert.equal(result.amount, 55_000);
      assert.ok(!JSON.stringify(answer).includes(IDENTIFIER));
    },
    getExpectedEntry: (samples) => ({ imp_uid: getImpUid(samples, 'receipt_none'), amount: 55_000 }),
  },
  {
    tool: 'revoke_receipt',
    buildArguments: (samples) => ({ imp_uid: getImpUid(samples, 'receipt_issued') }),
    assertResult: (answer) => assert.match(String(getResult(answer).cancelled_at), KST_TIME),
    getExpectedEntry: (samples) => ({ imp_uid: getImpUid(samples, 'receipt_issued'), amount: 33_000 }),
  },
  {
    tool: 'get_external_receipt',
    buildArguments: (samples) => ({ merchant_uid: getExternalMerchantUid(samples) }),
    assertResult: (answer, samples) => {
      const result = getResult(answer);
      assert.equal(result.merchant_uid, getExternalMerchantUid(samples));
      assert.equal(result.amount, 22_000);
    },
  },
  {
    tool: 'issue_external_receipt',
    buildArguments: (samples) => ({
      merchant_uid: 'offline_new',
      channel_key: getSample(samples, 'receipt_channel').channel_key,
      name: '매장 판매',
      amount: 11_000,
      identifier: IDENTIFIER,
    }),
    assertResult: (answer) => {
      const result = getResult(answer);
      assert.equal(result.merchant_uid, 'offline_new');
      assert.equal(result.vat, 1_000);
      assert.ok(!JSON.stringify(answer).includes(IDENTIFIER));
    },
    getExpectedEntry: () => ({ merchant_uid: 'offline_new', amount: 11_000 }),
  },
  {
    tool: 'revoke_external_receipt',
    buildArguments: (samples) => ({ merchant_uid: getExternalMerchantUid(samples) }),
    assertResult: (answer) => assert.match(String(getResult(answer).cancelled_at), KST_TIME),
    getExpectedEntry: (samples) => ({ merchant_uid: getExternalMerchantUid(samples), amount: 22_000 }),
  },
];
