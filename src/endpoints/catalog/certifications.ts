import { endpoint } from '../endpoint.ts';
import { ChannelKey, Choice, CustomData, Flag, ImpUid, MerchantUid, Name, Phone, Secret, Text } from '../fields.ts';
import { Certification, CertificationOtp } from '../models/certification.ts';

export const getCertification = endpoint('GET /certifications/{imp_uid}', {
  name: 'get_certification',
  title: 'Get ID check',
  description: "Result of an ID check (본인인증) by its own imp_uid, not a payment's.",
  effect: 'read',
  path: { imp_uid: ImpUid() },
  returns: Certification,
});

export const deleteCertification = endpoint('DELETE /certifications/{imp_uid}', {
  name: 'delete_certification',
  title: 'Delete ID check',
  description: 'Erase the result of an ID check.',
  effect: 'destructive',
  confirm: true,
  followUpTool: 'get_certification',
  path: { imp_uid: ImpUid() },
  preview: ['certification'],
  readBack: { by: 'record', of: 'certification', expected: 'gone' },
  returns: Certification,
});

export const requestCertificationOtp = endpoint('POST /certifications/otp/request', {
  name: 'request_certification_otp',
  title: 'Start ID check',
  description: 'Start an ID check (본인인증): each call sends an SMS that costs money.',
  effect: 'write',
  confirm: true,
  preview: [],
  body: {
    name: Name(),
    phone: Phone(),
    birth: Secret().describe('YYMMDD'),
    gender_digit: Secret().describe('7th digit of the resident number'),
    carrier: Choice('SKT', 'KT', 'LGT'),
    is_mvno: Flag().optional().describe('알뜰폰'),
    company: Text().optional(),
    merchant_uid: MerchantUid().optional(),
    // `pg` is the older way to select the channel. PortOne calls it deprecated and always requires `channel_key`.
    pg: Text().optional().describe('Deprecated'),
    channel_key: ChannelKey(),
    verification_method: Choice('SMS', 'APP').optional(),
    bypass: CustomData().optional(),
  },
  readBack: {
    by: 'none',
    reason:
      'the new imp_uid was in the lost response, and PortOne has no list of ID checks; ask the buyer whether a message arrived',
  },
  returns: CertificationOtp,
});

export const confirmCertificationOtp = endpoint('POST /certifications/otp/confirm/{imp_uid}', {
  name: 'confirm_certification_otp',
  title: 'Confirm ID check',
  description: 'Finish an ID check with the code received. Works once.',
  effect: 'write',
  confirm: true,
  preview: [],
  followUpTool: 'get_certification',
  path: { imp_uid: ImpUid() },
  body: { otp: Secret().optional().describe('Not for verification_method APP') },
  readBack: {
    by: 'record',
    of: 'certification',
    expected: { certified: { kind: 'one_of', values: [true] } },
    sufficientAlone: true,
  },
  returns: Certification,
});
