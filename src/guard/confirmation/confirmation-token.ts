import { createHmac, randomUUID, timingSafeEqual } from 'node:crypto';
import { stringify } from 'safe-stable-stringify';
import { DAY_SECONDS } from '../../base/korean-time.ts';
import type { Store } from '../../store/store.ts';

/** How long a person may think before the question is stale. */
const TOKEN_LIFETIME_SECONDS = 300;
/** Used is remembered for longer than any token lives, by whichever clock: those of several machines differ. */
const USED_TOKEN_MEMORY_SECONDS = DAY_SECONDS;

/** What a person's yes is bound to. */
export interface TokenBinding {
  tool: string;
  /** The arguments as they were asked for; with the state they say what would be executed. */
  args: unknown;
  /** What PortOne said of the things concerned when the question was asked. */
  fingerprintFields: unknown;
  /** Who asked. */
  caller: string;
  /** How the person is asked: a yes that comes another way was given to another question. */
  channel?: 'form' | 'url' | 'token';
}

export type TokenCheck = 'valid' | 'changed' | 'invalid';

export interface ConfirmationTokens {
  /** A fingerprint that only this server can compute: what it is of cannot be guessed from it, however short that is. */
  fingerprint(value: unknown): string;
  /** A token for a question that is asked now. */
  mint(binding: TokenBinding): Promise<string>;
  /**
   * Reads a token that came back with a yes and uses it up: no token counts twice. `changed` when only the state differs
   * from what was shown.
   */
  consume(token: string, binding: TokenBinding): Promise<TokenCheck>;
  /** Uses up a token that came back with a no, whatever else came with it. */
  invalidate(token: string): Promise<void>;
}

interface TokenPayload {
  nonce: string;
  expires: number;
  /** What was used before another epoch of the store, it does not know. */
  epoch: string;
  request: string;
  state: string;
}

/** The token travels through the client: it is signed, bound, short-lived and marked as used before it counts. */
export function createConfirmationTokens(key: Uint8Array, store: Store, now: () => number): ConfirmationTokens {
  const sign = (body: string) => createHmac('sha256', key).update(body).digest('base64url');
  // The client reads a token, and a digest of a card's birth date or PIN digits would tell them.
  const fingerprintKey = createHmac('sha256', key).update('fingerprint').digest();
  const fingerprint = (value: unknown) =>
    createHmac('sha256', fingerprintKey)
      .update(stringify(value) ?? '')
      .digest('base64url');
  const fingerprintRequest = ({ tool, args, caller, channel }: TokenBinding) =>
    fingerprint({ tool, args, caller, channel });

  const markUsed = ({ nonce, epoch }: TokenPayload) =>
    store.consumeOnce(`agreement:${nonce}`, USED_TOKEN_MEMORY_SECONDS, epoch);

  function verifyToken(token: string): TokenPayload | undefined {
    const [body = '', signature = '', ...rest] = token.split('.');
    // As text: many texts decode to the same bytes, and only one of them was given out.
    const givenSignature = Buffer.from(signature);
    const expectedSignature = Buffer.from(sign(body));
    if (
      rest.length > 0 ||
      givenSignature.length !== expectedSignature.length ||
      !timingSafeEqual(givenSignature, expectedSignature)
    )
      return undefined;
    // Signed by this server, so it has the shape that `seal` gave it.
    return JSON.parse(Buffer.from(body, 'base64url').toString('utf8')) as TokenPayload;
  }

  return {
    fingerprint,
    async mint(binding) {
      const payload: TokenPayload = {
        nonce: randomUUID(),
        expires: now() + TOKEN_LIFETIME_SECONDS,
        // Read now, not kept from before: the person's yes is worth asking for.
        epoch: await store.epoch(),
        request: fingerprintRequest(binding),
        state: fingerprint(binding.fingerprintFields),
      };
      const body = Buffer.from(JSON.stringify(payload)).toString('base64url');
      return `${body}.${sign(body)}`;
    },
    async consume(token, binding) {
      const payload = verifyToken(token);
      if (!payload || payload.expires < now() || payload.request !== fingerprintRequest(binding)) return 'invalid';
      if (!(await markUsed(payload))) return 'invalid';
      return payload.state === fingerprint(binding.fingerprintFields) ? 'valid' : 'changed';
    },
    async invalidate(token) {
      const payload = verifyToken(token);
      if (payload) await markUsed(payload);
    },
  };
}
