import { model, text, time } from './field.ts';

export const KcpquickMember = model({
  member_id: text(),
  pg_provider: text(),
  pg_id: text(),
  inserted: time(),
  updated: time(),
});

export const KcpquickFido = model({
  member_id: text(),
});

export const KcpquickAutopayKey = model({
  customer_uid: text(),
});
