import { pgGuide } from '../../../endpoints/pg-facts/witness.ts';
import { ignoredByOtherPgs, warnsOfOtherPgs } from '../builders.ts';
import { argumentIs, hasInvalidFormat, isGiven, isMissing } from '../conditions/arguments.ts';
import { isAnyOf } from '../conditions/condition.ts';
import { pgIs, pgIsNot } from '../conditions/payment.ts';
import { type PgRule, pgRule } from '../rule.ts';
import { citeApi } from '../sources.ts';

const REQUEST = 'request_certification_otp';
const _CONFIRM = 'confirm_certification_otp';
const _DELETE = 'delete_certification';

/** Identity verification. */
export const certificationRules: readonly PgRule[] = [
  warnsOfOtherPgs({ tool: REQUEST, argument: 'channel_key' }),
  pgRule({
    id: 'request_certification_otp.app',
    kind: 'warn',
    tools: [REQUEST],
    argument: 'verification_method',
    when: [pgIsNot('kcp_v2'), argumentIs('verification_method', 'APP')],
    message: {
      en: 'PortOne lists verification by app only for NHN KCP.',
      ko: '앱 인증은 포트원 문서에 NHN KCP만 안내되어 있습니다.',
    },
    witnesses: [citeApi(REQUEST, 'verification_method')],
  }),
  pgRule({
    id: 'request_certification_otp.kcp-fields',
    kind: 'warn',
    tools: [REQUEST],
    when: [pgIs('kcp_v2'), isAnyOf(isMissing('verification_method'), isMissing('bypass'))],
    message: {
      en: 'NHN KCP asks how to verify (text message or app) and on which kind of device.',
      ko: 'NHN KCP 본인인증에는 인증 방식(문자·앱)과 기기 유형이 필요합니다.',
    },
    witnesses: [pgGuide('kcp-v2-identity-verification')],
  }),
  pgRule({
    id: 'request_certification_otp.kcp-order',
    kind: 'warn',
    tools: [REQUEST],
    argument: 'merchant_uid',
    when: [pgIs('kcp_v2'), hasInvalidFormat('merchant_uid', /^[A-Za-z0-9]{1,40}$/, 'up to 40 letters and digits')],
    message: {
      en: 'NHN KCP accepts up to 40 letters and digits as the order number.',
      ko: 'NHN KCP 본인인증의 주문번호는 40자 이하의 영문자와 숫자만 허용합니다.',
    },
    witnesses: [pgGuide('kcp-v2-identity-verification')],
  }),
  ...ignoredByOtherPgs({ tool: REQUEST, usedBy: { bypass: ['kcp_v2'] } }),
  pgRule({
    id: 'request_certification_otp.birth',
    kind: 'reject',
    tools: [REQUEST],
    argument: 'birth',
    when: [hasInvalidFormat('birth', /^\d{6}$/, 'six digits')],
    message: { en: '"birth" must be six digits, YYMMDD.', ko: '"birth"는 YYMMDD 6자리 숫자입니다.' },
    witnesses: [citeApi(REQUEST, 'birth'), pgGuide('kcp-v2-identity-verification')],
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
    witnesses: [citeApi(REQUEST, 'gender_digit'), pgGuide('kcp-v2-identity-verification')],
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
    witnesses: [citeApi(REQUEST, 'pg')],
  }),
];
