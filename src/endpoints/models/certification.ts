import { flag, model, person, personFlag, text, time } from './field.ts';

export const Certification = model({
  imp_uid: text(),
  merchant_uid: text(),
  pg_tid: text(),
  pg_provider: text(),
  name: person('name'),
  /** Birthday and gender make up the first seven digits of a resident number. */
  gender: person('birth'),
  birthday: person('birth'),
  /** Nationality is told by the seventh digit, too. */
  foreigner: personFlag('birth'),
  phone: person('phone'),
  carrier: text(),
  certified: flag(),
  certified_at: time(),
  /** CI: the same for a person at every company in Korea. */
  unique_key: person('identity'),
  /** DI: the same for a person at one company. */
  unique_in_site: person('identity'),
  /** The page where it was done; its query may carry anything. */
  origin: person('identity'),
  foreigner_v2: personFlag('birth'),
});

export const CertificationOtp = model({
  imp_uid: text(),
});
