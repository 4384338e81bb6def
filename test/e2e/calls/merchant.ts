import assert from 'node:assert/strict';
import type { ToolCase } from '../../support/tool-case.ts';
import { getResult, getRows, getSample } from '../../support/tool-results.ts';

export const cases: ToolCase[] = [
  {
    tool: 'get_tier',
    buildArguments: (samples) => ({ tier_code: getSample(samples, 'tier').tier_code }),
    assertResult: (answer, samples) => {
      const result = getResult(answer);
      assert.equal(result.tier_code, getSample(samples, 'tier').tier_code);
      assert.equal(result.tier_name, '강남 직영점');
    },
  },
  {
    tool: 'list_pg_settings',
    buildArguments: () => ({}),
    assertResult: (answer, samples) => {
      const rows = getRows(answer);
      assert.ok(rows.length >= 8);
      const test = rows.find(({ channel_key }) => channel_key === getSample(samples, 'test_channel').channel_key);
      assert.equal(test?.sandbox, true);
      const live = rows.find(({ channel_key }) => channel_key === getSample(samples, 'api_channel').channel_key);
      assert.equal(live?.sandbox, false);
      assert.equal(live?.type, 'api_payment');
    },
  },
];
