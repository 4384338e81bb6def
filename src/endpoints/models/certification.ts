import { flag, handle, machineText, model, personalFlag, personalText, text, time } from './field.ts';

export const Certification = model({
  imp_uid: handle(),
  merchant_uid: handle(),
  pg_tid: machineText(),
  pg_provider: text(),
  name: personalText('name'),
  /** Birthday and gender make up the first seven digits of a resident number. */
  gender: personalText('birth'),
  birthday: personalText('birth'),
  /** The seventh digit also reveals nationality. */
  foreigner: personalFlag('birth'),
  phone: personalText('phone'),
  carrier: text(),
  certified: flag(),
  certified_at: time(),
  /** CI: the same for a person at every company in Korea. */
  unique_key: personalText('identity'),
  /** DI: the same for a person at one company. */
  unique_in_site: personalText('identity'),
  /** URL of the page where the ID check took place; its query may contain personal data. */
  origin: personalText('identity'),
  foreigner_v2: personalFlag('birth'),
});

export const CertificationOtp = model({
  imp_uid: handle(),
});
