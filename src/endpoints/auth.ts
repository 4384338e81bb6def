import { endpoint } from './endpoint.ts';
import { Secret } from './fields.ts';
import { AccessToken } from './models/access-token.ts';

export const getAccessToken = endpoint('POST /users/getToken', {
  name: 'get_access_token',
  title: 'Get access token',
  description: 'keep internal: server calls it itself; if exposed, return only expired_at',
  effect: 'read',
  readOnlyBecause: 'TODO',
  body: { imp_key: Secret(), imp_secret: Secret() },
  returns: AccessToken,
});
