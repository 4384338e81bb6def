import {
  confirmCertificationOtp,
  deleteCertification,
  getCertification,
  requestCertificationOtp,
} from '../../endpoints/catalog/certifications.ts';
import { toBirth } from '../behavior/certification-birth.ts';
import { findChannel } from '../behavior/channels.ts';
import { TEST_OTP } from '../behavior/test-cards.ts';
import { respondError, respondOk } from '../envelope.ts';
import { createImpUid, randomBase64, randomDigits } from '../state/ids.ts';
import { createEndpointHandler, type EndpointHandler } from './handler.ts';

const respondNotFound = () => respondError(404, '인증결과가 존재하지 않습니다.');

export const certificationHandlers: readonly EndpointHandler[] = [
  createEndpointHandler(getCertification, ({ args, world }) => {
    const certification = world.certifications.get(args.imp_uid);
    return certification ? respondOk(certification.record) : respondNotFound();
  }),

  createEndpointHandler(deleteCertification, ({ args, world }) => {
    const certification = world.certifications.get(args.imp_uid);
    if (!certification) return respondNotFound();
    world.certifications.delete(args.imp_uid);
    return respondOk(certification.record, { changed: { imp_uid: args.imp_uid } });
  }),

  createEndpointHandler(requestCertificationOtp, ({ args, world }) => {
    const channel = findChannel(args.channel_key);
    if (channel?.type !== 'certification') return respondError(400, '현재 지원되지 않는 PG사입니다.');
    const byApp = args.verification_method === 'APP';
    if (byApp && channel.pg_provider !== 'kcp_v2') return respondError(400, '현재 지원되지 않는 인증방식입니다.');
    const person = parsePerson(args.birth, args.gender_digit);
    const phone = args.phone.replaceAll(/\D/g, '');
    if (!person || !/^01\d{8,9}$/.test(phone)) return respondError(400, '본인인증 대상자 정보가 올바르지 않습니다.');

    const imp_uid = createImpUid(world, 'imp');
    world.certifications.set(imp_uid, {
      record: {
        imp_uid,
        merchant_uid: args.merchant_uid ?? null,
        pg_tid: randomDigits(world, 14),
        pg_provider: channel.pg_provider,
        name: args.name,
        ...person,
        phone,
        carrier: args.is_mvno ? `${args.carrier}_MVNO` : args.carrier,
        certified: false,
        certified_at: 0,
        unique_key: null,
        unique_in_site: null,
        origin: null,
      },
      ...(byApp ? {} : { otp: TEST_OTP }),
    });
    return respondOk({ imp_uid }, { changed: { imp_uid } });
  }),

  createEndpointHandler(confirmCertificationOtp, ({ args, world }) => {
    const certification = world.certifications.get(args.imp_uid);
    if (!certification) return respondNotFound();
    if (certification.record.certified) return respondError(400, '이미 본인인증이 완료된 요청건입니다.');
    if (certification.otp !== undefined) {
      if (args.otp === undefined) return respondError(400, '인증번호(otp) 파라메터가 누락되었습니다.');
      if (args.otp !== certification.otp) return respondError(400, '인증번호가 일치하지 않습니다.');
    }
    certification.record = {
      ...certification.record,
      certified: true,
      certified_at: world.clock.now(),
      unique_key: `${randomBase64(world, 86)}==`,
      unique_in_site: `${randomBase64(world, 63)}=`,
    };
    return respondOk(certification.record, { changed: { imp_uid: args.imp_uid } });
  }),
];

/** Parses the birth date and the seventh digit of a resident number; undefined if they are invalid. */
function parsePerson(birth: string, genderDigit: string) {
  const date = birth.replaceAll(/\D/g, '');
  if (!/^\d{6}$/.test(date) || !/^[1-8]$/.test(genderDigit)) return undefined;
  const digit = Number(genderDigit);
  const century = [1, 2, 5, 6].includes(digit) ? '19' : '20';
  const birthday = `${century}${date.slice(0, 2)}-${date.slice(2, 4)}-${date.slice(4)}`;
  if (Number.isNaN(Date.parse(birthday))) return undefined;
  return {
    gender: digit % 2 === 1 ? 'male' : 'female',
    birth: toBirth(birthday),
    birthday,
    foreigner: digit >= 5,
    foreigner_v2: digit >= 5,
  };
}
