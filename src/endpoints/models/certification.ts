import { flag, model, person, text, time } from './field.ts';

export const Certification = model({
  imp_uid: text(),
  merchant_uid: text(),
  pg_tid: text(),
  pg_provider: text(),
  name: person('name'),
  gender: person('birth'),
  birthday: person('birth'),
  foreigner: flag(),
  phone: person('phone'),
  carrier: text(),
  certified: flag(),
  certified_at: time(),
  unique_key: person('identity'),
  unique_in_site: person('identity'),
  origin: text(),
  foreigner_v2: flag(),
});

export const CertificationOtp = model({
  imp_uid: text(),
});
