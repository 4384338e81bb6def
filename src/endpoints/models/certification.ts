import { flag, model, personalFlag, personalText, text, time } from './field.ts';

export const Certification = model({
  imp_uid: text(),
  merchant_uid: text(),
  pg_tid: text(),
  pg_provider: text(),
  name: personalText('name'),
  /** Birthday and gender make up the first seven digits of a resident number. */
  gender: personalText('birth'),
  birthday: personalText('birth'),
  /** Nationality is told by the seventh digit, too. */
  foreigner: personalFlag('birth'),
  phone: personalText('phone'),
  carrier: text(),
  certified: flag(),
  certified_at: time(),
  /** CI: the same for a person at every company in Korea. */
  unique_key: personalText('identity'),
  /** DI: the same for a person at one company. */
  unique_in_site: personalText('identity'),
  /** The page where it was done; its query may carry anything. */
  origin: personalText('identity'),
  foreigner_v2: personalFlag('birth'),
});

export const CertificationOtp = model({
  imp_uid: text(),
});
