/** What a token may allow. `personal:full` shows personal data without masks. */
export const SCOPES = ['payments:read', 'payments:write', 'payments:destructive', 'personal:full'] as const;
export type Scope = (typeof SCOPES)[number];

export const isScope = (name: string): name is Scope => SCOPES.some((scope) => scope === name);

/** Clients that request every scope they are told of do not get unmasked personal data by the way. */
export const ADVERTISED_SCOPES: readonly Scope[] = SCOPES.filter((scope) => scope !== 'personal:full');
