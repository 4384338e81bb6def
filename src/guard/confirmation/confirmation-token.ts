import { createHmac, randomUUID, timingSafeEqual } from 'node:crypto';
import { stringify } from 'safe-stable-stringify';
import { DAY_SECONDS } from '../../base/korean-time.ts';
import type { Store } from '../../store/store.ts';

/** How long a question can be answered. */
export const TOKEN_LIFETIME_SECONDS = 300;
/** Used tokens are remembered far longer than they are valid, since the clocks of several machines differ. */
const USED_TOKEN_MEMORY_SECONDS = DAY_SECONDS;

/** What a confirmation is valid for. */
export interface TokenBinding {
  tool: string;
  /** The arguments of the call. */
  args: unknown;
  /** The state of the affected records when the question was asked. */
  fingerprintFields: unknown;
  /** The id of the caller. */
  caller: string;
  /** How the person is asked. A token is not valid on another channel. */
  channel?: 'form' | 'url' | 'token';
}

export type TokenCheck = 'valid' | 'changed' | 'invalid';

export interface ConfirmationTokens {
  /** Computes a keyed hash (HMAC): short inputs cannot be recovered by guessing. */
  fingerprint(value: unknown): string;
  /** Creates the token of a question. */
  mint(binding: TokenBinding): Promise<string>;
  /**
   * Verifies the token of an approval and marks it as used, so that it counts only once. Returns `changed` if only the
   * state differs from what was shown.
   */
  consume(token: string, binding: TokenBinding): Promise<TokenCheck>;
  /** Returns the milliseconds since the question was asked; undefined if this server has not created the token. */
  getAgeMs(token: string): number | undefined;
  /** Marks the token of a question that was not approved as used, whatever the call's arguments. */
  invalidate(token: string): Promise<void>;
}

interface TokenPayload {
  nonce: string;
  /** Unix seconds, with fractions. */
  asked: number;
  expires: number;
  /** The store's epoch at creation. In a later epoch, the store no longer knows whether the token was used. */
  epoch: string;
  request: string;
  state: string;
}

/**
 * Tokens pass through the client, so they are signed, bound to a call, short-lived and marked as used before they
 * count. `now` returns unix seconds with fractions.
 */
export function createConfirmationTokens(key: Uint8Array, store: Store, now: () => number): ConfirmationTokens {
  const sign = (body: string) => createHmac('sha256', key).update(body).digest('base64url');
  // The client can read a token, and an unkeyed hash of a birth date or PIN digits could be brute-forced.
  const fingerprintKey = createHmac('sha256', key).update('fingerprint').digest();
  const fingerprint = (value: unknown) =>
    createHmac('sha256', fingerprintKey)
      .update(stringify(value) ?? '')
      .digest('base64url');
  const fingerprintRequest = ({ tool, args, caller, channel }: TokenBinding) =>
    fingerprint({ tool, args, caller, channel });

  /** A token from the future was created before the clock was set back, so its age is unknown. */
  const isExpired = ({ asked, expires }: TokenPayload) => expires < now() || asked > now() + TOKEN_LIFETIME_SECONDS;

  const markUsed = ({ nonce, epoch }: TokenPayload) =>
    store.consumeOnce(`agreement:${nonce}`, USED_TOKEN_MEMORY_SECONDS, epoch);

  function verifyToken(token: string): TokenPayload | undefined {
    const [body = '', signature = '', ...rest] = token.split('.');
    // Compare as text: several base64url texts decode to the same bytes, but only one of them was issued.
    const givenSignature = Buffer.from(signature);
    const expectedSignature = Buffer.from(sign(body));
    if (
      rest.length > 0 ||
      givenSignature.length !== expectedSignature.length ||
      !timingSafeEqual(givenSignature, expectedSignature)
    )
      return undefined;
    // Signed by this server, so it has the shape that `mint` gave it.
    return JSON.parse(Buffer.from(body, 'base64url').toString('utf8')) as TokenPayload;
  }

  return {
    fingerprint,
    async mint(binding) {
      const asked = now();
      const payload: TokenPayload = {
        nonce: randomUUID(),
        asked,
        expires: asked + TOKEN_LIFETIME_SECONDS,
        // Read now instead of cached, so that the confirmation is not invalid from the start.
        epoch: await store.epoch(),
        request: fingerprintRequest(binding),
        state: fingerprint(binding.fingerprintFields),
      };
      const body = Buffer.from(JSON.stringify(payload)).toString('base64url');
      return `${body}.${sign(body)}`;
    },
    async consume(token, binding) {
      const payload = verifyToken(token);
      if (!payload || isExpired(payload) || payload.request !== fingerprintRequest(binding)) return 'invalid';
      if (!(await markUsed(payload))) return 'invalid';
      return payload.state === fingerprint(binding.fingerprintFields) ? 'valid' : 'changed';
    },
    getAgeMs(token) {
      const payload = verifyToken(token);
      return payload && (now() - payload.asked) * 1000;
    },
    async invalidate(token) {
      const payload = verifyToken(token);
      if (payload) await markUsed(payload);
    },
  };
}
