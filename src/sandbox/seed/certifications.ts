import { toBirth } from '../behavior/certification-birth.ts';
import { TEST_OTP } from '../behavior/test-cards.ts';
import { createImpUid, randomBase64, randomDigits } from '../state/ids.ts';
import type { SeedContext } from './context.ts';

/** Seeds one verified person, and one whose code has been sent. */
export function seedCertifications({ world, samples, start }: SeedContext): void {
  const buildPerson = (name: string, phone: string) => ({
    imp_uid: createImpUid(world, 'imp'),
    pg_tid: randomDigits(world, 14),
    pg_provider: 'danal',
    name,
    gender: 'female',
    birth: toBirth('1992-02-20'),
    birthday: '1992-02-20',
    foreigner: false,
    foreigner_v2: false,
    phone,
    carrier: 'SKT',
    certified: false,
    certified_at: 0,
    unique_key: null,
    unique_in_site: null,
    origin: null,
  });

  const certified = {
    ...buildPerson('서이든', '01000003001'),
    merchant_uid: 'signup_0001',
    certified: true,
    certified_at: start - 7_200,
    unique_key: `${randomBase64(world, 86)}==`,
    unique_in_site: `${randomBase64(world, 63)}=`,
    origin: 'https://shop.example/signup',
  };
  world.certifications.set(certified.imp_uid, { record: certified });
  samples.certification = { imp_uid: certified.imp_uid };

  const requested = { ...buildPerson('문하루', '01000003002'), merchant_uid: 'signup_0002' };
  world.certifications.set(requested.imp_uid, { record: requested, otp: TEST_OTP });
  samples.certification_requested = { imp_uid: requested.imp_uid, otp: TEST_OTP };

  // INICIS tells no gender and no DI, and an earlier version of Danal neither telephone nor carrier.
  const { carrier: _carrier, ...unified } = {
    ...certified,
    ...buildPerson('노가람', '01000003003'),
    merchant_uid: 'signup 0003',
    pg_provider: 'inicis_unified',
    gender: null,
    foreigner_v2: null,
    certified: true,
    certified_at: start - 9_000,
    unique_key: `${randomBase64(world, 86)}==`,
  };
  world.certifications.set(unified.imp_uid, { record: unified });
  samples.certification_without_gender = { imp_uid: unified.imp_uid };

  const person = { ...buildPerson('도라온', '01000003004'), merchant_uid: 'signup_0004' };
  const { birth: _birth, phone: _phone, carrier: _none, foreigner_v2: _v2, ...reduced } = person;
  const withoutBirth = { ...reduced, certified: true, certified_at: start - 10_000, unique_key: certified.unique_key };
  world.certifications.set(withoutBirth.imp_uid, { record: withoutBirth });
  samples.certification_without_birth = { imp_uid: withoutBirth.imp_uid };
}
