import { getAccessToken } from '../../endpoints/catalog/auth.ts';
import { getToken } from '../state/access-token.ts';
import { type Handler, on } from './handler.ts';

export const authHandlers: readonly Handler[] = [
  on(getAccessToken, ({ args, world }) => getToken(world.tokens, world.clock, args.imp_key, args.imp_secret)),
];
