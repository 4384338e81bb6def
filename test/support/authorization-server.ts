import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';

export interface AuthorizationServer {
  issuer: string;
  /** A token for this audience, valid for five minutes unless the claims differ; optionally signed with an unknown key. */
  issueToken(
    audience: string,
    claims?: Record<string, unknown>,
    options?: { stranger?: boolean; algorithm?: string },
  ): Promise<string>;
  close(): Promise<void>;
}

/** A local authorization server that serves its metadata and keys and issues any requested token. */
export async function startAuthorizationServer(): Promise<AuthorizationServer> {
  const [own, stranger] = await Promise.all([generateKeyPair('RS256'), generateKeyPair('RS256')]);
  const jwk = { ...(await exportJWK(own.publicKey)), kid: 'one', alg: 'RS256', use: 'sig' };
  let issuer = '';
  const server = createServer(({ url }, response) => {
    const documents: Record<string, object> = {
      '/.well-known/oauth-authorization-server': { issuer, jwks_uri: `${issuer}/keys` },
      '/keys': { keys: [jwk] },
    };
    const found = documents[url ?? ''];
    response.writeHead(found ? 200 : 404, { 'content-type': 'application/json' }).end(JSON.stringify(found ?? {}));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    issuer,
    async issueToken(audience, claims = {}, { stranger: isForged = false, algorithm = 'RS256' } = {}) {
      const now = Math.floor(Date.now() / 1000);
      const payload = { iss: issuer, aud: audience, sub: 'anna', iat: now, exp: now + 300, ...claims };
      if (algorithm === 'none') {
        const encodePart = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
        return `${encodePart({ alg: 'none' })}.${encodePart(payload)}.`;
      }
      const jwt = new SignJWT(payload).setProtectedHeader({ alg: algorithm, kid: 'one' });
      // The known attack: the public key used as a shared secret.
      if (algorithm === 'HS256') return jwt.sign(new TextEncoder().encode(JSON.stringify(jwk)));
      return jwt.sign(isForged ? stranger.privateKey : own.privateKey);
    },
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
