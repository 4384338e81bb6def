import {
  bearerAuthChallengeResponse,
  OAuthError,
  OAuthErrorCode,
  verifyBearerToken,
} from '@modelcontextprotocol/server';
import { SCOPES, type Scope } from '../../../config/scopes.ts';
import type { Authenticator } from '../mcp-route.ts';
import { jsonRpcError } from '../response.ts';
import { getPrincipal, type Principal, type Scopes, toAuthInfo } from './principal.ts';

/**
 * Verifies a token and returns its principal. Throws OAuthError for an invalid token, VerifierUnavailable if it cannot
 * be verified now.
 */
export type TokenVerifier = (token: string) => Promise<Principal>;

/** The authorization server cannot be reached, so tokens cannot be verified now. */
export class VerifierUnavailable extends Error {
  override name = 'Unverifiable';
}

export const invalidToken = (reason: string) => new OAuthError(OAuthErrorCode.InvalidToken, reason);

/** Expiry of tokens without one, in unix seconds: the SDK requires and checks an expiry. */
const FAR_FUTURE = 4_000_000_000;

/** Authenticates every request as the local user with all scopes. Only for loopback addresses. */
export function allowLocal(tenant: string): Authenticator {
  const principal: Principal = { id: 'local', tenant, scopes: new Set(SCOPES) };
  return {
    authenticate: async () => principal,
    challenge: () => {
      throw new Error('The local user has every scope');
    },
  };
}

/** For clients that get their tokens from an authorization server. */
export interface OAuthChallenge {
  /** Where a client reads which authorization server issues tokens. */
  metadataUrl: string;
  /** The scopes that a client without a token should request. */
  scopes: readonly Scope[];
}

/** Without an OAuth challenge, the operator hands out the tokens. */
export function bearerAuthenticator(verify: TokenVerifier, oauth?: OAuthChallenge): Authenticator {
  const metadata = oauth === undefined ? {} : { resourceMetadataUrl: oauth.metadataUrl };
  const initialScopes = oauth?.scopes ?? ['payments:read'];
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
          return Response.json(jsonRpcError('Tokens cannot be verified right now; try again later'), {
            status: 503,
            headers: { 'retry-after': '5' },
          });
        if (!(error instanceof OAuthError)) throw error;
        return bearerAuthChallengeResponse(error, { requiredScopes: [...initialScopes], ...metadata });
      }
    },
    challenge({ scopes }, scope) {
      const error = new OAuthError(OAuthErrorCode.InsufficientScope, `This requires the scope ${scope}`);
      // List the scopes already granted and the missing one: a client requests exactly this list and would otherwise
      // lose the granted ones.
      return bearerAuthChallengeResponse(error, {
        requiredScopes: SCOPES.filter(isHeldOrNeeded(scopes, scope)),
        ...metadata,
      });
    },
  };
}

const isHeldOrNeeded = (held: Scopes, needed: string) => (scope: (typeof SCOPES)[number]) =>
  held.has(scope) || scope === needed;
