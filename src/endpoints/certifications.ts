import { endpoint } from './endpoint.ts';
import { ChannelKey, Choice, CustomData, Flag, ImpUid, MerchantUid, Name, Phone, Secret, Text } from './fields.ts';
import { Certification, CertificationOtp } from './models/certification.ts';

export const getCertification = endpoint('GET /certifications/{imp_uid}', {
  name: 'get_certification',
  title: 'Get an identity verification',
  description:
    "Result of an identity verification (본인인증): who was verified (name, birthday, phone, CI, DI) and when. imp_uid is the verification's, not a payment's.",
  effect: 'read',
  path: { imp_uid: ImpUid() },
  returns: Certification,
});

export const deleteCertification = endpoint('DELETE /certifications/{imp_uid}', {
  name: 'delete_certification',
  title: 'Delete an identity verification',
  description: 'Erase the result of an identity verification (본인인증 삭제) from PortOne. It cannot be restored.',
  effect: 'destructive',
  confirm: true,
  lookUp: 'get_certification',
  path: { imp_uid: ImpUid() },
  preview: ['certification'],
  returns: Certification,
});

export const requestCertificationOtp = endpoint('POST /certifications/otp/request', {
  name: 'request_certification_otp',
  title: 'Request a verification code',
  description:
    'Start an identity verification (본인인증 요청): each call sends an SMS that costs money and makes a new imp_uid. Danal or KCP, with carrier approval.',
  effect: 'write',
  confirm: true,
  body: {
    name: Name(),
    phone: Phone(),
    birth: Secret().describe('YYMMDD'),
    gender_digit: Secret().describe('7th digit of the resident number'),
    carrier: Choice('SKT', 'KT', 'LGT'),
    is_mvno: Flag().optional().describe("Budget phone (알뜰폰) on the carrier's network"),
    company: Text().optional().describe('Service name in the SMS'),
    merchant_uid: MerchantUid().optional(),
    // `pg` is the older way to name the channel; PortOne calls it deprecated and requires `channel_key` all the same,
    // which every channel has.
    pg: Text().optional().describe('Deprecated; danal.{id}'),
    channel_key: ChannelKey(),
    verification_method: Choice('SMS', 'APP').optional().describe('kcp_v2 only'),
    bypass: CustomData().optional().describe('JSON for kcp_v2'),
  },
  returns: CertificationOtp,
});

export const confirmCertificationOtp = endpoint('POST /certifications/otp/confirm/{imp_uid}', {
  name: 'confirm_certification_otp',
  title: 'Confirm a verification code',
  description:
    'Finish an identity verification (본인인증 완료) with the code that the person received; answers what get_certification does. Works once.',
  effect: 'write',
  confirm: true,
  lookUp: 'get_certification',
  path: { imp_uid: ImpUid() },
  body: { otp: Secret().optional().describe('Not for verification_method APP') },
  returns: Certification,
});
