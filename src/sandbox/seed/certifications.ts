import { TEST_OTP } from '../behavior/test-cards.ts';
import { createImpUid, randomDigits, randomHex } from '../state/ids.ts';
import type { SeedContext } from './context.ts';

/** Seeds one verified person, and one whose code has been sent. */
export function seedCertifications({ world, samples, start }: SeedContext): void {
  const buildPerson = (name: string, phone: string) => ({
    imp_uid: createImpUid(world, 'imp'),
    pg_tid: randomDigits(world, 14),
    pg_provider: 'danal',
    name,
    gender: 'female',
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
    unique_key: `${randomHex(world, 86)}==`,
    unique_in_site: randomHex(world, 64),
    origin: 'https://shop.example/signup',
  };
  world.certifications.set(certified.imp_uid, { record: certified });
  samples.certification = { imp_uid: certified.imp_uid };

  const requested = { ...buildPerson('문하루', '01000003002'), merchant_uid: 'signup_0002' };
  world.certifications.set(requested.imp_uid, { record: requested, otp: TEST_OTP });
  samples.certification_requested = { imp_uid: requested.imp_uid, otp: TEST_OTP };
}
