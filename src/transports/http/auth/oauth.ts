import { createRemoteJWKSet, errors, type JWTPayload, type JWTVerifyGetKey, jwtVerify } from 'jose';
import { plainAddress } from '../../../config/parsers.ts';
import { badToken, Unverifiable, type Verifier } from './authenticator.ts';
import { type Principal, scopesIn } from './principal.ts';

/** Signatures that only the holder of a private key can make; never a shared secret, never none. */
const ALGORITHMS = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA'];
const PATIENCE_MS = 5_000;
/** An authorization server that could not be asked is asked again after so long. */
const AGAIN_MS = 5_000;
const CLOCK_SKEW_SECONDS = 5;

export interface OAuthParts {
  issuer: string;
  /** What tokens must have been issued for: the address of the endpoint. */
  resource: string;
  tenants: readonly string[];
  /** Milliseconds of a clock that nobody sets. */
  now(): number;
  log(line: string): void;
}

/** Reads access tokens that the authorization server signed for this server. */
export function oauthVerifier({ issuer, resource, tenants, now, log }: OAuthParts): Verifier {
  let keys: Promise<JWTVerifyGetKey> | undefined;
  let failedAt = Number.NEGATIVE_INFINITY;

  // At the first token, not at the start: the authorization server may start later than this one.
  function keysOf(): Promise<JWTVerifyGetKey> {
    if (now() - failedAt < AGAIN_MS) throw new Unverifiable();
    keys ??= discovered(issuer).catch((error: unknown) => {
      keys = undefined;
      failedAt = now();
      log(`--oauth-issuer: ${error instanceof Error ? error.message : 'no metadata'}`);
      throw new Unverifiable();
    });
    return keys;
  }

  return async (token) => {
    const key = await keysOf();
    const { payload } = await jwtVerify(token, key, {
      issuer,
      audience: resource,
      algorithms: ALGORITHMS,
      clockTolerance: CLOCK_SKEW_SECONDS,
      requiredClaims: ['exp', 'sub'],
    }).catch((error: unknown) => {
      throw refusalOf(error);
    });
    return principalFrom(payload, tenants);
  };
}

/** Why a token is refused, in words that hold nothing of it. */
function refusalOf(error: unknown): Error {
  if (error instanceof errors.JWTExpired) return badToken('Token has expired');
  if (error instanceof errors.JWTClaimValidationFailed)
    return badToken(
      error.claim === 'aud' ? 'Token was not issued for this resource' : `The claim ${error.claim} is not right`,
    );
  if (error instanceof errors.JOSEAlgNotAllowed) return badToken('Token is signed in a way that is not accepted');
  const isOfToken =
    error instanceof errors.JWSInvalid ||
    error instanceof errors.JWTInvalid ||
    error instanceof errors.JWSSignatureVerificationFailed ||
    error instanceof errors.JWKSNoMatchingKey ||
    error instanceof errors.JOSENotSupported;
  // Anything else is trouble with the keys, not with the token.
  return isOfToken ? badToken('Token is not valid') : new Unverifiable();
}

function principalFrom(payload: JWTPayload, tenants: readonly string[]): Principal {
  const { sub, exp, scope, scp, tenant: claimed } = payload;
  const tenant = claimed === undefined && tenants.length === 1 ? tenants[0] : claimed;
  if (typeof tenant !== 'string' || !tenants.includes(tenant)) throw badToken('Token is of no tenant of this server');
  // Both are there, or the token was refused; a subject of any length would fill the log.
  if (typeof sub !== 'string' || sub === '' || sub.length > 256) throw badToken('The claim sub is not right');
  const held =
    typeof scope === 'string' ? scope.split(' ') : Array.isArray(scp) ? scp.map(String) : String(scp ?? '').split(' ');
  return { id: `${tenant}/${sub}`, tenant, scopes: scopesIn(held), expiresAt: Number(exp) };
}

/** By RFC 8414, or as OpenID Connect has it. */
async function discovered(issuer: string): Promise<JWTVerifyGetKey> {
  const { origin, pathname } = new URL(issuer);
  const path = pathname.replace(/\/+$/, '');
  const places = [
    `${origin}/.well-known/oauth-authorization-server${path}`,
    `${origin}${path}/.well-known/openid-configuration`,
    `${origin}/.well-known/openid-configuration${path}`,
  ];
  for (const place of places) {
    const metadata = await read(place);
    if (metadata === undefined) continue;
    if (metadata.issuer !== issuer) throw new Error(`${place} is of another issuer`);
    if (typeof metadata.jwks_uri !== 'string') throw new Error(`${place} names no keys (jwks_uri)`);
    return createRemoteJWKSet(plainAddress(`jwks_uri of ${place}`, metadata.jwks_uri), {
      timeoutDuration: PATIENCE_MS,
      // A key that was just added is found soon, and whoever makes up keys costs little.
      cooldownDuration: AGAIN_MS,
    });
  }
  throw new Error(`no metadata of the authorization server at ${places[0]}`);
}

async function read(place: string): Promise<{ issuer?: unknown; jwks_uri?: unknown } | undefined> {
  const answer = await fetch(place, {
    headers: { accept: 'application/json' },
    redirect: 'error',
    signal: AbortSignal.timeout(PATIENCE_MS),
  }).catch(() => undefined);
  if (!answer?.ok) {
    await answer?.body?.cancel();
    return undefined;
  }
  return Object((await answer.json()) as unknown);
}
