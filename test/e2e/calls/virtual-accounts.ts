import assert from 'node:assert/strict';
import { formatKoreanDay } from '../../support/korean-day.ts';
import type { ToolCase } from '../../support/tool-case.ts';
import { getResult, getSample } from '../../support/tool-results.ts';

export const cases: ToolCase[] = [
  {
    tool: 'create_vbank',
    buildArguments: (samples) => ({
      channel_key: getSample(samples, 'vbank_channel').channel_key,
      merchant_uid: 'order_vbank_new',
      amount: 50_000,
      vbank_code: '004',
      vbank_due: formatKoreanDay(3),
      vbank_holder: '샌드박스상점',
      name: '온라인 강의 1개월',
    }),
    assertResult: (answer) => {
      const result = getResult(answer);
      assert.equal(result.merchant_uid, 'order_vbank_new');
      assert.equal(result.status, 'ready');
      assert.equal(result.vbank_name, 'KB국민은행');
      assert.equal(result.vbank_date, `${formatKoreanDay(3)}T23:59:59+09:00`);
    },
    getExpectedEntry: () => ({ merchant_uid: 'order_vbank_new', amount: 50_000, status: 'ready' }),
  },
  {
    tool: 'update_vbank',
    buildArguments: (samples) => ({ imp_uid: getSample(samples, 'vbank_waiting').imp_uid, amount: 41_000 }),
    assertResult: (answer) => assert.equal(getResult(answer).amount, 41_000),
    getExpectedEntry: (samples) => ({ imp_uid: getSample(samples, 'vbank_waiting').imp_uid, amount: 41_000 }),
  },
  {
    tool: 'revoke_vbank',
    buildArguments: (samples) => ({ imp_uid: getSample(samples, 'vbank_waiting').imp_uid }),
    assertResult: (answer, samples) => {
      const result = getResult(answer);
      assert.equal(result.imp_uid, getSample(samples, 'vbank_waiting').imp_uid);
      assert.equal(result.status, 'failed');
    },
    getExpectedEntry: (samples) => ({ imp_uid: getSample(samples, 'vbank_waiting').imp_uid, status: 'failed' }),
  },
];
