import assert from 'node:assert/strict';
import type { ToolCase } from '../../support/tool-case.ts';
import { resultOf, rowsOf } from '../../support/tool-results.ts';

export const cases: ToolCase[] = [
  {
    tool: 'list_bank_codes',
    args: () => ({}),
    sees: (answer) => {
      const rows = rowsOf(answer);
      assert.ok(rows.length > 30);
      assert.ok(rows.some(({ code, name }) => code === '088' && name === '신한은행'));
    },
  },
  {
    tool: 'get_bank_code',
    args: () => ({ bank_standard_code: '090' }),
    sees: (answer) => assert.deepEqual(resultOf(answer), { code: '090', name: '카카오뱅크' }),
  },
  {
    tool: 'list_card_codes',
    args: () => ({}),
    sees: (answer) => {
      const rows = rowsOf(answer);
      assert.ok(rows.some(({ code, name }) => code === '361' && name === 'BC카드'));
      assert.ok(rows.some(({ code, name }) => code === '381' && name === 'KB국민카드'));
    },
  },
  {
    tool: 'get_card_code',
    args: () => ({ card_standard_code: '041' }),
    sees: (answer) => assert.deepEqual(resultOf(answer), { code: '041', name: '우리카드' }),
  },
];
