import assert from 'node:assert/strict';
import type { ToolCase } from '../../support/tool-case.ts';
import { KOREAN_TIME, resultOf } from '../../support/tool-results.ts';

export const cases: ToolCase[] = [
  {
    tool: 'get_access_token',
    args: () => ({}),
    sees: (answer) => {
      const result = resultOf(answer);
      assert.deepEqual(Object.keys(result), ['expired_at']);
      assert.match(String(result.expired_at), KOREAN_TIME);
    },
  },
];
