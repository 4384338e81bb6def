import assert from 'node:assert/strict';
import type { ToolCase } from '../../support/tool-case.ts';
import { getResult, getSample } from '../../support/tool-results.ts';

export const cases: readonly ToolCase[] = [
  {
    tool: 'register_partner_receipts',
    buildArguments: (samples) => ({
      imp_uid: getSample(samples, 'partner_receipt_due').imp_uid,
      data: [
        { business_registration_number: '000-00-00001', company_name: '장터 하나', amount: 55_000 },
        { business_registration_number: '000-00-00002', company_name: '장터 둘', amount: 33_000, tax_free: 33_000 },
      ],
    }),
    assertResult: (answer) => assert.match(String(getResult(answer).receipt_url), /^https:\/\//),
    getExpectedEntry: (samples) => ({
      imp_uid: getSample(samples, 'partner_receipt_due').imp_uid,
      parts: 2,
      amount: 88_000,
    }),
  },
];
