import assert from 'node:assert/strict';
import type { ToolCase } from '../../support/tool-case.ts';
import { resultOf, sampleOf } from '../../support/tool-results.ts';

export const cases: ToolCase[] = [
  {
    tool: 'issue_cvs_payment',
    args: (samples) => ({
      channel_key: sampleOf(samples, 'cvs_channel').channel_key,
      merchant_uid: 'order_cvs_new',
      amount: 15_000,
      name: '반려견 간식 세트',
    }),
    sees: (answer) => {
      const result = resultOf(answer);
      assert.equal(result.merchant_uid, 'order_cvs_new');
      assert.equal(result.status, 'ready');
      assert.equal(result.pay_method, 'cvs');
    },
    changes: () => ({ merchant_uid: 'order_cvs_new', amount: 15_000, status: 'ready' }),
  },
  {
    tool: 'revoke_cvs_payment',
    args: (samples) => ({ imp_uid: sampleOf(samples, 'cvs_waiting').imp_uid }),
    sees: (answer, samples) => {
      const result = resultOf(answer);
      assert.equal(result.imp_uid, sampleOf(samples, 'cvs_waiting').imp_uid);
      assert.equal(result.status, 'failed');
    },
    changes: (samples) => ({ imp_uid: sampleOf(samples, 'cvs_waiting').imp_uid, status: 'failed' }),
  },
];
