import assert from 'node:assert/strict';
import { formatKoreanDay } from '../../support/korean-day.ts';
import type { Samples, ToolCase } from '../../support/tool-case.ts';
import { getResult, getSample, KST_TIME } from '../../support/tool-results.ts';

const getImpUid = (samples: Samples, situation: string) => getSample(samples, situation).imp_uid;
const contact = { name: '홍길동', tel: '010-0000-6666', addr: '서울특별시 종로구 가상로 1', postcode: '00000' };
const buildParcel = (invoice: string) => ({
  sender: contact,
  receiver: contact,
  logis: { company: 'HANJIN', invoice, sent_at: `${formatKoreanDay(-1)}T15:00` },
});

export const cases: ToolCase[] = [
  {
    tool: 'get_escrow_logistics',
    buildArguments: (samples) => ({ imp_uid: getImpUid(samples, 'escrow_shipped') }),
    assertResult: (answer) => {
      const result = getResult(answer);
      assert.equal(result.company, 'CJGLS');
      assert.equal(result.invoice, '600000000001');
      assert.match(String(result.applied_at), KST_TIME);
    },
  },
  {
    tool: 'create_escrow_logistics',
    buildArguments: (samples) => ({ imp_uid: getImpUid(samples, 'escrow_paid'), ...buildParcel('700000000001') }),
    assertResult: (answer) => {
      const result = getResult(answer);
      assert.equal(result.invoice, '700000000001');
      assert.equal(result.sent_at, `${formatKoreanDay(-1)}T15:00:00+09:00`);
    },
    getExpectedEntry: (samples) => ({ imp_uid: getImpUid(samples, 'escrow_paid'), invoice: '700000000001' }),
  },
  {
    tool: 'update_escrow_logistics',
    buildArguments: (samples) => ({ imp_uid: getImpUid(samples, 'escrow_shipped'), ...buildParcel('600000000002') }),
    assertResult: (answer) => {
      const result = getResult(answer);
      assert.equal(result.company, 'HANJIN');
      assert.equal(result.invoice, '600000000002');
    },
    getExpectedEntry: (samples) => ({ imp_uid: getImpUid(samples, 'escrow_shipped'), invoice: '600000000002' }),
  },
];
