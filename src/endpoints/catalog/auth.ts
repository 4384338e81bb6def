import { endpoint } from '../endpoint.ts';
import { Secret } from '../fields.ts';
import { AccessToken } from '../models/access-token.ts';

export const getAccessToken = endpoint('POST /users/getToken', {
  name: 'get_access_token',
  title: 'Check API key',
  description: 'Check that PortOne accepts the API key.',
  effect: 'read',
  readOnlyBecause:
    "PortOne returns the token that is still valid, or issues another one; nothing in the merchant's data changes.",
  body: { imp_key: Secret(), imp_secret: Secret() },
  returns: AccessToken,
});
