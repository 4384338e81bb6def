import { endpoint } from './endpoint.ts';
import { ChannelKey, Choice, CustomData, Flag, ImpUid, MerchantUid, Phone, Secret, Text } from './fields.ts';
import { Certification, CertificationOtp } from './models/certification.ts';

export const getCertification = endpoint('GET /certifications/{imp_uid}', {
  name: 'get_certification',
  title: 'Get certification',
  description: 'name, birthday, phone, gender, CI unique_key(88), DI unique_in_site(64)',
  effect: 'read',
  path: { imp_uid: ImpUid() },
  returns: Certification,
});

export const deleteCertification = endpoint('DELETE /certifications/{imp_uid}', {
  name: 'delete_certification',
  title: 'Delete certification',
  description: 'physical deletion of the identity result; cannot be restored',
  effect: 'destructive',
  confirm: true,
  path: { imp_uid: ImpUid() },
  preview: ['certification'],
  returns: Certification,
});

export const requestCertificationOtp = endpoint('POST /certifications/otp/request', {
  name: 'request_certification_otp',
  title: 'Request certification otp',
  description: 'name, phone, birth + gender_digit (7th digit of resident no.); legacy `pg`',
  effect: 'write',
  confirm: true,
  body: {
    name: Text(),
    phone: Phone(),
    birth: Secret(),
    gender_digit: Secret(),
    carrier: Choice('SKT', 'KT', 'LGT'),
    is_mvno: Flag().optional(),
    company: Text().optional(),
    merchant_uid: MerchantUid().optional(),
    pg: Text().optional(),
    channel_key: ChannelKey(),
    verification_method: Choice('SMS', 'APP').optional(),
    bypass: CustomData().optional(),
  },
  returns: CertificationOtp,
});

export const confirmCertificationOtp = endpoint('POST /certifications/otp/confirm/{imp_uid}', {
  name: 'confirm_certification_otp',
  title: 'Confirm certification otp',
  description: 'OTP input; returns the same PII as get_certification; otp omitted for kcp_v2 APP',
  effect: 'write',
  confirm: true,
  path: { imp_uid: ImpUid() },
  body: { otp: Secret().optional() },
  returns: Certification,
});
