import assert from 'node:assert/strict';
import type { Samples, ToolCase } from '../../support/tool-case.ts';
import { assertMasked, KOREAN_TIME, resultOf, sampleOf } from '../../support/tool-results.ts';

const uid = (samples: Samples, situation = 'certification') => sampleOf(samples, situation).imp_uid;

export const cases: ToolCase[] = [
  {
    tool: 'get_certification',
    args: (samples) => ({ imp_uid: uid(samples) }),
    sees: (answer, samples) => {
      const result = resultOf(answer);
      assert.equal(result.imp_uid, uid(samples));
      assert.equal(result.certified, true);
      assert.match(String(result.certified_at), KOREAN_TIME);
      assertMasked(result.name, '서이든');
      assertMasked(result.phone, '01000003001');
      assertMasked(result.birthday, '1992-02-20');
      assert.match(String(result.unique_key), /\*/);
    },
  },
  {
    tool: 'delete_certification',
    args: (samples) => ({ imp_uid: uid(samples) }),
    sees: (answer, samples) => assert.equal(resultOf(answer).imp_uid, uid(samples)),
    changes: (samples) => ({ imp_uid: uid(samples) }),
  },
  {
    tool: 'request_certification_otp',
    args: (samples) => ({
      channel_key: sampleOf(samples, 'certification_channel').channel_key,
      name: '홍길동',
      phone: '010-0000-8888',
      birth: '900101',
      gender_digit: '1',
      carrier: 'SKT',
    }),
    sees: (answer) => assert.match(String(resultOf(answer).imp_uid), /^imp_\d{12}$/),
    changes: () => ({}),
  },
  {
    tool: 'confirm_certification_otp',
    args: (samples) => ({ imp_uid: uid(samples, 'certification_requested'), otp: '000000' }),
    sees: (answer, samples) => {
      const result = resultOf(answer);
      assert.equal(result.imp_uid, uid(samples, 'certification_requested'));
      assert.equal(result.certified, true);
      assertMasked(result.name, '문하루');
    },
    changes: (samples) => ({ imp_uid: uid(samples, 'certification_requested') }),
  },
];
