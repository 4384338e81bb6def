import assert from 'node:assert/strict';
import type { ToolCase } from '../../support/tool-case.ts';
import { resultOf, sampleOf } from '../../support/tool-results.ts';

export const cases: readonly ToolCase[] = [
  {
    tool: 'update_payco_order_status',
    args: (samples) => ({ imp_uid: sampleOf(samples, 'payco_order').imp_uid, status: 'DELIVERY_START' }),
    sees: (answer) => assert.equal(resultOf(answer).status, 'DELIVERY_START'),
    changes: (samples) => ({ imp_uid: sampleOf(samples, 'payco_order').imp_uid, status: 'DELIVERY_START' }),
  },
];
