import { ignoredByOtherPgs, supportedPgs } from '../builders.ts';
import { argumentIs, hasInvalidFormat, isAbsent, isGiven, isMissing, pgIs, pgIsNot } from '../conditions/common.ts';
import type { PgRule } from '../rule.ts';

const REQUEST = 'POST /certifications/otp/request';
const CONFIRM = 'POST /certifications/otp/confirm/{imp_uid}';

/** Checks of a person's identity. */
export const certificationRules: readonly PgRule[] = [
  supportedPgs({
    tool: 'request_certification_otp',
    pgs: ['danal', 'kcp_v2'],
    source: REQUEST,
    kind: 'rejected',
    argument: 'channel_key',
  }),
  {
    id: 'request_certification_otp.app',
    tools: ['request_certification_otp'],
    kind: 'invalid_input',
    argument: 'verification_method',
    when: [pgIsNot('kcp_v2'), argumentIs('verification_method', 'APP')],
    message: {
      en: 'Only NHN KCP (kcp_v2) checks by app: leave out "verification_method", or take "SMS".',
      ko: '앱 인증은 NHN KCP(kcp_v2)에서만 지원됩니다. "verification_method"를 빼거나 "SMS"로 지정해 주세요.',
    },
    source: `${REQUEST}: verification_method`,
  },
  ...ignoredByOtherPgs({ tool: 'request_certification_otp', source: REQUEST, usedBy: { bypass: ['kcp_v2'] } }),
  {
    id: 'request_certification_otp.birth',
    tools: ['request_certification_otp'],
    kind: 'invalid_input',
    argument: 'birth',
    when: [hasInvalidFormat('birth', /^\d{6}$/, 'six digits')],
    message: { en: '"birth" is six digits, YYMMDD.', ko: '"birth"는 YYMMDD 6자리 숫자입니다.' },
    source: `${REQUEST}: birth`,
  },
  {
    id: 'request_certification_otp.gender',
    tools: ['request_certification_otp'],
    kind: 'invalid_input',
    argument: 'gender_digit',
    when: [hasInvalidFormat('gender_digit', /^[1-8]$/, 'a digit from 1 to 8')],
    message: {
      en: '"gender_digit" is the seventh digit of the resident number, 1 to 8.',
      ko: '"gender_digit"은 주민등록번호 7번째 자리(1~8)입니다.',
    },
    source: `${REQUEST}: gender_digit`,
  },
  {
    id: 'request_certification_otp.pg-deprecated',
    tools: ['request_certification_otp'],
    kind: 'advice',
    argument: 'pg',
    when: [isGiven('pg')],
    message: {
      en: '"pg" is deprecated: "channel_key" says the same.',
      ko: '"pg"는 더 이상 권장되지 않습니다. "channel_key"만 사용하면 됩니다.',
    },
    source: `${REQUEST}: pg`,
  },
  {
    id: 'confirm_certification_otp.done',
    tools: ['confirm_certification_otp'],
    kind: 'rejected',
    when: [
      {
        description: 'the ID check has been confirmed',
        evaluate: ({ snapshot }) => (snapshot.certification ? snapshot.certification.certified === true : undefined),
      },
    ],
    message: {
      en: 'This ID check has been confirmed already: get_certification shows it.',
      ko: '이미 완료된 본인인증입니다. get_certification으로 조회합니다.',
    },
    source: CONFIRM,
  },
  {
    id: 'confirm_certification_otp.otp',
    tools: ['confirm_certification_otp'],
    kind: 'invalid_input',
    argument: 'otp',
    when: [pgIs('danal'), isMissing('otp')],
    message: {
      en: 'Danal sends a code by SMS: add "otp".',
      ko: '다날 본인인증은 SMS 인증번호가 필요합니다. "otp"를 추가해 주세요.',
    },
    source: CONFIRM,
  },
  {
    id: 'delete_certification.none',
    tools: ['delete_certification'],
    kind: 'rejected',
    when: [isAbsent('certification')],
    message: { en: 'There is no result of such an ID check.', ko: '해당하는 본인인증 결과가 없습니다.' },
    source: 'facts 1.3',
  },
];
