import { handle, machineText, model, text, time } from './field.ts';

export const KcpquickMember = model({
  member_id: handle(),
  pg_provider: text(),
  pg_id: machineText(),
  inserted: time(),
  updated: time(),
});

export const KcpquickFido = model({
  member_id: handle(),
});

export const KcpquickAutopayKey = model({
  customer_uid: handle(),
});
