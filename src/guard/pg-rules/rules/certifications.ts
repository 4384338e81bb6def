import { ignoredByOtherPgs, rejectsOtherPgs } from '../builders.ts';
import { argumentIs, hasInvalidFormat, isGiven, isMissing } from '../conditions/arguments.ts';
import { pgIs, pgIsNot } from '../conditions/payment.ts';
import { isAbsent } from '../conditions/records.ts';
import { type PgRule, pgRule } from '../rule.ts';
import { citeApi } from '../sources.ts';

const REQUEST = 'request_certification_otp';
const CONFIRM = 'confirm_certification_otp';
const DELETE = 'delete_certification';

/** Identity verification. */
export const certificationRules: readonly PgRule[] = [
  rejectsOtherPgs({ tool: REQUEST, kind: 'reject', argument: 'channel_key' }),
  pgRule({
    id: 'request_certification_otp.app',
    kind: 'reject',
    tools: [REQUEST],
    argument: 'verification_method',
    when: [pgIsNot('kcp_v2'), argumentIs('verification_method', 'APP')],
    message: {
      en: 'Only NHN KCP (kcp_v2) verifies by app: omit "verification_method", or use "SMS".',
      ko: '앱 인증은 NHN KCP(kcp_v2)에서만 지원됩니다. "verification_method"를 빼거나 "SMS"로 지정해 주세요.',
    },
    source: citeApi(REQUEST, 'verification_method'),
  }),
  ...ignoredByOtherPgs({ tool: REQUEST, usedBy: { bypass: ['kcp_v2'] } }),
  pgRule({
    id: 'request_certification_otp.birth',
    kind: 'reject',
    tools: [REQUEST],
    argument: 'birth',
    when: [hasInvalidFormat('birth', /^\d{6}$/, 'six digits')],
    message: { en: '"birth" must be six digits, YYMMDD.', ko: '"birth"는 YYMMDD 6자리 숫자입니다.' },
    source: citeApi(REQUEST, 'birth'),
  }),
  pgRule({
    id: 'request_certification_otp.gender',
    kind: 'reject',
    tools: [REQUEST],
    argument: 'gender_digit',
    when: [hasInvalidFormat('gender_digit', /^[1-8]$/, 'a digit from 1 to 8')],
    message: {
      en: '"gender_digit" must be the seventh digit of the resident number, 1 to 8.',
      ko: '"gender_digit"은 주민등록번호 7번째 자리(1~8)입니다.',
    },
    source: citeApi(REQUEST, 'gender_digit'),
  }),
  pgRule({
    id: 'request_certification_otp.pg-deprecated',
    kind: 'warn',
    tools: [REQUEST],
    argument: 'pg',
    when: [isGiven('pg')],
    message: {
      en: 'Naming the PG is no longer recommended: the channel already decides it.',
      ko: 'PG사를 따로 지정하는 방식은 더 이상 권장되지 않습니다. 채널만 지정하면 됩니다.',
    },
    source: citeApi(REQUEST, 'pg'),
  }),
  pgRule({
    id: 'confirm_certification_otp.done',
    kind: 'reject',
    tools: [CONFIRM],
    when: [
      {
        description: 'the identity verification has been completed',
        evaluate: ({ snapshot }) => (snapshot.certification ? snapshot.certification.certified === true : undefined),
      },
    ],
    message: {
      en: 'This identity verification has already been completed: get_certification shows it.',
      ko: '이미 완료된 본인인증입니다. get_certification으로 조회합니다.',
    },
    source: citeApi(CONFIRM),
  }),
  pgRule({
    id: 'confirm_certification_otp.otp',
    kind: 'reject',
    tools: [CONFIRM],
    argument: 'otp',
    when: [pgIs('danal'), isMissing('otp')],
    message: {
      en: 'Danal sends a code by SMS: add "otp".',
      ko: '다날 본인인증은 SMS 인증번호가 필요합니다. "otp"를 추가해 주세요.',
    },
    source: citeApi(CONFIRM, 'otp'),
  }),
  pgRule({
    id: 'delete_certification.none',
    kind: 'reject',
    tools: [DELETE],
    when: [isAbsent('certification')],
    message: {
      en: 'There is no result of this identity verification.',
      ko: '해당하는 본인인증 결과가 없습니다.',
    },
    source: citeApi(DELETE),
  }),
];
