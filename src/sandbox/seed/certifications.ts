import { TEST_OTP } from '../behavior/test-otp.ts';
import { digits, hex, newImpUid } from '../state/ids.ts';
import type { SeedContext } from './context.ts';

/** One person who proved who they are, and one whose code is on its way. */
export function seedCertifications({ world, samples, start }: SeedContext): void {
  const person = (name: string, phone: string) => ({
    imp_uid: newImpUid(world, 'imp'),
    pg_tid: digits(world, 14),
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

  const done = {
    ...person('서이든', '01000003001'),
    merchant_uid: 'signup_0001',
    certified: true,
    certified_at: start - 7_200,
    unique_key: `${hex(world, 86)}==`,
    unique_in_site: hex(world, 64),
    origin: 'https://shop.example/signup',
  };
  world.certifications.set(done.imp_uid, { shown: done });
  samples.certification = { imp_uid: done.imp_uid };

  const asked = { ...person('문하루', '01000003002'), merchant_uid: 'signup_0002' };
  world.certifications.set(asked.imp_uid, { shown: asked, otp: TEST_OTP });
  samples.certification_requested = { imp_uid: asked.imp_uid, otp: TEST_OTP };
}
