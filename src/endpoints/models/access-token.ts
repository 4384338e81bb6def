import { hidden, model, time } from './field.ts';

export const AccessToken = model({
  access_token: hidden(),
  expired_at: time(),
  now: time(),
});
