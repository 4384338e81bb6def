import assert from 'node:assert/strict';
import type { ToolCase } from '../../support/tool-case.ts';
import { resultOf, rowsOf, sampleOf } from '../../support/tool-results.ts';

export const cases: ToolCase[] = [
  {
    tool: 'get_tier',
    args: (samples) => ({ tier_code: sampleOf(samples, 'tier').tier_code }),
    sees: (answer, samples) => {
      const result = resultOf(answer);
      assert.equal(result.tier_code, sampleOf(samples, 'tier').tier_code);
      assert.equal(result.tier_name, '강남 직영점');
    },
  },
  {
    tool: 'list_pg_settings',
    args: () => ({}),
    sees: (answer, samples) => {
      const rows = rowsOf(answer);
      assert.ok(rows.length >= 8);
      const test = rows.find(({ channel_key }) => channel_key === sampleOf(samples, 'test_channel').channel_key);
      assert.equal(test?.sandbox, true);
      const live = rows.find(({ channel_key }) => channel_key === sampleOf(samples, 'api_channel').channel_key);
      assert.equal(live?.sandbox, false);
      assert.equal(live?.type, 'api_payment');
    },
  },
];
