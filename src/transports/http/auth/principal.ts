import type { AuthInfo } from '@modelcontextprotocol/server';
import type { ToolListing } from '../../../tools/definitions.ts';

export const SCOPES = ['payments:read', 'payments:write', 'payments:destructive', 'personal:full'] as const;
export type Scope = (typeof SCOPES)[number];
export type Scopes = ReadonlySet<Scope>;

/** Whoever a request was made for. */
export interface Principal {
  /** Unlike that of anybody else, of whatever tenant. */
  id: string;
  tenant: string;
  scopes: Scopes;
  /** Unix seconds. */
  expiresAt?: number;
}

export const parseScopes = (names: readonly string[]): Scopes =>
  new Set(SCOPES.filter((scope) => names.includes(scope)));

/** The same for all that may do the same: in the order in which scopes are defined. */
export const toScopeKey = (scopes: Scopes): string => SCOPES.filter((scope) => scopes.has(scope)).join(' ');

/**
 * What a tool needs: most where a person is asked first, or where nothing can be undone. The tools that find and call others
 * need nothing of their own: what holds is said of the tool that is called.
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

/** What the SDK hands on to the handlers; never the token itself. */
export const toAuthInfo = (principal: Principal, sessionNumber?: string): AuthInfo => ({
  token: '',
  clientId: principal.id,
  scopes: [...principal.scopes],
  ...(principal.expiresAt === undefined ? {} : { expiresAt: principal.expiresAt }),
  extra: { principal, ...(sessionNumber === undefined ? {} : { sessionNumber }) },
});

/** Back from `authInfoOf`. */
export function getPrincipal(authInfo: AuthInfo | undefined): Principal {
  const principal = authInfo?.extra?.principal;
  if (principal === undefined) throw new Error('A request got past authentication without a principal');
  // Put there by `authInfoOf` alone.
  return principal as Principal;
}
