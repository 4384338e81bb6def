import assert from 'node:assert/strict';
import type { ToolCase } from '../../support/tool-case.ts';
import { getResult, KST_TIME } from '../../support/tool-results.ts';

export const cases: ToolCase[] = [
  {
    tool: 'get_access_token',
    buildArguments: () => ({}),
    assertResult: (answer) => {
      const result = getResult(answer);
      assert.deepEqual(Object.keys(result), ['expired_at']);
      assert.match(String(result.expired_at), KST_TIME);
    },
  },
];
