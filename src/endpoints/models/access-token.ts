import { model, secretText, time } from './field.ts';

export const AccessToken = model({
  access_token: secretText(),
  expired_at: time(),
  // PortOne's clock, so that the lifetime does not depend on ours.
  now: time(),
});
