import { flag, handle, machineText, model, text } from './field.ts';

export const Tier = model({
  tier_code: machineText(),
  tier_name: text(),
});

/** A payment channel. Only `sandbox` tells a test channel: keys and host are the same. */
export const PgSetting = model({
  pg_provider: text(),
  pg_id: machineText(),
  sandbox: flag(),
  type: text(),
  channel_name: text(),
  channel_key: handle(),
});
