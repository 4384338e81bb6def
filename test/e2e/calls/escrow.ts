import assert from 'node:assert/strict';
import { koreanDay } from '../../support/korean-day.ts';
import type { Samples, ToolCase } from '../../support/tool-case.ts';
import { KOREAN_TIME, resultOf, sampleOf } from '../../support/tool-results.ts';

const uid = (samples: Samples, situation: string) => sampleOf(samples, situation).imp_uid;
const side = { name: '홍길동', tel: '010-0000-6666', addr: '서울특별시 종로구 가상로 1', postcode: '00000' };
const parcel = (invoice: string) => ({
  sender: side,
  receiver: side,
  logis: { company: 'HANJIN', invoice, sent_at: `${koreanDay(-1)}T15:00` },
});

export const cases: ToolCase[] = [
  {
    tool: 'get_escrow_logistics',
    args: (samples) => ({ imp_uid: uid(samples, 'escrow_shipped') }),
    sees: (answer) => {
      const result = resultOf(answer);
      assert.equal(result.company, 'CJGLS');
      assert.equal(result.invoice, '600000000001');
      assert.match(String(result.applied_at), KOREAN_TIME);
    },
  },
  {
    tool: 'create_escrow_logistics',
    args: (samples) => ({ imp_uid: uid(samples, 'escrow_paid'), ...parcel('700000000001') }),
    sees: (answer) => {
      const result = resultOf(answer);
      assert.equal(result.invoice, '700000000001');
      assert.equal(result.sent_at, `${koreanDay(-1)}T15:00:00+09:00`);
    },
    changes: (samples) => ({ imp_uid: uid(samples, 'escrow_paid'), invoice: '700000000001' }),
  },
  {
    tool: 'update_escrow_logistics',
    args: (samples) => ({ imp_uid: uid(samples, 'escrow_shipped'), ...parcel('600000000002') }),
    sees: (answer) => {
      const result = resultOf(answer);
      assert.equal(result.company, 'HANJIN');
      assert.equal(result.invoice, '600000000002');
    },
    changes: (samples) => ({ imp_uid: uid(samples, 'escrow_shipped'), invoice: '600000000002' }),
  },
];
