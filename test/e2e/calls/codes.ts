import assert from 'node:assert/strict';
import type { ToolCase } from '../../support/tool-case.ts';
import { getResult, getRows } from '../../support/tool-results.ts';

export const cases: ToolCase[] = [
  {
    tool: 'list_bank_codes',
    buildArguments: () => ({}),
    assertResult: (answer) => {
      const rows = getRows(answer);
      assert.ok(rows.length > 30);
      assert.ok(rows.some(({ code, name }) => code === '088' && name === '신한은행'));
    },
  },
  {
    tool: 'get_bank_code',
    buildArguments: () => ({ bank_standard_code: '090' }),
    assertResult: (answer) => assert.deepEqual(getResult(answer), { code: '090', name: '카카오뱅크' }),
  },
  {
    tool: 'list_card_codes',
    buildArguments: () => ({}),
    assertResult: (answer) => {
      const rows = getRows(answer);
      assert.ok(rows.some(({ code, name }) => code === '361' && name === 'BC카드'));
      assert.ok(rows.some(({ code, name }) => code === '381' && name === 'KB국민카드'));
    },
  },
  {
    tool: 'get_card_code',
    buildArguments: () => ({ card_standard_code: '041' }),
    assertResult: (answer) => assert.deepEqual(getResult(answer), { code: '041', name: '우리카드' }),
  },
];
