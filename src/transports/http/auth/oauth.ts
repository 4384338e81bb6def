import { createRemoteJWKSet, errors, type JWTPayload, type JWTVerifyGetKey, jwtVerify } from 'jose';
import { secureUrl } from '../../../config/parsers.ts';
import { parseValue } from '../../../config/setting.ts';
import { invalidToken, type TokenVerifier, VerifierUnavailable } from './authenticator.ts';
import { type Principal, parseScopes } from './principal.ts';

/** Asymmetric algorithms only; never a shared secret, never `none`. */
const ALGORITHMS = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA'];
const METADATA_TIMEOUT_MS = 5_000;
/** Milliseconds before the next attempt after the authorization server could not be reached. */
const RETRY_AFTER_MS = 5_000;
const CLOCK_SKEW_SECONDS = 5;

export interface OAuthOptions {
  issuer: string;
  /** Required audience of tokens: the URL of the MCP endpoint. */
  resource: string;
  tenants: readonly string[];
  /** Milliseconds of a monotonic clock. */
  now(): number;
  log(line: string): void;
}

/** Creates a verifier for access tokens that the authorization server issued for this server. */
export function createOAuthVerifier({ issuer, resource, tenants, now, log }: OAuthOptions): TokenVerifier {
  let keys: Promise<JWTVerifyGetKey> | undefined;
  let failedAt = Number.NEGATIVE_INFINITY;

  // Fetch the keys with the first token: the authorization server may start later than this server.
  function getKeys(): Promise<JWTVerifyGetKey> {
    if (now() - failedAt < RETRY_AFTER_MS) throw new VerifierUnavailable();
    keys ??= discoverKeys(issuer).catch((error: unknown) => {
      keys = undefined;
      failedAt = now();
      log(`--oauth-issuer: ${error instanceof Error ? error.message : 'no metadata'}`);
      throw new VerifierUnavailable();
    });
    return keys;
  }

  return async (token) => {
    const key = await getKeys();
    const { payload } = await jwtVerify(token, key, {
      issuer,
      audience: resource,
      algorithms: ALGORITHMS,
      clockTolerance: CLOCK_SKEW_SECONDS,
      requiredClaims: ['exp', 'sub'],
    }).catch((error: unknown) => {
      throw toTokenError(error);
    });
    return parsePrincipal(payload, tenants);
  };
}

/** Returns the error for an invalid token. Its message contains no part of the token. */
function toTokenError(error: unknown): Error {
  if (error instanceof errors.JWTExpired) return invalidToken('Token has expired');
  if (error instanceof errors.JWTClaimValidationFailed)
    return invalidToken(
      error.claim === 'aud' ? 'Token was not issued for this resource' : `Token has an invalid claim: ${error.claim}`,
    );
  if (error instanceof errors.JOSEAlgNotAllowed) return invalidToken('Token is signed with an unsupported algorithm');
  const isTokenFault =
    error instanceof errors.JWSInvalid ||
    error instanceof errors.JWTInvalid ||
    error instanceof errors.JWSSignatureVerificationFailed ||
    error instanceof errors.JWKSNoMatchingKey ||
    error instanceof errors.JOSENotSupported;
  // Any other error concerns the keys, not the token.
  return isTokenFault ? invalidToken('Token is not valid') : new VerifierUnavailable();
}

function parsePrincipal(payload: JWTPayload, tenants: readonly string[]): Principal {
  const { sub, exp, scope, scp, tenant: claimedTenant } = payload;
  const tenant = claimedTenant === undefined && tenants.length === 1 ? tenants[0] : claimedTenant;
  if (typeof tenant !== 'string' || !tenants.includes(tenant))
    throw invalidToken('Token belongs to no tenant of this server');
  // Limit the length of the subject, since it is logged.
  if (typeof sub !== 'string' || sub === '' || sub.length > 256) throw invalidToken('Token has an invalid claim: sub');
  const grantedScopes =
    typeof scope === 'string' ? scope.split(' ') : Array.isArray(scp) ? scp.map(String) : String(scp ?? '').split(' ');
  return { id: `${tenant}/${sub}`, tenant, scopes: parseScopes(grantedScopes), expiresAt: Number(exp) };
}

/** Discovers the keys by RFC 8414 or OpenID Connect Discovery. */
async function discoverKeys(issuer: string): Promise<JWTVerifyGetKey> {
  const { origin, pathname } = new URL(issuer);
  const path = pathname.replace(/\/+$/, '');
  const metadataUrls = [
    `${origin}/.well-known/oauth-authorization-server${path}`,
    `${origin}${path}/.well-known/openid-configuration`,
    `${origin}/.well-known/openid-configuration${path}`,
  ];
  for (const metadataUrl of metadataUrls) {
    const metadata = await fetchMetadata(metadataUrl);
    if (metadata === undefined) continue;
    if (metadata.issuer !== issuer) throw new Error(`${metadataUrl} belongs to another issuer`);
    if (typeof metadata.jwks_uri !== 'string') throw new Error(`${metadataUrl} has no jwks_uri`);
    return createRemoteJWKSet(new URL(parseValue(`jwks_uri of ${metadataUrl}`, secureUrl, metadata.jwks_uri)), {
      timeoutDuration: METADATA_TIMEOUT_MS,
      // A newly added key is found soon, while tokens with made-up key ids cause few requests.
      cooldownDuration: RETRY_AFTER_MS,
    });
  }
  throw new Error(`the authorization server has no metadata at ${metadataUrls[0]}`);
}

async function fetchMetadata(metadataUrl: string): Promise<{ issuer?: unknown; jwks_uri?: unknown } | undefined> {
  const response = await fetch(metadataUrl, {
    headers: { accept: 'application/json' },
    redirect: 'error',
    signal: AbortSignal.timeout(METADATA_TIMEOUT_MS),
  }).catch(() => undefined);
  if (!response?.ok) {
    await response?.body?.cancel();
    return undefined;
  }
  return Object((await response.json()) as unknown);
}
