import { hidden, model, time } from './field.ts';

export const AccessToken = model({
  access_token: hidden(),
  expired_at: time(),
  // PortOne's clock, for a life that does not depend on ours.
  now: time(),
});
