import assert from 'node:assert/strict';
import type { ToolCase } from '../../support/tool-case.ts';
import { getResult, getSample } from '../../support/tool-results.ts';

export const cases: readonly ToolCase[] = [
  {
    tool: 'update_payco_order_status',
    buildArguments: (samples) => ({ imp_uid: getSample(samples, 'payco_order').imp_uid, status: 'DELIVERY_START' }),
    assertResult: (answer) => assert.equal(getResult(answer).status, 'DELIVERY_START'),
    getExpectedEntry: (samples) => ({ imp_uid: getSample(samples, 'payco_order').imp_uid, status: 'DELIVERY_START' }),
  },
];
