import {
  bearerAuthChallengeResponse,
  OAuthError,
  OAuthErrorCode,
  verifyBearerToken,
} from '@modelcontextprotocol/server';
import type { Authenticator } from '../mcp-route.ts';
import { jsonRpcError } from '../response.ts';
import { getPrincipal, type Principal, SCOPES, type Scopes, toAuthInfo } from './principal.ts';

/** Reads a token. Throws OAuthError for one that is not good, Unverifiable when nobody can say. */
export type TokenVerifier = (token: string) => Promise<Principal>;

/** Whoever vouches for tokens cannot be asked now. */
export class VerifierUnavailable extends Error {
  override name = 'Unverifiable';
}

export const invalidToken = (reason: string) => new OAuthError(OAuthErrorCode.InvalidToken, reason);

/** Tokens without an end of their own: the SDK wants one, and looks at it at each request. */
const FAR_FUTURE = 4_000_000_000;

/** On a machine's own loopback, without authentication: whoever reaches it is its user, and may do everything. */
export function allowLocal(tenant: string): Authenticator {
  const principal: Principal = { id: 'local', tenant, scopes: new Set(SCOPES) };
  return {
    authenticate: async () => principal,
    challenge: () => {
      throw new Error('Whoever may do everything lacks no scope');
    },
  };
}

/** `metadataUrl` is where a client learns who gives out tokens; there is none for tokens that a person hands out. */
export function bearerAuthenticator(verify: TokenVerifier, metadataUrl?: string): Authenticator {
  const metadata = metadataUrl === undefined ? {} : { resourceMetadataUrl: metadataUrl };
  const verifier = {
    async verifyAccessToken(token: string) {
      const principal = await verify(token);
      return { expiresAt: FAR_FUTURE, ...toAuthInfo(principal) };
    },
  };
  return {
    async authenticate({ headers }) {
      try {
        return getPrincipal(await verifyBearerToken(headers.authorization, { verifier }));
      } catch (error) {
        if (error instanceof VerifierUnavailable)
          return Response.json(jsonRpcError('Tokens cannot be verified now; try again'), {
            status: 503,
            headers: { 'retry-after': '5' },
          });
        if (!(error instanceof OAuthError)) throw error;
        return bearerAuthChallengeResponse(error, { requiredScopes: ['payments:read'], ...metadata });
      }
    },
    challenge({ scopes }, scope) {
      const error = new OAuthError(OAuthErrorCode.InsufficientScope, `This needs the scope ${scope}`);
      // All that is held and all that is needed: a client asks for what it is told, and would lose the rest.
      return bearerAuthChallengeResponse(error, {
        requiredScopes: SCOPES.filter(isHeldOrNeeded(scopes, scope)),
        ...metadata,
      });
    },
  };
}

const isHeldOrNeeded = (held: Scopes, needed: string) => (scope: (typeof SCOPES)[number]) =>
  held.has(scope) || scope === needed;
