import type { AuthInfo } from '@modelcontextprotocol/server';
import { SCOPES, type Scope } from '../../../config/scopes.ts';
import type { ToolListing } from '../../../tools/definitions.ts';

export type Scopes = ReadonlySet<Scope>;

/** The caller that a request was authenticated as. */
export interface Principal {
  /** Unique across all tenants. */
  id: string;
  tenant: string;
  scopes: Scopes;
  /** Unix seconds. */
  expiresAt?: number;
}

export const parseScopes = (names: readonly string[]): Scopes =>
  new Set(SCOPES.filter((scope) => names.includes(scope)));

/** Returns a canonical text for a set of scopes, independent of their order. */
export const toScopeKey = (scopes: Scopes): string => SCOPES.filter((scope) => scopes.has(scope)).join(' ');

/**
 * Returns the scope that a tool requires: the highest one if it asks for confirmation or cannot be undone. Tools that
 * find and call other tools require none; the scope of the called tool applies.
 */
export function requiredScope({
  effect,
  confirm,
  toolset,
}: Pick<ToolListing, 'effect' | 'confirm' | 'toolset'>): Scope | undefined {
  if (toolset === 'discover') return undefined;
  if (effect === 'destructive' || confirm) return 'payments:destructive';
  return effect === 'write' ? 'payments:write' : 'payments:read';
}

/** The authentication info that the SDK passes to handlers. Never contains the token itself. */
export const toAuthInfo = (principal: Principal, sessionNumber?: string): AuthInfo => ({
  token: '',
  clientId: principal.id,
  scopes: [...principal.scopes],
  ...(principal.expiresAt === undefined ? {} : { expiresAt: principal.expiresAt }),
  extra: { principal, callerName: getCallerName(principal), ...(sessionNumber === undefined ? {} : { sessionNumber }) },
});

/** The name in the token, without the tenant; undefined for a local caller, which has no token. */
const getCallerName = ({ id, tenant }: Principal): string | undefined =>
  id.startsWith(`${tenant}/`) ? id.slice(tenant.length + 1) : undefined;

/** Returns the principal stored by `toAuthInfo`. */
export function getPrincipal(authInfo: AuthInfo | undefined): Principal {
  const principal = authInfo?.extra?.principal;
  if (principal === undefined) throw new Error('An authenticated request has no principal');
  // Only `toAuthInfo` sets it.
  return principal as Principal;
}
