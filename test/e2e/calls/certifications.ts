import assert from 'node:assert/strict';
import type { Samples, ToolCase } from '../../support/tool-case.ts';
import { assertMasked, getResult, getSample, KST_TIME } from '../../support/tool-results.ts';

const getImpUid = (samples: Samples, situation = 'certification') => getSample(samples, situation).imp_uid;

export const cases: ToolCase[] = [
  {
    tool: 'get_certification',
    buildArguments: (samples) => ({ imp_uid: getImpUid(samples) }),
    assertResult: (answer, samples) => {
      const result = getResult(answer);
      assert.equal(result.imp_uid, getImpUid(samples));
      assert.equal(result.certified, true);
      assert.match(String(result.certified_at), KST_TIME);
      assertMasked(result.name, '서이든');
      assertMasked(result.phone, '01000003001');
      assertMasked(result.birthday, '1992-02-20');
      assert.match(String(result.unique_key), /•/);
    },
  },
  {
    tool: 'delete_certification',
    buildArguments: (samples) => ({ imp_uid: getImpUid(samples) }),
    assertResult: (answer, samples) => assert.equal(getResult(answer).imp_uid, getImpUid(samples)),
    getExpectedEntry: (samples) => ({ imp_uid: getImpUid(samples) }),
  },
  {
    tool: 'request_certification_otp',
    buildArguments: (samples) => ({
      channel_key: getSample(samples, 'certification_channel').channel_key,
      name: '홍길동',
      phone: '010-0000-8888',
      birth: '900101',
      gender_digit: '1',
      carrier: 'SKT',
    }),
    assertResult: (answer) => assert.match(String(getResult(answer).imp_uid), /^imp_\d{12}$/),
    getExpectedEntry: () => ({}),
  },
  {
    tool: 'confirm_certification_otp',
    buildArguments: (samples) => ({ imp_uid: getImpUid(samples, 'certification_requested'), otp: '000000' }),
    assertResult: (answer, samples) => {
      const result = getResult(answer);
      assert.equal(result.imp_uid, getImpUid(samples, 'certification_requested'));
      assert.equal(result.certified, true);
      assertMasked(result.name, '문하루');
    },
    getExpectedEntry: (samples) => ({ imp_uid: getImpUid(samples, 'certification_requested') }),
  },
];
