import { getAccessToken } from '../../endpoints/catalog/auth.ts';
import { getToken } from '../state/access-token.ts';
import { createEndpointHandler, type EndpointHandler } from './handler.ts';

export const authHandlers: readonly EndpointHandler[] = [
  createEndpointHandler(getAccessToken, ({ args, world }) =>
    getToken(world.tokens, world.clock, args.imp_key, args.imp_secret),
  ),
];
