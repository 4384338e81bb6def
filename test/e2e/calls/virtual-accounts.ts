import assert from 'node:assert/strict';
import { koreanDay } from '../../support/korean-day.ts';
import type { ToolCase } from '../../support/tool-case.ts';
import { resultOf, sampleOf } from '../../support/tool-results.ts';

export const cases: ToolCase[] = [
  {
    tool: 'create_vbank',
    args: (samples) => ({
      channel_key: sampleOf(samples, 'vbank_channel').channel_key,
      merchant_uid: 'order_vbank_new',
      amount: 50_000,
      vbank_code: '004',
      vbank_due: koreanDay(3),
      vbank_holder: '샌드박스상점',
      name: '온라인 강의 1개월',
    }),
    sees: (answer) => {
      const result = resultOf(answer);
      assert.equal(result.merchant_uid, 'order_vbank_new');
      assert.equal(result.status, 'ready');
      assert.equal(result.vbank_name, 'KB국민은행');
      assert.equal(result.vbank_date, `${koreanDay(3)}T23:59:59+09:00`);
    },
    changes: () => ({ merchant_uid: 'order_vbank_new', amount: 50_000, status: 'ready' }),
  },
  {
    tool: 'update_vbank',
    args: (samples) => ({ imp_uid: sampleOf(samples, 'vbank_waiting').imp_uid, amount: 41_000 }),
    sees: (answer) => assert.equal(resultOf(answer).amount, 41_000),
    changes: (samples) => ({ imp_uid: sampleOf(samples, 'vbank_waiting').imp_uid, amount: 41_000 }),
  },
  {
    tool: 'revoke_vbank',
    args: (samples) => ({ imp_uid: sampleOf(samples, 'vbank_waiting').imp_uid }),
    sees: (answer, samples) => {
      const result = resultOf(answer);
      assert.equal(result.imp_uid, sampleOf(samples, 'vbank_waiting').imp_uid);
      assert.equal(result.status, 'failed');
    },
    changes: (samples) => ({ imp_uid: sampleOf(samples, 'vbank_waiting').imp_uid, status: 'failed' }),
  },
];
