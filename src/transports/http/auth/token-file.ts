import { createHash, timingSafeEqual } from 'node:crypto';
import * as z from 'zod';
import { bothLanguages } from '../../../config/issue-text.ts';
import { type LoadedFile, loadJsonFile } from '../../../config/json-file.ts';
import { SCOPES } from '../../../config/scopes.ts';
import { invalidToken, type TokenVerifier } from './authenticator.ts';
import { type Principal, parseScopes } from './principal.ts';

const HASH_HINT = bothLanguages({
  en: 'must be sha256: and 64 hexadecimal digits, as printed by `portone-v1-mcp token <name>`',
  ko: 'sha256:과 16진수 64자리여야 합니다(`portone-v1-mcp token <이름>`이 출력하는 값)',
});
const TOKEN_NAME_HINT = bothLanguages({
  en: 'must be 1 to 60 letters, digits or . _ @ -',
  ko: '영문, 숫자, . _ @ - 로 된 1~60자여야 합니다',
});

const DUPLICATE = { en: 'is a duplicate', ko: '중복된 값입니다' };

const TokenEntry = z.strictObject({
  name: z.string().regex(/^[\w.@-]{1,60}$/, TOKEN_NAME_HINT),
  hash: z.string().regex(/^sha256:[0-9a-f]{64}$/, HASH_HINT),
  scopes: z
    .array(z.enum(SCOPES))
    .min(1, bothLanguages({ en: 'must contain at least one scope', ko: 'scope가 하나 이상 있어야 합니다' })),
  tenant: z.string().optional(),
  expires: z.iso
    .datetime({
      offset: true,
      error: bothLanguages({
        en: 'must be a time such as "2027-01-31T00:00:00Z"',
        ko: '시각이어야 합니다(예: "2027-01-31T00:00:00Z")',
      }),
    })
    .optional(),
});
const TokensFile = z
  .array(TokenEntry)
  .min(1, bothLanguages({ en: 'must contain at least one token', ko: '토큰이 하나 이상 있어야 합니다' }));

/** Loads callers and the hashes of their tokens. Throws ConfigError. `tenants` are the existing tenants. */
export async function loadTokens(path: string, tenants: readonly string[], now: () => number): Promise<TokenVerifier> {
  const kind = {
    flag: '--tokens',
    schema: TokensFile,
    thing: { en: 'a list of tokens', ko: '토큰 파일' },
    keys: Object.keys(TokenEntry.shape),
  };
  const file = await loadJsonFile(path, kind);
  const onlyTenant = tenants.length === 1 ? tenants[0] : undefined;
  assertDistinct(file, onlyTenant);
  const entries = file.data.map((entry, index) => {
    const tenant = entry.tenant ?? onlyTenant;
    if (tenant === undefined)
      throw file.errorAt([index], {
        en: 'must have a "tenant", since there are several',
        ko: '상점이 여러 개이므로 "tenant"가 필요합니다',
      });
    if (!tenants.includes(tenant))
      throw file.errorAt([index, 'tenant'], {
        en: 'is not a tenant of --tenants',
        ko: '--tenants 파일에 없는 상점입니다',
      });
    const expiresAt = entry.expires === undefined ? undefined : Date.parse(entry.expires) / 1000;
    const principal: Principal = {
      id: `${tenant}/${entry.name}`,
      tenant,
      scopes: parseScopes(entry.scopes),
      ...(expiresAt === undefined ? {} : { expiresAt }),
    };
    return { digest: Buffer.from(entry.hash.slice('sha256:'.length), 'hex'), principal };
  });

  return async (token) => {
    const presentedDigest = createHash('sha256').update(token).digest();
    // Compare with every hash, so that timing reveals nothing about a near match.
    let found: Principal | undefined;
    for (const { digest, principal } of entries) if (timingSafeEqual(digest, presentedDigest)) found = principal;
    if (!found) throw invalidToken('Unknown token');
    if (found.expiresAt !== undefined && found.expiresAt <= now()) throw invalidToken('Token has expired');
    return found;
  };
}

function assertDistinct(
  { data, errorAt }: LoadedFile<z.output<typeof TokensFile>>,
  onlyTenant: string | undefined,
): void {
  for (const [index, { name, tenant = onlyTenant, hash }] of data.entries()) {
    const earlier = data.slice(0, index);
    if (earlier.some((one) => one.hash === hash)) throw errorAt([index, 'hash'], DUPLICATE);
    if (earlier.some((one) => one.name === name && (one.tenant ?? onlyTenant) === tenant))
      throw errorAt([index, 'name'], DUPLICATE);
  }
}
