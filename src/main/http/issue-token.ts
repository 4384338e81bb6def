import { createHash, randomBytes } from 'node:crypto';
import { DAY_SECONDS } from '../../base/korean-time.ts';
import { ConfigError, type TokenConfig } from '../../config/index.ts';
import { SCOPES } from '../../config/scopes.ts';

/** Creates a token and its entry for the token file, which contains only its hash. The token is printed once. */
export function createTokenText({ name, scopes, tenant, days }: TokenConfig, now: number): string {
  const unknownScope = scopes.find((scope) => !SCOPES.some((known) => known === scope));
  if (unknownScope !== undefined)
    throw new ConfigError({
      en: `unknown scope "${unknownScope}"; the scopes are ${SCOPES.join(', ')}`,
      ko: `알 수 없는 scope: "${unknownScope}". 가능한 값: ${SCOPES.join(', ')}`,
    });
  const token = `pv1_${randomBytes(32).toString('base64url')}`;
  const entry = {
    name,
    hash: `sha256:${createHash('sha256').update(token).digest('hex')}`,
    scopes,
    ...(tenant === undefined ? {} : { tenant }),
    ...(days === undefined ? {} : { expires: new Date((now + days * DAY_SECONDS) * 1000).toISOString() }),
  };
  return `${token}\n${JSON.stringify(entry)}\n`;
}
