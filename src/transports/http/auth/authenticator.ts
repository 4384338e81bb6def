import {
  bearerAuthChallengeResponse,
  OAuthError,
  OAuthErrorCode,
  verifyBearerToken,
} from '@modelcontextprotocol/server';
import type { Gate } from '../mcp-route.ts';
import { refusal } from '../response.ts';
import { authInfoOf, type Principal, principalOf, SCOPES, type Scopes } from './principal.ts';

/** Reads a token. Throws OAuthError for one that is not good, Unverifiable when nobody can say. */
export type Verifier = (token: string) => Promise<Principal>;

/** Whoever vouches for tokens cannot be asked now. */
export class Unverifiable extends Error {
  override name = 'Unverifiable';
}

export const badToken = (why: string) => new OAuthError(OAuthErrorCode.InvalidToken, why);

/** Tokens without an end of their own: the SDK wants one, and looks at it at each request. */
const NEVER = 4_000_000_000;

/** On a machine's own loopback, without authentication: whoever reaches it is its user, and may do everything. */
export function openGate(tenant: string): Gate {
  const principal: Principal = { id: 'local', tenant, scopes: new Set(SCOPES) };
  return {
    authenticate: async () => principal,
    challenge: () => {
      throw new Error('Whoever may do everything lacks no scope');
    },
  };
}

/** `metadataUrl` is where a client learns who gives out tokens; there is none for tokens that a person hands out. */
export function bearerGate(verify: Verifier, metadataUrl?: string): Gate {
  const where = metadataUrl === undefined ? {} : { resourceMetadataUrl: metadataUrl };
  const verifier = {
    async verifyAccessToken(token: string) {
      const principal = await verify(token);
      return { expiresAt: NEVER, ...authInfoOf(principal) };
    },
  };
  return {
    async authenticate({ headers }) {
      try {
        return principalOf(await verifyBearerToken(headers.authorization, { verifier }));
      } catch (error) {
        if (error instanceof Unverifiable)
          return Response.json(refusal('Tokens cannot be verified now; try again'), {
            status: 503,
            headers: { 'retry-after': '5' },
          });
        if (!(error instanceof OAuthError)) throw error;
        return bearerAuthChallengeResponse(error, { requiredScopes: ['payments:read'], ...where });
      }
    },
    challenge({ scopes }, scope) {
      const error = new OAuthError(OAuthErrorCode.InsufficientScope, `This needs the scope ${scope}`);
      // All that is held and all that is needed: a client asks for what it is told, and would lose the rest.
      return bearerAuthChallengeResponse(error, { requiredScopes: SCOPES.filter(within(scopes, scope)), ...where });
    },
  };
}

const within = (held: Scopes, needed: string) => (scope: (typeof SCOPES)[number]) =>
  held.has(scope) || scope === needed;
