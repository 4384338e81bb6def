import assert from 'node:assert/strict';
import type { ToolCase } from '../../support/tool-case.ts';
import { getResult, getSample } from '../../support/tool-results.ts';

export const cases: ToolCase[] = [
  {
    tool: 'issue_cvs_payment',
    buildArguments: (samples) => ({
      channel_key: getSample(samples, 'cvs_channel').channel_key,
      merchant_uid: 'order_cvs_new',
      amount: 15_000,
      name: '반려견 간식 세트',
    }),
    assertResult: (answer) => {
      const result = getResult(answer);
      assert.equal(result.merchant_uid, 'order_cvs_new');
      assert.equal(result.status, 'ready');
      assert.equal(result.pay_method, 'cvs');
    },
    getExpectedEntry: () => ({ merchant_uid: 'order_cvs_new', amount: 15_000, status: 'ready' }),
  },
  {
    tool: 'revoke_cvs_payment',
    buildArguments: (samples) => ({ imp_uid: getSample(samples, 'cvs_waiting').imp_uid }),
    assertResult: (answer, samples) => {
      const result = getResult(answer);
      assert.equal(result.imp_uid, getSample(samples, 'cvs_waiting').imp_uid);
      assert.equal(result.status, 'failed');
    },
    getExpectedEntry: (samples) => ({ imp_uid: getSample(samples, 'cvs_waiting').imp_uid, status: 'failed' }),
  },
];
