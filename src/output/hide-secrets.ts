import { HIDDEN } from './mask.ts';

/** Shorter values occur in other texts by chance: they count only if they stand alone. */
const MIN_DISTINCT_LENGTH = 8;
/** Still shorter ones would match any number. */
const MIN_LENGTH = 3;

const escapePattern = (text: string) => text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');

/** A number matches in any grouping: PortOne and PGs repeat a card number without its hyphens, or with others. */
function toPattern(secret: string): string | undefined {
  const value = secret.trim();
  if (value.length < MIN_LENGTH) return undefined;
  const digits = value.replace(/[ -]/g, '');
  const source = /^\d{4,}$/.test(digits) ? [...digits].join('[ -]?') : escapePattern(value);
  return value.length < MIN_DISTINCT_LENGTH ? `(?<![\\p{L}\\p{N}])${source}(?![\\p{L}\\p{N}])` : source;
}

/** Returns a function that replaces these values wherever they occur; undefined if there is none. */
export function createSecretHider(secrets: readonly unknown[]): ((text: string) => string) | undefined {
  const sources = secrets.flatMap((secret) => {
    const source = typeof secret === 'string' || typeof secret === 'number' ? toPattern(String(secret)) : undefined;
    return source === undefined ? [] : [source];
  });
  if (sources.length === 0) return undefined;
  const pattern = new RegExp(sources.join('|'), 'gu');
  return (text) => text.replace(pattern, HIDDEN);
}

/** Secrets of a server. Its access tokens change. */
export interface ServerSecrets {
  addToken(token: string): void;
  hide(text: string): string;
}

/** An answer may still contain the token before. */
const MAX_TOKENS = 3;

export function createServerSecrets(fixed: readonly (string | undefined)[]): ServerSecrets {
  let tokens: string[] = [];
  let hide = createSecretHider(fixed);
  return {
    addToken(token) {
      if (tokens.includes(token)) return;
      tokens = [token, ...tokens].slice(0, MAX_TOKENS);
      hide = createSecretHider([...fixed, ...tokens]);
    },
    hide: (text) => hide?.(text) ?? text,
  };
}
